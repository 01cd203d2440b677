"""Whole pages as a provincial viewer gets them: time and number of queries."""

import statistics
import time
from datetime import date

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from accounts.models import Grant, User
from personnel.models import Person, Post

DAY = date(2025, 12, 31)
WARM_UPS = 2
# Pages can then be rendered where static files were not collected.
UNHASHED = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def measure(runs: int) -> dict[str, tuple[float, int]]:
    """Return the median milliseconds of `runs` requests and the queries of one, by page."""
    client = Client(headers={"host": "localhost"})
    client.force_login(_provincial_viewer())
    with override_settings(STORAGES=settings.STORAGES | UNHASHED):
        return {name: median_of(client, path, runs) for name, path in _pages().items()}


def _provincial_viewer() -> User:
    return User.objects.filter(grants__role=Grant.Role.PROVINCE_VIEWER).order_by("pk")[0]


def _pages() -> dict[str, str]:
    """Return the address of each page measured; the person is one in a commune of Ba Tơ."""
    posts = Post.objects.held_on(DAY).filter(unit__parent__code="535")
    person = Person.objects.filter(pk__in=posts.values("person")).order_by("pk")[0]
    paths = {
        "overview": reverse("overview"),
        "district": reverse("unit", args=["535"]),
        "criterion": reverse("criterion", args=["2025.key.theory"]),
        "people": reverse("people"),
        "person": reverse("person", args=[person.pk]),
    }
    return {name: f"{path}?horizon=2025&as_of={DAY.isoformat()}" for name, path in paths.items()}


def median_of(client: Client, path: str, runs: int) -> tuple[float, int]:
    """Return the median milliseconds of `runs` requests, and the queries of one."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200, path
    sent = len(queries)
    times = []
    for _ in range(WARM_UPS + runs):
        start = time.perf_counter()
        client.get(path)
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times[WARM_UPS:]), sent

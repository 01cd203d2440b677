"""Whole pages as their users get them: time, that of their bare SQL, and number of queries."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from accounts.models import Grant, User
from cadre_portal.garbage import look_seldom
from personnel.models import Person, Post

DAY = date(2025, 12, 31)
DISTRICT = "535"
WARM_UPS = 2
LENS = {"horizon": "2025", "as_of": DAY.isoformat()}
# A day to come, of which retirement and what is studied are taken for granted.
FORECAST = {"horizon": "2030", "as_of": "2028-12-31"}
# Pages can then be rendered where static files were not collected.
UNHASHED = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Milliseconds that a page may take at scale 1, on a quiet machine of two cores.
WANTED = {
    "overview": 200,
    "overview, forecast": 200,
    "overview of a board": 100,
    "district": 100,
    "district, forecast": 100,
    "criterion": 120,
    "quality": 120,
    "edit form": 90,
    "person": 50,
    "people": 50,
    "people, any criterion missed": 150,
}
Statement = tuple[str, Any]


class Taken(NamedTuple):
    """Median milliseconds of a page, and how many statements it sends.

    `page` reads everything anew, `again` comes after it with no fact written between, `sql` is
    the SQL of the first sent bare.
    """

    page: float
    again: float
    sql: float
    queries: int


def measure(runs: int) -> dict[str, Taken]:
    """Return what each page takes in `runs` requests, by name, in a process as gunicorn has it."""
    viewer, board = _clients()
    look_seldom()
    with override_settings(STORAGES=settings.STORAGES | UNHASHED):
        return {
            name: taken_by(board if name in OF_A_BOARD else viewer, path, runs)
            for name, path in _pages().items()
        }


OF_A_BOARD = ("overview of a board", "edit form")


def _clients() -> Iterator[Client]:
    """Yield a client of a provincial viewer, and one of who edits the district."""
    for grants in (
        Grant.objects.filter(role=Grant.Role.PROVINCE_VIEWER),
        Grant.objects.filter(role=Grant.Role.EDITOR, unit__code=DISTRICT),
    ):
        yield client_of(grants.order_by("pk")[0].user)


def client_of(user: User) -> Client:
    """Return a client in which `user` is signed in."""
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _pages() -> dict[str, str]:
    """Return the address of each page measured; the person is one in a commune of the district."""
    posts = Post.objects.held_on(DAY).filter(unit__parent__code=DISTRICT)
    person = Person.objects.filter(pk__in=posts.values("person")).order_by("pk")[0]
    overview, district = reverse("overview"), reverse("unit", args=[DISTRICT])
    paths = {
        "overview": (overview, LENS),
        "overview, forecast": (overview, FORECAST),
        "overview of a board": (overview, LENS),
        "district": (district, LENS),
        "district, forecast": (district, FORECAST),
        "criterion": (reverse("criterion", args=["2025.key.theory"]), LENS),
        "quality": (reverse("quality"), LENS),
        "edit form": (reverse("person-edit", args=[person.pk]), {}),
        "person": (reverse("person", args=[person.pk]), LENS),
        "people": (reverse("people"), LENS),
        "people, any criterion missed": (reverse("people"), LENS | {"outcome": "unmet"}),
    }
    return {name: f"{path}?{urlencode(asked)}" for name, (path, asked) in paths.items()}


def taken_by(client: Client, path: str, runs: int) -> Taken:
    """Return what a page takes in `runs` requests and its own SQL beside it, turn by turn."""

    def request() -> None:
        assert client.get(path).status_code == 200, path

    def request_anew() -> None:
        with override_settings(ROWS_KEPT=0):
            request()

    with override_settings(ROWS_KEPT=0), noting() as sent:
        request()
    reading = [each for each in sent if each[0].startswith(("SELECT", "WITH"))]
    page, again, sql = _medians([request_anew, request, lambda: send(reading)], runs)
    return Taken(page, again, sql, len(sent))


@contextmanager
def noting() -> Iterator[list[Statement]]:
    """Yield a list that every statement sent within the context comes to, with its parameters."""
    sent: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield sent


def send(statements: list[Statement]) -> None:
    """Send statements through a cursor and fetch what they find."""
    for sql, params in statements:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            cursor.fetchall()


def settle() -> None:
    """Gather statistics, as PostgreSQL does by itself some minutes after a large load.

    It would be at it while something is measured otherwise.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _medians(ways: list[Callable[[], None]], runs: int) -> list[float]:
    """Return the median milliseconds of each way; they take turns, so noise falls on all alike."""
    times: list[list[float]] = [[] for _ in ways]
    for turn in range(WARM_UPS + runs):
        for way, taken in zip(ways, times, strict=True):
            start = time.perf_counter()
            way()
            if turn >= WARM_UPS:
                taken.append(time.perf_counter() - start)
    return [1000 * statistics.median(taken) for taken in times]

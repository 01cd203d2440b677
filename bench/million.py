"""Growth: the roll-up of all criteria beside DuckDB's, a list and a person's page, by processor.

On a PostgreSQL database that holds the demo province and is thrown away by whoever made it.
"""

import time
from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from accounts.models import Grant, User
from personnel.models import Credential, Person, Post
from targets.criteria import H2025, REGISTER
from targets.lens import Lens
from targets.sources import LiveSource

from . import by_duckdb
from .by_pandas import Figures
from .load.measuring import postmaster_of
from .load.processor import processor_time
from .pages import UNHASHED, settle
from .roll_ups import raw_connection

DAY = date(2025, 12, 31)
# What the roll-up may take of DuckDB's processor time.
MOST_OF_DUCKDB = 3.0


@override_settings(ROWS_KEPT=0)
def measure(runs: int) -> dict[str, float]:
    """Return the least seconds of processor time in `runs` turns, and how many there are.

    Raises AssertionError when DuckDB and the portal disagree on any figure.
    """
    settle()
    raw = raw_connection()
    duck = by_duckdb.loaded(raw)
    raw.close()
    _assert_equal(by_duckdb.figures(duck, DAY))
    ways: dict[str, Callable[[], Any]] = {
        "roll-up": lambda: LiveSource.of_province(Lens(H2025, DAY)).figures(REGISTER),
        "DuckDB": lambda: by_duckdb.figures(duck, DAY),
    } | _pages()
    server = postmaster_of(raw_dsn())
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            before = time.process_time() + processor_time(server)
            way()
            times[name].append(time.process_time() + processor_time(server) - before)
    found = {name: min(taken) for name, taken in times.items()}
    return found | {"people": Person.objects.count(), "credentials": Credential.objects.count()}


def raw_dsn() -> str:
    """Return how psycopg2 is told of the configured database."""
    told = connection.settings_dict
    return f"host={told['HOST']} port={told['PORT']} dbname={told['NAME']} user={told['USER']}"


def _pages() -> dict[str, Callable[[], Any]]:
    """Return what opens a district's, a commune's list and a person's page, for a viewer."""
    viewer = User.objects.filter(grants__role=Grant.Role.PROVINCE_VIEWER).order_by("pk")[0]
    client = Client(headers={"host": "localhost"})
    client.force_login(viewer, backend="django.contrib.auth.backends.ModelBackend")
    post = Post.objects.held_on(DAY).filter(unit__parent__code="535").order_by("pk")[0]
    paths = {
        "list of a commune": f"{reverse('people')}?unit={post.unit.code}",
        "person": f"{reverse('person', args=[post.person_id])}?horizon=2025",
    }
    return {name: _opener(client, f"{path}&as_of={DAY}") for name, path in paths.items()}


def _opener(client: Client, path: str) -> Callable[[], None]:
    def opened() -> None:
        with override_settings(STORAGES=settings.STORAGES | UNHASHED):
            assert client.get(path).status_code == 200, path

    opened()
    return opened


def _assert_equal(other: Figures) -> None:
    found = LiveSource.of_province(Lens(H2025, DAY)).figures(REGISTER)
    units = {unit for _, unit in other}
    for criterion in (criterion for criterion in REGISTER if criterion.about_people):
        for unit in units:
            figure = found.figure(criterion, unit)
            told = (figure.met, figure.short, figure.unknown)
            assert told == other[criterion.code, unit], (criterion.code, unit, told)

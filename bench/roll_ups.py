"""The commune roll-up of all criteria: as the page gets it, as bare SQL, and by pandas."""

import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import override_settings

from cadre_portal.garbage import look_seldom
from personnel.models import Unit
from targets.criteria import H2025, REGISTER
from targets.judging import RollUp
from targets.lens import Lens
from targets.sources import LiveSource

from .by_pandas import Figures, figures
from .pages import noting, send

DAY = date(2025, 12, 31)
LENS = Lens(H2025, DAY)
WARM_UPS = 3


@override_settings(ROWS_KEPT=0)
def measure(runs: int) -> dict[str, float]:
    """Return the medians in milliseconds of `runs` turns of "page", "sql" and "pandas".

    The three take turns, so that whatever else the machine does falls on all alike. Raises
    AssertionError when pandas and the page disagree on any figure.
    """
    with noting() as statements:
        _page()
    other = raw_connection()
    ways: dict[str, Callable[[], Any]] = {
        "page": _page,
        "sql": lambda: send(statements),
        "pandas": lambda: figures(other, DAY),
    }
    _assert_equal(_page(), figures(other, DAY))
    times = _timed(ways, runs)
    other.close()
    return {name: 1000 * statistics.median(taken) for name, taken in times.items()}


def _timed(ways: dict[str, Callable[[], Any]], runs: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in ways}
    look_seldom()
    for turn in range(WARM_UPS + runs):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            if turn >= WARM_UPS:
                times[name].append(time.perf_counter() - start)
    return times


def _page() -> RollUp:
    return LiveSource.of_province(LENS).figures(REGISTER)


def raw_connection() -> Any:
    """Return a connection to the same database without Django's converters, for pandas."""
    if connection.vendor == "sqlite":
        import sqlite3

        return sqlite3.connect(connection.settings_dict["NAME"])
    import psycopg2

    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None)
    return psycopg2.connect(**parameters)


def _assert_equal(page: RollUp, other: Figures) -> None:
    units = [*Unit.objects.exclude(level=Unit.Level.PROVINCE).values_list("pk", flat=True), None]
    for criterion in REGISTER:
        for unit in units:
            figure = page.figure(criterion, unit)
            expected = other.get((criterion.code, unit), (0, 0, 0))
            assert (figure.met, figure.short, figure.unknown) == expected, (criterion.code, unit)

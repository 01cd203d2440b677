"""What a year brought, what the years left ask, and what is said of it: exact at each edge."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from personnel.models import Credential
from reports.pace import Pace, Path, a_year_before, counted_by_path, in_tenths, paces, years_between
from targets.criteria import H2025, H2030
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import credential, person, post
from tests.reports.figured import FLOOR, HALF, MONITORED, WHOLE, a_line

# Four years of 1461 days before 31/12/2030.
FOUR_YEARS = date(2026, 12, 31)
AT = Lens(H2030, FOUR_YEARS, FOUR_YEARS)


def moved(code, met, before, lens=AT):
    """Return a criterion met by `met` of a hundred now and by `before` a year earlier."""
    then = None if before is None else a_line(code, before, 100 - before, lens=lens)
    return Pace(a_line(code, met, 100 - met, lens=lens), then)


@pytest.mark.parametrize(
    ("met", "before", "path"),
    [
        (60, 50, Path.ON),  # 40 points in four years, 10 of them in one
        (60, 51, Path.SLOW),
        (60, 60, Path.SLOW),
        (60, 70, Path.SLOW),
        (60, None, Path.UNSAID),
        (100, 100, Path.REACHED),
        (100, None, Path.REACHED),
    ],
)
def test_the_year_s_gain_against_what_each_year_left_asks(met, before, path):
    assert moved(WHOLE, met, before).path == path


def test_the_points_of_a_year_and_those_needed():
    found = moved(WHOLE, 60, 52)
    assert (found.gain, found.need) == (Fraction(8), Fraction(10))
    assert (found.gained, found.needed) == (Decimal("8.0"), Decimal("10.0"))
    assert moved(HALF, 30, 31).need == Fraction(5)
    assert moved(WHOLE, 100, 99).need is None


def test_a_floor_that_is_past_is_overdue_whatever_the_year_brought():
    assert moved(FLOOR, 99, 0).path == Path.OVERDUE and moved(FLOOR, 99, 0).need is None
    assert moved(FLOOR, 100, 0).path == Path.REACHED


def test_on_the_last_day_it_is_not_overdue_and_on_the_next_it_is():
    for day, path in ((H2025.deadline, Path.SLOW), (date(2026, 1, 1), Path.OVERDUE)):
        assert moved(FLOOR, 50, 0, replace(AT, day=day)).path == path


def test_what_is_not_judged_is_on_no_path():
    assert moved(MONITORED, 50, 20).path is None and moved(MONITORED, 50, 20).gain == 30
    assert Pace(a_line(WHOLE, 0)).path is None


def test_the_paths_add_up_to_the_criteria_judged():
    said = [moved(WHOLE, *years) for years in ((100, 90), (60, 50), (60, 60), (60, None), (50, 60))]
    said += [moved(FLOOR, 50, 40), moved(MONITORED, 5, 4)]
    assert counted_by_path(said) == [
        (Path.REACHED, 1), (Path.ON, 1), (Path.SLOW, 2), (Path.OVERDUE, 1), (Path.UNSAID, 1),
    ]  # fmt: skip
    assert counted_by_path([]) == []


def test_tenths_are_half_up_and_never_minus_nothing():
    assert [str(in_tenths(Fraction(n, 100))) for n in (25, 24, -4, -6, 0)] == [
        "0.3", "0.2", "0.0", "-0.1", "0.0",
    ]  # fmt: skip
    assert years_between(FOUR_YEARS, H2030.deadline) == 4


def test_a_year_before_comes_from_the_records_of_that_day(
    small_province, django_assert_max_num_queries
):
    for number, awarded in enumerate((date(2025, 11, 28), date(2025, 11, 29), date(2026, 11, 28))):
        who = post(person(name=f"Lê Văn {number}"), "BT").person
        credential(who, "professional", 4, awarded)
    day = date(2026, 11, 28)
    source = LiveSource.of_province(Lens(H2030, day, day))
    with django_assert_max_num_queries(2):
        lens, figures = a_year_before(source)
    assert (lens.day, lens.horizon) == (date(2025, 11, 28), H2030)
    now = a_line(WHOLE, 3, lens=source.lens, unit=small_province)
    [found] = paces([now], (lens, figures))
    assert (found.before.figure.met, found.before.figure.covered) == (1, 3)
    assert found.gain == Fraction(200, 3) and found.gained == Decimal("66.7")
    assert Credential.objects.count() == 3


def test_a_day_to_come_says_nothing_of_pace(small_province):
    source = LiveSource.of_province(Lens(H2030, date(2028, 1, 1), date(2026, 11, 28)))
    assert a_year_before(source) is None
    [found] = paces([a_line(WHOLE, 1, 1)], None)
    assert found.path == Path.UNSAID and found.gained is None


def test_where_nobody_served_a_year_before_nothing_is_said(small_province):
    day = date(2026, 11, 28)
    post(person(), "BT", start=date(2026, 1, 1))
    source = LiveSource.of_province(Lens(H2030, day, day))
    now = a_line(WHOLE, 0, 1, lens=source.lens, unit=small_province)
    assert paces([now], a_year_before(source)) == [Pace(now)]

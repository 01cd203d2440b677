"""Two years running without fulfilling one's duties: which years count, as known on which day."""

from datetime import date

import pytest

from personnel.models import Evaluation, Person
from personnel.reading.evaluated import worked_enough
from personnel.reading.failing import asked_year, failing, years_failed
from tests.factories import person, post

pytestmark = pytest.mark.usefixtures("small_province")
DAY = date(2026, 4, 1)


def graded(who, document_date=None, **years):
    """Record the levels of somebody's years: y2024="failed"."""
    for year, grade in years.items():
        Evaluation.objects.create(
            person=who, year=int(year[1:]), grade=grade, document_date=document_date
        )


def is_told(who, day=DAY):
    return Person.objects.filter(failing(day), pk=who.pk).exists()


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ({"y2024": "failed", "y2025": "failed"}, True),
        ({"y2025": "failed"}, False),
        ({"y2024": "fulfilled", "y2025": "failed"}, False),
        ({"y2024": "failed", "y2025": "fulfilled"}, False),
        # Nobody knows what 2024 was: a year between is not two years running.
        ({"y2023": "failed", "y2025": "failed"}, False),
        ({"y2023": "failed", "y2024": "failed", "y2025": "good"}, False),
        # What came after is not recorded: the last that is known stands.
        ({"y2023": "failed", "y2024": "failed"}, True),
        ({"y2023": "failed", "y2024": "failed", "y2025": "failed"}, True),
    ],
)
def test_the_last_evaluation_and_the_year_before_it(years, told):
    who = person()
    graded(who, **years)
    assert is_told(who) is told


def test_both_years_are_named():
    who = person()
    graded(who, y2022="failed", y2023="failed", y2024="failed")
    assert years_failed(DAY, [who.pk]) == {who.pk: (2023, 2024)}


def test_a_year_that_is_not_over_counts_from_the_day_of_its_paper():
    who = person()
    graded(who, y2024="failed")
    graded(who, date(2025, 12, 10), y2025="failed")
    assert not is_told(who, date(2025, 12, 9))
    assert is_told(who, date(2025, 12, 10))
    graded(who, y2026="good")
    assert is_told(who, date(2026, 12, 30)), "a level without a paper, of a year that is not over"
    assert not is_told(who, date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 3, 31), 2024),
        (date(2026, 4, 1), 2025),
        (date(2026, 12, 31), 2025),
        (date(2027, 1, 1), 2025),
    ],
)
def test_evaluations_are_asked_for_after_the_first_quarter(day, year):
    assert asked_year(day) == year


def test_whoever_certainly_worked_less_than_six_months_need_not_be_evaluated():
    old, late, unknown, again = person(), person(), person(), person()
    post(old, start=date(2025, 7, 1))
    post(late, start=date(2025, 7, 2))
    post(unknown, start=None)
    post(again, start=date(2020, 1, 1), end=date(2025, 8, 31))
    post(again, "CTUBND", start=date(2025, 9, 1))
    found = Person.objects.filter(worked_enough(2025))
    assert set(found) == {old, unknown, again}

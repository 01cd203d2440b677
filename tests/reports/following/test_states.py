"""Which unit has a programme and a review, which is late: in the words of IV.1."""

from datetime import date

import pytest

from personnel.models import Unit
from reports.yearly.committees import State, owing, standings
from tests import maps
from tests.reports.following.making import district, due, paper

END = date(2024, 12, 31)

pytestmark = pytest.mark.usefixtures("small_province")


def states(unit, year=2024, day=END, today=END):
    (found,) = standings([unit], {unit.pk}, year, day, today)
    return found.programme.state, found.review.state


def test_without_a_day_nothing_is_late():
    ba_to = district("535")
    assert states(ba_to) == (State.MISSING, State.MISSING)
    paper(ba_to, day=date(2024, 12, 31))
    paper(ba_to, "review", year=2024, day=date(2026, 1, 1))
    assert states(ba_to) == (State.IN_TIME, State.IN_TIME)


@pytest.mark.parametrize(
    ("issued", "state"),
    [
        (date(2022, 9, 30), State.IN_TIME),
        (date(2022, 10, 1), State.LATE),
    ],
)
def test_a_programme_is_late_from_the_day_after_the_day_set(issued, state):
    due(2022, programme=date(2022, 9, 30))
    paper(district("535"), day=issued)
    assert states(district("535"))[0] == state


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2025, 1, 15), State.MISSING),
        (date(2025, 1, 16), State.OVERDUE),
    ],
)
def test_a_review_is_overdue_from_the_day_after_the_day_set(today, state):
    due(2024, review=date(2025, 1, 15))
    assert states(district("535"), today=today)[1] == state


def test_the_first_paper_counts_and_a_later_one_changes_nothing():
    due(2022, programme=date(2022, 9, 30))
    paper(district("535"), day=date(2022, 8, 1), number="1")
    paper(district("535"), day=date(2024, 3, 1), number="2")
    assert states(district("535"))[0] == State.IN_TIME


def test_a_programme_is_not_there_before_its_day_and_stays_for_the_years_after():
    paper(district("535"), day=date(2024, 3, 1))
    assert states(district("535"), 2023, date(2023, 12, 31))[0] == State.MISSING
    assert states(district("535"), 2026, date(2026, 12, 31))[0] == State.IN_TIME


def test_the_review_of_another_year_is_none_of_this():
    paper(district("535"), "review", year=2023, day=date(2024, 1, 10))
    assert states(district("535"))[1] == State.MISSING
    assert states(district("535"), 2023)[1] == State.IN_TIME


def test_who_began_after_the_day_set_is_held_to_a_later_one():
    due(2022, programme=date(2022, 9, 30), review=date(2022, 12, 15))
    maps.reorganise()
    new = Unit.objects.communes().in_force(date(2025, 7, 1)).first()
    asked = (2025, date(2025, 12, 31), date(2026, 6, 1))
    assert states(new, *asked) == (State.MISSING, State.MISSING)
    due(2025, programme=date(2025, 9, 30), review=date(2025, 5, 1))
    assert states(new, *asked) == (State.OVERDUE, State.MISSING)
    paper(new, day=date(2025, 10, 1))
    assert states(new, *asked)[0] == State.LATE


def test_what_a_unit_had_does_not_count_for_what_it_became():
    commune = Unit.objects.communes().kept_by(district("535")).first()
    paper(commune)
    paper(district("535"))
    maps.reorganise()
    for unit in Unit.objects.communes().in_force(date(2025, 7, 1)):
        assert states(unit, 2025, date(2025, 12, 31))[0] == State.MISSING


def test_districts_owe_where_there_are_any_and_communes_where_there_are_none():
    every = set(Unit.objects.values_list("pk", flat=True))
    found = Unit.objects.filter(pk__in=owing(every, END))
    assert set(found.values_list("code", flat=True)) == {"535", "534", "522"}
    maps.reorganise()
    every = set(Unit.objects.values_list("pk", flat=True))
    day = date(2025, 12, 31)
    assert owing(every, day) == set(
        Unit.objects.communes().in_force(day).values_list("pk", flat=True)
    )


def test_inspections_are_those_of_the_year_to_the_day():
    unit = district("535")
    paper(unit, "inspection", day=date(2024, 6, 1), number="1")
    paper(unit, "inspection", day=date(2024, 12, 31), number="2", remedied="Đã bổ sung.")
    paper(unit, "inspection", day=date(2023, 6, 1), number="3")
    (found,) = standings([unit], {unit.pk}, 2024, date(2024, 12, 30), END)
    assert [each.number for each in found.inspections] == ["1"]
    (found,) = standings([unit], {unit.pk}, 2024, END, END)
    assert [each.number for each in found.inspections] == ["1", "2"]
    assert [each.number for each in found.unremedied] == ["1"]


def test_who_owes_nothing_is_never_late():
    due(2022, programme=date(2022, 9, 30))
    commune = Unit.objects.communes().kept_by(district("535")).first()
    paper(commune, day=date(2023, 3, 1))
    (found,) = standings([commune], set(), 2024, END, END)
    assert found.programme.state == State.IN_TIME and found.programme.due is None

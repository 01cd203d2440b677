"""Whole months of days: in the law's words, and against counting day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personnel.basics.spells import NEVER
from personnel.reading.served import Length, length_on, reached, runs_of

DAY = timedelta(days=1)


def by_days(spells, until):
    """Count day by day, in no other way: the months that are full, and the days of none."""
    months, days, pieces, day = 0, 0, 0, min((first for first, _ in spells), default=until)
    left, number = 0, None
    while day <= until:
        if any(first <= day <= last for first, last in spells):
            if number is None:
                number, left, pieces = day.day, 0, pieces + 1
            left += 1
            tomorrow = day + DAY
            passed_over = tomorrow.day == 1 and number > day.day
            if tomorrow.day == number or passed_over:
                months, left = months + 1, 0
        elif number is not None:
            number, days, left = None, days + left, 0
        day += DAY
    days += left
    return (months + days // 30, days % 30) if pieces > 1 else (months, days)


DAYS = st.dates(date(2015, 1, 1), date(2019, 12, 31))
SPELLS = st.lists(st.tuples(DAYS, DAYS).map(lambda days: tuple(sorted(days))), max_size=4)


@given(SPELLS, DAYS)
def test_months_are_those_of_a_count_day_by_day(spells, until):
    length = length_on(runs_of(spells), until)
    assert (length.months, length.days) == by_days(spells, until)


@given(SPELLS, st.integers(1, 30))
def test_the_day_on_which_months_are_full_is_the_first_of_them(spells, months):
    day = reached(runs_of(spells), months)
    if day is None:
        assert by_days(spells, date(2020, 1, 1))[0] < months
    else:
        assert by_days(spells, day)[0] >= months
        assert by_days(spells, day - DAY)[0] < months


@given(SPELLS.filter(bool), DAYS)
def test_it_never_gets_less_with_time(spells, day):
    runs = runs_of(spells)
    assert length_on(runs, day).months <= length_on(runs, day + DAY).months


@pytest.mark.parametrize(
    ("first", "last", "length"),
    [
        (date(2020, 5, 12), date(2020, 6, 10), Length(0, 30)),
        (date(2020, 5, 12), date(2020, 6, 11), Length(1, 0)),
        (date(2021, 1, 31), date(2021, 2, 28), Length(1, 0)),
        (date(2021, 1, 31), date(2021, 3, 30), Length(2, 0)),
        (date(2021, 1, 1), date(2021, 1, 31), Length(1, 0)),
        (date(2016, 2, 29), date(2017, 2, 28), Length(12, 0)),
        (date(2017, 1, 15), date(2024, 12, 31), Length(95, 17)),
    ],
)
def test_a_month_ends_before_the_day_of_its_number_or_on_its_last(first, last, length):
    assert length_on([(first, last)], NEVER - DAY) == length


def test_days_of_two_at_once_count_once_and_days_in_a_row_are_one_piece():
    spells = [
        (date(2020, 1, 1), date(2020, 12, 31)),
        (date(2020, 6, 1), date(2021, 3, 31)),
        (date(2021, 4, 1), date(2021, 6, 30)),
    ]
    assert runs_of(spells) == [(date(2020, 1, 1), date(2021, 6, 30))]


def test_what_is_left_of_pieces_makes_months_of_thirty_days():
    pieces = [(date(2020, 1, 1), date(2020, 1, 20)), (date(2020, 5, 1), date(2020, 5, 15))]
    assert length_on(pieces, date(2021, 1, 1)) == Length(1, 5)


def test_who_goes_on_is_told_ahead_and_who_ends_before_never():
    began = date(2018, 7, 1)
    assert reached([(began, NEVER)], 96) == date(2026, 6, 30)
    assert reached([(began, date(2026, 6, 29))], 96) is None


@pytest.mark.parametrize(
    ("length", "told"),
    [
        (Length(0, 29), "chưa đủ 1 tháng"),
        (Length(11, 3), "11 tháng"),
        (Length(96, 1), "8 năm"),
        (Length(87), "7 năm 3 tháng"),
    ],
)
def test_it_is_told_in_years_and_months(length, told):
    assert length.told == told

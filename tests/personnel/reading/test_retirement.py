"""Retirement by the table of decree 135/2020, month by month."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from personnel.models import Person
from personnel.reading.retirement import leaves_before, retires_on
from tests.factories import person

TABLE = Path(__file__).parent / "data" / "retirement_ages.csv"


def rows():
    with TABLE.open() as file:
        return list(csv.DictReader(file))


def test_every_line_of_the_decree():
    for row in rows():
        birth = date.fromisoformat(f"{row['birth_month']}-15")
        last = retires_on(row["sex"], birth)
        assert f"{last:%Y-%m}" == row["leaves_at_the_end_of"], row
        assert (last + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("sex", "birth", "last"),
    [
        ("male", date(1960, 12, 31), date(2020, 12, 31)),
        ("female", date(1965, 12, 1), date(2020, 12, 31)),
        ("male", date(1990, 2, 1), date(2052, 2, 29)),
        ("female", date(2000, 1, 1), date(2060, 1, 31)),
    ],
)
def test_before_and_after_the_table(sex, birth, last):
    assert retires_on(sex, birth) == last


def test_whoever_leaves_before_a_deadline(province):
    births = [date(1968, month, day) for month in (1, 11, 12) for day in (1, 28)]
    births += [date(1968, 10, 31), date(1971, 4, 30), date(1971, 5, 1), date(1972, 8, 1)]
    everyone = [person(birth=birth, sex=sex) for birth in births for sex in ("male", "female")]
    for deadline in (date(2025, 12, 31), date(2029, 12, 31), date(2030, 12, 31)):
        found = set(Person.objects.filter(leaves_before(deadline)))
        assert found == {p for p in everyone if retires_on(p.sex, p.birth_date) < deadline}

"""Conditions written down as plain data and read back."""

import json
from datetime import date

import pytest
from django.db.models import F, Q

from personnel.models import Person
from reports.models import FrozenStanding
from targets import conditions

DAY = date(2025, 12, 31)


@pytest.mark.parametrize(
    "condition",
    [
        Q(theory__gte=2),
        Q(theory__range=(2, 8), sex="female") | ~Q(religion__in=("", "Không")),
        ~(Q(birth_date__gt=DAY) & (Q(urban=1) | ~Q(theory__isnull=True))),
        Q(minority_area=True, post_start=None),
        Q(),
    ],
)
def test_a_condition_comes_back_as_it_was(condition):
    kept = json.loads(json.dumps(conditions.write(condition)))
    assert conditions.write(conditions.read(kept)) == kept
    rows = FrozenStanding.objects
    read = rows.filter(conditions.read(kept))
    assert str(read.query) == str(rows.filter(condition).query)


def test_the_data_is_plain_enough_to_be_read_by_anybody():
    assert conditions.write(Q(sex="male") & ~Q(birth_date__lt=DAY)) == {
        "and": [["sex", "male"], {"not": {"and": [["birth_date__lt", {"day": "2025-12-31"}]]}}]
    }


@pytest.mark.parametrize(
    "condition",
    [
        Q(theory__gte=F("professional")),
        Q(pk__in=Person.objects.all()),
        Q(theory__gte=1.5),
        Q(theory=1) ^ Q(theory=2),
    ],
)
def test_what_could_not_be_kept_is_refused(condition):
    with pytest.raises(TypeError):
        conditions.write(condition)

"""Units of another province: written as they were, in force on no day, leading on as others do."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from personnel.models import Unit, UnitPlace
from personnel.places.rebuilding import out_of_step
from tests import maps, other_half

DAY = maps.WITHOUT_DISTRICTS
EVE = DAY - timedelta(days=1)


@pytest.fixture
def groups(small_province):
    return other_half.join()


def line(unit):
    return [
        (row.last, row.place.code, row.place.outside)
        for row in UnitPlace.objects.filter(unit=unit, branch=0).order_by("first")
    ]


def test_they_are_kept_as_they_were_until_the_eve_and_are_in_force_on_no_day(groups):
    outside = Unit.objects.filter(outside=True)
    assert {(u.code, u.valid_from, u.valid_to) for u in outside} == {
        (each["code"], None, EVE) for each in other_half.PAST
    }
    assert outside.get(code="23341").above.above == outside.get(code="62")
    for day in (date(2020, 1, 1), EVE, DAY):
        assert not Unit.objects.in_force(day).filter(outside=True).exists()
        assert not any(unit.is_in_force(day) for unit in outside)
        assert Unit.objects.in_force(day).provinces().get().code == "51"


def test_people_of_one_go_on_in_what_became_of_it(groups):
    old = Unit.objects.get(code="23281")
    assert line(old) == [(EVE, "23281", True), (date.max, "23284", False)]


def test_what_came_from_several_stands_before_the_joining_for_the_other_province(groups):
    new = Unit.objects.get(code="23284", outside=False)
    assert line(new) == [(EVE, "62", True), (date.max, "23284", False)]
    only = Unit.objects.get(code="23341", outside=False)
    assert line(only) == [(EVE, "23341", True), (date.max, "23341", False)]
    assert out_of_step() == 0


def test_districts_that_ended_and_the_province_leave_groups(groups):
    of = {group.code: {unit.unit.code for unit in group.members.all()} for group in groups}
    assert of["DB608"] == {"23284"} and of["DB610"] == {"23341"}
    assert of["DB62"] == {"23284", "23341"}
    assert groups[-1].name == "Địa bàn tỉnh Kon Tum (cũ)"


def test_a_unit_of_another_province_has_ended(groups):
    with pytest.raises(IntegrityError, match="unit_outside_until_the_joining"):
        Unit.objects.filter(code="62").update(valid_to=None)

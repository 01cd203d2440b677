"""The shipped decrees on the shipped units: what they end, begin and lead on to."""

from collections import Counter

import pytest

from personnel.models import Unit, UnitPlace
from personnel.places.rebuilding import out_of_step, rebuild_places
from personnel.words.units import counted
from tests import maps


def in_force(day):
    return Unit.objects.in_force(day)


def test_a_hundred_and_seventy_communes_after_the_first_decree(province):
    maps.reorganise(maps.FIRST)
    communes = in_force(maps.MERGED).communes()
    assert Counter(communes.values_list("kind", flat=True)) == {
        "phường": 17, "thị trấn": 9, "xã": 144,
    }  # fmt: skip
    assert in_force(maps.MERGED).districts().count() == 13


def test_ninety_six_communes_right_below_the_province_after_the_second(without_districts):
    now = in_force(maps.WITHOUT_DISTRICTS)
    kinds = now.communes().values_list("kind", flat=True)
    assert counted(kinds) == "96 xã, phường, đặc khu"
    assert not now.districts().exists()
    assert {unit.above for unit in now.communes().with_above()} == {now.provinces().get()}
    *districts, other = without_districts
    assert (len(districts), sum(len(group.parts) for group in districts)) == (23, 96)
    assert (other.code, len(other.parts)) == ("DB62", 40)


def test_places_follow_and_are_rebuilt_to_the_same(without_districts):
    kept = list(UnitPlace.objects.order_by("pk").values_list("pk", flat=True))
    assert kept and out_of_step() == 0
    assert rebuild_places() == 0
    UnitPlace.objects.filter(pk__in=kept[:5]).delete()
    assert out_of_step() == 5
    assert rebuild_places() == 5 and out_of_step() == 0


@pytest.mark.parametrize(("code", "becomes"), [("21010", "21028"), ("21142", "21136")])
def test_a_unit_leads_on_to_its_default_successor(without_districts, code, becomes):
    old = Unit.objects.get(code=code, valid_to__isnull=False)
    (last,) = UnitPlace.objects.filter(unit=old, branch=0, last__year=9999)
    assert (last.place.code, last.first) == (becomes, maps.WITHOUT_DISTRICTS)

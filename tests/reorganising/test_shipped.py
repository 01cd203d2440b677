"""The decrees that come with the portal: both halves, and what is taken over from old units."""

from collections import Counter, defaultdict

import pytest

from personnel.models import Unit
from personnel.places.decreed import Decreed
from personnel.reference import FIXTURES
from reorganising.checking import faults, wholly_new
from tests import maps

FACTS = ("terrain", "minority_area")


def shipped(name):
    return Decreed.read(FIXTURES / "decrees" / f"{name}.json")


def test_the_first_has_the_figures_of_its_text():
    told = shipped(maps.FIRST)
    assert (len(told.ends), len(told.begins)) == (8, 5)
    assert split(told) == {"21283", "21286"}


def test_the_second_ends_both_halves_and_begins_one_province():
    told = shipped(maps.SECOND)
    assert Counter(len(code) for code in told.ends) == {5: 272, 3: 23}
    assert Counter(entry["kind"] for entry in told.begins) == {"xã": 86, "phường": 9, "đặc khu": 1}
    assert Counter(entry["level"] for entry in told.past) == {
        "province": 1, "district": 10, "commune": 102,
    }  # fmt: skip
    other = {entry["code"] for entry in told.past}
    came = {new for old, new, _ in told.changes if old in other}
    assert len(came) == 40 and not came & {new for old, new, _ in told.changes if old not in other}
    assert split(told) == {"21142"}


def split(told):
    """Return the codes of the units that go on in several."""
    times = Counter(old for old, _, _ in told.changes)
    return {old for old, several in times.items() if several > 1}


@pytest.mark.parametrize("name", [maps.FIRST, maps.SECOND])
def test_one_after_the_other_can_be_applied(province, name):
    if name == maps.SECOND:
        maps.reorganise(maps.FIRST)
    assert faults(shipped(name), sealed=None) == []
    assert wholly_new(shipped(name)) == []


def test_the_second_cannot_be_applied_before_the_first_nor_without_the_other_half(province):
    told = {fault.code for fault in faults(shipped(maps.SECOND), sealed=None)}
    assert {"left_behind", "no_successor"} >= told and "left_behind" in told


@pytest.mark.parametrize("name", [maps.FIRST, maps.SECOND])
def test_what_begins_takes_over_what_its_predecessors_agree_on_and_else_asks(province, name):
    if name == maps.SECOND:
        maps.reorganise(maps.FIRST)
    told = shipped(name)
    before = defaultdict(list)
    there = {unit.code: unit for unit in Unit.objects.in_force(told.day).communes()}
    there |= {e["code"]: Unit(**{k: e[k] for k in e if k != "parent"}) for e in told.past}
    for old, new, _ in told.changes:
        if there.get(old) and there[old].is_commune:
            before[new].append(there[old])
    for entry, fact in ((entry, fact) for entry in told.begins for fact in FACTS):
        olds = before[entry["code"]]
        values = {getattr(old, fact) for old in olds}
        sure = len(values) == 1 and all(getattr(old, f"{fact}_confirmed") for old in olds)
        assert entry[f"{fact}_confirmed"] == sure, (entry["name"], fact)
        assert not olds or entry[fact] in values, (entry["name"], fact)

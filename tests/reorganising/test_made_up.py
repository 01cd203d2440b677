"""Whatever a decree does, it is applied, leads everybody on, and is undone: on made-up decrees."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from django.db.models import F

from personnel.models import Decree, Post, Title, Unit
from personnel.places.rebuilding import out_of_step
from reorganising.applying import apply
from reorganising.checking import faults
from reorganising.undoing import undo
from tests.factories import person, post
from tests.reorganising.decrees import AT, tables
from tests.reorganising.made_up import Decreeing, follow, sent

DAYS = [date(2024, 3, 1), date(2025, 1, 1), date(2025, 9, 1)]
EVER = date(2019, 5, 5)


@pytest.fixture
def people(small_province):
    """Two people of each commune, by id: the code of where they serve."""
    return recorded(Unit.objects.communes())


def recorded(units):
    """Record two people of each of these units; return the code of where each serves by id."""
    return {
        post(person(f"Võ Văn {at}"), "TCKT", unit=unit.code).person_id: unit.code
        for unit in units.order_by("code")
        for at in range(2)
    }


def counted(day, people):
    """Return where these people count on a day: the code of what is in force there then."""
    posts = Post.objects.filter(person__in=people).placed_on(day)
    found = dict(posts.values_list("person_id", F("place")))
    there = Unit.objects.in_force(day).communes().in_bulk(set(found.values()))
    return {who: there[place].code for who, place in found.items()}


def made_up(chance, at, people):
    """Return the next decree of a row: something of every kind, and in one a level that ends."""
    making = Decreeing(chance, DAYS[at])
    if at == 1:
        making.level_ends()
    decreed = making.anything(2).decree(f"{at}/NQ")
    return replace(decreed, splits=tuple(sent(decreed, people, chance)))


@pytest.mark.parametrize("seed", range(3))
def test_three_decrees_lead_everybody_on_and_are_undone(people, seed):
    chance, before = Random(seed), tables()
    stands = [people]
    for at, day in enumerate(DAYS):
        decreed = made_up(chance, at, stands[-1])
        assert faults(decreed, sealed=None) == []
        applied = apply(decreed, by=None, at=AT)
        assert all(applied.invariants.values()), applied.invariants
        assert apply(decreed, by=None, at=AT) == replace(applied, already=True)
        stands.append(follow(decreed, stands[-1]))
        # Recast: each day by its own map, the days before by none of it.
        first_days = [EVER, *DAYS[: at + 1]]
        for first, expected in zip(first_days, stands, strict=True):
            assert counted(first, people) == expected, (decreed, first)
        assert counted(day - timedelta(days=1), people) == stands[-2]
    assert out_of_step() == 0
    for decree in Decree.objects.order_by("-day"):
        undo(decree, by=None, at=AT)
    assert tables() == before


@pytest.mark.parametrize("seed", range(2))
def test_who_is_recorded_after_a_decree_counts_as_who_was_before(people, seed):
    chance = Random(seed)
    decreed = Decreeing(chance, DAYS[0]).anything(3).decree("1/NQ")
    apply(decreed, by=None, at=AT)
    late, title = {}, Title.objects.get(code="TCKT")
    for unit in Unit.objects.filter(valid_to=DAYS[0] - timedelta(days=1)):
        who = person(f"Lê Muộn {unit.code}")
        held = {"title": title, "start": EVER, "start_precision": "day"}
        Post.objects.create(person=who, unit=unit, **held)
        late[who.pk] = unit.code
    assert late and counted(DAYS[0], late) == follow(decreed, late)
    assert counted(EVER, late) == late


@pytest.mark.parametrize("seed", range(2))
def test_two_decrees_of_one_day_equal_one_that_says_both(people, seed):
    making = Decreeing(Random(seed), DAYS[0]).anything(1)
    first = making.decree("1/NQ")
    both = making.anything(2).decree("12/NQ")
    second = replace(
        both,
        number="2/NQ",
        ends=both.ends[len(first.ends) :],
        begins=both.begins[len(first.begins) :],
        changes=both.changes[len(first.changes) :],
    )
    apply(both, by=None, at=AT)
    at_once = units(), counted(DAYS[0], people)
    undo(Decree.objects.get(), by=None, at=AT)
    for decreed in (second, first):
        apply(decreed, by=None, at=AT)
    assert (units(), counted(DAYS[0], people)) == at_once


def units():
    """Return every unit as it is told, without its number."""
    return sorted(Unit.objects.values_list("code", "name", "parent__code", "valid_to").order_by())


@pytest.mark.parametrize("seed", range(2))
def test_a_decree_that_lacks_something_is_refused(small_province, seed):
    chance = Random(seed)
    whole = Decreeing(chance, DAYS[0]).level_ends().anything(2).decree("1/NQ")
    assert faults(whole, sealed=None) == []
    # A district may go on with nothing left below it.
    communes = {old for old, _, _ in whole.changes}
    for at, code in enumerate(whole.ends):
        left = whole.ends[:at] + whole.ends[at + 1 :]
        assert bool(faults(replace(whole, ends=left), sealed=None)) == (code in communes)
    for at in range(len(whole.begins)):
        left = whole.begins[:at] + whole.begins[at + 1 :]
        assert faults(replace(whole, begins=left), sealed=None)
    for change in (change for change in whole.changes if change[2]):
        left = tuple(each for each in whole.changes if each != change)
        assert faults(replace(whole, changes=left), sealed=None)

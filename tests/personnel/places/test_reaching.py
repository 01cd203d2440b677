"""How far a right goes: on random maps, and by the shipped decrees."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from personnel.models import Decree, Post, Unit, UnitChange
from personnel.places.deriving import Change, Lasts, Lines
from personnel.places.reaching import Reaching, reach_of
from personnel.places.rebuilding import rebuild_places
from tests import factories as make

FIRST_DAY, YEAR, FOREVER = date(2020, 1, 1), timedelta(days=365), date.max
UNITS = 5


class Map:
    """Units from one decree to the next: the first are there at once, each of one number."""

    def __init__(self):
        self.days = {unit: Lasts(date.min, FOREVER) for unit in range(1, UNITS + 1)}
        self.there, self.changes, self.decrees = list(self.days), [], []

    def decree(self, draw):
        """Let some units merge, be split or go on under another name."""
        day = FIRST_DAY + YEAR * (len(self.decrees) + 1)
        shuffled = draw(st.permutations(self.there))
        took, wanted = [], draw(st.lists(st.sampled_from("msrx"), min_size=1, max_size=2))
        for deed in wanted:
            old = [shuffled.pop() for _ in range(min(len(shuffled), 2 if deed in "mx" else 1))]
            new = [self._begin(day) for _ in range(2 if deed in "sx" else 1)] if old else []
            for at, unit in enumerate(old):
                self.days[unit] = Lasts(self.days[unit].first, day - timedelta(days=1))
                # Of two that are shared out anew (x) the second goes on whole in its own.
                into = new if at == 0 else new[:1]
                took += [Change(unit, each, each == into[0]) for each in into]
            self.there = [unit for unit in self.there if unit not in old] + new
        self.changes += took
        self.decrees.append(took)

    def _begin(self, day):
        unit = len(self.days) + 1
        self.days[unit] = Lasts(day, FOREVER)
        return unit


@st.composite
def maps_drawn(draw):
    drawn = Map()
    for _ in range(draw(st.integers(1, 3))):
        drawn.decree(draw)
    return drawn


def reached(held, changes):
    return Reaching({}, changes).reach_of(held)


def held_of(drawn, units):
    return st.sets(st.sampled_from(sorted(units)), min_size=1, max_size=3)


def ways(drawn, unit, on):
    """Yield every way from a unit to where it ends (`on`: along which changes)."""
    ahead = on(drawn, unit)
    if not ahead:
        yield [unit]
    for each in ahead:
        yield from ([unit, *way] for way in ways(drawn, each, on))


def successors(drawn, unit):
    return [change.new for change in drawn.changes if change.old == unit]


def predecessors(drawn, unit):
    return [change.old for change in drawn.changes if change.new == unit]


def wholly(drawn, held):
    """Return the units that come wholly from those held, then those that go wholly into these."""

    def all_meet(unit, among, on):
        return all(among.intersection(way) for way in ways(drawn, unit, on))

    own = {unit for unit in drawn.days if all_meet(unit, held, predecessors)}
    return own | {unit for unit in drawn.days if all_meet(unit, own, successors)}


many = settings(max_examples=80, deadline=None)


@many
@given(data=st.data(), drawn=maps_drawn())
def test_a_unit_is_within_that_comes_wholly_from_the_right_or_went_wholly_into_it(data, drawn):
    held = data.draw(held_of(drawn, drawn.days))
    assert reached(held, drawn.changes).units == wholly(drawn, held)


@many
@given(data=st.data(), drawn=maps_drawn())
def test_nobodys_right_of_the_first_map_opens_a_neighbours_posts(data, drawn):
    first = set(range(1, UNITS + 1))
    held = data.draw(held_of(drawn, first))
    reach = reached(held, drawn.changes)
    kinds = Lines(drawn.days, drawn.changes).kinds(first)
    assert {unit for unit, branch in kinds if reach.has_post(unit, branch or None)} == held


@many
@given(data=st.data(), drawn=maps_drawn())
def test_whoever_is_in_a_unit_within_reach_on_some_day_and_nobody_else_is_within(data, drawn):
    held = data.draw(held_of(drawn, drawn.days))
    reach = reached(held, drawn.changes)
    lines = Lines(drawn.days, drawn.changes)
    stand = {}
    for row in lines.placed():
        stand.setdefault((row.unit, row.branch), set()).add(row.place)
    for unit, branch in lines.kinds(drawn.days):
        places = stand.get((unit, branch), {unit}) | {unit}
        assert reach.has_post(unit, branch or None) == bool(reach.units & places), (unit, branch)


@many
@given(data=st.data(), drawn=maps_drawn())
def test_a_right_grows_by_a_decree_only_by_what_comes_wholly_from_it(data, drawn):
    held = data.draw(held_of(drawn, range(1, UNITS + 1)))
    known, before = [], reached(held, []).units
    for took in drawn.decrees:
        known = [*known, *took]
        after = reached(held, known).units
        begun = {change.new for change in took}
        new = {unit for unit in begun if before.issuperset(predecessors(drawn, unit))}
        assert after == before | new
        before = after


@pytest.fixture
def split(small_province):
    """Ba Động was split: by default people are in its successor, some in a new commune's."""
    district = Unit.objects.get(code="535", level="district")
    one, other = Unit.objects.communes().below(district).order_by("code")[:2]
    day = date(2025, 7, 1)
    eve = day - timedelta(days=1)
    Unit.objects.filter(pk__in=[one.pk, other.pk]).update(valid_to=eve)
    begun = {"level": "commune", "kind": "xã", "parent": district.parent, "valid_from": day}
    whole = Unit.objects.create(code="90001", name="Xã Một", **begun)
    part = Unit.objects.create(code="90002", name="Xã Hai", **begun)
    decree = Decree.objects.create(number="1/NQ", day=day)
    for old, new, default in ((one, whole, True), (one, part, False), (other, part, True)):
        UnitChange.objects.create(decree=decree, old=old, new=new, is_default=default)
    rebuild_places()
    return one, other, whole, part


def test_of_a_split_each_side_has_its_own_people(split):
    one, other, whole, part = split
    by_default, apart = (make.post(make.person(), unit=one.code) for _ in range(2))
    Post.objects.filter(pk=apart.pk).update(branch=part)
    beside = make.post(make.person(), unit=other.code)
    found = {
        unit.pk: set(
            Post.objects.filter(reach_of([unit.pk]).of_posts()).values_list("pk", flat=True)
        )
        for unit in split
    }
    assert found == {
        one.pk: {by_default.pk, apart.pk},
        other.pk: {beside.pk},
        whole.pk: {by_default.pk},
        part.pk: {apart.pk, beside.pk},
    }
    both = reach_of([whole.pk, part.pk])
    assert both.units == {unit.pk for unit in split} and not both.ways | both.defaults


def test_a_districts_right_goes_on_in_communes_wholly_of_it(without_districts):
    now = Unit.objects.in_force(date(2026, 1, 1)).communes()

    def reaches(code):
        district = Unit.objects.get(code=code, level="district")
        return set(now.filter(pk__in=reach_of([district.pk]).units).values_list("name", flat=True))

    assert len(reaches("535")) == 8
    # Xã Đông Sơn is of communes of Quảng Ngãi and of Bình Sơn: it is in the reach of neither.
    neither = reaches("522") | reaches("524")
    assert "Xã Đông Sơn" not in neither and neither


def test_a_groups_right_is_for_its_communes_and_all_that_went_into_them(small_without_districts):
    group = next(group for group in small_without_districts if group.code == "DB535")
    units = reach_of([group.pk]).units
    assert units >= group.parts | {group.pk}
    old = UnitChange.objects.filter(new__in=group.parts)
    assert units >= set(old.values_list("old", flat=True))


def test_a_reach_takes_two_queries(small_without_districts, django_assert_num_queries):
    with django_assert_num_queries(2):
        reach_of([group.pk for group in small_without_districts])

"""How far a right for some units goes on the map of every day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from personnel.basics.spells import EVER, NEVER, SPELL
from personnel.basics.statements import rows_found
from personnel.models import Membership, Unit, UnitChange, UnitPlace
from personnel.models.hierarchy import ABOVE, DISTRICTS, GROUPS, below
from personnel.scope import NOWHERE, Reach, Viewer

from .deriving import DAY, Change, Lasts, Lines

# Where people go on does not depend on the days of the units, as long as they have some.
WHENEVER = Lasts(EVER + DAY, NEVER - DAY)
Neighbours = Mapping[int, Collection[int]]


def reaches_of(*rights: Collection[int]) -> list[Reach]:
    """Return the reach of each of several rights; two queries, none for rights to nothing."""
    every = {unit for held in rights for unit in held}
    if not every:
        return [NOWHERE for _ in rights]
    reaching = Reaching.of_rights_to(every)
    found = {held: reaching.reach_of(held) for held in map(frozenset, rights)}
    return [found[frozenset(held)] for held in rights]


def reach_of(held: Collection[int]) -> Reach:
    """Return the reach of one right; two queries."""
    return reaches_of(held)[0]


class Reaching:
    """How far rights go, for some units each, by what lies in these and what became of it.

    A right reaches the units themselves, what lies in them, and along what became of them every
    unit that comes wholly from within reach or went wholly into it: whoever has a commune that
    came from two has the records of both, but nobody gets the neighbour's because the two became
    one.
    """

    def __init__(self, within: Mapping[int, Collection[int]], changes: Collection[Change]) -> None:
        self._within = within
        self._after, self._before = _both_ways(changes)
        concerned = {unit for change in changes for unit in (change.old, change.new)}
        self._lines = Lines(dict.fromkeys(concerned, WHENEVER), changes)

    @classmethod
    def of_rights_to(cls, units: Collection[int]) -> Reaching:
        """Read what lies in units, and every change; two queries."""
        units = frozenset(units)
        inside = rows_found(("inside", units), lambda: _inside(units), Unit)
        within: dict[int, set[int]] = defaultdict(set)
        for unit, *above in inside:
            for each in (unit, *above):
                within[each].add(unit)
        changes = UnitChange.objects.order_by().values_list("old_id", "new_id", "is_default")
        return cls(within, [Change(*row) for row in changes])

    def reach_of(self, held: Collection[int]) -> Reach:
        """Return the reach of a right for some units.

        Of a unit that was split and is not wholly within: those of its people who on their way
        are in a unit that is.
        """
        units = self._spread(self._inside(held))
        partly = _followed(units, self._before) - units
        kinds = self._lines.kinds(partly)
        found = [kind for kind in kinds if not units.isdisjoint(self._lines.way(*kind))]
        defaults = frozenset(unit for unit, branch in found if not branch)
        branches = frozenset(self._lines.branches & (units | defaults))
        ways = frozenset(kind for kind in found if kind[1] and kind[1] not in branches)
        return Reach(frozenset(units), branches, defaults, ways)

    def led_to(self, unit: int) -> set[int]:
        """Return whatever a unit and those in it went on in, themselves among it."""
        inside = self._inside([unit])
        return inside | _followed(inside, self._after)

    def _inside(self, held: Collection[int]) -> set[int]:
        return {each for unit in held for each in (unit, *self._within.get(unit, ()))}

    def _spread(self, units: set[int]) -> set[int]:
        """Add every unit whose predecessors, or whose successors, all are among them already."""
        waiting = list(units)
        while waiting:
            unit = waiting.pop()
            after, before = self._after.get(unit, ()), self._before.get(unit, ())
            wholly = [new for new in after if units.issuperset(self._before[new])]
            wholly += [old for old in before if units.issuperset(self._after[old])]
            waiting += [found for found in wholly if found not in units]
            units.update(wholly)
        return units


def in_sight(user: Viewer, day: date) -> Q:
    """Return the condition on a unit: `user` may see it, or some of those who count in it.

    Those within reach. Whatever stands on `day` for a unit within reach: of a commune that came
    from two, who has a right for one of these sees their own. And a district or group in force of
    which every commune is within reach, so that it can be named.
    """
    if user.sees_province:
        return Q()
    reach = user.scope
    own = Q(unit__in=reach.units) | Q(branch__in=reach.branches)
    own |= Q(unit__in=reach.defaults, branch=0)
    for unit, branch in reach.ways:
        own |= Q(unit=unit, branch=branch)
    placed = UnitPlace.objects.filter(own, SPELL.on(day)).order_by().values("place")
    return Q(pk__in=reach.units) | Q(pk__in=placed) | _wholly(reach, day)


def _wholly(reach: Reach, day: date) -> Q:
    """Return the condition on a district or group: in force, and all its communes within reach."""
    communes = Unit.objects.in_force(day).communes().order_by()
    members = Membership.objects.order_by().values("group")
    group = Q(**GROUPS, pk__in=members.filter(unit__in=reach.units))
    group &= ~Q(pk__in=members.exclude(unit__in=reach.units))
    district = Q(**DISTRICTS, pk__in=communes.filter(pk__in=reach.units).ids_above())
    district &= ~Q(pk__in=communes.exclude(pk__in=reach.units).ids_above())
    return Unit.days.on(day) & (group | district)


def _inside(units: frozenset[int]) -> QuerySet[Unit, Any]:
    """Return what lies in units, themselves among it, each with what it stands below and is in."""
    inside = Q(pk__in=units) | below(units) | Q(memberships__group__in=units)
    columns = "pk", f"{ABOVE}_id", "memberships__group_id"
    return Unit.objects.filter(inside).order_by().values_list(*columns)


def _both_ways(changes: Iterable[Change]) -> tuple[Neighbours, Neighbours]:
    """Return the successors of each unit, and the predecessors."""
    after, before = defaultdict(set), defaultdict(set)
    for change in changes:
        after[change.old].add(change.new)
        before[change.new].add(change.old)
    return after, before


def _followed(units: Collection[int], on: Neighbours) -> set[int]:
    """Return every unit that neighbours lead to, from one to the next."""
    found, waiting = set[int](), list(units)
    while waiting:
        for unit in on.get(waiting.pop(), ()):
            if unit not in found:
                found.add(unit)
                waiting.append(unit)
    return found

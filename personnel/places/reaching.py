"""How far a right for some units goes on the map of every day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Q

from personnel.basics.spells import SPELL
from personnel.models import Membership, Unit, UnitChange, UnitPlace
from personnel.models.hierarchy import DISTRICTS, GROUPS, below
from personnel.scope import Reach, Viewer

Neighbours = Mapping[int, Collection[int]]


def reach_of(held: Collection[int]) -> Reach:
    """Return the reach of a right for the units with these ids; two queries.

    The units themselves, what lies in them, and along what became of them every unit that comes
    wholly from within reach or went wholly into it: whoever has a commune that came from two has
    the records of both, but nobody gets the neighbour's because the two became one.
    """
    inside = Q(pk__in=held) | below(held) | Q(memberships__group__in=held)
    units = set(Unit.objects.filter(inside).order_by().values_list("pk", flat=True))
    changes = list(UnitChange.objects.values_list("old_id", "new_id", "is_default"))
    after, before = _both_ways((old, new) for old, new, _ in changes)
    _spread(units, after, before)
    return Reach(
        frozenset(units),
        frozenset(new for _, new, default in changes if not default and new in units),
        frozenset(old for old, new, default in changes if default and new in units) - units,
    )


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


def _both_ways(pairs: Iterable[tuple[int, int]]) -> tuple[Neighbours, Neighbours]:
    """Return the successors of each unit, and the predecessors."""
    after, before = defaultdict(set), defaultdict(set)
    for old, new in pairs:
        after[old].add(new)
        before[new].add(old)
    return after, before


def _spread(units: set[int], after: Neighbours, before: Neighbours) -> None:
    """Add every unit whose predecessors, or whose successors, all are among `units` already."""
    waiting = list(units)
    while waiting:
        unit = waiting.pop()
        wholly = [new for new in after.get(unit, ()) if units.issuperset(before[new])]
        wholly += [old for old in before.get(unit, ()) if units.issuperset(after[old])]
        for found in wholly:
            if found not in units:
                units.add(found)
                waiting.append(found)

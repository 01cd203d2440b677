"""How far a right for some units goes on the map of every day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q

from personnel.models import Unit, UnitChange
from personnel.models.hierarchy import below
from personnel.scope import Reach

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

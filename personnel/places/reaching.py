"""How far a right for some units goes on the map of every day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q

from personnel.models import Unit, UnitChange
from personnel.models.hierarchy import ABOVE, below
from personnel.scope import NOWHERE, Reach

from .deriving import Change, Lines

Neighbours = Mapping[int, Collection[int]]


def reach_of(held: Collection[int]) -> Reach:
    """Return the reach of a right for the units with these ids; two queries.

    The units themselves, what lies in them, and along what became of them every unit that comes
    wholly from within reach or went wholly into it: whoever has a commune that came from two has
    the records of both, but nobody gets the neighbour's because the two became one.
    """
    return next(iter(reaches_of(held)))


def reaches_of(*rights: Collection[int]) -> list[Reach]:
    """Return the reach of each of several rights, by the same two queries; none for nothing."""
    every = {unit for held in rights for unit in held}
    if not every:
        return [NOWHERE for _ in rights]
    inside = Q(pk__in=every) | below(every) | Q(memberships__group__in=every)
    columns = "pk", f"{ABOVE}_id", "memberships__group_id"
    rows = list(Unit.objects.filter(inside).order_by().values_list(*columns))
    changes = [
        Change(*row) for row in UnitChange.objects.values_list("old_id", "new_id", "is_default")
    ]
    found = {
        wanted: reached({row[0] for row in rows if not wanted.isdisjoint(row)}, changes)
        for wanted in {frozenset(held) for held in rights if held}
    }
    return [found.get(frozenset(held), NOWHERE) for held in rights]


def reached(inside: Collection[int], changes: Collection[Change]) -> Reach:
    """Return the reach of a right for whatever is in `inside`, by what became of units.

    Of a unit that was split and is not wholly within: those of its people who on their way are
    in a unit that is.
    """
    after, before = _both_ways(changes)
    units = _spread(set(inside), after, before)
    lines = Lines({}, changes)
    partly = _leading_to(units, before) - units
    found = [kind for kind in lines.kinds(partly) if not units.isdisjoint(lines.way(*kind))]
    return Reach(
        frozenset(units),
        frozenset(kind for kind in found if kind[1]),
        frozenset(unit for unit, branch in found if not branch),
    )


def _both_ways(changes: Iterable[Change]) -> tuple[Neighbours, Neighbours]:
    """Return the successors of each unit, and the predecessors."""
    after, before = defaultdict(set), defaultdict(set)
    for change in changes:
        after[change.old].add(change.new)
        before[change.new].add(change.old)
    return after, before


def _spread(units: set[int], after: Neighbours, before: Neighbours) -> set[int]:
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
    return units


def _leading_to(units: Collection[int], before: Neighbours) -> set[int]:
    """Return every unit of which some way leads into one of `units`."""
    found, waiting = set[int](), list(units)
    while waiting:
        for old in before.get(waiting.pop(), ()):
            if old not in found:
                found.add(old)
                waiting.append(old)
    return found

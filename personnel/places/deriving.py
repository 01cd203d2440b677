"""From units and their changes to the line of each: pure, so that it can be tried on any map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from personnel.basics.spells import EVER, NEVER

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Lasts:
    """From when to when a unit is in force, both days included; open ends are EVER and NEVER.

    `outside` is the other province that it was in, of a unit that was never in force in this one.
    """

    first: date
    last: date
    outside: int | None = None


@dataclass(frozen=True)
class Change:
    """That one unit goes on in another, by default or for the people of one branch."""

    old: int
    new: int
    is_default: bool


@dataclass(frozen=True, order=True)
class Placed:
    """That `place` stands for people of `unit` and `branch` (0: none apart) on these days."""

    unit: int
    branch: int
    first: date
    last: date
    place: int


class Lines:
    """What stands for each of some units on every day, by what became of them.

    On its own days a unit stands for itself. Later: its default successor, or the one that leads
    to the branch. Earlier: its only predecessor, else itself. Of what came from several units of
    another province, before these were joined: that province. A circle ends where it began.
    """

    def __init__(self, units: Mapping[int, Lasts], changes: Iterable[Change]) -> None:
        self._units = units
        self._after: dict[int, list[Change]] = defaultdict(list)
        self._before: dict[int, list[int]] = defaultdict(list)
        for change in sorted(changes, key=lambda c: (c.old, not c.is_default, c.new)):
            self._after[change.old].append(change)
            self._before[change.new].append(change.old)

    def placed(self) -> list[Placed]:
        """Return the whole lines of every unit that is not itself on every day, in order."""
        return sorted(
            row
            for unit, branch in self.kinds({*self._after, *self._before})
            for row in self._line(unit, branch)
        )

    @property
    def branches(self) -> set[int]:
        """Every successor that people do not go to by default."""
        after = (change for changes in self._after.values() for change in changes)
        return {change.new for change in after if not change.is_default}

    def kinds(self, units: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield of these units each with every branch that its people may be in, 0 first."""
        for unit in sorted(units):
            yield from ((unit, branch) for branch in (0, *sorted(self._branches(unit))))

    def way(self, unit: int, branch: int) -> list[int]:
        """Return the unit and whatever people of it and the branch go on in, one after another."""
        return [unit, *(after for after, _ in self._later(unit, branch))]

    def _branches(self, unit: int) -> set[int]:
        """The successors on the way of a unit that people do not go to by default."""
        ahead = self._reached(unit)
        return {c.new for each in ahead for c in self._after.get(each, ()) if not c.is_default}

    def _reached(self, unit: int) -> set[int]:
        found, waiting = {unit}, [unit]
        while waiting:
            for change in self._after.get(waiting.pop(), ()):
                if change.new not in found:
                    found.add(change.new)
                    waiting.append(change.new)
        return found

    def _line(self, unit: int, branch: int) -> Iterator[Placed]:
        spells = [*reversed(list(self._earlier(unit))), (unit, self._units[unit].last)]
        spells += self._later(unit, branch)
        if all(place == unit for place, _ in spells):
            return
        first = EVER
        for at, (place, last) in enumerate(spells):
            last = last if at < len(spells) - 1 else NEVER
            yield Placed(unit, branch, first, last, place)
            first = last + DAY if last != NEVER else NEVER

    def _earlier(self, unit: int) -> Iterator[tuple[int, date]]:
        """Yield what stood before a unit and to which day, the latest first."""
        seen = {unit}
        while (before := self._only_before(unit)) and before not in seen:
            last = self._units[unit].first - DAY
            unit = before
            seen.add(unit)
            yield unit, last
        if joined := self._joined(unit, frozenset()):
            yield joined

    def _joined(self, unit: int, seen: frozenset[int]) -> tuple[int, date] | None:
        """Return in which other province all that a unit came from was, and to which day.

        None where some of it was not, or where it is one of these itself.
        """
        before = self._before.get(unit, [])
        found = [self._other(old, seen | {unit}) for old in before if old not in seen]
        came = [each for each in found if each is not None]
        return min(came, key=lambda each: each[1]) if came and len(came) == len(before) else None

    def _other(self, unit: int, seen: frozenset[int]) -> tuple[int, date] | None:
        lasts = self._units[unit]
        return (lasts.outside, lasts.last) if lasts.outside else self._joined(unit, seen)

    def _only_before(self, unit: int) -> int | None:
        """Return the only unit that it came from, if it began on some day."""
        before = self._before.get(unit, [])
        begun = self._units[unit].first != EVER
        return before[0] if begun and len(before) == 1 else None

    def _later(self, unit: int, branch: int) -> Iterator[tuple[int, date]]:
        """Yield what stands after a unit and to which day, the next first."""
        seen = {unit}
        while (after := self._next(unit, branch)) and after not in seen:
            seen.add(after)
            unit = after
            yield unit, self._units[unit].last

    def _next(self, unit: int, branch: int) -> int | None:
        """Return where people of a branch go on; by default where none of the ways leads to it."""
        after = self._after.get(unit, []) if self._units[unit].last != NEVER else []
        leads = (change.new for change in after if branch and branch in self._reached(change.new))
        default = (change.new for change in after if change.is_default)
        return next(leads, next(default, None))

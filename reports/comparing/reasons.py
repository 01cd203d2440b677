"""In which one step of a criterion a person stands who counts otherwise on the other side.

The records say both days. Who came or left by them as on the sides did just that. What else they
say explains a difference only where it comes to the same: otherwise one side is frozen, and
something was changed since.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q

from targets.figures import Outcome
from targets.packing import unpacked_at

from .reading import Read, Stand
from .steps import LEAVING, Step

# How a person changes two counts: of those who meet a criterion, and of those covered.
Change = tuple[int, int]
COUNTS = {
    Outcome.MET: (1, 1),
    Outcome.SHORT: (0, 1),
    Outcome.UNKNOWN: (0, 1),
    Outcome.EXEMPT: (0, 0),
}
# The facts of a unit that criteria name, and whether the resolution is about it.
PLACE = ("minority_area", "mountain_commune", "urban", "in_scope")


def change(before: Outcome, after: Outcome) -> Change:
    """Return what it does to both counts that an outcome became another."""
    (met, covered), (met_after, covered_after) = COUNTS[before], COUNTS[after]
    return met_after - met, covered_after - covered


class Reasons:
    """The reasons of one criterion, the `at`-th of those read, on the day of the side after."""

    def __init__(self, read: Read, at: int, day: date) -> None:
        self.read, self.at = read, at
        criterion = read.asked[at]
        conditions = (criterion.covers(day), criterion.reached)
        self.named = {name for q in conditions for name in q.referenced_base_fields}
        self.groups = _groups(criterion.covers(day))
        self.held = [read.kinds.index(ask.kind) for ask in criterion.asks]

    def step(self, person: int, changed: Change) -> Step:
        """Return the step of a person whom the sides count so otherwise."""
        read = self.read
        before, after = read.before.get(person), read.after.get(person)
        then, now = read.then.get(person), read.now.get(person)
        if before is None and then and _is_of(then, read.missing_before):
            return Step.REPORTED
        if after is None and now and _is_of(now, read.missing_after):
            return Step.UNREPORTED
        if then is None and before is None and now and after:
            return self._came(person)
        if now is None and after is None and then and before:
            return self._left(person)
        if change(self._outcome(then), self._outcome(now)) != changed:
            of_unit = self._unit_changed(before, then) or self._unit_changed(now, after)
            return Step.UNIT if of_unit else Step.CORRECTED
        return self._stayed(person, then, now) if then and now else Step.CORRECTED

    def _outcome(self, stand: Stand | None) -> Outcome:
        return self.read.outcome(stand, self.at)

    def _came(self, person: int) -> Step:
        if person in self.read.elsewhere_before:
            return Step.MOVED_IN
        return Step.JOINED if person in self.read.outside_before else Step.CAME

    def _left(self, person: int) -> Step:
        if person in self.read.elsewhere_after:
            return Step.MOVED_OUT
        return LEAVING.get((self.read.reasons or {}).get(person, ""), Step.LEFT)

    def _stayed(self, person: int, then: Stand, now: Stand) -> Step:
        """Return the step of who is counted on both days, and otherwise."""
        if self._by_rules(person, then):
            return Step.RULES
        was, is_covered = (self._outcome(stand) != Outcome.EXEMPT for stand in (then, now))
        if was == is_covered:
            return Step.TRAINED if self._rose(then, now) else self._placed(then, now)
        if self._regrouped(then, now):
            return Step.INTO if is_covered else Step.OUT_OF
        return self._placed(then, now) if self._other_place(then, now) else Step.AGED

    def _placed(self, then: Stand, now: Stand) -> Step:
        """Return whether somebody went elsewhere, or where they are became something else."""
        stayed = then.unit == now.unit or (then.unit, now.unit) in self.read.became
        return Step.UNIT if stayed and self._other_place(then, now) else Step.MOVED

    def _by_rules(self, person: int, then: Stand) -> bool:
        """Whether nothing would differ by the rules of before."""
        ruled = self.read.ruled.get(person)
        if ruled is None:
            return False
        return change(self._outcome(then), unpacked_at(ruled, self.at)) == (0, 0)

    def _rose(self, then: Stand, now: Stand) -> bool:
        """Whether a level that is asked for was reached in between, or none had been recorded."""
        met = self._outcome(now) == Outcome.MET
        return met and any(now.level(at) > then.level(at) for at in self.held)

    def _regrouped(self, then: Stand, now: Stand) -> bool:
        """Whether the change of group or title is one that the clause tells apart."""
        if self.groups is not None and (then.group in self.groups) != (now.group in self.groups):
            return True
        return "committee" in self.named and then.flag("committee") != now.flag("committee")

    def _other_place(self, one: Stand, other: Stand) -> bool:
        """Whether they differ in a fact of their units that the clause names."""
        named = (name for name in PLACE if name in self.named)
        return any(one.flag(name) != other.flag(name) for name in named)

    def _unit_changed(self, one: Stand | None, other: Stand | None) -> bool:
        """Whether the same unit is told of otherwise, and nothing else that is asked."""
        if one is None or other is None or one.unit != other.unit:
            return False
        same_levels = all(one.level(at) == other.level(at) for at in self.held)
        return same_levels and not self._regrouped(one, other) and self._other_place(one, other)


def _is_of(stand: Stand, reporting: Collection[int]) -> bool:
    """Whether somebody is in one of the units that hand in: a commune, or its district."""
    return stand.unit in reporting or stand.district in reporting


def _groups(condition: Q) -> frozenset[str] | None:
    """Return the title groups that a cover names; None where it names none."""
    for child in condition.children:
        found = _groups(child) if isinstance(child, Q) else _of_comparison(child)
        if found is not None:
            return found
    return None


def _of_comparison(child: Any) -> frozenset[str] | None:
    if not isinstance(child, tuple):
        return None
    name, value = child
    if name == "title_group":
        return frozenset({str(value)})
    return frozenset(map(str, value)) if name == "title_group__in" else None

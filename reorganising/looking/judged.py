"""Everybody judged on one day, by the units of its eve or its own, and what made a difference."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from personnel.reading.standing import flag
from targets.criteria import REGISTER
from targets.figures import Figure, Outcome
from targets.judging import EVERYONE, NO_FIGURE
from targets.packing import packed, unpacked_at
from targets.rules import Criterion

# What a criterion may ask of a unit, and how it is told of people whose unit came to be so.
ASPECTS = {
    "urban": ("Đô thị (phường, thị trấn)", "đô thị"),
    "mountain_commune": ("Xã miền núi", "xã miền núi"),
    "minority_area": ("Vùng đồng bào dân tộc thiểu số", "vùng DTTS"),
}
# Columns of a standing that rest on another.
RESTS = {"minority_service_since": "minority_area"}
# As a standing has them where a unit is of the sort.
SORTS = {"urban": 1, "mountain_commune": 1, "minority_area": True}
# The outcomes that a figure counts, in the order of its columns.
COUNTED = (Outcome.MET, Outcome.SHORT, Outcome.UNKNOWN)
# About units, not people: its figures are read apart.
OF_PEOPLE = tuple(criterion for criterion in REGISTER if criterion.about_people)
# Where the outcome of each stands in a packed number.
AT = {criterion.code: at for at, criterion in enumerate(OF_PEOPLE)}


class Judged(NamedTuple):
    """The outcomes of somebody, packed, in which unit, and of what sort that unit is."""

    outcomes: int
    unit: int
    aspects: tuple[bool, ...]

    def outcome(self, criterion: Criterion) -> Outcome:
        """Return the outcome of one criterion about people."""
        return unpacked_at(self.outcomes, AT[criterion.code])


class Changed(NamedTuple):
    """Somebody who is judged otherwise; None on the side on which they do not count."""

    person: int
    before: Judged | None
    after: Judged | None

    def outcomes(self, criterion: Criterion) -> tuple[Outcome, Outcome]:
        """Return what a criterion says of them without and with the decree."""
        sides = (self.before, self.after)
        before, after = (side.outcome(criterion) if side else Outcome.EXEMPT for side in sides)
        return before, after

    def why(self, criterion: Criterion) -> str:
        """Return in words what of their unit made a criterion judge them otherwise."""
        if self.before is None:
            return "trước ngày này thuộc tỉnh khác"
        if self.after is None:
            return "không còn thuộc đơn vị nào của tỉnh"
        asked = asked_of_units(criterion)
        told = [
            f"{'nay ở' if after else 'không còn ở'} {ASPECTS[aspect][1]}"
            for aspect, before, after in zip(
                ASPECTS, self.before.aspects, self.after.aspects, strict=True
            )
            if aspect in asked and before != after
        ]
        return ", ".join(told) or "lý do khác"


def asked_of_units(criterion: Criterion) -> frozenset[str]:
    """Return what a criterion asks of units: of ASPECTS, and nothing where none decides."""
    conditions = [criterion.cover.on(criterion.deadline)]
    conditions += [criterion.reached] if criterion.about_people else []
    named = {RESTS.get(name, name) for q in conditions for name in q.referenced_base_fields}
    return frozenset(named & ASPECTS.keys())


class Side:
    """Everybody of one side, judged once: the figures of each unit are counted from that."""

    def __init__(self, rows: QuerySet[Any], day: date, dossiers: Mapping[int | None, Figure]):
        aspects = {f"is_{name}": flag(Q(**{name: value})) for name, value in SORTS.items()}
        read = rows.order_by().annotate(judged=packed(OF_PEOPLE, day), **aspects)
        found = read.values_list("pk", "judged", "unit_id", *aspects)
        self.judged = {
            person: Judged(judged, unit, tuple(map(bool, sort)))
            for person, judged, unit, *sort in found
        }
        self._dossiers = dossiers
        self._counted: dict[int | None, Counter[tuple[int, Outcome]]] = {}

    def figure(self, criterion: Criterion, unit: int | None) -> Figure:
        """Return the figure of a unit, without one of the province."""
        if not criterion.about_people:
            return self._dossiers.get(unit, NO_FIGURE)
        at = AT[criterion.code]
        return Figure(*(self._counts(unit)[at, outcome] for outcome in COUNTED))

    def dossiers_unlike(self, other: Side) -> set[int | None]:
        """Return the ids of the units whose dossiers are others on another side."""
        units = self._dossiers.keys() | other._dossiers.keys()
        return {
            unit
            for unit in units
            if self._dossiers.get(unit, NO_FIGURE) != other._dossiers.get(unit, NO_FIGURE)
        }

    def _counts(self, unit: int | None) -> Counter[tuple[int, Outcome]]:
        """Return how many people of a unit have each outcome of the criterion at each place."""
        if unit not in self._counted:
            counts = self._counted[unit] = Counter()
            for outcomes, people in self._alike[unit].items():
                for at in range(len(OF_PEOPLE)):
                    counts[at, unpacked_at(outcomes, at)] += people
        return self._counted[unit]

    @cached_property
    def _alike(self) -> dict[int | None, Counter[int]]:
        """By unit, how many people have the same outcomes throughout."""
        found: dict[int | None, Counter[int]] = defaultdict(Counter)
        for each in self.judged.values():
            found[each.unit][each.outcomes] += 1
            found[EVERYONE][each.outcomes] += 1
        return found

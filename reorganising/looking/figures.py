"""The figures of a day without and with what a decree changes: equal, or said why not.

Both count the same people on the same day and group them by the units of that day. Without it the
units are what they were on the eve, so that only their kind and facts can make a difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from personnel.models import PersonQuerySet, Unit, UnitChange
from personnel.reading.standing import flag, standing
from targets.criteria import REGISTER
from targets.figures import Figure, Outcome
from targets.judging import (
    EVERYONE,
    NO_FIGURE,
    dossier_figures,
    kinds_asked,
    roll_up_rows,
)
from targets.packing import packed, unpacked_at
from targets.rules import Criterion

from .moving import DAY

# What a criterion may ask of a unit, and how it is told of people whose unit came to be so.
ASPECTS = {
    "urban": ("Đô thị (phường, thị trấn)", "đô thị"),
    "mountain_commune": ("Xã miền núi", "xã miền núi"),
    "minority_area": ("Vùng đồng bào dân tộc thiểu số", "vùng DTTS"),
}
# Columns of a standing that rest on another.
RESTS = {"minority_service_since": "minority_area"}
# About units, not people: its figures are read apart.
OF_PEOPLE = tuple(criterion for criterion in REGISTER if criterion.about_people)


class Judged(NamedTuple):
    """The outcomes of somebody, packed, in which unit, and of what sort that unit is."""

    outcomes: int
    unit: int
    aspects: tuple[bool, ...]

    def outcome(self, criterion: Criterion) -> Outcome:
        """Return the outcome of one criterion about people."""
        return unpacked_at(self.outcomes, OF_PEOPLE.index(criterion))


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


@dataclass(frozen=True)
class Line:
    """One criterion of one unit, or of the province, without and with the decree.

    `reasons` say of how many people it judges otherwise, and why; the most first.
    """

    criterion: Criterion
    before: Figure
    after: Figure
    reasons: Sequence[tuple[str, int]]

    @property
    def differs(self) -> bool:
        """Whether anything of it is another figure."""
        return self.before != self.after


@dataclass(frozen=True)
class Aspect:
    """How many people serve in units of a sort, without and with the decree.

    `moves` are the units whose people are counted so no more, or from now on: both units, whether
    it is gained, and how many people.
    """

    label: str
    before: int
    after: int
    moves: Sequence[tuple[Unit, Unit, bool, int]]


def asked_of_units(criterion: Criterion) -> frozenset[str]:
    """Return what a criterion asks of units: of ASPECTS, and nothing where none decides."""
    conditions = [criterion.cover.on(criterion.deadline)]
    conditions += [criterion.reached] if criterion.about_people else []
    named = {RESTS.get(name, name) for q in conditions for name in q.referenced_base_fields}
    return frozenset(named & ASPECTS.keys())


class Figures:
    """Both sides on the day that a decree takes effect, as it is written down in the database.

    Of `people`; `units` are all that there are, by id. Six queries.
    """

    def __init__(self, day: date, people: PersonQuerySet, units: Mapping[int, Unit]) -> None:
        self._day, self._people, self._units = day, people, units
        kinds = kinds_asked(OF_PEOPLE)
        without = standing(day, people, kinds, day, judged_by=day - DAY)
        sides = without, standing(day, people, kinds)
        dossiers = self._dossiers_before(), dossier_figures(day.year, Unit.objects.all(), day)
        self._before, self._after = (
            roll_up_rows(rows, day, REGISTER, of_year)
            for rows, of_year in zip(sides, dossiers, strict=True)
        )
        self._then, self._now = (self._judged(rows) for rows in sides)

    def of(self, unit: Unit | None = None) -> list[Line]:
        """Return the lines of a unit in force on the day; without one of the province."""
        place = EVERYONE if unit is None else unit.pk
        return [self._line(criterion, place) for criterion in REGISTER]

    def changed_by(self, criterion: Criterion, unit: Unit | None = None) -> list[Changed]:
        """Return whom a criterion about people judges otherwise, in a unit or anywhere."""
        return [
            each
            for each in self.changed
            if (unit is None or unit.pk in {side.unit for side in each[1:] if side})
            and len(set(each.outcomes(criterion))) > 1
        ]

    @cached_property
    def changed(self) -> list[Changed]:
        """Everybody of whom some criterion, or the sort of their unit, says something else."""
        everyone = sorted(self._then.keys() | self._now.keys())
        pairs = ((person, self._then.get(person), self._now.get(person)) for person in everyone)
        return [
            Changed(*pair)
            for pair in pairs
            if pair[1] is None or pair[2] is None or pair[1] != pair[2]
        ]

    def aspects(self, olds: Mapping[int, int]) -> list[Aspect]:
        """Return how many serve in units of each sort; `olds` has everybody's unit of the eve."""
        return [self._aspect(at, label, olds) for at, (label, _) in enumerate(ASPECTS.values())]

    def _aspect(self, at: int, label: str, olds: Mapping[int, int]) -> Aspect:
        moves: Counter[tuple[int, int, bool]] = Counter()
        for person, before, after in self.changed:
            then, now = (side is not None and side.aspects[at] for side in (before, after))
            if then != now and after is not None:
                moves[olds[person], after.unit, now] += 1
        told = [
            (self._units[old], self._units[new], gained, people)
            for (old, new, gained), people in moves.items()
        ]
        told.sort(key=lambda move: (move[2], move[0].code))
        before, after = (
            sum(judged.aspects[at] for judged in side.values()) for side in (self._then, self._now)
        )
        return Aspect(label, before, after, told)

    def _line(self, criterion: Criterion, place: int | None) -> Line:
        before, after = (side.figure(criterion, place) for side in (self._before, self._after))
        if before == after or not criterion.about_people:
            return Line(criterion, before, after, ())
        unit = None if place is None else self._units[place]
        why = Counter(each.why(criterion) for each in self.changed_by(criterion, unit))
        return Line(criterion, before, after, why.most_common())

    def _judged(self, rows: QuerySet[Any]) -> dict[int, Judged]:
        aspects = {
            f"is_{name}": flag(Q(**{name: True if name == "minority_area" else 1}))
            for name in ASPECTS
        }
        read = rows.order_by().annotate(judged=packed(OF_PEOPLE, self._day), **aspects)
        found = read.values_list("pk", "judged", "unit_id", *aspects)
        return {
            person: Judged(judged, unit, tuple(map(bool, sort)))
            for person, judged, unit, *sort in found
        }

    def _dossiers_before(self) -> dict[int | None, Figure]:
        """Return those of the units of the eve, added up in what each goes on in by default."""
        eve = self._day - DAY
        counted = dossier_figures(self._day.year, Unit.objects.in_force(eve), eve)
        led = UnitChange.objects.filter(is_default=True, new__valid_from=self._day)
        after = dict(led.values_list("old", "new"))
        found: dict[int | None, Figure] = {}
        for unit, figure in counted.items():
            place = unit if unit is None else after.get(unit, unit)
            found[place] = found.get(place, NO_FIGURE) + figure
        return found

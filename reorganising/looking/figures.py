"""The figures of a day without and with what a decree changes: equal, or said why not.

Both count the same people on the same day and group them by the units of that day. Without it the
units are what they were on the eve, so that only their kind and facts can make a difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property

from personnel.models import PersonQuerySet, Unit, UnitChange
from personnel.reading.standing import standing
from targets.criteria import REGISTER
from targets.figures import Figure
from targets.judging import (
    EVERYONE,
    NO_FIGURE,
    dossier_figures,
    kinds_asked,
)
from targets.rules import Criterion

from .judged import ASPECTS, OF_PEOPLE, Changed, Side
from .moving import DAY


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


class Figures:
    """Both sides on the day that a decree takes effect, as it is written down in the database.

    Of `people`; `units` are all that there are, by id. Five queries.
    """

    def __init__(self, day: date, people: PersonQuerySet, units: Mapping[int, Unit]) -> None:
        self._day, self._units = day, units
        kinds = kinds_asked(OF_PEOPLE)
        without = standing(day, people, kinds, day, judged_by=day - DAY)
        dossiers = dossier_figures(day.year, Unit.objects.all(), day)
        self._before = Side(without, day, self._dossiers_before())
        self._after = Side(standing(day, people, kinds), day, dossiers)

    def of(self, unit: Unit | None = None) -> list[Line]:
        """Return the lines of a unit in force on the day; without one of the province."""
        place = EVERYONE if unit is None else unit.pk
        return [self._line(criterion, place) for criterion in REGISTER]

    @property
    def differing(self) -> set[int | None]:
        """The ids of the units of which some figure may differ."""
        found = {
            side.unit
            for changed in self._changed_by.values()
            for each in changed
            for side in (each.before, each.after)
            if side
        }
        return found | self._before.dossiers_unlike(self._after)

    def changed_by(self, criterion: Criterion, unit: Unit | None = None) -> list[Changed]:
        """Return whom a criterion about people judges otherwise, in a unit or anywhere."""
        return [
            each
            for each in self._changed_by[criterion.code]
            if unit is None or unit.pk in {side.unit for side in each[1:] if side}
        ]

    @cached_property
    def _changed_by(self) -> dict[str, list[Changed]]:
        """By criterion, whom it judges otherwise."""
        found: dict[str, list[Changed]] = {criterion.code: [] for criterion in OF_PEOPLE}
        for each in self.changed:
            for criterion in OF_PEOPLE:
                if len(set(each.outcomes(criterion))) > 1:
                    found[criterion.code].append(each)
        return found

    @cached_property
    def changed(self) -> list[Changed]:
        """Everybody of whom some criterion, or the sort of their unit, says something else."""
        then, now = self._before.judged, self._after.judged
        everyone = sorted(then.keys() | now.keys())
        pairs = (Changed(person, then.get(person), now.get(person)) for person in everyone)
        return [each for each in pairs if each.before != each.after]

    def aspects(self, olds: Mapping[int, int]) -> list[Aspect]:
        """Return how many serve in units of each sort; `olds` has everybody's unit of the eve."""
        return [self._aspect(at, label, olds) for at, (label, _) in enumerate(ASPECTS.values())]

    def _aspect(self, at: int, label: str, olds: Mapping[int, int]) -> Aspect:
        moves: Counter[tuple[int, int, bool]] = Counter()
        for each in self.changed:
            sides = each.before, each.after
            then, now = (side is not None and side.aspects[at] for side in sides)
            if then != now and each.after is not None:
                moves[olds[each.person], each.after.unit, now] += 1
        told = [
            (self._units[old], self._units[new], gained, people)
            for (old, new, gained), people in moves.items()
        ]
        told.sort(key=lambda move: (move[2], move[0].code))
        before, after = (
            sum(judged.aspects[at] for judged in side.judged.values())
            for side in (self._before, self._after)
        )
        return Aspect(label, before, after, told)

    def _line(self, criterion: Criterion, place: int | None) -> Line:
        before, after = (side.figure(criterion, place) for side in (self._before, self._after))
        if not criterion.about_people:
            return Line(criterion, before, after, ())
        unit = None if place is None else self._units[place]
        why = Counter(each.why(criterion) for each in self.changed_by(criterion, unit))
        return Line(criterion, before, after, why.most_common())

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

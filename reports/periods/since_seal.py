"""What differs between what was sealed for a day and the records now: who, and in what.

People alone: counted now and not then, then and not now, or with another outcome of a criterion.
Both sides are judged by the same expression, so whatever differs is the records. Units that
were missing at the seal are on neither side.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Value
from django.utils.functional import cached_property

from personnel.models import Title, Unit
from personnel.reading.standing import within
from personnel.scope import Viewer
from reports.models import Period, Submission
from reports.reporters import reporting_for
from reports.sources import FrozenSource, sealed_of
from reports.units import thaw
from targets.figures import Figure, Outcome
from targets.judging import figure_key, kinds_asked
from targets.packing import packed, unpacked
from targets.rules import Criterion
from targets.sources import LiveSource

from .differences import Judged, Kind
from .unreported import within_one_of

_NOW, _THEN = 0, 1
_TOLD = ("full_name", "sort_key", "unit_id", "title_name")


@dataclass(frozen=True)
class Comparison:
    """What is compared: a sealed period and the records within a unit in view, by some criteria.

    One criterion compares those that it speaks of; several compare everyone counted.
    """

    period: Period
    sealed: FrozenSource
    live: LiveSource
    criteria: Sequence[Criterion]

    @classmethod
    def of(
        cls, period: Period, unit: Unit, user: Viewer, criteria: Sequence[Criterion]
    ) -> "Comparison":
        """Return it with the submissions that the seal counts there; one query.

        For a commune those of every unit in view, as it may be another's by now.
        """
        counted = Submission.objects.counted().filter(period=period).visible_to(user)
        if not unit.is_commune and (reporting := reporting_for(period, unit)):
            counted = counted.filter(district__in=reporting)
        sealed = sealed_of(period, counted.only("period", "district", "units", "dossiers"), unit)
        return cls(period, sealed, LiveSource(sealed.lens, unit, user), criteria)

    @property
    def unit(self) -> Unit:
        """The unit within which they are compared."""
        return self.live.root

    @property
    def about_people(self) -> list[Criterion]:
        """Those of the criteria that are about people."""
        return [criterion for criterion in self.criteria if criterion.about_people]

    @property
    def was_reported(self) -> bool:
        """Whether the unit was in the seal: it was reported, or had nothing to report."""
        there = {submission.district_id for submission in self.sealed.submissions}
        there |= {facts["id"] for facts in self.period.idle}
        return bool(there & self._reporting if self._reporting else there)

    @cached_property
    def _reporting(self) -> frozenset[int]:
        return reporting_for(self.period, self.unit)

    @property
    def missing(self) -> list[str]:
        """The names of what within the unit was missing at the seal."""
        return [
            facts["name"]
            for facts in self.period.missing
            if not self._reporting or facts["id"] in self._reporting
        ]

    def then(self) -> QuerySet[Any]:
        """Return the frozen rows, with `judged`."""
        return self._judged(self.sealed.rows().filter(within(self.unit)))

    def now(self) -> QuerySet[Any]:
        """Return the standing of the records on the day, with `judged`."""
        rows = self.live.rows(kinds_asked(self.about_people)).order_by()
        return self._judged(rows.filter(~within_one_of(thaw(self.period.missing))))

    def _judged(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.annotate(judged=packed(self.about_people, self.period.day))

    def counts(self, judged: int) -> bool:
        """Whether a person with such outcomes is compared."""
        return len(self.criteria) > 1 or judged > 0


@dataclass(frozen=True)
class SinceSeal:
    """The figures as sealed, and how many people differ by now."""

    asked: Comparison
    figures: Mapping[str, Figure]
    differing: int

    @property
    def about_people(self) -> bool:
        """Whether people were compared at all."""
        return bool(self.asked.about_people)


def since_seal(asked: Comparison) -> SinceSeal:
    """Return what was sealed of the unit, and how many people differ; one query at most."""
    if not asked.about_people:
        return SinceSeal(asked, _dossiers(asked), 0)
    sides: tuple[dict[int, int], dict[int, int]] = ({}, {})
    columns = [("pk", asked.now(), _NOW), ("person", asked.then(), _THEN)]
    now, then = (
        rows.annotate(side=Value(side, IntegerField())).values_list(person, "side", "judged")
        for person, rows, side in columns
    )
    for person, side, judged in now.union(then, all=True):
        if asked.counts(judged):
            sides[side][person] = judged
    changed = {*sides[_NOW].items()} ^ {*sides[_THEN].items()}
    figures = _figures(asked, sides[_THEN].values()) | _dossiers(asked)
    return SinceSeal(asked, figures, len({person for person, _ in changed}))


def _figures(asked: Comparison, numbers: Any) -> dict[str, Figure]:
    found = dict.fromkeys((c.code for c in asked.about_people), Figure())
    for number, people in Counter(numbers).items():
        for criterion, outcome in zip(
            asked.about_people, unpacked(number, asked.about_people), strict=True
        ):
            if outcome != Outcome.EXEMPT:
                found[criterion.code] += Figure(**{outcome.value: people})
    return found


def _dossiers(asked: Comparison) -> dict[str, Figure]:
    """Return the figure of the dossiers for each criterion about them."""
    criteria = [criterion for criterion in asked.criteria if not criterion.about_people]
    found, place = asked.sealed.figures(criteria), figure_key(asked.unit)
    return {criterion.code: found.figure(criterion, place) for criterion in criteria}


@dataclass(frozen=True)
class Differing:
    """A person who differs: how, where they serve, and what the criteria say of them otherwise."""

    kind: Kind
    person: int
    full_name: str
    unit: int
    title: str
    outcomes: list[Judged]


def differing_people(asked: Comparison) -> list[Differing]:
    """Return who differs, by unit and name, as many as `since_seal` counts; two queries."""
    title = Title.objects.order_by().filter(pk=OuterRef("title_id"))
    now = asked.now().annotate(title_name=Subquery(title.values("name")))
    before = _by_person(asked, asked.then().values_list("person", "judged", *_TOLD))
    after = _by_person(asked, now.values_list("pk", "judged", *_TOLD))
    found = _differing(asked, before, after)
    return [person for _, person in sorted(found, key=lambda each: each[0])]


def _by_person(asked: Comparison, rows: Any) -> dict[int, tuple[Any, ...]]:
    return {person: (judged, *told) for person, judged, *told in rows if asked.counts(judged)}


def _differing(
    asked: Comparison, before: Mapping[int, Sequence[Any]], after: Mapping[int, Sequence[Any]]
) -> Iterator[tuple[Any, Differing]]:
    for person in {*before, *after}:
        old, new = before.get(person), after.get(person)
        if old and new and old[0] == new[0]:
            continue
        kind = Kind.CHANGED if old and new else Kind.ADDED if new else Kind.GONE
        _, name, sort_key, unit, title = new or old or ()
        outcomes = _outcomes(asked.about_people, old[0], new[0]) if old and new else []
        place = (unit, bytes(sort_key), person)
        yield place, Differing(kind, person, name, unit, title, outcomes)


def _outcomes(criteria: Sequence[Criterion], old: int, new: int) -> list[Judged]:
    pairs = zip(criteria, unpacked(old, criteria), unpacked(new, criteria), strict=True)
    return [Judged(c, before, after) for c, before, after in pairs if before != after]

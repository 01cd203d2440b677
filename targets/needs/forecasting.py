"""Figures of a day to come, told apart by what they take for granted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q, Value
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from personnel.models import Post, Title
from personnel.models.posts import LONG_AGO
from personnel.reading.standing import counts_past_retirement
from personnel.words.dates import years_before
from targets.assuming import Assuming
from targets.figures import Figure, Outcome
from targets.judging import EVERYONE, Place, UnitCounts, kinds_asked, roll_up_apart
from targets.rules import Criterion
from targets.sources import LiveSource

from .enrolled import Enrolments, NobodyEnrolled
from .leavers import EVERYBODY, IN_POST, Leavers
from .people import Situation, Someone, Standings, read_standings

# How far back somebody who came counts as a newcomer.
NEW_FOR_YEARS = 3
# Columns of a standing of which nothing is known of whoever will come.
UNKNOWN_OF_NEWCOMERS = {"birth_date", "ethnicity", "minority_service_since"}


@dataclass(frozen=True)
class Rates:
    """How newcomers of the last years met each criterion, by its code."""

    newcomers: Mapping[str, Figure]

    def of(self, criterion: Criterion, people: int) -> Figure:
        """Return what so many who come make of a criterion, never rounded up.

        Where nobody came of late whom it speaks of, nothing is known of those who will.
        """
        came = self.newcomers.get(criterion.code, Figure())
        if not came.covered:
            return Figure(unknown=people)
        met = people * came.met // came.covered
        short = people * (came.met + came.short) // came.covered - met
        return Figure(met, short, people - met - short)


@dataclass(frozen=True)
class Forecast(Leavers):
    """The same with what else may be taken for granted of the day.

    `expected` is by how much open enrolments change a figure by the day.
    """

    stayed: UnitCounts
    expected: Mapping[tuple[str, Place], Figure]
    rates: Callable[[], Rates]

    def in_post(self, way: Assuming, place: Place = EVERYONE) -> int:
        """Return how many are in post, those who replace leavers among them."""
        replaced = self.leavers(place) if way.replaces else 0
        return self.stayed(IN_POST, place) + replaced

    def left_by_age(self, place: Place = EVERYONE) -> dict[str, int]:
        """Return the same by group, where there are any."""
        found = {group: self.left(group, place) for group in Title.Group.values}
        return {group: people for group, people in found.items() if people}

    def refilled(self, criterion: Criterion, place: Place = EVERYONE) -> int:
        """Return how many of those it speaks of are replaced, where it can speak of newcomers."""
        columns = criterion.cover.on(self.day).referenced_base_fields
        known = not columns & UNKNOWN_OF_NEWCOMERS
        return self.gone.figure(criterion, place).covered if known else 0

    def figure(self, criterion: Criterion, way: Assuming, place: Place = EVERYONE) -> Figure:
        """Return the figure of a criterion about people in a unit, several or everywhere."""
        stay = self.stay.figure(criterion, place)
        if way == Assuming.ENROLLED:
            return stay + self._brought(criterion, place)
        if not way.replaces:
            return stay
        people = self.refilled(criterion, place)
        came = Figure(people) if way == Assuming.QUALIFIED else self.rates().of(criterion, people)
        return stay + came

    def _brought(self, criterion: Criterion, place: Place) -> Figure:
        places = place if isinstance(place, frozenset) else (place,)
        changes = (self.expected.get((criterion.code, each), Figure()) for each in places)
        return sum(changes, Figure())


class Forecasting:
    """Forecasts of days to come, from the records as they are through a source of today."""

    def __init__(
        self, source: LiveSource, criteria: Iterable[Criterion],
        enrolments: Enrolments | None = None,
    ) -> None:  # fmt: skip
        self.source, self.enrolments = source, enrolments or NobodyEnrolled()
        self.criteria = [criterion for criterion in criteria if criterion.about_people]

    def on(self, day: date) -> Forecast:
        """Return the forecast of a day; one query for it, one more where anybody is enrolled."""
        source = self.source.on(day)
        counted = {group: Q(title_group=group) for group in Title.Group.values}
        found = source.recorded.told_apart(
            self.criteria, counted | EVERYBODY, counts_past_retirement(day)
        )
        (stay, stayed), (gone, left) = found[False], found[True]
        return Forecast(day, stay, gone, left, stayed, self._expected(source), self.rates)

    def rates(self) -> Rates:
        """Return how those who came in the last years stand today; one query, once."""
        return self._rates

    @cached_property
    def _rates(self) -> Rates:
        source = self.source
        rows = source.rows(kinds_asked(self.criteria)).filter(newcomers_since(source.lens.day))
        rolled = roll_up_apart(rows, source.lens.day, self.criteria, {}, Q(pk__isnull=True))
        figures, _ = rolled[False]
        return Rates({c.code: figures.figure(c) for c in self.criteria})

    def _expected(self, source: LiveSource) -> dict[tuple[str, Place], Figure]:
        awards: dict[int, dict[str, int]] = defaultdict(dict)
        for award in self.enrolments.awarded_by(source.lens.day):
            known = awards[award.person].get(award.kind, 0)
            awards[award.person][award.kind] = max(known, award.level)
        if not awards:
            return {}
        standings = read_standings(source, self.criteria, list(awards))
        return _changes(standings, awards)


def newcomers_since(day: date) -> Q:
    """Return the condition on a person: began their first title in the years before `day`.

    A start that nobody knows is long ago.
    """
    first = Post.objects.order_by().values("person")
    first = first.annotate(first=Min(Coalesce("start", LONG_AGO)))
    after = first.filter(first__gt=Value(years_before(day, NEW_FOR_YEARS)))
    return Q(pk__in=after.values("person"))


def _changes(
    standings: Standings, awards: Mapping[int, Mapping[str, int]]
) -> dict[tuple[str, Place], Figure]:
    """Return by how much awards change each figure of those who stay, by unit and in all."""
    counts: Counter[tuple[str, Place, Outcome]] = Counter()
    for one in standings.stay:
        after = standings.after(one.situation, awards[one.pk])
        for code, before, now in _turned(standings, one.situation, after):
            for place in _places(one):
                counts[code, place, before] -= 1
                counts[code, place, now] += 1
    found: dict[tuple[str, Place], Figure] = {}
    for (code, place, outcome), people in counts.items():
        change = Figure(**{outcome.value: people})
        found[code, place] = found.get((code, place), Figure()) + change
    return found


def _turned(
    standings: Standings, before: Situation, after: Situation
) -> Iterable[tuple[str, Outcome, Outcome]]:
    judged = zip(standings.criteria, before.outcomes, after.outcomes, strict=True)
    return [(criterion.code, was, now) for criterion, was, now in judged if was != now]


def _places(one: Someone) -> set[Place]:
    return {EVERYONE, one.unit, one.board}

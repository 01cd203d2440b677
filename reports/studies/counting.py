"""Results of a year counted of whoever is in post on its day, live, frozen or of a source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Max, Q
from django.utils.functional import cached_property

from personnel.models import Credential
from personnel.words.dates import last_day
from reports.models import FrozenStanding
from reports.sources import FrozenSource
from targets.sources import LiveSource, Source

from .attending import Attended, Catalogue, Planned, attended_by, planned_in
from .results import EVERY, Pair, Place, Result, Results, Tally, Taught, in_order

# So many people are asked for by number, more are read with all the others.
_FEW = 900


# What somebody holds of each of some kinds, in their order; None of which nothing is recorded.
Levels = Sequence[int | None]


class Standing(NamedTuple):
    """In which commune and group somebody is on the day, and the levels held then."""

    unit: int
    group: str
    levels: Levels


# A unit and a group, the level held at the end of the year before and on the day.
Alike = tuple[int, str, int | None, int | None]
# Everybody in post by number, with the levels of these kinds.
Everybody = Callable[[Collection[str]], Mapping[int, Standing]]


@dataclass(frozen=True)
class Reading:
    """All that results to a day are counted from: who attended, who was planned, where they are.

    `there` has everybody in post, with the levels of the `kinds` that were studied.
    """

    day: date
    kinds: Sequence[str]
    attended: Sequence[Attended]
    planned: Collection[Planned]
    there: Mapping[int, Standing]

    @property
    def courses(self) -> tuple[Taught, ...]:
        """The courses that anybody in post was sent to, or was to be."""
        return tuple(in_order(_courses(self.attended, self.planned)))

    @cached_property
    def before(self) -> Mapping[int, Levels]:
        """What those in post held at the end of the year before, by person; one query."""
        return _levels_before(self.day, self.kinds, self.there)

    def holders(self, course: Taught, *, before: bool) -> Iterator[int]:
        """Yield who holds the level of a course or a higher one, on the day or the year before."""
        if course.kind not in self.kinds:
            return
        at = self.kinds.index(course.kind)
        for person, standing in self.there.items():
            levels = self._held_before(person) if before else standing.levels
            if _reaches(levels[at], course):
                yield person

    def _held_before(self, person: int) -> Levels:
        return self.before.get(person) or (None,) * len(self.kinds)

    def results(self) -> Results:
        """Count them; one query, none where nobody was sent."""
        if not self.kinds:
            return Results(self.day.year)
        return Results(
            self.day.year,
            self.courses,
            _tallies(self.attended, self.there),
            _planned(self.planned, self.there),
            self._held(),
            sum(not each.confirmed for each in self.attended),
        )

    def _held(self) -> dict[Place, Pair]:
        """Count the holders of each course's level, the year before and on the day.

        People are gone through once for a kind; courses are asked of those alike together.
        """
        found: dict[Place, list[int]] = defaultdict(lambda: [0, 0])
        alike = self._alike()
        for course in self.courses:
            for (unit, group, *levels), people in alike[course.kind].items():
                for at, level in enumerate(levels):
                    if _reaches(level, course):
                        found[course.code, unit, group][at] += people
        return {place: (then, now) for place, (then, now) in found.items()}

    def _alike(self) -> dict[str, Counter[Alike]]:
        """Count by kind who is in one unit and group with the same levels then and on the day."""
        before = [(self._held_before(person), one) for person, one in self.there.items()]
        return {
            kind: Counter(
                (each.unit, each.group, then[at], each.levels[at]) for then, each in before
            )
            for at, kind in enumerate(self.kinds)
        }


def results_of(source: Source) -> Results:
    """Return the results of the year of a source's day, to that day.

    Of the records as they are; of what was handed in as it was frozen with it, not known of what
    releases before had frozen.
    """
    if isinstance(source, FrozenSource):
        kept = [each.studies for each in source.submissions if each.studies is not None]
        unknown = [each.district_id for each in source.submissions if each.studies is None]
        found = map(Results.read, kept)
        return Results.together(source.lens.day.year, found, unknown)
    if not isinstance(source, LiveSource):
        raise TypeError(source)
    return live_reading(source).results()


def live_reading(source: LiveSource, only: Collection[str] | None = None) -> Reading:
    """Read who was sent in the year of a source's day, by it, of those in post within its root.

    To the courses of these codes alone, where they are given.
    """
    return read(source.lens.day, lambda kinds: _live(source, kinds), only)


def results_frozen(day: date, rows: Iterable[FrozenStanding]) -> Results:
    """Return the results of whoever is frozen in these rows."""
    frozen = list(rows)

    def everybody(kinds: Collection[str]) -> dict[int, Standing]:
        return {
            row.person: Standing(row.unit_id, row.title_group, [getattr(row, k) for k in kinds])
            for row in frozen
        }

    return read(day, everybody).results()


def read(day: date, everybody: Everybody, only: Collection[str] | None = None) -> Reading:
    """Read who was sent and planned, of those in post; four queries beside those people's."""
    catalogue = Catalogue()
    attended = [each for each in attended_by(day, catalogue) if _is_meant(each, only)]
    planned = {each for each in planned_in(day.year, catalogue) if _is_meant(each, only)}
    kinds = sorted({course.kind for course in _courses(attended, planned)})
    there = everybody(kinds) if kinds else {}
    return Reading(
        day,
        kinds,
        [each for each in attended if each.person in there],
        {each for each in planned if each.person in there},
        there,
    )


def _courses(attended: Iterable[Attended], planned: Iterable[Planned]) -> set[Taught]:
    return {each.course for each in attended} | {each.course for each in planned}


def _is_meant(each: Attended | Planned, only: Collection[str] | None) -> bool:
    return only is None or each.course.code in only


def _live(source: LiveSource, kinds: Collection[str]) -> dict[int, Standing]:
    """Read who is in post; one query."""
    rows = source.rows(kinds).order_by().values_list("pk", "unit_id", "title_group", *kinds)
    return {pk: Standing(unit, group, levels) for pk, unit, group, *levels in rows}


def _tallies(
    attended: Iterable[Attended], there: Mapping[int, Standing]
) -> dict[tuple[Place, str], Tally]:
    """Count attendances and people: of each course and of all, of each result and of all."""
    times: Counter[tuple[Place, str]] = Counter()
    who: dict[tuple[Place, str], set[int]] = defaultdict(set)
    for each in attended:
        standing = there[each.person]
        for course in (each.course.code, EVERY):
            for result in (each.result.value, Result.ALL.value):
                key = (course, standing.unit, standing.group), result
                times[key] += 1
                who[key].add(each.person)
    return {key: Tally(number, len(who[key])) for key, number in times.items()}


def _planned(planned: Iterable[Planned], there: Mapping[int, Standing]) -> Counter[Place]:
    """Count the seats of plans, of each course and of all."""
    found: Counter[Place] = Counter()
    for each in planned:
        standing = there[each.person]
        for course in (each.course.code, EVERY):
            found[course, standing.unit, standing.group] += 1
    return found


def _levels_before(day: date, kinds: Collection[str], there: Collection[int]) -> dict[int, Levels]:
    """Return what was held at the end of the year before, by person; one query."""
    held = Credential.objects.held_on(last_day(day.year - 1)).filter(kind__in=kinds)
    if len(there) <= _FEW:
        held = held.filter(person__in=list(there))
    highest = {f"{kind}_then": Max("level", filter=Q(kind=kind)) for kind in kinds}
    rows = held.order_by().values_list("person").annotate(**highest)
    return {person: levels for person, *levels in rows if person in there}


def _reaches(level: int | None, course: Taught) -> bool:
    return level is not None and level >= course.level

"""Results of a year counted of whoever is in post on its day, live, frozen or of a source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from personnel.models import Credential
from personnel.words.dates import last_day
from reports.models import FrozenStanding
from reports.sources import FrozenSource
from targets.sources import LiveSource, Source

from .attending import Attended, Catalogue, Planned, attended_by, planned_in
from .results import EVERY, Pair, Place, Result, Results, Tally, Taught, in_order

# So many people are asked for by number, more are read with all the others.
_FEW = 900


@dataclass(frozen=True)
class Standing:
    """In which commune and group somebody is on the day, and the levels held then."""

    unit: int
    group: str
    levels: Mapping[str, int | None]


# Everybody in post by number, with the levels of these kinds.
Everybody = Callable[[Collection[str]], Mapping[int, Standing]]


def results_of(source: Source) -> Results:
    """Return the results of the year of a source's day, to that day.

    Of the records as they are; of what was handed in as it was frozen with it, not known of what
    releases before had frozen.
    """
    if isinstance(source, FrozenSource):
        kept = [each for each in source.submissions if each.studies is not None]
        unknown = [each.district_id for each in source.submissions if each.studies is None]
        found = (Results.read(each.studies) for each in kept)
        return Results.together(source.lens.day.year, found, unknown)
    if not isinstance(source, LiveSource):
        raise TypeError(source)
    return counted(source.lens.day, lambda kinds: _live(source, kinds))


def results_frozen(day: date, rows: Iterable[FrozenStanding]) -> Results:
    """Return the results of whoever is frozen in these rows."""
    frozen = list(rows)
    return counted(day, lambda kinds: {
        row.person: Standing(row.unit_id, row.title_group, {k: getattr(row, k) for k in kinds})
        for row in frozen
    })  # fmt: skip


def counted(day: date, everybody: Everybody) -> Results:
    """Count the results to `day` of those in post; five queries beside those people's."""
    catalogue = Catalogue()
    attended = list(attended_by(day, catalogue))
    planned = planned_in(day.year, catalogue)
    kinds = sorted({each.course.kind for each in (*attended, *planned)})
    if not kinds:
        return Results(day.year)
    there = everybody(kinds)
    attended = [each for each in attended if each.person in there]
    planned = {each for each in planned if each.person in there}
    courses = tuple(in_order({each.course for each in (*attended, *planned)}))
    return Results(
        day.year,
        courses,
        _tallies(attended, there),
        _planned(planned, there),
        _held(courses, there, _levels_before(day, kinds, there)),
        sum(not each.confirmed for each in attended),
    )


def _live(source: LiveSource, kinds: Collection[str]) -> dict[int, Standing]:
    """Read who is in post; one query."""
    rows = source.rows(kinds).order_by().values_list("pk", "unit_id", "title_group", *kinds)
    return {
        pk: Standing(unit, group, dict(zip(kinds, levels, strict=True)))
        for pk, unit, group, *levels in rows
    }


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


def _levels_before(
    day: date, kinds: Collection[str], there: Collection[int]
) -> dict[tuple[int, str], int]:
    """Return what was held at the end of the year before, by person and kind; one query."""
    held = Credential.objects.held_on(last_day(day.year - 1)).filter(kind__in=kinds)
    if len(there) <= _FEW:
        held = held.filter(person__in=list(there))
    rows = held.order_by().values("person", "kind").annotate(highest=Max("level"))
    told = rows.values_list("person", "kind", "highest")
    return {(person, kind): level for person, kind, level in told if person in there}


def _held(
    courses: Iterable[Taught], there: Mapping[int, Standing], before: Mapping[tuple[int, str], int]
) -> dict[Place, Pair]:
    """Count who holds the level of each course or a higher one, the year before and on the day."""
    found: dict[Place, list[int]] = defaultdict(lambda: [0, 0])
    for course in courses:
        for person, standing in there.items():
            then = _reaches(before.get((person, course.kind)), course)
            now = _reaches(standing.levels.get(course.kind), course)
            if then or now:
                pair = found[course.code, standing.unit, standing.group]
                pair[0] += then
                pair[1] += now
    return {place: (then, now) for place, (then, now) in found.items()}


def _reaches(level: int | None, course: Taught) -> bool:
    return level is not None and level >= course.level

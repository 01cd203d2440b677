"""Who was sent to a course in a year, and what had become of it by a day; who was planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from personnel.kinds import KINDS
from personnel.models import Course, Enrolment, Merge
from personnel.words.dates import first_day
from reports.models import PlannedSeat, TrainingPlan

from .results import ENDED, Result, Taught

State = Enrolment.State


@dataclass(frozen=True)
class Attended:
    """Somebody's time on a course within a year, and what became of it."""

    person: int
    course: Taught
    result: Result
    confirmed: bool
    enrolment: int


@dataclass(frozen=True)
class Planned:
    """Somebody whom an approved plan sends to a course in a year."""

    person: int
    course: Taught


class Catalogue:
    """The courses by which results are counted; one query."""

    def __init__(self) -> None:
        self._by_code: dict[str, Taught] = {}
        # The shortest way to a course last: it gives the name of all.
        for course in Course.objects.order_by("code", "-builds_on", "-valid_from"):
            self._by_code.setdefault(
                course.code, Taught(course.kind, course.level, course.code, course.name)
            )
        self._by_level: dict[tuple[str, int], list[Taught]] = {}
        for taught in self._by_code.values():
            self._by_level.setdefault((taught.kind, taught.level), []).append(taught)

    def course(self, code: str, kind: str, level: int) -> Taught:
        """Return the course of a code, or the only one to a level, or what that level is called."""
        found = self._by_code.get(code)
        if found and (found.kind, found.level) == (kind, level):
            return found
        among = self._by_level.get((kind, level), [])
        if not code and len(among) == 1:
            return among[0]
        told = f"{KINDS[kind].label}: {KINDS[kind].level_label(level)}"
        return Taught(kind, level, f"{kind}.{level}", told)


def attended_by(day: date, catalogue: Catalogue) -> Iterator[Attended]:
    """Yield who was sent in the year of `day`, each with what had become of it then; one query.

    Whoever studies or is sent and waits is of every year in which they do; what has ended, of the
    year in which it did. What ended later was still studied on the day, where the class had begun.
    A proposal is not sent yet.
    """
    rows = Enrolment.objects.filter(Q(since__lte=day) | Q(training_class__starts__lte=day))
    rows = rows.exclude(state=State.PROPOSED)
    rows = rows.exclude(state__in=list(map(str, ENDED)), since__lt=first_day(day.year))
    told = rows.order_by("pk").values_list(
        "pk", "person_id", "course_code", "kind", "level", "state", "since", "confirmed_at",
        "training_class__starts",
    )  # fmt: skip
    for pk, person, code, kind, level, state, since, confirmed, starts in told:
        result = result_on(day, state, since, starts)
        if result:
            yield Attended(
                person, catalogue.course(code, kind, level), result, confirmed is not None, pk
            )


def result_on(day: date, state: str, since: date, starts: date | None) -> Result | None:
    """Return what had become by `day` of what is in a state since a day; None: not of that year."""
    if since <= day:
        return None if state in ENDED and since.year != day.year else Result(state)
    was_there = state in ENDED and starts is not None and starts <= day
    return Result.STUDYING if was_there else None


def planned_in(year: int, catalogue: Catalogue) -> set[Planned]:
    """Return whom the approved plans send in a year, by the records there are now; two queries."""
    plans = TrainingPlan.objects.planning(year)
    seats = PlannedSeat.objects.filter(plan__in=plans, year=year)
    told = list(seats.order_by().values_list("person", "course_code", "kind", "level"))
    joined = dict(Merge.objects.in_force().values_list("joined", "kept")) if told else {}
    return {
        Planned(_now(person, joined), catalogue.course(code, kind, level))
        for person, code, kind, level in told
    }


def _now(person: int, joined: Mapping[int, int]) -> int:
    """Return the number of the record that one was joined to, or its own."""
    while person in joined:
        person = joined[person]
    return person

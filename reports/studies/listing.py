"""Who stands behind a number of the results: each attendance with whoever it is of."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from personnel.models import Enrolment, Person

from .attending import Attended, Planned
from .counting import Reading
from .results import EVERY, Result

PLANNED, HELD, BEFORE = "planned", "held", "before"
# What a list may be of besides a result: whom a plan names, who holds the level, who did.
BESIDES = {
    PLANNED: "Có trong kế hoạch",
    HELD: "Có trình độ này trở lên",
    BEFORE: "Có trình độ này trở lên từ trước năm",
}


@dataclass(frozen=True)
class Chosen:
    """A number of the results: of which course, result or one of `BESIDES`, units and group."""

    course: str = EVERY
    result: str = Result.ALL.value
    units: Collection[int] | None = None
    group: str = ""


@dataclass(frozen=True)
class Listed:
    """An attendance, or what stands besides, of a person in a unit and a group on the day.

    `label` says what it is. `enrolment` is as it is recorded now, with its class.
    """

    person: Person
    unit: int
    group: str
    course: str
    label: str
    result: Result | None = None
    enrolment: Enrolment | None = None

    @property
    def since(self) -> date | None:
        """From which day the result stands; of what has ended since, that it began then."""
        told = self.enrolment
        if told is None:
            return None
        lessons = told.training_class
        ended_later = self.result == Result.STUDYING and told.state != Enrolment.State.STUDYING
        return lessons.starts if ended_later and lessons else told.since


def behind(reading: Reading, chosen: Chosen) -> list[Attended] | list[Planned]:
    """Return the attendances that a number counts, or who stands besides; one query at most."""
    if chosen.result in BESIDES:
        besides = reading.planned if chosen.result == PLANNED else _holders(reading, chosen)
        return [each for each in besides if _is_of(reading, each, chosen)]
    everything = chosen.result == Result.ALL
    return [
        each
        for each in reading.attended
        if (everything or each.result == chosen.result) and _is_of(reading, each, chosen)
    ]


def _holders(reading: Reading, chosen: Chosen) -> list[Planned]:
    """Return who holds the level of the course chosen."""
    return [
        Planned(person, course)
        for course in reading.courses
        if course.code == chosen.course
        for person in reading.holders(course, before=chosen.result == BEFORE)
    ]


def _is_of(reading: Reading, each: Attended | Planned, chosen: Chosen) -> bool:
    there = reading.there[each.person]
    return (
        chosen.course in (EVERY, each.course.code)
        and (chosen.units is None or there.unit in chosen.units)
        and chosen.group in ("", there.group)
    )


def listed(
    reading: Reading, found: Iterable[Attended | Planned], besides: str = PLANNED
) -> list[Listed]:
    """Return these with whoever they are of, by name; two queries.

    `besides` says what those are that are no attendance.
    """
    among = list(found)
    people = Person.objects.in_bulk({each.person for each in among})
    numbers = {each.enrolment for each in among if isinstance(each, Attended)}
    enrolments = Enrolment.objects.select_related("training_class").in_bulk(numbers)

    def row(each: Attended | Planned) -> Listed:
        there = reading.there[each.person]
        about = people[each.person], there.unit, there.group, each.course.name
        if isinstance(each, Planned):
            return Listed(*about, BESIDES[besides])
        label = str(each.result.label)
        return Listed(*about, label, each.result, enrolments.get(each.enrolment))

    rows = [row(each) for each in among if each.person in people]
    return sorted(rows, key=lambda row: (bytes(row.person.sort_key), row.person.pk, row.course))

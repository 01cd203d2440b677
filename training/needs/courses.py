"""The courses by which needs are closed: how long, until when, and when they may begin at last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from personnel.kinds import KINDS
from personnel.models import Course
from targets.needs.counting import EVERYBODY, Measure
from targets.needs.offers import Offer

from .asked import Asked


@dataclass(frozen=True)
class Line:
    """A course: when it ends, the last day on which it may begin, who needs it.

    Of a code with several ways into it the numbers stand on the first.
    """

    course: Course
    ends: date
    latest: date
    in_time: bool
    first: bool
    wanted: int
    unrecorded: int
    enrolled: int
    classes: int


def course_lines(asked: Asked) -> list[Line]:
    """Return the courses that may be sent to, by kind and level, as far as the user may see."""
    counts = {
        measure: asked.study.counts.by_course(measure)
        for measure in (Measure.WANTED, Measure.UNRECORDED, Measure.ENROLLED)
    }

    def number(measure: Measure, course: Course) -> int:
        found = counts[measure].get(course.code)
        return found[EVERYBODY] if found else 0

    seen: set[str] = set()
    lines = []
    for course in sorted(asked.courses, key=_in_order):
        offer, wanted = Offer.of(course), number(Measure.WANTED, course)
        ends = offer.last_day(asked.start)
        lines.append(
            Line(
                course, ends, offer.latest_start(asked.deadline), ends <= asked.deadline,
                course.code not in seen, wanted, number(Measure.UNRECORDED, course),
                number(Measure.ENROLLED, course), -(-wanted // course.class_size),
            )
        )  # fmt: skip
        seen.add(course.code)
    return lines


def _in_order(course: Course) -> tuple[int, int, str, int]:
    return list(KINDS).index(course.kind), course.level, course.code, course.builds_on


def any_unconfirmed(lines: Iterable[Line]) -> bool:
    """Whether a course is a proposal that the province has not confirmed."""
    return any(not line.course.confirmed for line in lines)

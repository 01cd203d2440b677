"""The courses by which needs are closed: how long, until when, and when they may begin at last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from personnel.kinds import KINDS
from personnel.models import Course
from targets.needs.counting import EVERYBODY
from targets.needs.offers import Offer

from .asked import Asked
from .shown import Shown
from .tables import Cell

_SHOWN = (Shown.WANTED, Shown.UNRECORDED, Shown.ENROLLED)


@dataclass(frozen=True)
class Line:
    """A course: when it ends, the last day on which it may begin, who needs it.

    Of a code with several ways into it the numbers stand on the first. Each leads to its list.
    """

    course: Course
    ends: date
    latest: date
    in_time: bool
    first: bool
    wanted: Cell
    unrecorded: Cell
    enrolled: Cell
    classes: int


def course_lines(asked: Asked) -> list[Line]:
    """Return the courses that may be sent to, by kind and level, as far as the user may see."""
    counts = {shown: asked.study.counts.by_course(shown.measure) for shown in _SHOWN}

    def number(shown: Shown, course: Course) -> Cell:
        found = counts[shown].get(course.code)
        changes = {"show": shown.value, "column": course.code, "left": None, "level": None}
        url = asked.url("training-needs-list", **changes)
        return Cell(found[EVERYBODY] if found else 0, url)

    seen: set[str] = set()
    lines = []
    for course in sorted(asked.courses, key=_in_order):
        offer, wanted = Offer.of(course), number(Shown.WANTED, course)
        ends = offer.last_day(asked.start)
        lines.append(
            Line(
                course, ends, offer.latest_start(asked.deadline), ends <= asked.deadline,
                course.code not in seen, wanted, number(Shown.UNRECORDED, course),
                number(Shown.ENROLLED, course), -(-wanted.number // course.class_size),
            )
        )  # fmt: skip
        seen.add(course.code)
    return lines


def _in_order(course: Course) -> tuple[int, int, str, int]:
    return list(KINDS).index(course.kind), course.level, course.code, course.builds_on


def unconfirmed(lines: Sequence[Line]) -> str:
    """Return whether "all" or "some" of the courses are proposals nobody confirmed; "" for none."""
    proposals = sum(not line.course.confirmed for line in lines)
    if proposals == len(lines):
        return "all" if proposals else ""
    return "some" if proposals else ""

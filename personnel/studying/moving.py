"""From one class to another of the same course: the postponed, and a class that goes on later."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.utils import timezone

from personnel.keeping.recording import Refused, recording
from personnel.models import Enrolment, TrainingClass
from personnel.scope import Editor

from .enrolling import Aim
from .seats import require_seats
from .states import LONGEST_REASON
from .writing import held, write

State = Enrolment.State


def move(
    enrolments: Collection[Enrolment], into: TrainingClass, *, by: Editor, at: datetime,
    since: date | None = None, reason: str = "", seen: Mapping[int, str] | None = None,
    beyond_seats: bool = False,
) -> list[Enrolment]:  # fmt: skip
    """Move people into another class of the course that they are enrolled for.

    Whoever was postponed is sent again from the day `since`; others keep their state. A day of
    one's own from which it would count is gone with the class. Raises Refused when any is of
    another course, over, in that class already, in other hands or changed since `seen`, and where
    seats are missing, as `enrol` does.
    """
    with recording(by=by, at=at, reason=f"Chuyển sang lớp {into}") as scribe:
        fresh = scribe.hold(into)
        moving = held(scribe, enrolments, seen)
        for enrolment in moving:
            _require_movable(enrolment, fresh)
        _require_not_there(moving, fresh)
        for enrolment in moving:
            if enrolment.state == State.POSTPONED:
                enrolment.state, enrolment.since = State.SENT, since or timezone.localdate(at)
                enrolment.reason = reason.strip()[:LONGEST_REASON]
            enrolment.training_class, enrolment.course_code = fresh, fresh.course_code
            enrolment.expected = None
        write(scribe, moving)
        if not beyond_seats:
            require_seats(fresh, by)
    return moving


def _require_movable(enrolment: Enrolment, into: TrainingClass) -> None:
    of, to = Aim.of(into), enrolment
    if (of.kind, of.level, of.language) != (to.kind, to.level, to.language):
        raise Refused(f"Chưa ghi gì: {to.person} học {to.gives}, lớp {into} đem lại {of.told}.")
    if not enrolment.is_open:
        raise Refused(
            f"Chưa ghi gì: {to.person} đã ở trạng thái {to.get_state_display().lower()}, không "
            "chuyển lớp được nữa."
        )


def _require_not_there(moving: Collection[Enrolment], into: TrainingClass) -> None:
    people = [enrolment.person_id for enrolment in moving]
    there = Enrolment.objects.filter(person__in=people, training_class=into)
    if names := [str(e.person) for e in there.select_related("person")]:
        raise Refused(f"Chưa ghi gì: đã có trong lớp {into}: {', '.join(names)}.")

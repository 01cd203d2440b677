"""From one state of an enrolment to another: which follow on which, and writing them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.utils import timezone

from personnel.keeping.recording import Refused, recording
from personnel.models import BatchRow, Enrolment
from personnel.scope import Editor

from .writing import held, write

State = Enrolment.State
# What may follow on a state. What is written of results leads to "finished" alone, and what was
# written by mistake, back.
FOLLOWING: dict[str, tuple[Enrolment.State, ...]] = {
    State.PROPOSED: (State.SENT, State.STUDYING, State.POSTPONED, State.LEFT),
    State.SENT: (State.STUDYING, State.PROPOSED, State.POSTPONED, State.LEFT, State.FAILED),
    State.STUDYING: (State.FAILED, State.LEFT, State.POSTPONED, State.SENT),
    State.POSTPONED: (State.SENT, State.STUDYING, State.PROPOSED, State.LEFT),
    State.FAILED: (State.STUDYING,),
    State.LEFT: (State.STUDYING, State.SENT, State.PROPOSED),
    State.FINISHED: (State.STUDYING,),
}
# From these somebody finishes.
FINISHING = (State.SENT, State.STUDYING)
LONGEST_REASON = 200


def set_state(
    enrolments: Collection[Enrolment], state: str, *, by: Editor, at: datetime,
    since: date | None = None, reason: str = "", seen: Mapping[int, str] | None = None,
) -> list[Enrolment]:  # fmt: skip
    """Give enrolments a state from a day on, today without one; returns those that changed.

    Whoever has the state already is left as they are. `seen` is the state in which each was shown,
    by number. Raises Refused when any cannot follow, is in other hands, or was changed meanwhile;
    when the reason is missing; when somebody would be in two open enrolments of a course; and
    when everybody has the state already.
    """
    state = State(state)
    why = _why(state, reason)
    with recording(by=by, at=at, reason=f"Ghi trạng thái học: {state.label.lower()}") as scribe:
        every = held(scribe, enrolments, seen)
        changing = [enrolment for enrolment in every if enrolment.state != state]
        if not changing:
            raise Refused(f"Không có gì để ghi: đã ở trạng thái {state.label.lower()}.")
        require_following(changing, state)
        day = since or timezone.localdate(at)
        for enrolment in changing:
            enrolment.state, enrolment.since, enrolment.reason = state, day, why
            enrolment.credential = None
        write(scribe, changing)
    return changing


def _why(state: Enrolment.State, reason: str) -> str:
    if state in State.with_reason() and not reason.strip():
        raise Refused(f"Chưa ghi gì: {state.label.lower()} thì phải ghi lý do.")
    return reason.strip()[:LONGEST_REASON]


def require_following(enrolments: Collection[Enrolment], state: Enrolment.State) -> None:
    """Raise Refused where an enrolment cannot come to a state, saying of whom and from which."""
    if state == State.FINISHED:
        raise Refused("Chưa ghi gì: hoàn thành được ghi cùng kết quả của lớp.")
    for enrolment in enrolments:
        if state not in FOLLOWING[enrolment.state]:
            before = enrolment.get_state_display().lower()
            raise Refused(
                f"Chưa ghi gì: {enrolment.person} đang ở trạng thái {before}, không chuyển sang "
                f"{state.label.lower()} được."
            )
    _require_unwritten([e for e in enrolments if e.state == State.FINISHED])
    require_single(enrolments, state)


def _require_unwritten(finished: Collection[Enrolment]) -> None:
    """Raise Refused where a batch wrote the credential: it is the batch that is taken back."""
    numbers = [enrolment.credential for enrolment in finished]
    rows = BatchRow.objects.standing().filter(credential__in=numbers, before__isnull=True)
    if row := rows.select_related("batch").first():
        raise Refused(
            f"Chưa ghi gì: văn bằng do đợt “{row.batch}” ghi. Hoàn tác ở trang của đợt đó."
        )


def require_single(enrolments: Collection[Enrolment], state: str) -> None:
    """Raise Refused where somebody would be in two open enrolments of one course."""
    if state not in State.are_open():
        return
    own = [enrolment.pk for enrolment in enrolments]
    people = {enrolment.person_id for enrolment in enrolments}
    others = Enrolment.objects.open().filter(person__in=people).exclude(pk__in=own)
    there = {_course(e): e for e in others.select_related("training_class")}
    for enrolment in enrolments:
        if other := there.get(_course(enrolment)):
            raise Refused(
                f"Chưa ghi gì: {enrolment.person} đang {where(other)}, cùng trình độ với lớp này."
            )


def _course(enrolment: Enrolment) -> tuple[object, ...]:
    return enrolment.person_id, enrolment.kind, enrolment.level, enrolment.language


def where(enrolment: Enrolment) -> str:
    """Return in words where somebody is with a state: "đang học ở lớp X"."""
    state = enrolment.get_state_display().lower()
    if enrolment.training_class:
        return f"có tên ở lớp {enrolment.training_class} ({state})"
    return f"có tên, chưa xếp lớp ({state})"

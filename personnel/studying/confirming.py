"""Confirming what a board wrote, and taking away what was written by mistake."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from personnel.keeping import bulk
from personnel.keeping.recording import Refused, recording
from personnel.models import Enrolment
from personnel.scope import Editor

from .rights import require_confirmed
from .writing import held, write

State = Enrolment.State


def confirm(
    enrolments: Collection[Enrolment], by: Editor, at: datetime,
    seen: Mapping[int, str] | None = None,
) -> list[Enrolment]:  # fmt: skip
    """Confirm what boards wrote; returns those that waited for it.

    Raises Refused when any is not the user's to confirm, was changed since `seen`, or none waits.
    """
    with recording(by=by, at=at, reason="Xác nhận việc học") as scribe:
        every = held(scribe, enrolments, seen)
        require_confirmed(by, every)
        waiting = [enrolment for enrolment in every if enrolment.confirmed_at is None]
        if not waiting:
            raise Refused("Không có gì để xác nhận: đã được xác nhận.")
        write(scribe, waiting)
    return waiting


def remove(
    enrolments: Collection[Enrolment], *, by: Editor, at: datetime, reason: str,
    seen: Mapping[int, str] | None = None,
) -> int:  # fmt: skip
    """Delete enrolments that were written by mistake; the history keeps them. Returns how many.

    Raises Refused for one that is finished: what it became is taken back first.
    """
    with recording(by=by, at=at, reason=reason) as scribe:
        every = held(scribe, enrolments, seen)
        if done := [str(e.person) for e in every if e.state == State.FINISHED]:
            raise Refused(
                f"Chưa bỏ ai: đã hoàn thành: {', '.join(done)}. Hoàn tác kết quả trước rồi bỏ."
            )
        signed = bulk.Signature(scribe.by, scribe.at, scribe.reason)
        bulk.delete(Enrolment, [enrolment.pk for enrolment in every], signed)
        scribe.wrote = True
    return len(every)

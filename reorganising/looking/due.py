"""A draft that the command of the night applies on its day."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from personnel.keeping.recording import Refused, recording
from personnel.scope import Editor
from reorganising.models import DecreeDraft

from .splits import require_seen


def put_off(draft: DecreeDraft, seen: int, due: bool, *, by: Editor, at: datetime) -> None:
    """Have a draft applied on its day (`due`), or no longer.

    `seen` is the version that was looked at. Raises Refused where the draft was changed or
    applied since, and where its day has come.
    """
    with recording(by=by, at=at, reason="Hẹn áp dụng" if due else "Bỏ hẹn áp dụng") as scribe:
        held = scribe.hold(draft)
        require_seen(held, seen)
        if due and held.day <= timezone.localdate(at):
            raise Refused(
                f"Chưa ghi gì: ngày {held.day:%d/%m/%Y} đã đến, chỉ còn áp dụng ngay được."
            )
        scribe.change(held, due_by=by if due else None)

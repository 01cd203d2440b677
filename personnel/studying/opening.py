"""Opening a class and changing what is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from personnel.keeping.recording import Refused, Scribe, recording
from personnel.models import Enrolment, TrainingClass
from personnel.scope import Editor

from .rights import require_open

# What everybody in a class leads to: it stays as long as somebody is in it.
LEADS_TO = ("course_code", "kind", "level", "language")
COLUMNS = [field.attname for field in TrainingClass._meta.concrete_fields]
MEANWHILE = "Chưa ghi gì: lớp này vừa được người khác sửa. Mở lại trang để xem rồi sửa tiếp."


def open_class(training_class: TrainingClass, *, by: Editor, at: datetime) -> TrainingClass:
    """Write a new class; raises Refused when it is not the user's to open, or is there already."""
    with recording(by=by, at=at, reason=f"Mở lớp {training_class}") as scribe:
        require_open(by, training_class)
        scribe.add(training_class)
    return training_class


def change_class(
    training_class: TrainingClass, changes: Mapping[str, Any], *, by: Editor, at: datetime
) -> TrainingClass:
    """Give columns of a class these values, and return it as it is from then on.

    `training_class` is as its user saw it. Raises Refused when it is another by now, when it is
    not the user's, before or after, when what it gives would change under the people in it, or
    when fewer seats are left than are taken.
    """
    with recording(by=by, at=at, reason=f"Sửa lớp {training_class}") as scribe:
        fresh = scribe.hold(training_class)
        require_open(by, fresh)
        if any(getattr(fresh, name) != getattr(training_class, name) for name in COLUMNS):
            raise Refused(MEANWHILE)
        _require_kept(fresh, changes)
        scribe.change(fresh, **changes)
        require_open(by, fresh)
    return fresh


def close_class(training_class: TrainingClass, *, by: Editor, at: datetime) -> None:
    """Delete a class opened by mistake; raises Refused while anybody is or was in it."""
    with recording(by=by, at=at, reason=f"Xóa lớp {training_class}") as scribe:
        fresh = scribe.hold(training_class)
        require_open(by, fresh)
        _require_empty(scribe, fresh)
        scribe.delete(fresh)


def _require_empty(scribe: Scribe, training_class: TrainingClass) -> None:
    if Enrolment.objects.filter(training_class=training_class).exists():
        raise Refused("Chưa xóa: lớp đã có người học. Bỏ hoặc chuyển họ sang lớp khác trước.")


def _require_kept(fresh: TrainingClass, changes: Mapping[str, Any]) -> None:
    people = Enrolment.objects.filter(training_class=fresh)
    others = [n for n in LEADS_TO if n in changes and changes[n] != getattr(fresh, n)]
    if others and people.exists():
        raise Refused(
            "Chưa ghi gì: lớp đã có người học, nên không đổi được khóa và trình độ của lớp. Mở "
            "lớp khác rồi chuyển người sang."
        )
    seats = changes.get("seats", fresh.seats)
    if seats < fresh.seats and seats < people.seated().count():
        raise Refused(f"Chưa ghi gì: lớp đã có nhiều hơn {seats} người.")

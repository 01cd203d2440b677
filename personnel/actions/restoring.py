"""Putting a deleted record back from the history, exactly as it was."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models

from personnel.keeping.holding import hold
from personnel.keeping.recording import Refused, recording
from personnel.models import (
    Credential,
    Deletion,
    Enrolment,
    Ethnicity,
    Evaluation,
    HandOver,
    Person,
    PlannedTitle,
    Post,
    Title,
    TrainingClass,
    Unit,
)
from personnel.scope import Editor

# What hangs on a person, in the order in which it is put back.
PARTS = (Post, Credential, HandOver, Enrolment, Evaluation, PlannedTitle)
REFERENCES: dict[Any, str] = {
    Unit: "đơn vị", Title: "chức danh", Ethnicity: "dân tộc", TrainingClass: "lớp học",
}  # fmt: skip


def restore(deletion: Deletion, *, by: Editor, at: datetime) -> Person:
    """Put a deleted record back exactly as it was, under the same numbers.

    Raises Refused unless `by` administers the province, when it was put back already, or when
    its CCCD is another's by now or its unit, title or ethnicity is gone.
    """
    reason = f"Khôi phục hồ sơ đã xóa: {deletion.reason}"
    with recording(by=by, at=at, reason=reason) as scribe:
        held = hold(Deletion, [deletion.pk])
        if not by.may_administer:
            raise Refused("Chưa khôi phục: việc này do quản trị cấp tỉnh thực hiện.")
        if not held:
            raise Refused("Chưa khôi phục: hồ sơ này đã được xóa hẳn theo quy định.")
        (fresh,) = held
        if fresh.restored_at:
            raise Refused("Hồ sơ này đã được khôi phục trước đó.")
        scribe.follow(Person, [fresh.record])
        rows = _deleted(fresh)
        require_room(rows[0], rows)
        for row in rows:
            scribe.restore(row)
        fresh.restored_by, fresh.restored_at = scribe.by, scribe.at
        fresh.save(update_fields=["restored_by", "restored_at"])
    return Person.objects.get(pk=fresh.record)


def _deleted(deletion: Deletion) -> list[Any]:
    """Return what was deleted, the person first, from the history of that moment."""
    gone = {"history_type": "-", "history_date": deletion.at}
    rows = [*Person.history.filter(id=deletion.record, **gone)]
    if not rows:
        raise Refused("Chưa khôi phục: lịch sử không còn giữ hồ sơ này.")
    for model in PARTS:
        rows += model.history.filter(person_id=deletion.record, **gone).order_by("id")
    return [as_it_was(row) for row in rows]


def as_it_was(row: Any) -> models.Model:
    """Return the record that a history row tells of; users who are gone are nobody."""
    record: models.Model = row.instance_type(
        **{f.attname: getattr(row, f.attname) for f in row.tracked_fields}
    )
    for field in row.tracked_fields:
        if field.related_model is get_user_model() and not _present(field, row):
            setattr(record, field.attname, None)
    return record


def _present(field: Any, row: Any) -> bool:
    value = getattr(row, field.attname)
    return value is None or bool(field.related_model.objects.filter(pk=value).exists())


def require_room(person: Person, rows: Iterable[Any]) -> None:
    """Raise Refused where something stands in the way of putting these rows back."""
    same = Person.objects.filter(cccd=person.cccd).exclude(cccd="").first()
    if same:
        raise Refused(
            f"Chưa khôi phục: số CCCD của hồ sơ này nay thuộc hồ sơ {same}, sinh "
            f"{same.birth_shown}. Kiểm tra và sửa số CCCD của hồ sơ đó trước."
        )
    for row in rows:
        for field in row._meta.concrete_fields:
            what = REFERENCES.get(field.related_model)
            if what and not _present(field, row):
                raise Refused(
                    f"Chưa khôi phục: {what} ghi trong hồ sơ không còn trong danh mục. "
                    "Nhập lại hồ sơ theo danh mục hiện nay."
                )

"""Taking an upload back: every record as it was before, in one transaction, with history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from personnel.keeping import bulk
from personnel.keeping.bulk import Signature, in_parts
from personnel.keeping.holding import hold, moment_after
from personnel.keeping.planning import count_rows_anew
from personnel.keeping.recording import Refused
from personnel.keeping.telling import ADDED, DELETED
from personnel.models import Credential, Person, Post
from personnel.scope import Editor
from sheets.models import Upload

from .touched import WRITTEN, Touched, before, obstacles

_AT_MOST_SAID = 5


def standing_in_the_way(upload: Upload) -> list[str]:
    """Return what changed since on the records of a written upload, in Vietnamese.

    Each sentence names a person, what changed, by whom and when. Nothing stands in the way of
    an upload whose list is empty.
    """
    return obstacles(Touched(upload))


def undo(upload: Upload, *, by: Editor, at: datetime) -> None:
    """Put every record that the upload wrote back as it was, and delete those it created.

    Raises Refused, with nothing changed, when anything on its records changed since, or when
    one of them is no longer in the user's hands.
    """
    with transaction.atomic():
        touched = Touched(upload)
        hold(Person, touched.people)
        if found := obstacles(touched):
            said = " ".join(found[:_AT_MOST_SAID])
            more = f" … và {len(found) - _AT_MOST_SAID} việc khác." if found[5:] else ""
            raise Refused(f"Chưa hoàn tác, vì hồ sơ đã thay đổi sau khi ghi: {said}{more}")
        _require_editable(touched.people, by)
        moment = moment_after(at, Person, touched.people)
        signed = Signature(by, moment, f"Hoàn tác lượt nhập tệp {upload.name}")
        _take_back(touched, signed)
        count_rows_anew()


def _require_editable(people: Iterable[int], by: Editor) -> None:
    own = Person.objects.editable_by(by)
    for some in in_parts(people):
        if own.filter(pk__in=some).count() != len(some):
            raise Refused("Chưa hoàn tác: có hồ sơ không thuộc phạm vi được cập nhật.")


def _take_back(touched: Touched, signed: Signature) -> None:
    """Undo the parts of a record before the record, what was added before what was changed."""
    _delete_added(Credential, touched, signed)
    _delete_added(Post, touched, signed)
    for model in WRITTEN:
        _restore(model, before(touched, model), signed)
    _put_back(touched.of(Credential, DELETED), signed)
    _delete_added(Person, touched, signed)


def _delete_added(model: Any, touched: Touched, signed: Signature) -> None:
    bulk.delete(model, [row.id for row in touched.of(model, ADDED)], signed)


def _restore(model: Any, rows: Iterable[Any], signed: Signature) -> None:
    """Give the records the values of these history rows, and what is derived from them."""
    kept = [field.attname for field in model.history.model.tracked_fields if field.name != "id"]
    derived = [field for field in model._meta.concrete_fields if hasattr(field, "derive_for")]
    names = [*kept, *(field.attname for field in derived)]
    values = [
        (
            row.id,
            *(getattr(row, name) for name in kept),
            *(field.derive(getattr(row, field.source)) for field in derived),
        )
        for row in rows
    ]
    bulk.update(model, names, values, signed)


def _put_back(rows: Iterable[Any], signed: Signature) -> None:
    """Insert deleted credentials under the numbers they had."""
    rows = list(rows)
    names = [field.attname for field in Credential.history.model.tracked_fields]
    values = ([getattr(row, name) for name in names] for row in rows)
    bulk.insert(Credential, names, values, signed)

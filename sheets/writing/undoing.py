"""Taking an upload back: the records as they were before, in one transaction, with history.

A record that somebody changed since stays as it is, and is named: a person is taken back whole
or not at all, so that no record is made of two times.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from personnel.basics.constraints import violated
from personnel.keeping import bulk
from personnel.keeping.bulk import Signature, in_parts
from personnel.keeping.holding import hold, moment_after
from personnel.keeping.planning import count_rows_anew
from personnel.keeping.recording import Refused
from personnel.keeping.telling import ADDED, DELETED
from personnel.models import Credential, Enrolment, Evaluation, FormerName, Person, Post
from personnel.scope import Editor
from sheets.models import Upload

from .touched import WRITTEN, Touched, before, obstacles

_AT_MOST_SAID = 5


@dataclass(frozen=True)
class Standing:
    """How many people of a written upload can be taken back, and what stays, in Vietnamese.

    Each sentence of `told` names a person, what changed since, by whom and when.
    """

    free: int
    left: int
    told: list[str]


def standing_in_the_way(upload: Upload) -> Standing:
    """Return what undoing a written upload would take back, and what changed since and stays."""
    touched = Touched(upload)
    found = obstacles(touched)
    return Standing(len(touched.people) - len(found.people), len(found.people), found.told)


def undo(upload: Upload, *, by: Editor, at: datetime) -> Standing:
    """Put the records that the upload wrote back as they were, and delete those it created.

    Whoever changed since stays; returned is how many were taken back and what stayed. Raises
    Refused, with nothing changed, when everybody changed since, when a record is no longer in
    the user's hands, or when the values before are somebody else's by now.
    """
    with _nobody_elses(), transaction.atomic():
        touched = Touched(upload)
        hold(Person, touched.people)
        found = obstacles(touched)
        if touched.people and found.people.issuperset(touched.people):
            raise Refused(_nothing_left(found.told))
        standing = Standing(len(touched.people) - len(found.people), len(found.people), found.told)
        if found.people:
            touched = Touched(upload, found.people)
        _require_editable(touched.people, by)
        moment = moment_after(at, Person, touched.people)
        signed = Signature(by, moment, f"Hoàn tác lượt nhập tệp {upload.name}")
        _take_back(touched, signed)
        count_rows_anew()
    return standing


def _nothing_left(told: list[str]) -> str:
    said = " ".join(told[:_AT_MOST_SAID])
    more = f" … và {len(told) - _AT_MOST_SAID} việc khác." if told[_AT_MOST_SAID:] else ""
    return f"Chưa hoàn tác, vì hồ sơ đã thay đổi sau khi ghi: {said}{more}"


@contextmanager
def _nobody_elses() -> Iterator[None]:
    """Raise Refused where what a record held before is held by another one now."""
    try:
        yield
    except IntegrityError as error:
        raise Refused(f"Chưa hoàn tác: {violated(error)}") from error


def _require_editable(people: Iterable[int], by: Editor) -> None:
    own = Person.objects.editable_by(by)
    for some in in_parts(people):
        if own.filter(pk__in=some).count() != len(some):
            raise Refused("Chưa hoàn tác: có hồ sơ không thuộc phạm vi được cập nhật.")


def _take_back(touched: Touched, signed: Signature) -> None:
    """Undo the parts of a record before the record, what was added before what was changed."""
    _delete_added(Evaluation, touched, signed)
    _delete_added(Enrolment, touched, signed)
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
    rows = list(rows)
    if model is Person:
        FormerName.objects.keep({row.id: row.full_name for row in rows})
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

"""Writing what a form says: one transaction, with history, within the user's own districts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import models, transaction

from personnel.models import Person
from personnel.recording import Scribe, lock, recording, require_editable, require_own
from personnel.scope import Editor

from .dossier import Difference, Dossier


class ChangedMeanwhile(Exception):
    """Somebody else changed the record after this form was opened; names each difference."""

    def __init__(self, differences: list[Difference], gone: list[str]) -> None:
        super().__init__("Hồ sơ vừa được người khác sửa.")
        self.differences, self.gone = differences, gone


def save_dossier(dossier: Dossier, *, by: Editor, at: datetime, reason: str) -> Person:
    """Write a valid dossier, or nothing.

    Raises ChangedMeanwhile when the database differs from what the form showed, Refused when
    the record is not (or would no longer be) in the user's hands or the database declines it.
    """
    with recording(by=by, at=at, reason=reason) as scribe:
        return _save(dossier, by, scribe)


@contextmanager
def as_if_saved(dossier: Dossier, *, by: Editor, at: datetime) -> Iterator[Person]:
    """Yield the person as the database would hold them after saving, and undo it all.

    So that what a record would mean is told by the very query that judges records. Raises as
    `save_dossier` does.
    """
    with recording(by=by, at=at, reason="") as scribe:
        yield _save(dossier, by, scribe)
        transaction.set_rollback(True)


def _save(dossier: Dossier, by: Editor, scribe: Scribe) -> Person:
    person = dossier.instance
    if not dossier.is_new:
        lock(person)
        require_editable(by, person)
        differences = dossier.meanwhile()
        if differences or dossier.gone:
            raise ChangedMeanwhile(differences, dossier.gone)
    if dossier.is_new or dossier.person.has_changed():
        scribe.save(person)
    written = _save_rows(dossier.posts, person, scribe)
    _save_rows(dossier.credentials, person, scribe)
    require_own(written, by)
    require_editable(by, person)
    return person


def _save_rows(formset: Any, person: Person, scribe: Scribe) -> list[models.Model]:
    """Delete, change and add the rows of a formset; returns those touched."""
    touched = []
    for form in formset.deleted_forms:
        if form.instance.pk:
            touched.append(type(form.instance).objects.get(pk=form.instance.pk))
            scribe.delete(form.instance)
    for form in formset.forms:
        if form in formset.deleted_forms or not form.has_changed():
            continue
        if form.instance.pk:
            touched.append(type(form.instance).objects.get(pk=form.instance.pk))
        form.instance.person = person
        scribe.save(form.instance)
        touched.append(form.instance)
    return touched

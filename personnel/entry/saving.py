"""Writing what a form says: one transaction, with history, within the user's own districts."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import models, transaction

from personnel.models import Person, Unit
from personnel.recording import (
    Refused,
    Scribe,
    lock,
    lock_districts,
    recording,
    require_editable,
    require_own,
)
from personnel.scope import Editor
from personnel.sheet.text import match_key
from personnel.vietnamese import fold

from .dossier import Difference, Dossier


class ChangedMeanwhile(Exception):
    """Somebody else changed the record after this form was opened; names each difference."""

    def __init__(self, differences: list[Difference], gone: list[str]) -> None:
        super().__init__("Hồ sơ vừa được người khác sửa.")
        self.differences, self.gone = differences, gone


def save_dossier(dossier: Dossier, *, by: Editor, at: datetime, reason: str) -> Person:
    """Write a valid dossier, or nothing.

    Somebody new waits for imports into the same districts. Raises ChangedMeanwhile when the
    database differs from what the form showed; Refused when the record is not (or would no
    longer be) in the user's hands, when nothing would tell somebody new from somebody recorded
    there, or when the database declines it.
    """
    with recording(by=by, at=at, reason=reason) as scribe:
        if dossier.is_new:
            units = dossier.units
            lock_districts({unit.parent_id for unit in units if unit.parent_id})
            _require_single(dossier.instance, units)
        return _save(dossier, by, scribe)


def _require_single(person: Person, units: Collection[Unit]) -> None:
    """Refuse a second record of one name, birth and commune where neither has a number."""
    if person.cccd:
        return
    same = Person.objects.filter(search_name=fold(person.full_name), cccd="")
    same = same.filter(birth_date=person.birth_date, posts__unit__in=units).distinct()
    twin = next((p for p in same if match_key(p.full_name) == match_key(person.full_name)), None)
    if twin:
        raise Refused(
            f"Đã có hồ sơ {twin.full_name}, sinh {twin.birth_shown}, cùng đơn vị, chưa ghi "
            "số CCCD. Nếu là một người, sửa hồ sơ đó; nếu là người khác, ghi số CCCD để phân biệt."
        )


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

"""Writing planning: of one person, of several at once, ended or taken out; with its history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from datetime import datetime
from typing import Any

from personnel.keeping.recording import Refused, Scribe, recording, require_editable
from personnel.models import Person, PlannedTitle
from personnel.scope import Editor

from .districts import Maps

COLUMNS = [field.attname for field in PlannedTitle._meta.concrete_fields]
MEANWHILE = "Chưa ghi gì: nội dung này vừa được người khác sửa. Mở lại trang để xem rồi sửa tiếp."
NO_RIGHT = "Chưa ghi gì: tài khoản không còn quyền đối với nội dung này."
GONE = "Chưa ghi gì: nội dung này vừa bị xóa ở nơi khác."


def plan(planned: PlannedTitle, *, by: Editor, at: datetime) -> PlannedTitle:
    """Write a new planned title of a person; raises Refused as `plan_all`."""
    return plan_all([planned.person], planned, by=by, at=at)[0]


def plan_all(
    people: Collection[Person], like: PlannedTitle, *, by: Editor, at: datetime
) -> list[PlannedTitle]:
    """Write of each of these people what `like` says: one decision on one title in a unit.

    Raises Refused, and writes nothing, where a record is not in the user's hands or somebody is
    planned for that title there already, for a term of some of these years.
    """
    with recording(by=by, at=at, reason="Ghi quy hoạch") as scribe:
        _require_right(by)
        held = scribe.hold_all(sorted(people, key=lambda person: person.pk))
        require_editable(by, *held)
        rows = [_of(person, like) for person in held]
        require_once(rows)
        scribe.create(PlannedTitle, rows)
    return rows


def change(
    planned: PlannedTitle, changes: Mapping[str, Any], *, by: Editor, at: datetime
) -> PlannedTitle:
    """Give columns of a planned title these values, and return it as it is from then on.

    `planned` is as its user saw it. Raises Refused when it is another by now, or as `plan_all`.
    """
    with recording(by=by, at=at, reason="Sửa quy hoạch") as scribe:
        fresh = _held(scribe, planned, by)
        if any(getattr(fresh, name) != getattr(planned, name) for name in COLUMNS):
            raise Refused(MEANWHILE)
        after = copy(fresh)
        for name, value in changes.items():
            setattr(after, name, value)
        require_once([after])
        scribe.change(fresh, **changes)
    return fresh


def remove(planned: PlannedTitle, *, by: Editor, at: datetime) -> None:
    """Delete a planned title that was entered by mistake; raises Refused as `change`."""
    with recording(by=by, at=at, reason="Xóa quy hoạch ghi nhầm") as scribe:
        fresh = _held(scribe, planned, by)
        if any(getattr(fresh, name) != getattr(planned, name) for name in COLUMNS):
            raise Refused(MEANWHILE)
        scribe.delete(fresh)


def require_once(rows: Collection[PlannedTitle]) -> None:
    """Raise Refused where one of them, not ended, is there already for some of the same years.

    In the same unit, or what stands for it. No constraint of the database: two records of a person
    are joined by whoever has not the right to learn that both were planned.
    """
    maps = Maps.read()
    people = {row.person_id for row in rows}
    there = PlannedTitle.objects.filter(person__in=people, ended_on__isnull=True)
    every = list(there.select_related("person"))
    for row in rows:
        if row.ended_on is None and any(_is_same(row, other, maps) for other in every):
            raise Refused(
                f"Chưa ghi gì: {row.person} đã có trong quy hoạch chức danh này tại đơn vị, nhiệm "
                "kỳ có năm trùng nhau."
            )


def _is_same(row: PlannedTitle, other: PlannedTitle, maps: Maps) -> bool:
    if row.pk == other.pk or (row.person_id, row.title_id) != (other.person_id, other.title_id):
        return False
    if min(row.term_to, other.term_to) <= max(row.term_from, other.term_from):
        return False
    return maps.now(row.unit_id) == maps.now(other.unit_id)


def _of(person: Person, like: PlannedTitle) -> PlannedTitle:
    row = copy(like)
    row.pk, row.person = None, person
    return row


def _held(scribe: Scribe, planned: PlannedTitle, by: Editor) -> PlannedTitle:
    """Return it as it is now, in the user's hands; whoever holds the person holds it."""
    _require_right(by)
    person = scribe.hold(planned.person)
    require_editable(by, person)
    found: Iterable[PlannedTitle] = PlannedTitle.objects.filter(pk=planned.pk, person=person)
    fresh = scribe.hold_present(found)
    if not fresh:
        raise Refused(GONE)
    return fresh[0]


def _require_right(by: Editor) -> None:
    if not by.sees_planning:
        raise Refused(NO_RIGHT)

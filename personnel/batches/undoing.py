"""Taking a batch back, whole or of some people: each record as it was before, with history.

What somebody changed since stays as it is, and is named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef

from personnel.keeping import bulk
from personnel.keeping.bulk import Signature
from personnel.keeping.recording import Refused, Scribe, recording
from personnel.models import Batch, BatchRow, Credential, Person, Post, Title
from personnel.models.batches import columns_given
from personnel.scope import Editor

from .keeping import held
from .reopening import reopen
from .standing import Entries, Entry, entries_of

JUST_JOINED = "Chưa hoàn tác: có hồ sơ trong đợt vừa được gộp với hồ sơ khác. Xem lại rồi hoàn tác."
WHOLE = "Chưa hoàn tác: đợt kết thúc chức danh chỉ hoàn tác được cả đợt."


@dataclass(frozen=True)
class TakenBack:
    """What was taken back, and what was left: changed since, or out of the user's reach."""

    entries: Sequence[Entry]
    kept: Sequence[Entry]
    foreign: Sequence[Entry]


def take_back(
    batch: Batch, *, by: Editor, at: datetime, only: Collection[str] | None = None
) -> TakenBack:
    """Put the records that a batch wrote back as they were; of the rows `only`, if given.

    What changed since is left and stays the record's. Undone is a batch once nothing of it
    stands as it was written. Raises Refused, with nothing changed, when it was undone already,
    or when nothing can be taken back.
    """
    reason = f"{'Hoàn tác' if only is None else 'Bỏ ra khỏi'} đợt ghi nhận: {batch}"
    with recording(by=by, at=at, reason=reason) as scribe:
        fresh = held(scribe, batch)
        if fresh.is_whole and only is not None:
            raise Refused(WHOLE)
        every = entries_held(scribe, fresh, by)
        entries = every if only is None else every.narrowed_to(only)
        if not (entries.free or fresh.is_whole and not fresh.rows.exists()):
            raise Refused(_nothing(entries))
        if fresh.is_whole:
            _let_titles_go_on(fresh, scribe)
        _write(entries.free, scribe)
        rows = BatchRow.objects.filter(pk__in=[entry.row.pk for entry in entries.free])
        rows.update(taken_back_at=scribe.at)
        if only is None:
            _leave(fresh, entries.kept)
        _close(fresh, scribe)
    return TakenBack(entries.free, entries.kept, entries.foreign)


def entries_held(scribe: Scribe, batch: Batch, by: Editor) -> Entries:
    """Hold everybody in a held batch, and return what it wrote as it stands from here on."""
    ids = set(batch.rows.standing().values_list("person", flat=True))
    scribe.hold_present(Person(pk=pk) for pk in sorted(ids))
    if set(batch.rows.standing().values_list("person", flat=True)) != ids:
        raise Refused(JUST_JOINED)
    return entries_of(batch, by)


def _nothing(entries: Entries) -> str:
    """Say why nothing can be taken back."""
    if not entries.standing:
        return "Chưa hoàn tác: không còn ai trong phạm vi của tài khoản; có thể vừa được bỏ ra."
    told = [f"{entry.person} ({entry.told})" for entry in entries.kept]
    told += [f"{entry.person} (ngoài phạm vi được cập nhật)" for entry in entries.foreign]
    return f"Chưa hoàn tác được ai: {', '.join(told)}."


def _write(entries: Iterable[Entry], scribe: Scribe) -> None:
    """Delete what was added, and give what was changed its values of before.

    Whoever finished a class by what was added is in it again.
    """
    signed = Signature(scribe.by, scribe.at, scribe.reason)
    entries = list(entries)
    added = [entry.row.credential for entry in entries if entry.row.before is None]
    given = [pk for pk in added if pk is not None]
    reopen(scribe, given)
    bulk.delete(Credential, given, signed)
    for model in (Person, Credential, Post):
        changed = [
            (entry.record, entry.row.before)
            for entry in entries
            if entry.row.before is not None and isinstance(entry.record, model)
        ]
        write_back(model, changed, signed)
    scribe.wrote = True


def _let_titles_go_on(batch: Batch, scribe: Scribe) -> None:
    """Give titles the last day they had before; raises Refused where one was changed since."""
    before = {pk: day and date.fromisoformat(day) for pk, day in batch.values["titles"]}
    for title in scribe.hold_all([Title(pk=pk) for pk in before]):
        if title.valid_to != date.fromisoformat(batch.values["last"]):
            raise Refused(
                f"Chưa hoàn tác: ngày áp dụng của chức danh {title} đã được sửa sau đợt này."
            )
        scribe.change(title, valid_to=before[title.pk])


def write_back(
    model: type[Any], changes: Sequence[tuple[Any, dict[str, Any]]], signed: Signature
) -> None:
    """Give records of one model the kept columns, the same ones of each; with history."""
    if not changes:
        return
    names = list(changes[0][1])
    values = ((record, columns_given(model, kept)) for record, kept in changes)
    rows = [(record.pk, *(given[name] for name in names)) for record, given in values]
    bulk.update(model, names, rows, signed)


def _leave(batch: Batch, entries: Iterable[Entry]) -> None:
    """Keep why rows stay: those changed since, and those of people deleted since."""
    for entry in entries:
        BatchRow.objects.filter(pk=entry.row.pk).update(left=entry.why)
    present = Person.objects.filter(pk=OuterRef("person"))
    batch.rows.standing().filter(~Exists(present)).update(left=BatchRow.Left.GONE)


def _close(batch: Batch, scribe: Scribe) -> None:
    """Keep in the history that something was taken back; the batch is undone with its last row."""
    if batch.rows.standing().exists():
        scribe.note(batch)
    else:
        scribe.change(batch, undone_at=scribe.at, undone_by_id=scribe.by.pk)

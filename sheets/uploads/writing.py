"""A run that writes what the preview showed: all of it, in one transaction, or nothing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from personnel.basics.outages import DiskFault
from personnel.doubts.case import recorded
from personnel.doubts.confirming import confirm
from personnel.doubts.register import doubts_of
from personnel.keeping.recording import Refused
from sheets.comparing.changes import Comparison
from sheets.deciding import SOMEBODY_ELSE, Decisions, place_of
from sheets.models import Upload, UploadRow
from sheets.writing.writing import ChangedMeanwhile, SheetNotWritten, Written, written
from xlsx.safety import SheetRefused

from .reading import UNCHECKED, read_file, scope_of_upload, show
from .runs import State, finish, give_up
from .slots import Progress

_BATCH = 500
_GIVEN_UP = "Chưa ghi gì: lượt ghi này đã được coi là gián đoạn."


def write_upload(upload: Upload, *, today: date, at: datetime, progress: Progress) -> None:
    """Write the rows of an upload as they were shown, in the name of who confirmed it.

    `at`, or a moment after the last deed on the same records, is that of the history, by which
    the upload can be taken back. When records changed since, nothing is written and the rows
    concerned are shown again; what else stands in the way is told, and the upload waits to be
    confirmed as before.
    """
    try:
        _write_or_show_again(upload, today, at, progress)
    except DiskFault as fault:
        give_up(upload, fault.outage)
    except (SheetRefused, SheetNotWritten, Refused) as refused:
        finish(upload, State.READ, message=str(refused), written_by=None)


def _write_or_show_again(upload: Upload, today: date, at: datetime, progress: Progress) -> None:
    reading = read_file(upload, today, progress)
    _require_rights(upload)
    try:
        comparison = _write(upload, reading.rows, today, at, progress)
    except ChangedMeanwhile as changed:
        _show_again(upload, changed, today, progress)
    else:
        _name_the_new(upload, comparison)


def _write(
    upload: Upload, rows: list[Any], today: date, at: datetime, progress: Progress
) -> Comparison:
    """Write the rows and the state of the upload in one transaction, in this order."""
    progress.step("writing")
    with written(
        rows,
        by=upload.written_by,
        today=today,
        scope=scope_of_upload(upload),
        reason=f"Nhập từ tệp {upload.name}",
        decisions=Decisions.of(upload.decisions),
        expected=_shown(upload),
        at=at,
        progress=progress,
        unchecked=upload.counts.get(UNCHECKED, False),
    ) as done:
        _keep_confirmations(upload, done, today)
        if not finish(upload, State.WRITTEN, written_at=done.at):
            raise Refused(_GIVEN_UP)
    return done.comparison


def _keep_confirmations(upload: Upload, done: Written, today: date) -> None:
    """Keep which doubts were looked into, and that a row is somebody else than a namesake."""
    decisions = Decisions.of(upload.decisions)
    by_place = {place_of(diff.row.record): diff.person.pk for diff in done.comparison.written}
    decided = {
        by_place[place]: decision
        for place, decision in decisions.rows.items()
        if place in by_place and (decision.confirmed or decision.person == SOMEBODY_ELSE)
    }
    for facts in recorded(Q(pk__in=decided)):
        decision = decided[facts.person.pk]
        keys = {*decision.confirmed}
        if decision.person == SOMEBODY_ELSE:
            told = doubts_of(facts, upload.written_by, today)
            keys |= {one.key for one in told if one.may_be_same}
        confirm(facts, keys, by=upload.written_by, at=done.at, day=today)


def _shown(upload: Upload) -> dict[str, str]:
    """Return what the preview showed of each row, by its place."""
    rows = upload.rows.exclude(status__in=UploadRow.UNREAD)
    return {
        f"{number}@{sheet}": fingerprint
        for sheet, number, fingerprint in rows.values_list("sheet", "number", "fingerprint")
    }


def _require_rights(upload: Upload) -> None:
    """Look again whether who confirmed may write there: rights may have ended meanwhile."""
    by = upload.written_by
    if by is None or not Upload.objects.editable_by(by).filter(pk=upload.pk).exists():
        raise Refused("Chưa ghi gì: tài khoản xác nhận không còn quyền cập nhật các đơn vị này.")


def _show_again(upload: Upload, changed: ChangedMeanwhile, today: date, progress: Progress) -> None:
    reading = read_file(upload, today, progress)
    show(
        upload, reading, today=today, progress=progress,
        stale=set(changed.places), message=str(changed),
    )  # fmt: skip


def _name_the_new(upload: Upload, comparison: Comparison) -> None:
    """Keep whom each new row became, for the links on the upload's page."""
    people = {place_of(diff.row.record): diff.person.pk for diff in comparison.rows}
    rows = list(upload.rows.filter(status=UploadRow.Status.NEW, person__isnull=True))
    for row in rows:
        row.person = people.get(f"{row.number}@{row.sheet}")
    with transaction.atomic():
        UploadRow.objects.bulk_update(rows, ["person"], batch_size=_BATCH)

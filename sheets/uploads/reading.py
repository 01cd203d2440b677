"""A run that reads a file: made safe, understood, read, compared; nothing of it is written."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from io import BytesIO

from django.db import transaction
from django.utils import timezone

from personnel.basics.kept import together
from personnel.basics.outages import DiskFault
from sheets.comparing.absent import Absent, not_in_file
from sheets.comparing.sighting import sightings
from sheets.correcting import Correction
from sheets.deciding import Decisions
from sheets.effects import effects_of
from sheets.importing import read_sheet
from sheets.models import RememberedLayout, Upload
from sheets.records import Reading
from sheets.scope import Scope
from sheets.understood import Layout, NotUnderstood
from xlsx.macros import without_macros
from xlsx.safety import SheetRefused, check_container

from .beyond import compared
from .keeping import content_of, let_go, replace_content
from .layouts import remembered
from .runs import State, finish, give_up
from .slots import Progress
from .storing import storable, store
from .taught import decisions_with_taught
from .then import correction_of_then

# Among the counts: whether the file was not checked against the records of others.
UNCHECKED = "unchecked"
# What reading finds out about an upload.
_READ = ("counts", "decisions", "understanding", "signature", "correction", "remembered", "effects")


def read_upload(upload: Upload, *, today: date, progress: Progress) -> None:
    """Read the file of an upload and store what it would do; refused with a reason, or read."""
    try:
        _make_safe(upload)
    except SheetRefused as refused:
        _refuse_unkept(upload, str(refused))
        return
    except DiskFault as fault:
        give_up(upload, fault.outage)
        return
    upload.decisions = decisions_with_taught(upload)
    try:
        reading = read_by_known_layout(upload, today, progress)
        show(upload, reading, today=today, progress=progress)
    except SheetRefused as refused:
        _refuse(upload, refused)
    except DiskFault as fault:
        give_up(upload, fault.outage)


def read_file(upload: Upload, today: date, progress: Progress) -> Reading:
    """Read the kept file as it was corrected and decided; raises SheetRefused, DiskFault."""
    progress.step("reading")
    return read_sheet(
        BytesIO(content_of(upload)),
        today,
        scope_of_upload(upload),
        correction=Correction.of(upload.correction),
        readings=Decisions.of(upload.decisions).readings,
        progress=progress,
    )


def read_by_known_layout(upload: Upload, today: date, progress: Progress) -> Reading:
    """Read a file; one that nobody has corrected yet, as the board's last one like it was.

    Raises SheetRefused, of which NotUnderstood tells how far it was understood, and DiskFault.
    """
    try:
        reading = read_file(upload, today, progress)
        known = _known(upload, reading.layout)
        if known is None:
            return reading
    except NotUnderstood as refused:
        known = _known(upload, refused.layout)
        if known is None:
            raise
    upload.remembered = known
    upload.correction = correction_of_then(known.correction, known.at)
    return read_file(upload, today, progress)


def _known(upload: Upload, layout: Layout) -> RememberedLayout | None:
    return None if upload.correction else remembered(upload, layout.signature)


def show(
    upload: Upload,
    reading: Reading,
    *,
    today: date,
    progress: Progress,
    stale: Collection[str] = (),
    message: str = "",
) -> None:
    """Store what the file would do, and end the run: somebody may look at it and confirm.

    Nothing is stored when the run was given up meanwhile. Of a file that was not checked against
    the records of others nobody is said to be missing.
    """
    progress.step("comparing")
    scope, decisions = scope_of_upload(upload), Decisions.of(upload.decisions)
    comparison, unchecked = compared(
        upload, reading.rows, today, scope, decisions, at=timezone.now()
    )
    absent = (
        Absent(full=False, people=[])
        if unchecked
        else not_in_file(reading.rows, comparison, scope, today, sightings(reading))
    )
    progress.step("effects")
    upload.effects = effects_of(comparison, decisions, today, scope)
    progress.step("storing")
    with transaction.atomic():
        store(upload, reading, comparison, absent, stale)
        upload.counts[UNCHECKED] = bool(unchecked)
        read = {name: getattr(upload, name) for name in _READ}
        said = " ".join(filter(None, (message, unchecked)))
        if not finish(upload, State.READ, message=said, **read):
            transaction.set_rollback(True)


def scope_of_upload(upload: Upload) -> Scope | None:
    """Return what the upload may touch; None is the whole province."""
    boards = tuple(upload.districts.with_above().order_by("code"))
    return Scope(boards) if boards else None


def _make_safe(upload: Upload) -> None:
    """Take the macros out of the kept file.

    Raises SheetRefused for what is no sound workbook, and DiskFault.
    """
    kept = content_of(upload)
    check_container(BytesIO(kept))
    clean = without_macros(BytesIO(kept))
    if clean != kept:
        replace_content(upload, clean)


def _refuse(upload: Upload, refused: SheetRefused) -> None:
    """Refuse a file, with how far it was understood, so that it can be put right by hand."""
    if isinstance(refused, NotUnderstood):
        upload.understanding = storable(refused.layout.as_json())
        upload.signature = refused.layout.signature
    read = {name: getattr(upload, name) for name in _READ}
    finish(upload, State.REFUSED, message=str(refused), **read)


def _refuse_unkept(upload: Upload, reason: str) -> None:
    """Refuse a file that could not be made safe; nothing of it stays but its name and hash."""
    kept = upload.file.name or ""
    with together(upload.file.storage):
        if finish(upload, State.REFUSED, message=reason, file=""):
            let_go(upload, kept)

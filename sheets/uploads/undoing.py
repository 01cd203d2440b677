"""An upload taken back as a whole."""

from __future__ import annotations

from datetime import datetime

from personnel.keeping.recording import Refused, recording
from personnel.scope import Editor
from sheets.models import Upload
from sheets.writing.undoing import undo

from .runs import State


def undo_upload(upload: Upload, *, by: Editor, at: datetime, reason: str) -> None:
    """Put every record back as it was before the upload; all in one transaction.

    `reason` stays with the upload. Raises Refused, with nothing changed, for an upload that is
    not written, and naming what changed on its records since.
    """
    with recording(by=by, at=at, reason=reason):
        found = Upload.objects.filter(pk=upload.pk, state=State.WRITTEN)
        if not found.update(state=State.UNDONE, undone_at=at, undone_by=by, message=reason):
            raise Refused("Lượt nhập này chưa ghi, hoặc đã được hoàn tác rồi.")
        undo(upload, by=by, at=at)

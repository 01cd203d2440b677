"""An upload taken back, as far as its records did not change since."""

from __future__ import annotations

from datetime import datetime

from personnel.keeping.recording import Refused, recording
from personnel.scope import Editor
from sheets.models import Upload
from sheets.writing.undoing import Standing, undo

from .runs import State

# Beside the counts of an upload: what was left when it was taken back, in words.
LEFT_AS_IT_IS = "left_as_it_is"


def undo_upload(upload: Upload, *, by: Editor, at: datetime, reason: str) -> Standing:
    """Put the records back as they were before the upload; all in one transaction.

    `reason` and what stays as it is stay with the upload. Raises Refused, with nothing changed,
    for an upload that is not written, and where every record changed since.
    """
    with recording(by=by, at=at, reason=reason):
        found = Upload.objects.filter(pk=upload.pk, state=State.WRITTEN)
        if not found.update(state=State.UNDONE, undone_at=at, undone_by=by, message=reason):
            raise Refused("Lượt nhập này chưa ghi, hoặc đã được hoàn tác rồi.")
        standing = undo(upload, by=by, at=at)
        counts = upload.counts | {LEFT_AS_IT_IS: standing.told}
        Upload.objects.filter(pk=upload.pk).update(counts=counts)
    return standing

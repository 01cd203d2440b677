"""Files that are kept no longer: a workbook of personal data has no business staying for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from personnel.basics.kept import together
from personnel.keeping.recording import Refused
from sheets.models import Upload, UploadQuerySet, UploadRow

from .keeping import let_go
from .runs import DISCARDABLE, State, discard


@dataclass
class Forgotten:
    """How many files were deleted, how many of them of uploads that were put aside for it.

    `stuck` are those that the disk did not let go of.
    """

    files: int = 0
    put_aside: int = 0
    stuck: int = 0


def due(before: datetime) -> UploadQuerySet:
    """Return the uploads handed in before a moment of which a file or rows are still kept."""
    rows = UploadRow.objects.filter(upload=OuterRef("pk"))
    kept = Upload.objects.filter(~Q(file="") | Exists(rows))
    return kept.filter(at__lt=before).exclude(state=State.WRITING)


def forget_files(before: datetime) -> Forgotten:
    """Delete files and rows of uploads handed in before a moment; who handed in what stays."""
    return forget_uploads(due(before))


def forget_uploads(uploads: UploadQuerySet) -> Forgotten:
    """Delete the files of these uploads and whatever was read in them of people.

    Whatever still waits to be confirmed is put aside, as by its own button. What is being
    written is left for the next time. What was written can still be undone: the history is asked.
    """
    done = Forgotten()
    for upload in uploads.exclude(state=State.WRITING).order_by("pk").iterator():
        had = bool(upload.file)
        if _forget(upload, done):
            done.files += had
            _strip(upload)
    return done


def _strip(upload: Upload) -> None:
    """Leave of what was read how many there were of what, and which posts were ended."""
    upload.refresh_from_db(fields=["counts", "decisions"])
    upload.rows.all().delete()
    Upload.objects.filter(pk=upload.pk).update(
        counts={name: held for name, held in upload.counts.items() if isinstance(held, int)},
        decisions={name: held for name, held in upload.decisions.items() if name == "ended"},
        understanding=[],
        effects=None,
    )


def _forget(upload: Upload, done: Forgotten) -> bool:
    """Delete the file of one upload; False where the disk keeps it, or somebody works on it."""
    if upload.state in DISCARDABLE:
        try:
            discard(upload)
        except Refused:
            return False
        done.put_aside += 1
    else:
        kept = upload.file.name or ""
        with together(upload.file.storage):
            Upload.objects.filter(pk=upload.pk).update(file="")
            let_go(upload, kept)
    stuck = Upload.objects.filter(pk=upload.pk).exclude(file="").exists()
    done.stuck += stuck
    return not stuck

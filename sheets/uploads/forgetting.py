"""Files that are kept no longer: a workbook of personal data has no business staying for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from personnel.keeping.recording import Refused
from sheets.models import Upload

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


def forget_files(before: datetime) -> Forgotten:
    """Delete the files of uploads handed in before a moment; the records of them stay.

    Whatever still waits to be confirmed is put aside, as by its own button. What is being
    written is left for the next time.
    """
    done = Forgotten()
    old = Upload.objects.filter(at__lt=before).exclude(file="").exclude(state=State.WRITING)
    for upload in old.order_by("pk").iterator():
        done.files += _forget(upload, done)
    return done


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
        Upload.objects.filter(pk=upload.pk).update(file="")
        let_go(upload, kept)
    stuck = Upload.objects.filter(pk=upload.pk).exclude(file="").exists()
    done.stuck += stuck
    return not stuck

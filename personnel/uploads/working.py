"""What the process of a run does: reads, or writes, and makes room for the next."""

from __future__ import annotations

from datetime import date, datetime

from personnel.models import Upload

from .reading import Effects, read_upload
from .runs import State
from .slots import Progress
from .writing import write_upload


def work(
    pk: int, run: int, place: int, *, today: date, at: datetime, effects: Effects | None = None
) -> None:
    """Do the run of the upload `pk`, unless it was given up meanwhile.

    `place` is the open file of the place taken for it (`slots.take`).
    """
    upload = Upload.objects.filter(pk=pk, run=run).select_related("written_by").first()
    if upload is None:
        return
    progress = Progress(upload, place)
    if upload.state == State.READING:
        read_upload(upload, today=today, progress=progress, effects=effects)
    elif upload.state == State.WRITING:
        write_upload(upload, today=today, at=at, progress=progress, effects=effects)

"""What the process of a run does: reads, or writes, and makes room for the next."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

from django.db import DatabaseError, InterfaceError, connection

from personnel.basics.outages import Outage, outage_of
from sheets.models import Upload

from .beats import Place
from .reading import read_upload
from .runs import State, give_up
from .slots import Progress
from .writing import write_upload


def work(pk: int, run: int, place: Place, *, today: date, at: datetime) -> None:
    """Do the run of the upload `pk`, unless it was given up meanwhile.

    `place` is the place taken for it. Raises what the database raises when it does not work.
    """
    upload = Upload.objects.filter(pk=pk, run=run).select_related("written_by").first()
    if upload is None:
        return
    progress = Progress(upload, place)
    try:
        if upload.state == State.READING:
            read_upload(upload, today=today, progress=progress)
        elif upload.state == State.WRITING:
            write_upload(upload, today=today, at=at, progress=progress)
    except (DatabaseError, InterfaceError) as error:
        if outage := outage_of(error):
            _tell(upload, outage)
        raise


def _tell(upload: Upload, outage: Outage) -> None:
    """Say why a run ended, by another connection; while there is none, the next look says less."""
    connection.close_if_unusable_or_obsolete()
    with suppress(DatabaseError, InterfaceError):
        give_up(upload, outage)

"""The places of work: how many runs go on at once, which, and how far each has come.

A place is a lock that the process that works there holds as long as it lives, so a run whose
place nobody holds is over; no clock and no process number has to be trusted. On PostgreSQL it is
one of the database's, for all machines together; on SQLite a file's, on the machine.
"""

from __future__ import annotations

import os
import socket
import time
from contextlib import suppress
from types import ModuleType

from django.db import connection

from personnel.basics.kept import keeps
from personnel.basics.outages import disk_told
from sheets.models import Upload, kept_files

from . import locked_files, locked_sessions
from .beats import Beat, Place, name_of

_BETWEEN = 0.2


def _places() -> ModuleType:
    return locked_sessions if connection.vendor == "postgresql" else locked_files


def require_places() -> None:
    """Make ready whatever work needs to begin; raises DiskFault where the disk has no room."""
    with disk_told():
        keeps(kept_files()).require()
        _places().require()


def can_work() -> bool:
    """Whether places of work can be taken on this machine."""
    return bool(_places().can_work())


def take(upload: Upload) -> Place | None:
    """Take a free place for the run of `upload`; None when all are taken.

    It is held until it is left, or handed on to the process that works. Raises DiskFault, and
    takes none, where the folder of uploads is needed and not to be used.
    """
    with disk_told():
        place: Place | None = _places().take(Beat(name_of(upload), host=host()))
    return place


def taken_over(argument: str) -> Place:
    """Return the place that the process which began this one handed on to it."""
    place: Place = _places().taken_over(argument)
    return place


def beats() -> list[Beat]:
    """Return what is said at the places that somebody holds."""
    found: list[Beat] = _places().said()
    return found


def beat_of(upload: Upload) -> Beat | None:
    """Return what the process says that works on the run of `upload`; None when none does."""
    return next((beat for beat in beats() if beat.run == name_of(upload)), None)


def host() -> str:
    """Return what this machine is called among those that share the work."""
    return (os.environ.get("HOSTNAME") or socket.gethostname())[:100]


class Progress:
    """What a process at a place says of its progress, now and then.

    That a disk does not take it is not worth failing for; a place that is lost ends the work, by
    what the database raises.
    """

    def __init__(self, upload: Upload, place: Place) -> None:
        self._run, self._place = name_of(upload), place
        self._step, self._last = "", 0.0

    def step(self, name: str) -> None:
        """Begin another step of the work."""
        self._step = name
        self._tell(0, 0)

    def __call__(self, done: int, total: int) -> None:
        """Say how many of how many rows the step is through."""
        if time.monotonic() - self._last >= _BETWEEN:
            self._tell(done, total)

    def _tell(self, done: int, total: int) -> None:
        self._last = time.monotonic()
        beat = Beat(self._run, os.getpid(), host(), self._step, done, total)
        with suppress(OSError):
            self._place.say(beat)

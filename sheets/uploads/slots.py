"""The places of work: how many runs go on at once, which, and how far each has come.

A place is a file whose lock the process that works there holds as long as it lives. The
system lets go of the lock when the process ends, however it ends, so a run whose place
nobody holds is over; no clock and no process number has to be trusted.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from personnel.basics.outages import disk_told
from sheets.models import Upload

# What a place says is written at once, over what it said before.
_LENGTH = 400
_BETWEEN = 0.2


@dataclass(frozen=True)
class Beat:
    """What the process at a place says: of which run, and how far it has come.

    `total` is 0 while nobody can tell how much there is to do.
    """

    run: str
    process: int = 0
    step: str = ""
    done: int = 0
    total: int = 0

    @property
    def percent(self) -> int | None:
        """How much is done, 0 to 100; None while nobody can tell."""
        return min(100, 100 * self.done // self.total) if self.total > 0 else None


def name_of(upload: Upload) -> str:
    """Return what tells the run of an upload from every other, of any database."""
    return f"{upload.pk}.{upload.run}.{upload.sha256[:16]}.{Path(upload.file.name or '').stem}"


def require_places() -> None:
    """Make every place, with room for what it says; raises DiskFault where the disk has none.

    After that, work needs no more room to begin, however full the disk becomes.
    """
    with disk_told():
        settings.UPLOADS_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in _places():
            place = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                if os.fstat(place).st_size < _LENGTH:
                    os.posix_fallocate(place, 0, _LENGTH)
            finally:
                os.close(place)


def take(upload: Upload) -> int | None:
    """Take a free place for the run of `upload`; None when all are taken.

    Returns the open file that holds the place, for a process to keep; `os.close` leaves it.
    Raises DiskFault, and takes none, where the folder of uploads is not to be used.
    """
    require_places()
    with disk_told():
        for path in _places():
            place = _taken(path, upload)
            if place is not None:
                return place
    return None


def _taken(path: Path, upload: Upload) -> int | None:
    """Return the open file of a place, taken for a run; None when somebody works there."""
    place = os.open(path, os.O_RDWR)
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _say(place, Beat(name_of(upload)))
    except BlockingIOError:
        os.close(place)
        return None
    except BaseException:
        os.close(place)
        raise
    return place


def beat_of(upload: Upload) -> Beat | None:
    """Return what the process says that works on the run of `upload`; None when none does."""
    said = (_said(path) for path in _places() if _held(path))
    return next((beat for beat in said if beat and beat.run == name_of(upload)), None)


class Progress:
    """What a process at a place says of its progress, now and then; not worth failing for."""

    def __init__(self, upload: Upload, place: int) -> None:
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
        with suppress(OSError):
            _say(self._place, Beat(self._run, os.getpid(), self._step, done, total))


def _places() -> Iterator[Path]:
    for number in range(settings.UPLOADS_AT_ONCE):
        yield settings.UPLOADS_DIR / f"place-{number}"


def _say(place: int, beat: Beat) -> None:
    os.pwrite(place, json.dumps(asdict(beat)).ljust(_LENGTH).encode(), 0)


def _said(path: Path) -> Beat | None:
    try:
        return Beat(**json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def _held(path: Path) -> bool:
    try:
        place = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(place, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(place)
    return False

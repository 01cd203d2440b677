"""Places of work that are files, for a portal on one machine with SQLite.

A place is a file whose lock the process that works there holds as long as it lives. The
system lets go of the lock when the process ends, however it ends.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from personnel.basics.whole_files import WholeFiles

from .beats import Beat, Place

# What a place says is written at once, over what it said before.
_LENGTH = 400


class LockedFile:
    """A place by its open file, which whoever inherits it holds too."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    @property
    def argument(self) -> str:
        """The number of the open file."""
        return str(self._handle)

    @property
    def handles(self) -> tuple[int, ...]:
        """The open file."""
        return (self._handle,)

    def say(self, beat: Beat) -> None:
        """Write it into the place."""
        os.pwrite(self._handle, json.dumps(asdict(beat)).ljust(_LENGTH).encode(), 0)

    def handed_on(self) -> None:
        """The other process has the same open file: to close this one leaves it there."""

    def leave(self) -> None:
        """Close the file."""
        os.close(self._handle)


def require() -> None:
    """Make every place, with room for what it says; raises OSError where the disk has none.

    After that, work needs no more room to begin, however full the disk becomes.
    """
    settings.UPLOADS_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in _places():
        place = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if os.fstat(place).st_size < _LENGTH:
                os.posix_fallocate(place, 0, _LENGTH)
        finally:
            os.close(place)


def can_work() -> bool:
    """Whether places can be made."""
    return WholeFiles(location=settings.UPLOADS_DIR).takes_files()


def take(beat: Beat) -> Place | None:
    """Take a free place and say `beat` there; None when all are taken. Raises OSError."""
    require()
    for path in _places():
        place = _taken(path, beat)
        if place is not None:
            return place
    return None


def taken_over(argument: str) -> Place:
    """Return the place whose open file this process inherited."""
    return LockedFile(int(argument))


def said() -> list[Beat]:
    """Return what is said at the places that somebody holds."""
    return [beat for path in _places() if _held(path) and (beat := _said(path))]


def _taken(path: Path, beat: Beat) -> Place | None:
    """Return a place, taken for a run; None when somebody works there."""
    place = os.open(path, os.O_RDWR)
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        LockedFile(place).say(beat)
    except BlockingIOError:
        os.close(place)
        return None
    except BaseException:
        os.close(place)
        raise
    return LockedFile(place)


def _places() -> Iterator[Path]:
    for number in range(settings.UPLOADS_AT_ONCE):
        yield settings.UPLOADS_DIR / f"place-{number}"


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

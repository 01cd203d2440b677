"""What tells one uploaded file, or one state of some facts, from another."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile


def digest_of(file: UploadedFile) -> str:
    """Return the SHA-256 of a file's content in hexadecimal; it is left at its beginning."""
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def digest_of_facts(*facts: object) -> str:
    """Return what a page carries of the facts that it shows, to tell any change made meanwhile.

    In whatever order a mapping comes: PostgreSQL gives the keys of its own.
    """
    told = json.dumps(facts, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()


class HashedLines:
    """The SHA-256 of a line of JSON for each thing, whichever database it was read from.

    Sorted keys, moments and days as ISO text, bytes as hexadecimal digits. Whoever keeps such a
    hash says with it by which version of which facts it was made.
    """

    def __init__(self, things: Iterable[Any] = ()) -> None:
        self._digest = hashlib.sha256()
        self.lines = 0
        for thing in things:
            self.add(thing)

    def add(self, thing: Any) -> None:
        """Hash one thing more; raises TypeError for what has no one way to be written."""
        self._digest.update(f"{line_of(thing)}\n".encode())
        self.lines += 1

    @property
    def hexdigest(self) -> str:
        """The sixty-four digits of the lines so far."""
        return self._digest.hexdigest()


def line_of(thing: Any) -> str:
    """Return the line that is hashed of a thing; raises TypeError as `HashedLines.add` does."""
    return _ENCODER.encode(thing)


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(value)


_ENCODER = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain
)

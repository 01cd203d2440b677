"""A file that is had piece by piece, and never held as a whole."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from django.core.files.base import File

# From where in the file, the piece that holds a byte; b"" at its end.
Piece = tuple[int, bytes]


class Pieces(io.RawIOBase):
    """The bytes of a file of a known size, its pieces fetched as they are read; one is held."""

    def __init__(self, fetch: Callable[[int], Piece], size: int) -> None:
        self._fetch, self._size = fetch, size
        self._at = 0
        self._start, self._held = 0, b""

    def readable(self) -> bool:
        """Whether it can be read."""
        return True

    def seekable(self) -> bool:
        """Whether it can be read from anywhere."""
        return True

    def tell(self) -> int:
        """Return from where it is read next."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go somewhere in the file."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Read what is left of one piece; raises OSError where that is not there any more."""
        if self._at >= self._size:
            return 0
        if not self._start <= self._at < self._start + len(self._held):
            self._start, self._held = self._fetch(self._at)
        part = self._held[self._at - self._start :][: len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)


class OpenedAnew(File):
    """A file in pieces; opened again, it is looked for again."""

    def __init__(self, find: Callable[[], Pieces], name: str) -> None:
        self._find = find
        super().__init__(io.BufferedReader(find()), name)

    def open(self, *_args: Any, **_options: Any) -> OpenedAnew:
        """Begin anew with the file as it is now."""
        self.file = io.BufferedReader(self._find())
        return self

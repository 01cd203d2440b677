"""What a process at a place of work says of itself, and what a place is to whoever has it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sheets.models import Upload


@dataclass(frozen=True)
class Beat:
    """What the process at a place says: of which run, and how far it has come.

    `total` is 0 while nobody can tell how much there is to do.
    """

    run: str
    process: int = 0
    host: str = ""
    step: str = ""
    done: int = 0
    total: int = 0

    @property
    def percent(self) -> int | None:
        """How much is done, 0 to 100; None while nobody can tell."""
        return min(100, 100 * self.done // self.total) if self.total > 0 else None


class Place(Protocol):
    """A place that was taken, held as long as its process lives or until it is left."""

    @property
    def argument(self) -> str:
        """By what another process takes it over, once it has the open files `handles`."""

    @property
    def handles(self) -> tuple[int, ...]:
        """The open files that hold the place for whoever has them."""

    def say(self, beat: Beat) -> None:
        """Tell everybody how far the work is; raises OSError, or Error where the place is lost."""

    def handed_on(self) -> None:
        """Leave it, from now on, to the process that has its handles."""

    def leave(self) -> None:
        """Give it up, unless another process has it now."""


def name_of(upload: Upload) -> str:
    """Return what tells the run of an upload from every other, of any database."""
    return f"{upload.pk}.{upload.run}.{upload.sha256[:16]}.{Path(upload.file.name or '').stem}"

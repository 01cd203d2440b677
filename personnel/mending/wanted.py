"""What can be filled in of whoever lacks it: the fields of a form, and of which records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from personnel.kinds import KINDS, Kind
from personnel.reading.gaps import posts_without_start, undated_credentials

PERSON, POST, CREDENTIAL, NEW = "person", "post", "credential", "new"


@dataclass(frozen=True)
class Wanted:
    """The `fields` that are filled in, as the form of a person's page names and reads them.

    They are `of` the person, of each of the `records` that lack them on a day, or of a new
    credential: then of one `kind`, unless that is typed too.
    """

    of: str
    fields: tuple[str, ...]
    records: Callable[[date], Any] | None = None
    kind: str = ""


CCCD = Wanted(PERSON, ("cccd",))
ETHNICITY = Wanted(PERSON, ("ethnicity",))
BIRTH = Wanted(PERSON, ("birth",))
START = Wanted(POST, ("since",), posts_without_start)
AWARDED = Wanted(CREDENTIAL, ("awarded_text",), undated_credentials)
ANYTHING = Wanted(NEW, ("kind", "level_text", "awarded_text"))


def a_level_of(kind: Kind) -> Wanted:
    """Return what is filled in of whom nothing of a kind is recorded."""
    language = ("language",) if kind.has_language else ()
    return Wanted(NEW, ("level_text", *language, "awarded_text"), kind=kind.code)


def accepted(wanted: Wanted) -> str:
    """Return what may be typed as a level; "" where none is asked for, or of no one kind."""
    return KINDS[wanted.kind].column.accepted if wanted.kind else ""

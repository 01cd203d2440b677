"""One person's cells as they stand in a file, and what is wrong with a cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from personnel.models import Person, Unit
from personnel.words.values import BadCell, CellValue, cell_text

from .columns import BY_FIELD

# A cell may hold 32.767 characters; nobody reads on beyond these to know which it is.
_LONGEST = 200
# As long as an identity number, old or new.
_LONG_NUMBER = re.compile(r"\d{9,}")


@dataclass(frozen=True)
class Record:
    """The cells of one person by field name, and where in the file they stand.

    What stands over the person in the file: `unit` (the commune of a section), `district`
    and `group` of titles; `section` is the number of the row whose commune nobody knows (0:
    the sheet as a whole), which is one error for all people below it. With `old_numbers`
    the column of identity numbers may hold those of old identity cards.
    """

    sheet: str
    number: int
    cells: Mapping[str, CellValue]
    unit: Unit | None = None
    district: Unit | None = None
    group: str = ""
    section: int | None = None
    old_numbers: bool = False
    # What in the file says that the person has left, "" when nothing does: asked, never guessed.
    left: str = ""
    # Fields that must be there, and that nobody knows the column of: one question for all rows.
    asked: frozenset[str] = frozenset()
    # Of a list of evaluations: nothing else is written of whoever is recorded, and nobody else is.
    only_evaluations: bool = False
    # Somebody said that of the section on the page of the layout: not asked again.
    is_left_sure: bool = False
    # What was found of the row before its cells are read: a question keeps it from being written.
    found: tuple[Problem, ...] = ()


class Sort(StrEnum):
    """What a problem wants: the file mended, an answer, or a look."""

    ERROR = "error"
    QUESTION = "question"
    NOTE = "note"


class Asks(StrEnum):
    """Where a question is answered that no reading of a text answers: on the file's layout page."""

    NOTHING = ""
    SECTION = "section"
    COLUMN = "column"
    SHEET = "sheet"
    FILE = "file"


@dataclass(frozen=True)
class Problem:
    """Something a person must look at: where it stands, what is wrong, what is accepted."""

    sheet: str
    row: int | None
    column: str
    value: str | None
    reason: str
    accepted: str = ""
    is_error: bool = True
    # The column's field, and the text that a reading may be given for, "" when none may.
    field: str = ""
    unknown: str = ""
    # The group of titles that its row stands under, where that tells of what is unknown.
    group: str = ""
    # What answers it besides a reading: see `Asks`.
    asks: Asks = Asks.NOTHING
    # The key of a doubt (`personnel.doubts`), which may be confirmed.
    doubt: str = ""

    @property
    def sort(self) -> Sort:
        """Whether it is wrong, asks for an answer, or is only to be looked at."""
        if not self.is_error:
            return Sort.NOTE
        return Sort.QUESTION if self.unknown or self.asks else Sort.ERROR

    @property
    def message(self) -> str:
        """The reason, with what is accepted behind it."""
        return f"{self.reason}; chấp nhận: {self.accepted}" if self.accepted else self.reason

    def as_json(self) -> dict[str, Any]:
        """Return the fields by which a program tells problems apart."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "message": self.message,
            "sort": str(self.sort),
        }


def problem(
    record: Record,
    field_name: str,
    reason: str,
    *,
    is_error: bool = True,
    unknown: str = "",
) -> Problem:
    """Return the problem of one cell of `record`; an error tells what is accepted."""
    column = BY_FIELD[field_name]
    return Problem(
        record.sheet,
        record.number,
        column.header,
        _shown(record.cells.get(field_name)),
        shortened(reason),
        column.accepted if is_error else "",
        is_error,
        field_name,
        unknown if len(unknown) <= _LONGEST else "",
        record.group if unknown else "",
    )


def _shown(value: CellValue) -> str | None:
    try:
        return shortened(cell_text(value)) or None
    except BadCell:
        return shortened(str(value))


def masked_within(text: str) -> str:
    """Return a text with the identity numbers in it as lists show them."""
    return _LONG_NUMBER.sub(lambda number: Person(cccd=number[0]).masked_cccd, text)


def shortened(text: str) -> str:
    """Return a text as it is told, the end of a very long one left out."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"

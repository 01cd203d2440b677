"""What passes between the steps: the cells of one person, the clean row, the problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from personnel.models import Ethnicity, Title, Unit

from .columns import BY_FIELD
from .levels import Held
from .partial_dates import PartialDate
from .values import BadCell, CellValue, cell_text


@dataclass(frozen=True)
class Record:
    """The cells of one person by field name, and where in the file they stand."""

    sheet: str
    number: int
    cells: Mapping[str, CellValue]


@dataclass(frozen=True)
class Row:
    """One person of a sheet, typed and clean; None or "" where the sheet says nothing.

    `titles` are those named in the row, the principal one first; `committee` is the
    title of committee member when the row is ticked and no title implies it.
    """

    record: Record
    full_name: str
    cccd: str
    sex: str
    birth: PartialDate
    unit: Unit
    titles: tuple[Title, ...]
    since: PartialDate | None = None
    committee: Title | None = None
    ethnicity: Ethnicity | None = None
    religion: str | None = None
    home_place: str = ""
    is_local: bool | None = None
    party_joined: PartialDate | None = None
    minority_area_since: PartialDate | None = None
    note: str = ""
    held: tuple[Held, ...] = ()


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
        }


def problem(record: Record, field_name: str, reason: str, *, is_error: bool = True) -> Problem:
    """Return the problem of one cell of `record`; an error tells what is accepted."""
    column = BY_FIELD[field_name]
    accepted = column.accepted if is_error else ""
    shown = _shown(record.cells.get(field_name))
    return Problem(record.sheet, record.number, column.header, shown, reason, accepted, is_error)


def _shown(value: CellValue) -> str | None:
    try:
        return cell_text(value) or None
    except BadCell:
        return str(value)


@dataclass
class Reading:
    """A whole file read: its clean rows, and everything wrong with the others."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    records: int = 0
    unknown_columns: list[str] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        """What keeps a row (or the file) from being written."""
        return [problem for problem in self.problems if problem.is_error]

    @property
    def warnings(self) -> list[Problem]:
        """What is written all the same, and should be looked at."""
        return [problem for problem in self.problems if not problem.is_error]

"""A sheet without a header that goes on with the list of the sheet before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from personnel.words.values import BadCell
from sheets.columns import BY_FIELD
from sheets.understood import Column
from xlsx.workbook import Cells, Sheet

from .grids import text_at
from .headers import Header
from .words import BIRTH_OF

# So many rows are tried; so many columns of theirs must hold what the header says.
_TRIED, _AGREEING = 20, 2
# Fields whose cells are of one form, so that another column's are told from them.
_OF_A_FORM = ("cccd", "sex", "birth", "party_joined", "since", *BIRTH_OF)


@dataclass(frozen=True)
class ListBefore:
    """The list of the last sheet that had a header: the sheet's name, and its columns."""

    sheet: str
    columns: tuple[Column, ...]
    only_evaluations: bool = False

    def header(self) -> Header:
        """Return its columns as the header of a sheet that has none, ahead of all rows."""
        return Header(-1, -1, self.columns, only_evaluations=self.only_evaluations)

    def agrees(self, sheet: Sheet) -> bool:
        """Whether the rows of a sheet clearly stand in these columns.

        Every row of several cells must have a name where names stand, and no cell that
        contradicts its column.
        """
        names = [column.at for column in self.columns if column.field == "full_name"][:1]
        formed = [column for column in self.columns if column.field in _OF_A_FORM]
        agreeing: set[str] = set()
        for cells in _full_rows(sheet):
            if not all(_is_name(text_at(cells, at)) for at in names):
                return False
            for column in formed:
                found = _holds(column, cells)
                if found is False:
                    return False
                if found:
                    agreeing.add(column.field)
        return bool(names) and len(agreeing) >= _AGREEING


def _full_rows(sheet: Sheet) -> Iterator[Cells]:
    """Yield the first rows that say much."""
    full = (cells for _, cells in sheet.rows if sum(c is not None for c in cells) > _AGREEING + 1)
    for _, cells in zip(range(_TRIED), full, strict=False):
        yield cells


def _is_name(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and not any(letter.isdigit() for letter in text)


def _holds(column: Column, cells: Cells) -> bool | None:
    """Whether a cell is of its column's form; None where it is blank."""
    value = cells[column.at] if column.at < len(cells) else None
    if value is None:
        return None
    field = "birth" if column.field in BIRTH_OF else column.field
    try:
        return BY_FIELD[field].parse(value) is not None
    except BadCell:
        return False

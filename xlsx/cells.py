"""The cells of a workbook as plain values, read by calamine; what it leaves out is put back.

calamine is far faster than openpyxl, but leaves error cells blank and gives up a sheet for
an error it does not know; openpyxl reads such a workbook, without its merged areas.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import IO, Any

from openpyxl import load_workbook
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from .container import Container
from .contents import Contents
from .limits import DAMAGED, SheetRefused
from .scanning import Marked

# What a cell can hold.
CellValue = str | int | float | bool | date | datetime | time | timedelta | None
Cells = tuple[CellValue, ...]
# First row, first column, last row, last column, each from 0 and inclusive.
Area = tuple[int, int, int, int]
_UNREADABLE = (
    "Không đọc được sổ Excel: tệp bị hỏng hoặc không phải định dạng .xlsx. "
    "Hãy mở bằng Excel rồi lưu lại dạng .xlsx."
)


@dataclass(frozen=True)
class Grid:
    """A worksheet: its rows of cells from the first row on, its merged areas, what is marked."""

    name: str
    rows: list[list[Any]]
    merged: tuple[Area, ...] = ()
    hidden: bool = False
    marked: Marked = field(default_factory=Marked)


def read_grids(source: IO[bytes], contents: Contents) -> Iterator[Grid]:
    """Yield the worksheets of a workbook that `safety` found sound.

    Formulas come as their last computed values, errors as their texts ("#N/A"), dates as
    dates whatever their epoch. Raises SheetRefused when the file cannot be read.
    """
    for read in (_quickly, _thoroughly):
        source.seek(0)
        try:
            yield from list(read(source, contents))
        except CalamineError:
            continue
        # The readers meet whatever a damaged file holds and raise errors of every kind; a
        # panic of the compiled one is no Exception.
        except BaseException as error:
            if isinstance(error, Exception) or type(error).__name__ == "PanicException":
                raise SheetRefused(_UNREADABLE) from error
            raise
        return
    raise SheetRefused(DAMAGED)


def _quickly(source: IO[bytes], contents: Contents) -> Iterator[Grid]:
    with CalamineWorkbook.from_filelike(source) as book:
        marked = _marked(source, contents)
        for at, sheet in enumerate(book.sheets_metadata):
            if sheet.typ == SheetTypeEnum.WorkSheet:
                hidden = sheet.visible != SheetVisibleEnum.Visible
                found = marked.get(sheet.name, Marked())
                yield _grid(book.get_sheet_by_index(at), found, hidden)


def _marked(source: IO[bytes], contents: Contents) -> dict[str, Marked]:
    """Return what the scan found in the parts of sheets, by the sheets' names."""
    if not contents.marked:
        return {}
    source.seek(0)
    parts = Container(source.read()).sheets
    return {name: contents.marked.get(part, Marked()) for name, part in parts.items()}


def _grid(sheet: CalamineSheet, marked: Marked, hidden: bool) -> Grid:
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    for (row, column), text in marked.errors.items():
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = text
    merged = tuple(first + last for first, last in sheet.merged_cell_ranges or ())
    return Grid(sheet.name, rows, merged, hidden, marked)


def _thoroughly(source: IO[bytes], contents: Contents) -> Iterator[Grid]:
    marked = _marked(source, contents)
    source.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(source, read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                # Some programs write a wrong size of the sheet; rows beyond it would be lost.
                sheet.reset_dimensions()
                rows = [list(row) for row in sheet.iter_rows(values_only=True)]
                hidden = sheet.sheet_state != "visible"
                yield Grid(sheet.title, rows, (), hidden, marked.get(sheet.title, Marked()))
        finally:
            book.close()

"""Finding people in the sheets of a workbook: the template has one header row.

Yields Records; a sheet of another layout needs only another function that does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .columns import BY_HEADER, COLUMNS, Column, header_key
from .records import Problem, Record
from .safety import SheetRefused
from .values import CellValue
from .workbook import Cells, Sheet

# A header row is looked for this far down, and known by this many of its headers.
_HEADER_WITHIN, _HEADERS_THAT_TELL = 30, 5
_REQUIRED = [column for column in COLUMNS if column.required]


@dataclass
class Layout:
    """The people found in a workbook, cell by cell, and what does not fit the template."""

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown_columns: list[str] = field(default_factory=list)


def template_records(sheets: Iterable[Sheet]) -> Layout:
    """Return the people of every sheet that has the template's header row.

    Raises SheetRefused when no sheet has one. Columns that the template does not know are
    kept out and named; sheets without the header (instructions, lists) are passed over.
    """
    layout, found = Layout(), False
    for sheet in sheets:
        at = next((at for at, (_, cells) in enumerate(sheet.rows) if _is_header(cells)), None)
        if at is not None and at < _HEADER_WITHIN:
            found = True
            _read_sheet(sheet, at, layout)
    if not found:
        required = ", ".join(column.header for column in _REQUIRED)
        raise SheetRefused(f"Không tìm thấy dòng tiêu đề. Cần có các cột: {required}.")
    if not layout.records and not layout.problems:
        raise SheetRefused("Không có dòng nào dưới dòng tiêu đề.")
    return layout


def _is_header(cells: Cells) -> bool:
    known = {_column(cell) for cell in cells} - {None}
    return len(known) >= _HEADERS_THAT_TELL


def _column(cell: CellValue) -> Column | None:
    return BY_HEADER.get(header_key(cell)) if isinstance(cell, str) else None


def _read_sheet(sheet: Sheet, header_at: int, layout: Layout) -> None:
    header_row, header = sheet.rows[header_at]
    places: dict[str, int] = {}
    for at, cell in enumerate(header):
        column = _column(cell)
        if column and column.field not in places:
            places[column.field] = at
        elif cell is not None:
            layout.unknown_columns.append(str(cell))
    layout.problems += [
        Problem(sheet.name, header_row, column.header, None, "thiếu cột này trong trang tính")
        for column in _REQUIRED
        if column.field not in places
    ]
    for number, cells in sheet.rows[header_at + 1 :]:
        values = {name: cells[at] for name, at in places.items() if at < len(cells)}
        if any(_filled(value) for name, value in values.items() if name != "ordinal"):
            layout.records.append(Record(sheet.name, number, values))


def _filled(value: CellValue) -> bool:
    return value is not None and value != "" and not (isinstance(value, str) and value.isspace())

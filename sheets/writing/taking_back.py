"""The workbook that somebody handed in, given back with one more column: what is wrong.

Opening and saving a workbook in another program loses what that program does not know:
pictures, charts, extended rules, themes. So the new cells are put into the sheets' bytes, and
every other part stays as it was. Only a workbook whose sheets are not plain XML is opened and
saved, by openpyxl.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import IO

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from personnel.basics.outages import outage_of
from sheets.columns import BY_HEADER, header_key
from xlsx.container import UNSOUND, Container
from xlsx.safety import SAVE_AGAIN, SheetRefused
from xlsx.sheet_xml import Cell, SheetXml
from xlsx.workbook_xml import texts_of, with_wrapped_style

HEADING = "Lỗi cần sửa"
WIDTH = 60
# As many characters as Excel takes in a cell.
LONGEST = 32_767

Errors = Mapping[str, Mapping[int, str]]


def with_errors(
    source: IO[bytes], problems: Errors, headers: Mapping[str, int] | None = None
) -> bytes:
    """Return the workbook with a column that says, row by row, what is wrong.

    `problems` gives the text by sheet name and row number, `headers` the (last) header row of
    a sheet where it is known; else it is looked for above the rows. The column stands right of
    everything in the sheet; one that is there from an earlier time is written anew. Raises
    SheetRefused for a file that cannot be opened.
    """
    source.seek(0)
    whole = source.read()
    asked = {
        sheet: {row: text[:LONGEST] for row, text in rows.items()}
        for sheet, rows in problems.items()
    }
    try:
        return _spliced(Container(whole), asked, headers or {})
    except UNSOUND:
        return _saved(whole, asked, headers or {})


def _spliced(container: Container, problems: Errors, headers: Mapping[str, int]) -> bytes:
    strings_part = container.related("sharedStrings")
    strings = texts_of(container.read(strings_part)) if strings_part in container.names else []
    changed: dict[str, bytes | None] = {}
    style = ""
    styles_part = container.related("styles")
    if styles_part in container.names:
        changed[styles_part], style = with_wrapped_style(container.read(styles_part))
    for name, rows in problems.items():
        part = container.sheets[name]
        sheet = SheetXml(container.read(part), strings)
        header = headers.get(name) or _header_above(sheet.first_cells, min(rows, default=1))
        at = _earlier(sheet.first_cells, header) or sheet.last_column + 1
        sheet.clear_below(at, header)
        sheet.put(at, {header: HEADING, **rows}, style)
        sheet.widen(at, WIDTH)
        changed[part] = sheet.spliced()
    return container.with_parts(changed)


def _header_above(cells: Iterable[Cell], first: int) -> int:
    """Return the row above `first` that names most of the columns known; else the one above."""
    known: dict[int, int] = {}
    for cell in cells:
        if cell.row < first and header_key(cell.text) in BY_HEADER:
            known[cell.row] = known.get(cell.row, 0) + 1
    return max(known, key=lambda row: known[row], default=max(first - 1, 1))


def _earlier(cells: Iterable[Cell], header: int) -> int:
    """Return the column that was given back an earlier time; 0 when there is none."""
    return next((c.column for c in cells if c.row == header and c.text == HEADING), 0)


def _saved(whole: bytes, problems: Errors, headers: Mapping[str, int]) -> bytes:
    try:
        return _written(whole, problems, headers)
    # openpyxl meets whatever a damaged file holds and raises errors of every kind.
    except Exception as error:
        if outage_of(error):
            raise
        raise SheetRefused(f"Không ghi được lỗi vào tệp này. {SAVE_AGAIN}") from error


def _written(whole: bytes, problems: Errors, headers: Mapping[str, int]) -> bytes:
    book = load_workbook(BytesIO(whole), keep_links=False)
    for name, rows in problems.items():
        sheet = book[name]
        within = sheet.iter_rows(max_row=min(rows, default=1))
        cells = [Cell(c.row, c.column, str(c.value)) for row in within for c in row if c.value]
        header = headers.get(name) or _header_above(cells, min(rows, default=1))
        at = _earlier(cells, header) or sheet.max_column + 1
        for number in range(header + 1, sheet.max_row + 1 if at <= sheet.max_column else 0):
            sheet.cell(number, at).value = None
        for number, text in {header: HEADING, **rows}.items():
            cell = sheet.cell(number, at)
            cell.value, cell.data_type = text, "s"
            cell.quotePrefix = True
        sheet.column_dimensions[get_column_letter(at)].width = WIDTH
    file = BytesIO()
    book.save(file)
    return file.getvalue()

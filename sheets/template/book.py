"""The workbook of the template: of one unit, or the whole province's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from django.db.models import QuerySet
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from personnel.models import Credential, Unit
from personnel.reading.evaluated import due_year
from sheets.columns import COLUMNS, EVALUATIONS, Column
from xlsx.container import Container
from xlsx.rows_xml import Formats, Value, row_xml

from .cells import Cells
from .gathering import rows_of
from .guide import examples, write_guide
from .lists import choices, offer, write_lists
from .looks import AS_DAY, AS_NUMBER, AS_TEXT, Looks, set_up_print, set_widths

NAME = "Nhân sự"
# As many rows of an empty sheet have their lists and notes.
ROWS = 2_000
_FREE_ROWS = 500
_PAGES_WIDE = 3
# No green corner beside each number that is a text on purpose, down to the last row of all.
_LAST_ROW = 1_048_576
# Excel takes 255 characters for the three parts of a printed heading.
_LONGEST_HEADING = 150
# In this one a number is one; in all others what is typed stays as typed. A date too: Excel
# would make 3 April of "04/03/1987" on a PC set to English.
_NUMBERED = "ordinal"


def template(
    unit: Unit,
    day: date,
    people: Sequence[int] | None = None,
    *,
    heading: str = "",
    numbered: Collection[int] = (),
    opened: Collection[int] = (),
    credentials: QuerySet[Credential] | None = None,
) -> bytes:
    """Return the workbook of a unit (of a province or group, then of all communes in it).

    With `people` (ids) it holds their rows as they stand on `day`, in that order. Whole
    identity numbers are those of the people `numbered`, confidential facts those of the people
    `opened`, the levels those of `credentials` (every one that is recorded, unless given). The
    lists are those of `day`, and so is whether there is a column of districts; `heading` is
    printed above, in place of the unit's name.
    """
    rows = rows_of(people, day, credentials, numbered, opened) if people else ()
    return write_people(unit, day, rows, len(people or ()), heading or unit.name)


def write_people(unit: Unit, day: date, rows: Iterable[Cells], count: int, heading: str) -> bytes:
    """Return the workbook with these rows of cells, `count` of them."""
    book, looks = Workbook(), Looks()
    sheet: Any = book.active
    sheet.title = NAME
    communes = _communes(unit, day)
    columns = columns_for(unit, communes, day)
    last = max(ROWS, count + _FREE_ROWS) + 1
    _write_header(sheet, columns, looks)
    formats = _set_formats(sheet, columns, looks)
    _protect(sheet, columns, last)
    _set_up_print(sheet, heading, day)
    write_guide(book, columns, examples(unit, communes), looks)
    lists = choices(unit, communes, day)
    places = write_lists(book, lists, looks)
    for some in lists:
        letter = get_column_letter(columns.index(some.column) + 1)
        offer(sheet, some, places[some.field], f"{letter}2:{letter}{last}")
    file = BytesIO()
    book.save(file)
    return _filled(file.getvalue(), rows, columns, formats)


def columns_for(top: Unit, communes: Iterable[Unit], day: date) -> list[Column]:
    """Return the columns of a unit's sheet: that of districts where a commune in it has one.

    Before the note stands how people were evaluated in the last year that is over by the day.
    """
    above = (unit.above for unit in communes)
    has_districts = top.is_district or any(unit and unit.is_district for unit in above)
    *columns, note = (c for c in COLUMNS if has_districts or c.field != "district")
    return [*columns, EVALUATIONS[due_year(day)], note]


def _communes(unit: Unit, day: date) -> list[Unit]:
    units = Unit.objects.in_force(day).communes().with_above()
    return list(units.within(unit).in_place())


def _write_header(sheet: Any, columns: Sequence[Column], looks: Looks) -> None:
    names = [f"{column.header} *" if column.required else column.header for column in columns]
    required = {at for at, column in enumerate(columns, start=1) if column.required}
    looks.heading(sheet, 1, names, required)
    sheet.row_dimensions[1].height = 48
    set_widths(sheet, [column.width for column in columns])
    for at, column in enumerate(columns, start=1):
        sheet.cell(1, at).comment = _note(column)
    sheet.freeze_panes = "C2"


def _note(column: Column) -> Comment:
    must = "Phải ghi. " if column.required else ""
    text = f"{must}Cách ghi: {column.accepted}."
    return Comment(text, "Mẫu trích ngang", width=260, height=40 + 18 * (len(text) // 38))


def _set_formats(sheet: Any, columns: Sequence[Column], looks: Looks) -> list[Formats]:
    """Give each column its format, also where nothing stands yet; returns their numbers."""
    formats = []
    for at, column in enumerate(columns, start=1):
        usual = AS_NUMBER if column.field == _NUMBERED else AS_TEXT
        # Excel shows a long text as "####" in a cell of the text format.
        usual = "General" if column.long_texts else usual
        wanted = ((usual, False), (usual, True), (AS_DAY, False), (AS_NUMBER, False))
        # A cell each: a format counts as the one that its cell has in the end.
        cells = [
            looks.entry(sheet.cell(row, at), shown, quoted=quoted, centred=column.centred)
            for row, (shown, quoted) in enumerate(wanted, start=2)
        ]
        text, like_formula, day, number = (cell.style_id for cell in cells)
        formats.append(Formats(text, like_formula, day, number, column.width))
        sheet.column_dimensions[get_column_letter(at)]._style = cells[0]._style
    sheet.delete_rows(2, len(wanted))
    return formats


def _protect(sheet: Any, columns: Sequence[Column], last: int) -> None:
    """Keep the header as it is; everything below is free."""
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    protection = sheet.protection
    protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "insertColumns", "insertRows",
                    "deleteRows", "sort", "autoFilter"):  # fmt: skip
        setattr(protection, allowed, False)


def _set_up_print(sheet: Any, heading: str, day: date) -> None:
    set_up_print(sheet, "landscape")
    sheet.page_setup.fitToWidth = _PAGES_WIDE
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:B"
    sheet.page_margins.top = 0.9
    sheet.oddHeader.center.font, sheet.oddHeader.center.size = "Times New Roman,Bold", 14
    sheet.oddHeader.center.text = f"DANH SÁCH TRÍCH NGANG - {heading.upper()[:_LONGEST_HEADING]}"
    sheet.oddHeader.right.text = f"Ngày {day:%d/%m/%Y}"


def _filled(
    book: bytes, rows: Iterable[Cells], columns: Sequence[Column], formats: Sequence[Formats]
) -> bytes:
    """Return the workbook with rows put under the header.

    Written as text of their own: openpyxl takes four times as long for cells with formats.
    """
    container = Container(book)
    part = container.sheets[NAME]
    head, end, tail = container.read(part).partition(b"</sheetData>")
    written = [
        row_xml(at, _in_order(cells, columns, at - 1), formats)
        for at, cells in enumerate(rows, start=2)
    ]
    edge = get_column_letter(len(columns))
    size = f'<dimension ref="A1:{edge}{len(written) + 1}"'.encode()
    kept_as_text = (
        f'<ignoredErrors><ignoredError sqref="A2:{edge}{_LAST_ROW}" numberStoredAsText="1"/>'
    )
    tail = tail.replace(b"<legacyDrawing", f"{kept_as_text}</ignoredErrors><legacyDrawing".encode())
    first = f'<dimension ref="A1:{edge}1"'.encode()
    filled = b"".join((head.replace(first, size, 1), "".join(written).encode(), end, tail))
    return container.with_parts({part: filled})


def _in_order(cells: Cells, columns: Sequence[Column], ordinal: int) -> list[Value]:
    return [ordinal, *(cells.get(column.field) for column in columns[1:])]

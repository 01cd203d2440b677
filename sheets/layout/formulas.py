"""Formulas whose value a file does not keep: they are not blank, and nobody knows what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sheets.columns import BY_FIELD
from sheets.problems import Asks, Problem, Record
from sheets.understood import Column, Layout, NotUnderstood, SheetUnderstood
from xlsx.workbook import Sheet

from .understanding import PASSED_OVER
from .words import BIRTH_OF, SEX_OF

# What becomes of what is read by the column of a sex.
_OF_SEXES = dict.fromkeys(BIRTH_OF, "birth") | dict.fromkeys(SEX_OF, "sex")
_SAVE_AGAIN = "mở tệp bằng Excel hoặc LibreOffice để tính lại, lưu lại rồi nộp lại"
_NOT_KEPT = "ô là công thức mà tệp không lưu giá trị"


def ask_uncomputed(layout: Layout, sheets: Sequence[Sheet]) -> None:
    """Ask of each column that is read what its formulas come to; their rows wait for it.

    Rows of which nothing else is kept, and headings, are an error of the sheet.
    """
    by_name = {sheet.name: sheet for sheet in sheets if sheet.uncomputed}
    for understood in layout.sheets:
        if sheet := by_name.get(understood.name):
            people = _ask_of_people(layout, understood, sheet)
            layout.problems += _complain(understood, sheet, people)


def _ask_of_people(layout: Layout, understood: SheetUnderstood, sheet: Sheet) -> set[int]:
    """Ask in the rows of people; returns the numbers of these rows."""
    people = set()
    columns = [c for c in understood.columns if c.field and c.field != "ordinal"]
    for at, record in enumerate(layout.records):
        if record.sheet != sheet.name:
            continue
        people.add(record.number)
        asked = tuple(
            _question(record, column)
            for column in columns
            if (record.number, column.at) in sheet.uncomputed
        )
        if asked:
            layout.records[at] = replace(record, found=record.found + asked)
    return people


def _question(record: Record, column: Column) -> Problem:
    field = _OF_SEXES.get(column.field, column.field)
    reason = f"{_NOT_KEPT}; {_SAVE_AGAIN}, hoặc chọn không đọc cột này ở trang cách đọc tệp"
    header = BY_FIELD[field].header if field in BY_FIELD else column.heading
    return Problem(
        record.sheet, record.number, header, None, reason, field=field, asks=Asks.COLUMN
    )  # fmt: skip


def _complain(understood: SheetUnderstood, sheet: Sheet, people: set[int]) -> Iterator[Problem]:
    """Yield what is lost of a sheet beside its people's cells: an error, or asked of the sheet."""
    if understood.why_not == PASSED_OVER:
        return
    rows = sorted({number for number, _ in sheet.uncomputed} - people)
    first, last = understood.header or (0, 0)
    told = {number for number, _ in understood.left_out}
    if not understood.header:
        lost = rows
    else:
        below = [n for n in rows if n > last and n not in told and _reads(understood, sheet, n)]
        lost = [n for n in rows if first <= n <= last] + below
    if lost:
        where = "dòng tiêu đề" if first <= lost[0] <= last else f"dòng {lost[0]}"
        where += " và các dòng khác" if len(lost) > 1 else ""
        cells = sum(number in lost for number, _ in sheet.uncomputed)
        reason = (
            f"{cells} ô ({where}) là công thức mà tệp không lưu giá trị, "
            f"nên không rõ là đề mục hay người nào; {_SAVE_AGAIN}"
        )
        asks = Asks.NOTHING if understood.header else Asks.SHEET
        yield Problem(sheet.name, lost[0], "", None, reason, asks=asks)


def _reads(understood: SheetUnderstood, sheet: Sheet, number: int) -> bool:
    """Whether a row has such a formula in its first cells or where a name would be."""
    names = {column.at for column in understood.columns if column.field == "full_name"}
    filled = next((row for n, row in sheet.rows if n == number), ())
    own = {at for n, at in sheet.uncomputed if n == number}
    return bool(own & names) or not any(filled[:1])


def explained(refused: NotUnderstood, sheets: Sequence[Sheet]) -> NotUnderstood:
    """Return why a workbook was not understood, with the formulas that may be why."""
    cells = sum(len(sheet.uncomputed) for sheet in sheets)
    if not cells:
        return refused
    reason = f"{refused} Tệp có {cells} ô là công thức mà tệp không lưu giá trị: hãy {_SAVE_AGAIN}."
    return NotUnderstood(reason, refused.layout)

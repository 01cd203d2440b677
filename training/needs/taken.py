"""A list of needs as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO

from django.utils import timezone

from personnel.words.file_names import file_name
from reports.workbooks.book import Book
from reports.workbooks.looks import FREE, MONTH, Column, Look
from reports.workbooks.sheets import Head, Span, Value

from .asked import Asked
from .entries import Entries
from .reading import Row
from .shown import Shown
from .wording import headline

HEADING = Look(bold=True, size=12, bordered=False, wrapped=False)
# Heading and width of each column, those of an order besides.
COLUMNS = (
    ("STT", 6), ("Họ và tên", 26), ("Chức danh", 26), ("Đơn vị", 20), ("Địa phương", 18),
    ("Trình độ theo hồ sơ", 28), ("Khóa cần học", 34), ("Chỉ tiêu đạt được", 40),
    ("Nghỉ hưu", 12), ("Lưu ý", 44),
)  # fmt: skip
REASONS = ("Lý do xếp thứ tự", 36)


def workbook(asked: Asked, entries: Entries, rows: Sequence[Row]) -> BytesIO:
    """Return the list as a workbook: no identity number, no birth."""
    columns = [*COLUMNS, REASONS] if _is_order(asked, entries) else [*COLUMNS]
    heading = headline(asked, entries).upper()
    book = Book(heading, "", timezone.now())
    sheet = book.sheet("Danh sách", [Column(width, day=MONTH) for _, width in columns])
    sheet.spread([Span(1, len(columns), heading, HEADING)])
    sheet.spread([Span(1, len(columns), _asked(asked), FREE)])
    sheet.heads([Head(name) for name, _ in columns], [32])
    for at, row in enumerate(rows, 1):
        sheet.row([*_cells(at, row), *(["; ".join(row.reasons)] if len(columns) > 10 else [])])
    return BytesIO(book.content())


def name_of(asked: Asked) -> str:
    """Return the name of the file."""
    what = f"nhu-cau-{asked.show.label}"
    horizon = asked.sight.lens.horizon.label
    return file_name(what, asked.column, asked.top, asked.start, horizon, ending="xlsx")


def _asked(asked: Asked) -> str:
    return (
        f"{asked.top}; đến hạn {asked.deadline:%d/%m/%Y}; khai giảng {asked.start:%d/%m/%Y}; "
        f"hồ sơ ngày {asked.sight.lens.day:%d/%m/%Y}"
    )


def _is_order(asked: Asked, entries: Entries) -> bool:
    return asked.show == Shown.MINIMUM and entries.left is None


def _cells(at: int, row: Row) -> Iterator[Value]:
    yield from (at, row.name, row.title, row.unit, row.board)
    yield from map("; ".join, (row.held, row.courses, row.closes))
    leaves: date | str = row.leaves
    yield leaves
    yield "; ".join(row.notes)

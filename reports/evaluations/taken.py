"""The list behind a number as an Excel workbook."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from django.utils import timezone

from personnel.words.file_names import file_name
from reports.workbooks.book import Book
from reports.workbooks.looks import FREE, Column, Look
from reports.workbooks.sheets import Head, Span, Value
from reports.yearly.levels import LABELS

from .asked import Asked
from .listing import Row

HEADING = Look(bold=True, size=12, bordered=False, wrapped=False)
# Heading and width of each column.
COLUMNS = (
    ("STT", 6), ("Địa phương", 22), ("Đơn vị", 22), ("Họ và tên, tập thể", 30),
    ("Nhóm chức danh", 26), ("Chức danh", 30), ("Mức xếp loại", 28), ("Số văn bản", 20),
    ("Ngày văn bản", 13), ("Ghi chú", 30),
)  # fmt: skip


def workbook(asked: Asked, rows: Sequence[Row]) -> BytesIO:
    """Return the rows as a workbook: no identity number, no birth."""
    heading = f"XẾP LOẠI HẰNG NĂM, NĂM {asked.year}"
    book = Book(heading, "", timezone.now())
    sheet = book.sheet("Danh sách", [Column(width) for _, width in COLUMNS])
    sheet.spread([Span(1, len(COLUMNS), heading, HEADING)])
    sheet.spread([Span(1, len(COLUMNS), asked.said, FREE)])
    sheet.heads([Head(name) for name, _ in COLUMNS], [48])
    for at, row in enumerate(rows, 1):
        sheet.row([at, *_cells(row)])
    return BytesIO(book.content())


def name_of(asked: Asked) -> str:
    """Return the name of the file."""
    inside = asked.year, asked.who or asked.collective, LABELS[asked.what], asked.within, asked.top
    return file_name("xep-loai", *inside, ending="xlsx")


def _cells(row: Row) -> Iterator[Value]:
    yield from (row.above, row.unit, row.name, row.group, row.title, row.level)
    graded = row.graded
    yield from (graded.document_number, graded.document_date or "") if graded else ("", "")
    yield graded.note if graded else ""

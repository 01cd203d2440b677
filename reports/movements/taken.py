"""The list of movements, or of those newly appointed, as an Excel workbook."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from django.utils import timezone

from personnel.words.file_names import file_name
from reports.workbooks.book import Book
from reports.workbooks.looks import FREE, Column, Look
from reports.workbooks.sheets import Head, Span, Value

from .asked import Asked
from .listing import Listed

HEADING = Look(bold=True, size=12, bordered=False, wrapped=False)
# Heading and width of each column.
MOVED = (
    ("STT", 6), ("Họ và tên", 26), ("Chiều", 26), ("Hình thức", 18), ("Chức danh", 28),
    ("Địa phương", 22), ("Đơn vị", 22), ("Từ ngày", 13), ("Đến từ", 40), ("Chuyển đến", 28),
    ("Số quyết định", 18),
)  # fmt: skip
NEW = (
    ("STT", 6), ("Họ và tên", 26), ("Chức danh", 28), ("Địa phương", 22), ("Đơn vị", 22),
    ("Từ ngày", 13), ("Hình thức", 18), ("Nữ, trẻ, dân tộc thiểu số", 40), ("Số quyết định", 18),
)  # fmt: skip


def workbook(asked: Asked, rows: Sequence[Listed]) -> BytesIO:
    """Return the rows as a workbook: no identity number, no birth."""
    columns = NEW if asked.is_new else MOVED
    heading = "NGƯỜI MỚI ĐƯỢC BẦU, BỔ NHIỆM, TUYỂN DỤNG" if asked.is_new else MOVED_HEADING
    book = Book(heading, "", timezone.now())
    sheet = book.sheet("Danh sách", [Column(width) for _, width in columns])
    sheet.spread([Span(1, len(columns), heading, HEADING)])
    sheet.spread([Span(1, len(columns), asked.said, FREE)])
    sheet.heads([Head(name) for name, _ in columns], [34])
    for at, row in enumerate(rows, 1):
        sheet.row([at, row.name, *(_new(row) if asked.is_new else _moved(row))])
    return BytesIO(book.content())


MOVED_HEADING = "LUÂN CHUYỂN, ĐIỀU ĐỘNG, BIỆT PHÁI CÁN BỘ, CÔNG CHỨC CẤP XÃ"


def name_of(asked: Asked) -> str:
    """Return the name of the file."""
    return file_name("luan-chuyen", asked.shown, asked.top, asked.last, ending="xlsx")


def _moved(row: Listed) -> Iterator[Value]:
    yield from (row.what, row.how, row.post.titled, *_place(row), row.since)
    yield from (row.came_from, row.gone_to, row.post.decision_number)


def _new(row: Listed) -> Iterator[Value]:
    yield from (row.post.titled, *_place(row), row.since, row.how, row.marks)
    yield row.post.decision_number


def _place(row: Listed) -> tuple[str, str]:
    return row.unit.above.name if row.unit.above else "", row.unit.name

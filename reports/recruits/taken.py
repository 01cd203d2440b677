"""The list of those taken on as an Excel workbook."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from django.utils import timezone

from personnel.models import Unit
from personnel.words.dates import as_known
from personnel.words.file_names import file_name
from reports.workbooks.book import Book
from reports.workbooks.looks import FREE, Column, Look
from reports.workbooks.sheets import Head, Span
from reports.yearly.recruits import Recruit

from .asked import Asked

HEADING = Look(bold=True, size=12, bordered=False, wrapped=False)
# Heading and width of each column.
COLUMNS = (
    ("STT", 6), ("Họ và tên", 26), ("Chức danh", 30), ("Đơn vị", 24), ("Địa phương", 22),
    ("Bắt đầu từ", 13), ("Chuyên môn khi bắt đầu", 20), ("Đối chiếu", 22),
    ("Chuyên môn đến nay", 20),
)  # fmt: skip


def workbook(asked: Asked, recruits: Sequence[Recruit], places: Mapping[int, Unit]) -> BytesIO:
    """Return the rows as a workbook: no identity number, no birth."""
    heading = "NGƯỜI HOẠT ĐỘNG KHÔNG CHUYÊN TRÁCH ĐƯỢC TUYỂN CHỌN"
    book = Book(heading, "", timezone.now())
    sheet = book.sheet("Danh sách", [Column(width) for _, width in COLUMNS])
    sheet.spread([Span(1, len(COLUMNS), heading, HEADING)])
    sheet.spread([Span(1, len(COLUMNS), asked.said, FREE)])
    sheet.heads([Head(name) for name, _ in COLUMNS], [32])
    for at, recruit in enumerate(recruits, 1):
        post, unit = recruit.post, places[recruit.unit]
        above = unit.above.name if unit.above else ""
        begun = as_known(post.start, post.start_precision) or ""
        sheet.row([
            at, recruit.person.full_name, str(post.title), unit.name, above, begun,
            recruit.then_told, recruit.state.label, recruit.now_told,
        ])  # fmt: skip
    return BytesIO(book.content())


def name_of(asked: Asked) -> str:
    """Return the name of the file."""
    inside = str(asked.year or ""), asked.show.label, asked.top, asked.lens.day
    return file_name("tuyen-chon", *inside, ending="xlsx")

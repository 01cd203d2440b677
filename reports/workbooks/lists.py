"""A list of a page as a workbook: what it is, what was asked for, and its rows."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.utils import timezone

from .book import Book
from .looks import FREE, Column, Look
from .sheets import Head, Span, Value

HEADING = Look(bold=True, size=12, bordered=False, wrapped=False)


def list_workbook(
    heading: str, said: str, columns: Sequence[tuple[str, float]],
    rows: Iterable[Iterable[Value]], *, height: float, name: str = "Danh sách",
) -> BytesIO:  # fmt: skip
    """Return a workbook of one sheet, called `name`: each row behind its number.

    `said` is what was asked for, in words; `columns` are heading and width of each, the number's
    first; `height` is that of the headings, in points.
    """
    book = Book(heading, "", timezone.now())
    sheet = book.sheet(name, [Column(width) for _, width in columns])
    sheet.spread([Span(1, len(columns), heading, HEADING)])
    sheet.spread([Span(1, len(columns), said, FREE)])
    sheet.heads([Head(label) for label, _ in columns], [height])
    for at, row in enumerate(rows, 1):
        sheet.row([at, *row])
    return BytesIO(book.content())

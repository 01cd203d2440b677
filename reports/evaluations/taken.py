"""The list behind a number as an Excel workbook."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from personnel.words.file_names import file_name
from reports.workbooks.lists import list_workbook
from reports.workbooks.sheets import Value
from reports.yearly.levels import LABELS

from .asked import Asked
from .listing import Row

# Heading and width of each column.
COLUMNS = (
    ("STT", 6), ("Địa phương", 22), ("Đơn vị", 22), ("Họ và tên, tập thể", 30),
    ("Nhóm chức danh", 26), ("Chức danh", 30), ("Mức xếp loại", 28), ("Số văn bản", 20),
    ("Ngày văn bản", 13), ("Ghi chú", 30),
)  # fmt: skip


def workbook(asked: Asked, rows: Sequence[Row]) -> BytesIO:
    """Return the rows as a workbook: no identity number, no birth."""
    heading = f"XẾP LOẠI HẰNG NĂM, NĂM {asked.year}"
    return list_workbook(heading, asked.said, COLUMNS, map(_cells, rows), height=48)


def name_of(asked: Asked) -> str:
    """Return the name of the file."""
    inside = asked.year, asked.who or asked.collective, LABELS[asked.what], asked.within, asked.top
    return file_name("xep-loai", *inside, ending="xlsx")


def _cells(row: Row) -> Iterator[Value]:
    yield from (row.above, row.unit, row.name, row.group, row.title, row.level)
    graded = row.graded
    yield from (graded.document_number, graded.document_date or "") if graded else ("", "")
    yield graded.note if graded else ""

"""The list of heads as an Excel workbook."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from personnel.words.dates import as_known
from personnel.words.file_names import file_name
from reports.workbooks.lists import list_workbook
from reports.workbooks.sheets import Value

from .asked import Asked
from .reading import Row

_LOCAL = {True: "Có", False: "Không", None: "chưa rõ"}
# Heading and width of each column.
COLUMNS = (
    ("STT", 6), ("Địa phương", 22), ("Đơn vị", 22), ("Chức danh", 26), ("Họ và tên", 26),
    ("Giữ chức danh từ", 13), ("Thời gian đứng đầu tại địa phương", 18), ("Số tháng", 9),
    ("Nhiệm kỳ đã giữ", 34),
    ("Tình trạng", 26), ("Người địa phương", 12), ("Đủ 08 năm ngày", 13),
    ("Đủ 10 năm ngày", 13), ("Ghi chú", 44),
)  # fmt: skip


def workbook(asked: Asked, rows: Sequence[Row]) -> BytesIO:
    """Return the rows as a workbook: no identity number, no birth."""
    heading = "NGƯỜI ĐỨNG ĐẦU CẤP XÃ VÀ THỜI GIAN GIỮ CHỨC VỤ"
    return list_workbook(heading, asked.said, COLUMNS, map(_cells, rows), height=48)


def name_of(asked: Asked) -> str:
    """Return the name of the file."""
    inside = asked.title, asked.show and asked.show.label, asked.top, asked.lens.day
    return file_name("nguoi-dung-dau", *inside, ending="xlsx")


def _cells(row: Row) -> Iterator[Value]:
    yield from (row.unit.above.name if row.unit.above else "", row.unit.name, str(row.title))
    if row.post and row.terms:
        terms = row.terms
        yield row.name
        yield as_known(row.post.start, row.post.start_precision) or ""
        yield from (terms.told, terms.length.months, row.in_terms, terms.state.label)
        yield _LOCAL[row.from_here]
        yield from (terms.near_on or "", terms.full_on or "")
    else:
        yield from ("",) * 9
    yield "; ".join(row.notes)

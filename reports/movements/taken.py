"""The list of movements, or of those newly appointed, as an Excel workbook."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from personnel.words.file_names import file_name
from reports.workbooks.lists import list_workbook
from reports.workbooks.sheets import Value

from .asked import Asked
from .listing import Listed

MOVED_HEADING = "LUÂN CHUYỂN, ĐIỀU ĐỘNG, BIỆT PHÁI CÁN BỘ, CÔNG CHỨC CẤP XÃ"
NEW_HEADING = "NGƯỜI MỚI ĐƯỢC BẦU, BỔ NHIỆM, TUYỂN DỤNG"
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
    heading, columns, cells = (
        (NEW_HEADING, NEW, _new) if asked.is_new else (MOVED_HEADING, MOVED, _moved)
    )
    told = ((row.name, *cells(row)) for row in rows)
    return list_workbook(heading, asked.said, columns, told, height=34)


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

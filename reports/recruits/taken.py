"""The list of those taken on as an Excel workbook."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from personnel.models import Unit
from personnel.words.dates import as_known
from personnel.words.file_names import file_name
from reports.workbooks.lists import list_workbook
from reports.workbooks.sheets import Value
from reports.yearly.recruits import Recruit

from .asked import Asked

# Heading and width of each column.
COLUMNS = (
    ("STT", 6), ("Họ và tên", 26), ("Chức danh", 30), ("Đơn vị", 24), ("Địa phương", 22),
    ("Bắt đầu từ", 13), ("Chuyên môn khi bắt đầu", 20), ("Đối chiếu", 22),
    ("Chuyên môn đến nay", 20),
)  # fmt: skip


def workbook(asked: Asked, recruits: Sequence[Recruit], places: Mapping[int, Unit]) -> BytesIO:
    """Return the rows as a workbook: no identity number, no birth."""
    heading = "NGƯỜI HOẠT ĐỘNG KHÔNG CHUYÊN TRÁCH ĐƯỢC TUYỂN CHỌN"
    rows = (_cells(recruit, places[recruit.unit]) for recruit in recruits)
    return list_workbook(heading, asked.said, COLUMNS, rows, height=32)


def _cells(recruit: Recruit, unit: Unit) -> Iterator[Value]:
    post = recruit.post
    yield from (recruit.person.full_name, str(post.title), unit.name)
    yield unit.above.name if unit.above else ""
    yield as_known(post.start, post.start_precision) or ""
    yield from (recruit.then_told, recruit.state.label, recruit.now_told)


def name_of(asked: Asked) -> str:
    """Return the name of the file."""
    inside = str(asked.year or ""), asked.show.label, asked.top, asked.lens.day
    return file_name("tuyen-chon", *inside, ending="xlsx")

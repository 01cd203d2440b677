"""The list of planning as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from personnel.words.file_names import file_name
from reports.workbooks.lists import list_workbook
from reports.workbooks.sheets import Value

from .asked import Asked
from .reading import Row

# Heading and width of each column.
COLUMNS = (
    ("STT", 6), ("Địa phương", 22), ("Đơn vị", 22), ("Họ và tên", 26), ("Ngày sinh", 12),
    ("Chức danh quy hoạch", 26), ("Nhiệm kỳ", 12), ("Số quyết định", 18), ("Ngày quyết định", 13),
    ("Bồi dưỡng chức danh quy hoạch", 26), ("Tình trạng", 26), ("Ghi chú", 44),
)  # fmt: skip


def workbook(asked: Asked, rows: Sequence[Row]) -> BytesIO:
    """Return the rows as a workbook: no identity number."""
    heading = "DANH SÁCH QUY HOẠCH CHỨC DANH LÃNH ĐẠO, QUẢN LÝ CẤP XÃ"
    return list_workbook(heading, _said(asked), COLUMNS, map(_cells, rows), height=48)


def name_of(asked: Asked) -> str:
    """Return the name of the file."""
    return file_name("quy-hoach", asked.top, asked.lens.day, ending="xlsx")


def _said(asked: Asked) -> str:
    """Return what is listed, in words; it stands in the file, never in a log."""
    term = f"nhiệm kỳ {asked.term}" if asked.term else ""
    inside = asked.title, asked.show and asked.show.label, term
    return "; ".join([asked.said, *(str(each) for each in inside if each)])


def _cells(row: Row) -> Iterator[Value]:
    plan = row.plan
    yield row.unit.above.name if row.unit.above else ""
    yield from (row.unit.name, plan.person.full_name, plan.person.birth_shown)
    yield from (str(plan.title), plan.term, plan.decision_number, plan.decision_day or "")
    yield from (plan.course_told, row.state.label, row.going.why)

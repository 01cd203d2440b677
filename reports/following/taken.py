"""The register of a year as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from personnel.words.file_names import file_name
from reports.workbooks.lists import list_workbook
from reports.workbooks.sheets import Value
from reports.yearly.committees import Act, Standing

from .asked import Asked

# Heading and width of each column.
COLUMNS = (
    ("STT", 6), ("Địa phương", 22), ("Đơn vị", 24), ("Nội dung", 26), ("Tình trạng", 16),
    ("Hạn", 12), ("Số, ký hiệu", 16), ("Ngày", 12), ("Cơ quan ban hành, kiểm tra", 26),
    ("Trích yếu, kết luận", 44), ("Kết quả khắc phục", 36), ("Tệp", 8),
)  # fmt: skip
_OF_A_PAPER = 6


def workbook(asked: Asked) -> BytesIO:
    """Return what the units that are listed have of the year, a row a paper or a lack of one."""
    said = f"{asked.said}; tính đến ngày {asked.today:%d/%m/%Y}"
    rows = (row for standing in asked.listed for row in _rows(standing))
    heading = "SỔ THEO DÕI THỰC HIỆN NGHỊ QUYẾT"
    return list_workbook(heading, said, COLUMNS, rows, height=36, name="Sổ theo dõi")


def name_of(asked: Asked) -> str:
    """Return the name of the file."""
    return file_name("so-theo-doi-nghi-quyet", asked.year, asked.top, ending="xlsx")


def _rows(standing: Standing) -> Iterator[list[Value]]:
    above = standing.unit.above
    named: list[Value] = [
        above.name if above and not above.is_province else "", standing.unit.name,
    ]  # fmt: skip
    for act in standing.acts:
        yield from ([*named, *cells] for cells in _of_act(act, owes=standing.owes))
    for paper in standing.inspections:
        yield [*named, paper.get_kind_display(), "", "", *_of_paper(paper)]


def _of_act(act: Act, *, owes: bool) -> Iterator[list[Value]]:
    kind, due = str(act.kind.label), act.due or ""
    if not act.papers and owes:
        yield [kind, str(act.state.label), due, *[""] * _OF_A_PAPER]
    for paper in act.papers:
        state = str(act.state.label) if paper == act.first else ""
        yield [kind, state, due, *_of_paper(paper)]


def _of_paper(paper: object) -> list[Value]:
    told = ("number", "day", "issuer", "summary", "remedied")
    return [*(getattr(paper, name) for name in told), "có" if getattr(paper, "file", "") else ""]

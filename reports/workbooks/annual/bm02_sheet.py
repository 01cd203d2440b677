"""Sheets 3: form BM02/BNV of cadres and civil servants; its columns of non-specialised people.

Circular 11/2012/TT-BNV has the form for cadres and civil servants alone, from a province to the
Ministry: the other sheet does not bear its name, and a unit's goes to the province.
"""

from itertools import groupby, zip_longest

from personnel.models import Unit
from reports.workbooks.book import Book
from reports.workbooks.looks import Column, Look
from reports.workbooks.sheets import Head, Sheet, Span
from targets.covers import STAFF
from targets.rules import Cover

from . import bm02
from .issuing import PROVINCE_BOARD, SIGNED, STRONG, TITLE, goes_with, signatures
from .report import Report
from .unit_table import TOTAL_LABEL, Count, UnitTable, unit_name

SHEETS = {"staff": "3a. BM02 CBCC", "nonspecialised": "3b. KCT"}
_OF = {
    "staff": "CÁN BỘ, CÔNG CHỨC CẤP XÃ",
    "nonspecialised": "NGƯỜI HOẠT ĐỘNG KHÔNG CHUYÊN TRÁCH CẤP XÃ",
}
_FORM = (
    "BM02/BNV",
    "Ban hành kèm theo Thông tư số 11/2012/TT-BNV",
    "ngày 17 tháng 12 năm 2012 của Bộ Nội vụ",
    "(Áp dụng đối với tỉnh, thành phố trực thuộc Trung ương)",
)
_LIKE_THE_FORM = (
    "BIỂU SỐ 3b",
    "Biểu của tỉnh, dùng các cột của biểu BM02/BNV;",
    "Thông tư số 11/2012/TT-BNV không quy định biểu",
    "cho người hoạt động không chuyên trách",
)
_LETTERS = ("A", "B")
_WIDTHS = (Column(5, horizontal="center"), Column(23), *[Column(5.4)] * len(bm02.COLUMNS))
_THIRD = 14  # columns of the headings at the left and at the right


def write(book: Book, report: Report) -> None:
    """Write both sheets."""
    for base in bm02.BASES:
        sheet = book.sheet(SHEETS[base.code], _WIDTHS)
        _head(sheet, report, base)
        numbers = [*_LETTERS, *(str(column.number) for column in bm02.COLUMNS)]
        sheet.heads(heads(), (30, 46, 32, 90), numbers, fixed=2)
        counts = [_count(report, base, column) for column in bm02.COLUMNS]
        UnitTable(report, lambda unit: [_name(report, unit)], counts).write(sheet)
        signatures(
            sheet, "THỦ TRƯỞNG ĐƠN VỊ", "NGƯỜI LẬP BẢNG", ("(Ký, họ tên)", "(Ký, đóng dấu)"),
            day="Ngày      tháng      năm        ",
        )  # fmt: skip


def _name(report: Report, unit: Unit | None) -> str:
    return TOTAL_LABEL if unit is None else unit_name(report, unit)


def _count(report: Report, base: Cover, column: bm02.FormColumn) -> Count:
    return Count(lambda unit: report.in_form(base, column, unit), adds_up=not column.confidential)


def _head(sheet: Sheet, report: Report, base: Cover) -> None:
    """Write what the form prints above its table."""
    last, day = len(_WIDTHS), report.lens.day
    left, right = _THIRD - 4, last - _THIRD + 1
    printed = _FORM if base is STAFF else _LIKE_THE_FORM
    rows = zip_longest(printed, _sent(report, base), fillvalue="")
    for at, (form, where) in enumerate(rows):
        look = Look(bordered=False, bold=at == 0, wrapped=False)
        sheet.spread([Span(1, left, form, look), Span(right, last, where)], 15)
    title = f"BÁO CÁO SỐ LƯỢNG, CHẤT LƯỢNG {_OF[base.code]} NĂM {day.year}"
    sheet.spread([Span(1, last, title, TITLE)], 21)
    period = f"Từ ngày 01/01/{day.year} đến ngày {day:%d/%m/%Y}"
    sheet.spread([Span(1, last, period, STRONG)], 19)
    for remark in (goes_with(report), report.source.label):
        sheet.paragraph(f"({remark})", SIGNED)
    sheet.skip()


def _sent(report: Report, base: Cover) -> list[str]:
    """Return who reports to whom and by when; the province's form goes to the Ministry."""
    sent = [f"Đơn vị báo cáo: {report.root.name}"]
    if not report.root.whole_province:
        sent.append(f"Đơn vị nhận báo cáo: {PROVINCE_BOARD}")
        due = next((kept.due for kept in report.submissions), None)
        sent.append(f"Thời hạn nhận báo cáo: {f'ngày {due:%d/%m/%Y}' if due else '……'}")
    elif base is STAFF:
        sent += ["Đơn vị nhận báo cáo: Bộ Nội vụ", "Thời hạn nhận báo cáo: ngày 30 tháng 6"]
    return [*sent, "Đơn vị tính: người"]


def heads() -> list[Head]:
    """Return the form's headings in four rows."""
    named = [Head("Số thứ tự", upright=True), Head("Tên đơn vị")]
    return [*named, *_tree([column.heads for column in bm02.COLUMNS])]


def _tree(paths: list[tuple[str, ...]]) -> list[Head]:
    found = []
    for text, among in groupby(paths, key=lambda path: path[0]):
        below = [path[1:] for path in among if len(path) > 1]
        found.append(Head(text, tuple(_tree(below)), upright=not below))
    return found

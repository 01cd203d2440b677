"""Sheets 3: form BM02/BNV of cadres and civil servants, and the same of non-specialised people."""

from itertools import groupby

from personnel.models import Unit
from reports.workbooks.book import Book
from reports.workbooks.looks import Column, Look
from reports.workbooks.sheets import Head, Sheet, Span
from targets.rules import Cover

from . import bm02
from .issuing import SIGNED, STRONG, TITLE, signatures
from .report import Report
from .unit_table import TOTAL_LABEL, Count, UnitTable, unit_name

SHEETS = {"staff": "3a. BM02 CBCC", "nonspecialised": "3b. BM02 KCT"}
_OF = {
    "staff": "CÁN BỘ, CÔNG CHỨC CẤP XÃ",
    "nonspecialised": "NGƯỜI HOẠT ĐỘNG KHÔNG CHUYÊN TRÁCH CẤP XÃ",
}
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
            sheet, "NGƯỜI LẬP BẢNG", "THỦ TRƯỞNG ĐƠN VỊ", ("(Ký, họ tên)", "(Ký, đóng dấu)"),
            day="Ngày      tháng      năm        ",
        )  # fmt: skip


def _name(report: Report, unit: Unit | None) -> str:
    return TOTAL_LABEL if unit is None else unit_name(report, unit)


def _count(report: Report, base: Cover, column: bm02.FormColumn) -> Count:
    if column.counted is None:
        return Count(lambda unit: None)
    name = bm02.key(base, column)
    return Count(lambda unit: report.count(name, unit))


def _head(sheet: Sheet, report: Report, base: Cover) -> None:
    """Write what the form prints above its table."""
    last, day = len(_WIDTHS), report.lens.day
    left, right = _THIRD - 4, last - _THIRD + 1
    rows = (
        ("BM02/BNV", f"Đơn vị báo cáo: {report.root.name}"),
        ("Ban hành kèm theo Thông tư số 11/2012/TT-BNV", "Đơn vị nhận báo cáo: Bộ Nội vụ"),
        (
            "ngày 17 tháng 12 năm 2012 của Bộ Nội vụ",
            "Thời hạn nhận báo cáo: ngày 30 tháng 6",
        ),
        ("(Áp dụng đối với tỉnh, thành phố trực thuộc Trung ương)", "Đơn vị tính: người"),
    )
    for at, (form, where) in enumerate(rows):
        look = Look(bordered=False, bold=at == 0, wrapped=False)
        sheet.spread([Span(1, left, form, look), Span(right, last, where)], 15)
    title = f"BÁO CÁO SỐ LƯỢNG, CHẤT LƯỢNG {_OF[base.code]} NĂM {day.year}"
    sheet.spread([Span(1, last, title, TITLE)], 21)
    period = f"Từ ngày 01/01/{day.year} đến ngày {day:%d/%m/%Y}"
    sheet.spread([Span(1, last, period, STRONG)], 19)
    sheet.spread([Span(1, last, f"({report.source.label})", SIGNED)], 15)
    sheet.skip()


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

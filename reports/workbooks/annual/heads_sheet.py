"""Sheet 11: heads of communes: how near to two terms, local or not, by title and unit (III.4)."""

from collections.abc import Collection, Sequence

from personnel.reading.terms_of_heads import State
from reports.workbooks.book import Book
from reports.workbooks.formulas import Percent, Sum
from reports.workbooks.looks import BODY, RATE, SUBTOTAL, Column
from reports.workbooks.sheets import Head, Sheet, Value
from reports.yearly.heads import ACTING, HELD, LOCAL, NOT_LOCAL, SHARED, UNSAID, VACANT, Heads

from .issuing import Issuer, letterhead, signatures
from .report import Report
from .unit_table import told_below

NAME = "11. Người đứng đầu"
HOW = (
    "Đếm đơn vị cấp xã ở cột 3 đến 9, người giữ chức danh ở cột 10 đến 14; người giữ cả hai chức "
    "danh có ở cả hai phần; tỷ lệ tính trên số đơn vị có người giữ chức danh, gồm cả nơi chưa rõ; "
    "sắp đủ 02 nhiệm kỳ từ 08 năm, đã đủ từ 10 năm, cộng thời gian giữ cả hai chức danh"
)
_WIDTHS = (
    Column(6, horizontal="center"), Column(38, horizontal="left"), *[Column(11)] * 4,
    Column(12, RATE, horizontal="right"), *[Column(11)] * 7,
)  # fmt: skip
_COUNTED = (HELD, NOT_LOCAL, LOCAL, UNSAID)
_AFTER = (VACANT, SHARED, State.USUAL, State.NEAR, State.FULL, State.UNKNOWN, ACTING)
_FIRST = 3


def names(report: Report) -> tuple[str, ...]:
    """Return what the sheet is called, where heads are told of, or it is not known."""
    told = report.told("heads")
    return (NAME,) if told or told.unknown else ()


def write(book: Book, report: Report) -> None:
    """Write the sheet; none where `names` has none."""
    if not names(report):
        return
    sheet = book.sheet(NAME, _WIDTHS)
    titles = ["BIỂU SỐ 11", f"Người đứng đầu cấp xã đến ngày {report.lens.day:%d/%m/%Y}"]
    letterhead(sheet, report, titles, "đơn vị, người", [HOW])
    sheet.heads(_heads(), (32, 60), [str(at) for at in range(1, len(_WIDTHS) + 1)], fixed=2)
    heads = Heads(report.told("heads"))
    places = list(told_below(report, report.told("heads").unknown))
    for at, (title, name) in enumerate(heads.titles):
        _section(sheet, "I" * (at + 1), name, heads, title, places)
    signatures(sheet, Issuer.of(report.root).signer)


def _heads() -> Sequence[Head]:
    return (
        Head("STT"), Head("Nội dung"), Head("Đơn vị có người giữ"),
        Head("Người địa phương (đơn vị)", (
            Head("Không phải"), Head("Phải"), Head("Chưa rõ"), Head("Tỷ lệ không phải"),
        )),
        Head("Trống"), Head("Hơn một người giữ"),
        Head("Thời gian đứng đầu (người)", (
            Head("Bình thường"), Head("Sắp đủ 02 nhiệm kỳ"), Head("Đã đủ hoặc quá"),
            Head("Chưa rõ"),
        )),
        Head("Quyền, phụ trách (người)"),
    )  # fmt: skip


def _section(
    sheet: Sheet,
    ordinal: str,
    label: str,
    heads: Heads,
    title: str,
    places: Sequence[tuple[str, frozenset[int] | str]],
) -> None:
    """Write a title: its numbers of all, added up from those of each unit below it."""
    head = sheet.last + 1
    told = [head + at for at, (_, inside) in enumerate(places, 1) if not isinstance(inside, str)]
    whole = _cells(heads, title, None, head)
    if told:
        whole = [
            Sum(tuple((row, _FIRST + at) for row in told), cell) if isinstance(cell, int) else cell
            for at, cell in enumerate(whole)
        ]
    sheet.row([ordinal, label, *whole], SUBTOTAL)
    for at, (name, inside) in enumerate(places, start=1):
        if isinstance(inside, str):
            sheet.row([str(at), f"{name}: {inside}", *[None] * 12], BODY)
        else:
            cells = _cells(heads, title, inside, sheet.last + 1)
            sheet.row([str(at), name, *cells], BODY)


def _cells(heads: Heads, title: str, units: Collection[int] | None, row: int) -> list[Value]:
    """Return the numbers of a title in some units, those of a row, from the third column on."""
    before = [heads.count(title, what, units) for what in _COUNTED]
    after = [heads.count(title, str(what), units) for what in _AFTER]
    rate = Percent((row, _FIRST + 1), (row, _FIRST), heads.share(title, units))
    return [*before, rate, *after]

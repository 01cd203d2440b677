"""Sheet 13: who was taken on as a non-specialised worker in the year, by unit (III.2)."""

from collections.abc import Collection, Iterator, Sequence

from personnel.models import Unit
from reports.workbooks.book import Book
from reports.workbooks.formulas import Percent, Sum
from reports.workbooks.looks import BODY, SUBTOTAL, Column
from reports.workbooks.sheets import Head, Sheet, Value
from reports.yearly.recruits import State
from reports.yearly.told import Told
from targets.figures import percentage

from .issuing import Issuer, letterhead, signatures
from .report import Report
from .unit_table import NOT_SAID, told_below

NAME = "13. Tuyển chọn"
HOW = (
    "Người lần đầu làm người hoạt động không chuyên trách, bắt đầu trong năm; trình độ chuyên môn "
    "khi bắt đầu so với trung cấp (Nghị quyết, mục III.2 và mục II.2.2.a)"
)
_WIDTHS = (
    Column(6, horizontal="center"), Column(42, horizontal="left"), *[Column(14)] * 4, Column(14),
)  # fmt: skip
_ALL, _PARTS, _SHARE = 3, range(4, 7), 7


def names(report: Report) -> tuple[str, ...]:
    """Return what the sheet is called, where somebody was taken on, or it is not known."""
    told = report.told("recruits")
    return (NAME,) if told or told.unknown else ()


def write(book: Book, report: Report) -> None:
    """Write the sheet; none where `names` has none."""
    if not names(report):
        return
    sheet = book.sheet(NAME, _WIDTHS)
    year = report.lens.day.year
    titles = ["BIỂU SỐ 13", f"Tuyển chọn người hoạt động không chuyên trách năm {year}"]
    letterhead(sheet, report, titles, "người", _remarks(report.told("recruits")))
    heads = (
        Head("STT"), Head("Đơn vị"), Head("Được tuyển chọn"),
        *(Head(str(state.label)) for state in State), Head("Tỷ lệ từ trung cấp (%)"),
    )  # fmt: skip
    sheet.heads(heads, [46], [str(at) for at in range(1, len(_WIDTHS) + 1)], fixed=2)
    told = report.told("recruits")
    rows = list(told_below(report, told.unknown))
    _total(sheet, report.root, told, [row for _, row in rows])
    for at, (name, row) in enumerate(rows, start=1):
        if isinstance(row, str):
            sheet.row([str(at), f"{name}: {row}", *[None] * (len(_WIDTHS) - 2)], BODY)
        else:
            sheet.row([str(at), name, *_cells(sheet.last + 1, told, row)], BODY)
    signatures(sheet, Issuer.of(report.root).signer)


def _remarks(told: Told) -> Iterator[str]:
    yield HOW
    if told.unknown:
        yield "Không kể đơn vị có báo cáo nộp chưa có nội dung này"


def _total(sheet: Sheet, root: Unit, told: Told, rows: Sequence[Collection[int] | str]) -> None:
    head = sheet.last + 1
    if root.pk in told.unknown:
        sheet.row([None, f"{root.name}: {NOT_SAID}", *[None] * (len(_WIDTHS) - 2)], SUBTOTAL)
        return
    cells = _cells(head, told, None)
    places = [head + at for at, row in enumerate(rows, start=1) if not isinstance(row, str)]
    for column, state in zip(_PARTS, State, strict=True) if places else ():
        summed = tuple((place, column) for place in places)
        cells[column - _ALL] = Sum(summed, told.count(state.value))
    sheet.row([None, root.name, *cells], SUBTOTAL)


def _cells(place: int, told: Told, units: Collection[int] | None) -> list[Value]:
    parts = [told.count(state.value, units=units) for state in State]
    every = Sum(tuple((place, column) for column in _PARTS), sum(parts))
    met, whole = (place, _PARTS[0]), (place, _ALL)
    return [every, *parts, Percent(met, whole, percentage(parts[0], sum(parts)))]

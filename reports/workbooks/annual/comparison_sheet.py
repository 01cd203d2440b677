"""Sheet 7: why each figure differs from last year's, step by step."""

from collections.abc import Iterator

from personnel.words.vietnamese import dotted
from reports.comparing.bridge import Bridge
from reports.workbooks.book import Book
from reports.workbooks.formulas import NOTHING, Percent, Points, Sum
from reports.workbooks.looks import BODY, POINTS, RATE, SUBTOTAL, TOTAL, Column
from reports.workbooks.sheets import Head, Sheet, Value

from .issuing import Issuer, letterhead, signatures
from .last_year import LastYear
from .report import Report

NAME = "7. So năm trước"
HEADS = (
    Head("STT"), Head("Chỉ tiêu"), Head("Lý do thay đổi"), Head("Số người"), Head("Đạt"),
    Head("Số đối tượng"), Head("Tỷ lệ đạt"), Head("Tăng, giảm (điểm %)"),
)  # fmt: skip
_WIDTHS = (
    Column(6, horizontal="center"), Column(48, horizontal="left"), Column(56, horizontal="left"),
    Column(10), Column(10),
    Column(13), Column(12, RATE, horizontal="right"), Column(13, POINTS, horizontal="right"),
)  # fmt: skip
_MET, _COVERED, _RATE = 5, 6, 7
HOW = (
    "Mỗi người có kết quả khác năm trước được tính vào đúng một lý do; lý do xét theo hồ sơ tại "
    "thời điểm lập"
)


def names(report: Report) -> tuple[str, ...]:
    """Return what the sheet is called, where there is one."""
    return (NAME,) if report.previous and report.previous.bridges else ()


def write(book: Book, report: Report) -> None:
    """Write the sheet; none where it is not known why figures differ."""
    previous = report.previous
    if previous is None or previous.bridges is None:
        return  # as `names` says
    sheet = book.sheet(NAME, _WIDTHS)
    titles = ["BIỂU SỐ 7", "So sánh với năm trước và lý do thay đổi"]
    counted = "người (chỉ tiêu hồ sơ: hồ sơ)"
    letterhead(sheet, report, titles, counted, _remarks(previous))
    sheet.heads(HEADS, (32,), [str(at) for at in range(1, len(_WIDTHS) + 1)], fixed=2)
    there = [report.bridges[c.code] for c in report.criteria if c.code in report.bridges]
    for at, bridge in enumerate(there, start=1):
        _write(sheet, at, bridge, report, previous)
    signatures(sheet, Issuer.of(report.root).signer)


def _remarks(previous: LastYear) -> Iterator[str]:
    missing = ", ".join(unit.name for unit in previous.missing)
    without = f"; không có số liệu của {missing}" if missing else ""
    yield f"Năm trước: {previous.label}, ngày {previous.day:%d/%m/%Y}{without}"
    yield HOW


def _write(sheet: Sheet, at: int, bridge: Bridge, report: Report, previous: LastYear) -> None:
    """Write one criterion: last year's figure, what was added and taken away, this year's."""
    criterion, share = bridge.criterion, bridge.criterion.share
    name, day = f"{criterion.cover.label}: {criterion.label}", f"Ngày {previous.day:%d/%m/%Y}"
    rates, figure, first = bridge.rates, bridge.before, sheet.last + 1
    rate = Percent((first, _MET), (first, _COVERED), rates[0], share)
    sheet.row([str(at), name, day, None, figure.met, figure.covered, rate, None], SUBTOTAL)
    for label, count, met, covered in _steps(bridge):
        sheet.row([None, None, label, count, met, covered, None, None], BODY)
    last = sheet.last + 1
    change: Value = NOTHING
    if rates[0] is not None and rates[1] is not None:
        change = Points((last, _RATE), (first, _RATE), rates[1] - rates[0])
    rows = range(first, last)
    sheet.row([
        None,
        None,
        f"Ngày {report.lens.day:%d/%m/%Y}",
        None,
        Sum(tuple((row, _MET) for row in rows), bridge.after.met),
        Sum(tuple((row, _COVERED) for row in rows), bridge.after.covered),
        Percent((last, _MET), (last, _COVERED), rates[1], share),
        change,
    ], TOTAL)  # fmt: skip


def _steps(bridge: Bridge) -> Iterator[tuple[str, int | None, int, int]]:
    """Yield each step: what it is, how many people, and what it does to both counts."""
    for part in bridge.steps:
        yield part.label, part.count, part.met, part.covered
    if bridge.units:
        label = f"Số liệu hồ sơ của {dotted(len(bridge.units))} đơn vị thay đổi"
        yield label, None, bridge.met, bridge.covered

"""Sheet 8: results of the year's courses, by course, by group of titles and by unit."""

from collections.abc import Callable, Iterator, Sequence

from reports.studies.results import PARTS, Result, Row
from reports.workbooks.book import Book
from reports.workbooks.formulas import Sum
from reports.workbooks.looks import BODY, SUBTOTAL, Column
from reports.workbooks.sheets import Head, Sheet, Value
from reports.workforce import GROUP_LABELS

from .issuing import Issuer, letterhead, signatures
from .report import Report
from .unit_table import told_below

NAME = "8. Đào tạo"
HOW = (
    "Chỉ tính người đang công tác tại ngày lấy số liệu; mỗi lần đi học là một lượt, một người có "
    "thể có nhiều lượt; được cử gồm cả lớp chuyển tiếp từ năm trước, không gồm đề cử; kế hoạch là "
    "số lượt của năm theo kế hoạch đào tạo đã duyệt"
)
_COUNT = Column(10)
_WIDTHS = (
    Column(6, horizontal="center"), Column(42, horizontal="left"), *[_COUNT] * 8,
    Column(10), Column(10), Column(11), Column(11),
)  # fmt: skip
_PLANNED, _SENT = 3, 4
_PARTS = range(5, 5 + len(PARTS))
_PEOPLE = (11, 12)


def names(report: Report) -> tuple[str, ...]:
    """Return what the sheet is called, where somebody was sent or planned, or it is not known."""
    return (NAME,) if report.studies or report.studies.unknown else ()


def write(book: Book, report: Report) -> None:
    """Write the sheet; none where `names` has none."""
    if not names(report):
        return
    sheet = book.sheet(NAME, _WIDTHS)
    titles = ["BIỂU SỐ 8", f"Kết quả đào tạo, bồi dưỡng năm {report.studies.year}"]
    letterhead(sheet, report, titles, "lượt, người", _remarks(report))
    sheet.heads(_heads(report), (32, 46), [str(at) for at in range(1, len(_WIDTHS) + 1)], fixed=2)
    studies = report.studies
    _section(sheet, "I", "Theo khóa đào tạo, bồi dưỡng", studies.of(), [
        (course.name, studies.of(course.code)) for course in studies.courses
    ], planned=studies.is_planned, people_add_up=False)  # fmt: skip
    _section(sheet, "II", "Theo nhóm chức danh", studies.of(), [
        (GROUP_LABELS[group], row)
        for group in GROUP_LABELS
        if group in studies.groups and (row := studies.of(group=group))
    ], planned=studies.is_planned)  # fmt: skip
    if not report.root.is_commune:
        units = list(_units(report))
        _section(sheet, "III", "Theo đơn vị", studies.of(), units, planned=studies.is_planned)
    signatures(sheet, Issuer.of(report.root).signer)


def _remarks(report: Report) -> Iterator[str]:
    yield HOW
    if report.studies.unconfirmed:
        yield f"Có {report.studies.unconfirmed} lượt do ban tổ chức ghi, chưa được xác nhận"


def _heads(report: Report) -> Sequence[Head]:
    day, before = report.lens.day, report.lens.day.year - 1
    return (
        Head("STT"), Head("Nội dung"), Head("Kế hoạch"), Head(f"{Result.ALL.label} (lượt)"),
        Head("Trong đó (lượt)", tuple(Head(str(result.label)) for result in PARTS)),
        Head("Số người", (Head(str(Result.ALL.label)), Head(str(Result.FINISHED.label)))),
        Head("Người có trình độ này trở lên", (
            Head(f"31/12/{before}"), Head(f"{day:%d/%m/%Y}"),
        )),
    )  # fmt: skip


def _units(report: Report) -> Iterator[tuple[str, Row | str]]:
    """Yield the units right below with their numbers, or why there are none."""
    for name, inside in told_below(report, report.studies.unknown):
        yield name, inside if isinstance(inside, str) else report.studies.of(units=inside)


def _section(
    sheet: Sheet, ordinal: str, label: str, total: Row, rows: Sequence[tuple[str, Row | str]],
    *, planned: bool, people_add_up: bool = True,
) -> None:  # fmt: skip
    """Write a section: its head with what its rows come to, then each of them."""
    head = sheet.last + 1
    places = [head + at for at, (_, row) in enumerate(rows, start=1) if isinstance(row, Row)]
    cells = _cells(head, total, planned=planned, held=False)
    if places:
        summed = [*_PARTS, *(_PEOPLE if people_add_up else ())]
        summed += [_PLANNED] if planned else []
        for column in summed:
            cells[column - _PLANNED] = _added(places, column, total)
    sheet.row([ordinal, label, *cells], SUBTOTAL)
    for at, (name, row) in enumerate(rows, start=1):
        if isinstance(row, Row):
            held = ordinal == "I"
            sheet.row(
                [str(at), name, *_cells(sheet.last + 1, row, planned=planned, held=held)], BODY
            )
        else:
            sheet.row([str(at), f"{name}: {row}", *[None] * (len(_WIDTHS) - 2)], BODY)


def _added(places: Sequence[int], column: int, total: Row) -> Sum:
    told: dict[int, Callable[[Row], int]] = {
        _PLANNED: lambda row: row.planned,
        _PEOPLE[0]: lambda row: row.sent.people,
        _PEOPLE[1]: lambda row: row.tally(Result.FINISHED).people,
    }
    if column in _PARTS:
        value = total.tally(PARTS[column - _PARTS[0]]).attendances
    else:
        value = told[column](total)
    return Sum(tuple((place, column) for place in places), value)


def _cells(place: int, row: Row, *, planned: bool, held: bool) -> list[Value]:
    """Return the numbers of a row at its place, from the third column on."""
    sent = Sum(tuple((place, column) for column in _PARTS), row.sent.attendances)
    parts = [tally.attendances for _, tally in row.cells]
    people = [row.sent.people, row.tally(Result.FINISHED).people]
    before, after = (row.held or (0, 0)) if held else (None, None)
    return [row.planned if planned else None, sent, *parts, *people, before, after]

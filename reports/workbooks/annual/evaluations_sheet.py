"""Sheet 9: yearly evaluations of people and collectives, by group of titles and by unit (III.4)."""

from collections.abc import Callable, Iterator, Sequence

from personnel.reading.evaluated import due_year
from reports.workbooks.book import Book
from reports.workbooks.formulas import Percent, Sum
from reports.workbooks.looks import BODY, SUBTOTAL, Column
from reports.workbooks.sheets import Head, Sheet, Value
from reports.yearly.graded import MISSING, NEW
from reports.yearly.levels import (
    GRADED,
    GRADES,
    SHORT,
    STAFF,
    WHO,
    WHO_LABELS,
    Numbers,
    collective_labels,
    collectives,
    people,
)
from reports.yearly.told import Told

from .issuing import Issuer, letterhead, signatures
from .report import Report
from .unit_table import told_below

NAME = "9. Xếp loại"
PEOPLE, COLLECTIVES = "evaluations", "collectives"
HOW = (
    "Chỉ tính người đang công tác tại ngày lấy số liệu và các đơn vị có vào ngày đó; tỷ lệ tính "
    "trên số đã xếp loại; công tác trong năm chưa đủ 06 tháng thì không xếp loại (Nghị định "
    "90/2020/NĐ-CP, Điều 2)"
)
_COUNT, _RATE = Column(9), Column(9, number="0.00%")
_WIDTHS = (
    Column(6, horizontal="center"), Column(42, horizontal="left"), _COUNT, _COUNT,
    *[_COUNT, _RATE] * len(GRADES), Column(10), Column(10),
)  # fmt: skip
_ALL, _GRADED, _FIRST = 3, 4, 5
_LEVELS = tuple(range(_FIRST, _FIRST + 2 * len(GRADES), 2))
_MISSING, _NEW = _LEVELS[-1] + 2, _LEVELS[-1] + 3
# What is added up over the lines of a section; the rest is worked out from these.
_ADDED = (
    *zip(_LEVELS, (grade.value for grade in GRADES), strict=True),
    (_MISSING, MISSING),
    (_NEW, NEW),
)
ORDINALS = ("I", "II", "III", "IV", "V")
Rows = Sequence[tuple[str, Numbers | str]]


def names(report: Report) -> tuple[str, ...]:
    """Return what the sheet is called, where anything was evaluated, or it is not known."""
    told, units = report.told(PEOPLE), report.told(COLLECTIVES)
    graded = people(told).of(GRADED) or any(
        collectives(units, each).of(GRADED) for each in collective_labels()
    )
    return (NAME,) if graded or told.unknown or units.unknown else ()


def write(book: Book, report: Report) -> None:
    """Write the sheet; none where `names` has none."""
    if not names(report):
        return
    sheet = book.sheet(NAME, _WIDTHS)
    titles = ["BIỂU SỐ 9", f"Kết quả xếp loại năm {due_year(report.lens.day)}"]
    letterhead(sheet, report, titles, "người, tập thể", iter([HOW]))
    sheet.heads(_heads(), (20, 46), [str(at) for at in range(1, len(_WIDTHS) + 1)], fixed=2)
    for ordinal, (label, total, rows) in zip(ORDINALS, _sections(report), strict=False):
        _section(sheet, ordinal, label, total, rows)
    signatures(sheet, Issuer.of(report.root).signer)


def _heads() -> Sequence[Head]:
    return (
        Head("STT"), Head("Nội dung"), Head("Tổng số"), Head("Đã xếp loại"),
        *(Head(str(grade.label), (Head("Số"), Head("Tỷ lệ"))) for grade in GRADES),
        Head(SHORT[MISSING]), Head(SHORT[NEW]),
    )  # fmt: skip


def _sections(report: Report) -> Iterator[tuple[str, Numbers, Rows]]:
    told, units = report.told(PEOPLE), report.told(COLLECTIVES)
    groups = [(WHO_LABELS[who], people(told, who)) for who in WHO if who != STAFF]
    yield "Theo nhóm chức danh", people(told), [row for row in groups if row[1]]
    for who in (STAFF, "nonspecialised"):
        yield WHO_LABELS[who], people(told, who), list(_units(report, told, _of_people(told, who)))
    for code, label in collective_labels().items():
        rows = list(_units(report, units, _of_collectives(units, code)))
        yield f"Tập thể: {label}", collectives(units, code), rows


def _of_people(told: Told, who: str) -> Callable[[frozenset[int]], Numbers]:
    return lambda units: people(told, who, units)


def _of_collectives(told: Told, code: str) -> Callable[[frozenset[int]], Numbers]:
    return lambda units: collectives(told, code, units)


def _units(
    report: Report, told: Told, numbers: Callable[[frozenset[int]], Numbers]
) -> Iterator[tuple[str, Numbers | str]]:
    """Yield the units right below with their numbers, or why there are none; a commune has none."""
    rows = () if report.root.is_commune else told_below(report, told.unknown)
    for name, inside in rows:
        yield name, inside if isinstance(inside, str) else numbers(inside)


def _section(sheet: Sheet, ordinal: str, label: str, total: Numbers, rows: Rows) -> None:
    """Write a section: its head with what its rows come to, then each of them."""
    head = sheet.last + 1
    places = [head + at for at, (_, row) in enumerate(rows, start=1) if isinstance(row, Numbers)]
    cells = _cells(head, total)
    if places:
        for column, code in _ADDED:
            added = Sum(tuple((place, column) for place in places), total.of(code))
            cells[column - _ALL] = added
    sheet.row([ordinal, label, *cells], SUBTOTAL)
    for at, (name, row) in enumerate(rows, start=1):
        if isinstance(row, Numbers):
            sheet.row([str(at), name, *_cells(sheet.last + 1, row)], BODY)
        else:
            sheet.row([str(at), f"{name}: {row}", *[None] * (len(_WIDTHS) - 2)], BODY)


def _cells(place: int, row: Numbers) -> list[Value]:
    """Return the numbers of a row at its place, from the third column on."""
    graded = Sum(tuple((place, column) for column in _LEVELS), row.of(GRADED))
    everybody = tuple((place, column) for column in (_GRADED, _MISSING, _NEW))
    levels: list[Value] = []
    for column, grade in zip(_LEVELS, GRADES, strict=True):
        share = Percent((place, column), (place, _GRADED), row.share(grade))
        levels += [row.of(grade), share]
    return [Sum(everybody, row.of("all")), graded, *levels, row.of(MISSING), row.of(NEW)]

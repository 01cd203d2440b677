"""Sheets 2: each criterion by district, and by commune under its district or group."""

from collections.abc import Callable
from decimal import Decimal
from itertools import groupby

from personnel.models import Unit
from reports.doubts import facts_in_words
from reports.sections import columns
from reports.workbooks.book import Book
from reports.workbooks.looks import RATE, Column
from reports.workbooks.paper import Wide
from reports.workbooks.sheets import Head, Sheet
from targets.figures import Figure
from targets.rules import Criterion, Section

from .issuing import Issuer, letterhead, signatures
from .report import Report
from .unit_table import TOTAL_LABEL, Count, Rate, UnitTable, unit_name

DISTRICTS, COMMUNES, ONE_DISTRICT = "2a. Cấp huyện", "2b. Cấp xã", "2. Cấp xã"
NAMED = ("STT", "Mã đơn vị", "Đơn vị", "Địa hình")
_NAMED_COLUMNS = (
    Column(5, horizontal="center"), Column(8, horizontal="center"), Column(24), Column(14),
)  # fmt: skip
_BLOCK = (Column(8.5), Column(8.5), Column(9, RATE, horizontal="right"))
UNCONFIRMED = "chưa xác nhận"


def write(book: Book, report: Report) -> None:
    """Write both sheets of the province, without districts one; of a unit, that of its communes."""
    subjects = {DISTRICTS: "Kết quả thực hiện chỉ tiêu theo huyện"}
    for name in names(report):
        subject = subjects.get(name, "Kết quả thực hiện chỉ tiêu theo xã")
        _write(book, report, name, subject, communes=name != DISTRICTS)


def names(report: Report) -> tuple[str, ...]:
    """Return what these sheets are called."""
    if not report.root.whole_province:
        return (ONE_DISTRICT,)
    return (DISTRICTS, COMMUNES) if report.has_districts else (COMMUNES,)


def _write(book: Book, report: Report, name: str, subject: str, *, communes: bool) -> None:
    criteria = report.criteria
    named = len(NAMED) if communes else len(NAMED) - 1
    wide = Wide(fixed=named, block=len(_BLOCK), scale=70)
    sheet = book.sheet(name, [*_NAMED_COLUMNS[:named], *_BLOCK * len(criteria)], wide)
    title = f"BIỂU SỐ {name.partition('.')[0]}"
    letterhead(sheet, report, [title, subject], "người (chỉ tiêu hồ sơ: hồ sơ)")
    numbers = [str(at) for at in range(1, len(sheet.columns) + 1)]
    heads = [*map(Head, NAMED[:named]), *_heads(sheet, report)]
    sheet.heads(heads, (32, 66, 32), numbers, fixed=3)
    names = _names(report, named - 1)
    UnitTable(report, names, _numbers(report), communes).write(sheet)
    signatures(sheet, Issuer.of(report.root).signer)


def _heads(sheet: Sheet, report: Report) -> list[Head]:
    """Return the headings; a section that goes on over a page is named on each."""
    criteria = report.criteria
    pages = [page for page, blocks in enumerate(sheet.blocks) for _ in range(blocks)]
    placed = list(zip(pages, sections_of(criteria), criteria, strict=True))
    heads = []
    for (_, section), among in groupby(placed, key=lambda each: each[:2]):
        parts = [_head(report, criterion, section.mixed) for _, _, criterion in among]
        heads.append(Head(section.label, tuple(parts)))
    return heads


def sections_of(criteria: list[Criterion]) -> list[Section]:
    """Return the section of each criterion."""
    found = {c.code: section for section, among in columns(criteria) for c in among}
    return [found[criterion.code] for criterion in criteria]


def _head(report: Report, criterion: Criterion, mixed: bool) -> Head:
    label = f"{criterion.cover.label}: {criterion.label}" if mixed else criterion.label
    wanted = "theo dõi" if criterion.share is None else f"mục tiêu {criterion.share}"
    if report.unconfirmed(criterion):
        wanted += f"; {UNCONFIRMED} {facts_in_words(criterion.unit_facts)}"
    parts = (Head("Số đối tượng"), Head("Đạt"), Head("Tỷ lệ đạt"))
    return Head(f"{label} ({wanted})", parts)


def _names(report: Report, columns: int) -> Callable[[Unit | None], list[str]]:
    def named(unit: Unit | None) -> list[str]:
        if unit is None:
            return ["", TOTAL_LABEL, ""][:columns]
        return [unit.code, unit_name(report, unit), terrain_of(unit)][:columns]

    return named


def terrain_of(unit: Unit) -> str:
    """Return a commune's terrain, and whether it is confirmed; "" for another unit."""
    if not unit.is_commune:
        return ""
    mark = f" ({UNCONFIRMED})" if unit.unconfirmed else ""
    return f"{unit.get_terrain_display()}{mark}"


def _numbers(report: Report) -> list[Count | Rate]:
    return [number for criterion in report.criteria for number in _block(report, criterion)]


def _block(report: Report, criterion: Criterion) -> tuple[Count | Rate, ...]:
    def figure(unit: Unit) -> Figure:
        return report.figure(criterion, unit)

    def rate(unit: Unit) -> Decimal | None:
        return figure(unit).rate(criterion.share)

    return (
        Count(lambda unit: figure(unit).covered),
        Count(lambda unit: figure(unit).met),
        Rate(rate, criterion.share),
    )

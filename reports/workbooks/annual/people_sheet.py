"""Sheet 4: who misses a target, by district or commune, what they lack, and when they retire."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from personnel.kinds import KINDS
from personnel.models import Person, Unit
from personnel.reading.particulars import last_day_in_office
from personnel.words.dates import as_known
from personnel.words.identity import masked
from personnel.words.vietnamese import dotted
from reports.unmet import TOGETHER, unmet_people
from reports.workbooks.book import Book
from reports.workbooks.looks import BODY, MONTH, SUBTOTAL, Column
from reports.workbooks.sheets import Head, Sheet, Value
from targets.figures import Outcome
from targets.rules import Criterion

from .issuing import Issuer, letterhead, signatures
from .report import Report
from .unit_table import unit_name

NAME = "4. Chưa đạt"
LEVELS = (
    "professional", "theory", "state_management", "it", "foreign_language", "ethnic_language",
)  # fmt: skip
DISTRICT, GROUP = "Huyện", "Địa bàn"


def heads(above: str = DISTRICT) -> tuple[Head, ...]:
    """Return the headings; `above` is what stands over a commune where people serve."""
    return (
        Head("STT"), Head("Họ và tên"), Head("Ngày sinh"), Head("Giới tính"), Head("Dân tộc"),
        Head("Số CCCD"),
        Head("Chức danh, nơi công tác", (
            Head(above), Head("Đơn vị"), Head("Chức danh"), Head("Từ ngày"),
        )),
        Head("Trình độ đang có", tuple(Head(KINDS[kind].short) for kind in LEVELS)),
        Head("Kết quả"),
        Head("Nội dung còn thiếu", (Head("Chưa đạt"), Head("Chưa có thông tin"))),
        Head("Tháng nghỉ hưu"),
    )  # fmt: skip


_WIDTHS = (
    Column(6, "0", horizontal="center"), Column(19), Column(10.5, horizontal="center"),
    Column(6, horizontal="center"), Column(8), Column(14, horizontal="center"), Column(14),
    Column(14), Column(18), Column(10.5, horizontal="center"), Column(10), Column(9), Column(10),
    Column(11), Column(11), Column(11), Column(10), Column(28), Column(25),
    Column(9, day=MONTH, horizontal="center"),
)  # fmt: skip


def write(book: Book, report: Report) -> int:
    """Write the sheet and return how many people are on it; identity numbers are masked."""
    sheet = book.sheet(NAME, _WIDTHS)
    titles = ["BIỂU SỐ 4", "Danh sách người chưa đạt hoặc chỉ thiếu thông tin", _summed(report)]
    letterhead(sheet, report, titles)
    numbers = [str(at) for at in range(1, len(_WIDTHS) + 1)]
    sheet.heads(heads(DISTRICT if report.has_districts else GROUP), (18, 34), numbers, fixed=2)
    units = {unit.pk: unit for unit in report.source.units}
    above = _above(report, units)
    found = [Missing(*each) for each in unmet_people(report.source, report.criteria)]
    numbered = count(1)
    for place, among in _by_place(report, found, units):
        _head_of(sheet, report, place, among)
        for each in among:
            _write(sheet, report, next(numbered), each, units, above)
    if found:
        sheet.filtered()
    else:
        sheet.row([None, "Không có người nào", *[None] * (len(_WIDTHS) - 2)], BODY)
    signatures(sheet, Issuer.of(report.root).signer)
    return len(found)


@dataclass(frozen=True)
class Missing:
    """A person who misses a target, as a row of the source: what is too low, what not recorded."""

    row: Any
    short: Sequence[Criterion]
    unknown: Sequence[Criterion]


def _by_place(
    report: Report, people: Iterable[Missing], units: Mapping[int, Unit]
) -> list[tuple[Unit | None, list[Missing]]]:
    """Return people by district and code, without one or of its own report by unit.

    Then as they came.
    """

    def place_of(each: Missing) -> int:
        district = units.get(each.row.district_id) if report.root.whole_province else None
        return int(district.pk if district and district.is_district else each.row.unit_id)

    def by_code(place: int) -> tuple[str, int]:
        unit = units.get(place)
        return unit.code if unit else "", place

    found: dict[int, list[Missing]] = defaultdict(list)
    for each in people:
        found[place_of(each)].append(each)
    return [(units.get(place), found[place]) for place in sorted(found, key=by_code)]


def _head_of(sheet: Sheet, report: Report, place: Unit | None, people: Sequence[Missing]) -> None:
    """Write a place with how many are below, and how many of them lack what."""
    short = sum(1 for each in people if each.short)
    lacking = len(people) - short
    counts = f"{dotted(short)} chưa đạt; {dotted(lacking)} chỉ thiếu thông tin"
    lacks = (
        _counted(report, (c for each in people for c in each.short)),
        _counted(report, (c for each in people for c in each.unknown)),
    )
    blank = [None] * (len(_WIDTHS) - 6)
    name = place.name if place else ""
    sheet.row([None, name, *blank, counts, *lacks, None], SUBTOTAL)


def _counted(report: Report, criteria: Iterable[Criterion]) -> str:
    """Return how often each criterion comes, by the marks of sheet 1, the most frequent first."""
    often = Counter(report.marks[each.code] for each in criteria)
    return "; ".join(f"{mark}: {dotted(times)}" for mark, times in often.most_common())


def _write(
    sheet: Sheet, report: Report, number: int, each: Missing, units: Mapping[int, Unit],
    above: Mapping[int, str],
) -> None:  # fmt: skip
    together = TOGETHER[Outcome.SHORT if each.short else Outcome.UNKNOWN]
    lacks = [together.short, _named(each.short), _named(each.unknown)]
    cells = _cells(report, each.row, units, above)
    sheet.row([number, *cells, *lacks, last_day_in_office(each.row)], BODY)


def _summed(report: Report) -> str:
    """Return how many there are of each: too low in a target, or only without information."""
    short, lacking = (
        dotted(report.together(outcome)) for outcome in (Outcome.SHORT, Outcome.UNKNOWN)
    )
    return (
        f"{TOGETHER[Outcome.SHORT].label}: {short} người; "
        f"{TOGETHER[Outcome.UNKNOWN].named}: {lacking} người"
    )


def _named(criteria: Iterable[Criterion]) -> str:
    return "; ".join(f"{each.label} (cần có: {each.asked})" for each in criteria)


def _above(report: Report, units: Mapping[int, Unit]) -> dict[int, str]:
    """Return by commune what stands over it in the tables: its district, or its group."""
    if report.has_districts:
        above = {pk: units.get(unit.above_id or 0) for pk, unit in units.items()}
        return {pk: unit.name for pk, unit in above.items() if unit}
    named = (group for group in report.groups if group.district.is_group)
    return {unit.pk: group.district.name for group in named for unit in group.communes}


def _cells(
    report: Report, row: Any, units: Mapping[int, Unit], above: Mapping[int, str]
) -> list[Value]:
    unit = units.get(row.unit_id)
    return [
        row.full_name,
        as_known(row.birth_date, row.birth_precision),
        str(Person.Sex(row.sex).label),
        row.ethnic_group,
        masked(row.identity),
        above.get(row.unit_id, ""),
        unit_name(report, unit) if unit else row.unit_code,
        row.title_name,
        as_known(row.post_start, row.post_start_precision),
        *(_level(row, kind) for kind in LEVELS),
    ]


def _level(row: Any, kind: str) -> str:
    """Return the highest level held, with its language; "" when nothing is recorded."""
    level = getattr(row, kind)
    if level is None:
        return ""
    language = getattr(row, KINDS[kind].language_field) if KINDS[kind].languages and level else ""
    return " - ".join(filter(None, (language, KINDS[kind].level_label(level))))

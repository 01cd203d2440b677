"""The tables of a report: criteria, units by criterion, ranked units."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from personnel.models import Unit
from personnel.words.vietnamese import dotted
from reports.sections import columns
from reports.word import phrases
from reports.word.blocks import Block, Column, Kind, Row, Table, paragraph
from reports.word.facts import Facts
from reports.workbooks.annual.unit_table import TOTAL_LABEL
from targets.figures import Verdict
from targets.rules import Criterion, Section

_CRITERIA = (
    Column("TT", 7, "center"), Column("Chỉ tiêu", 51, "left"), Column("Mục tiêu", 15, "center"),
    Column("Số đối tượng", 15), Column("Đạt", 15), Column("Tỷ lệ (%)", 12.5),
    Column("Tăng, giảm", 12.5), Column("Chưa rõ", 10.5), Column("Còn thiếu", 10.5),
    Column("Kết luận", 16, "center"),
)  # fmt: skip
_RANKED = (
    Column("Hạng", 11, "center"), Column("Đơn vị", 36, "left"), Column("Số người", 15),
    Column("Đạt đủ mọi chỉ tiêu", 22), Column("Tỷ lệ (%)", 15),
    Column("Chỉ tiêu đạt", 16, "center"), Column("Thiếu nhiều nhất ở", 50, "left"),
)  # fmt: skip
_MOST_COLUMNS, _UNIT_WIDTH, _CELL_WIDTH = 14, 25, 10
COUNTED = "đơn vị tính: người; chỉ tiêu hồ sơ công việc: hồ sơ"


def caption(title: str, counted: str) -> Iterator[Block]:
    """Yield what stands above a table, and what it counts."""
    yield paragraph(title, kind=Kind.CAPTION)
    yield paragraph(f"({counted})", kind=Kind.COUNTED)


def criteria_table(facts: Facts) -> Iterator[Block]:
    """Yield table 1: each criterion with target, figures, change and verdict."""
    title = f"Bảng 1. Kết quả thực hiện các chỉ tiêu đến ngày {facts.day}"
    yield from caption(title, COUNTED)
    yield Table(_CRITERIA, list(_criteria_rows(facts)))
    told = ["Chưa rõ: chưa có thông tin, không tính là đạt",
            "Còn thiếu: số tối thiểu phải đạt thêm"]  # fmt: skip
    if facts.since:
        told.insert(0, f"Tăng, giảm: điểm phần trăm, so với {facts.since}")
    yield paragraph(f"{'. '.join(told)}.", kind=Kind.NOTE)


def _criteria_rows(facts: Facts) -> Iterator[Row]:
    ordinal = 0
    for section, criteria in columns(facts.criteria):
        yield Row([section.label], strong=True)
        for criterion in criteria:
            ordinal += 1
            yield Row([str(ordinal), *_criterion_cells(facts, criterion)])
            yield from _read_otherwise(facts, criterion)


def _criterion_cells(facts: Facts, criterion: Criterion) -> list[str]:
    figure, verdict = facts.figure(criterion), facts.verdict(criterion)
    return [
        phrases.asked(criterion),
        phrases.target(criterion.share),
        dotted(figure.covered),
        dotted(figure.met),
        phrases.decimal_or_dash(facts.rate(criterion)),
        phrases.signed(facts.points(criterion)),
        dotted(figure.unknown),
        dotted(facts.gap(criterion)) if criterion.judged else phrases.NOTHING,
        str(verdict.label),
    ]


def _read_otherwise(facts: Facts, criterion: Criterion) -> Iterator[Row]:
    """Yield the row of the other reading, where it turns the verdict."""
    figure, other = facts.report.otherwise(criterion), criterion.otherwise
    if figure is None or other is None:
        return
    cells = [
        "",
        f"Cách hiểu khác: {phrases.lower(other.cover.label)}",
        phrases.target(other.share),
        dotted(figure.covered),
        dotted(figure.met),
        phrases.decimal_or_dash(figure.rate(other.share)),
        phrases.NOTHING,
        dotted(figure.unknown),
        dotted(figure.gap(other.share)),
        str(figure.verdict(other.share).label),
    ]
    yield Row(cells, italic=True)


def units_table(facts: Facts) -> Iterator[Block]:
    """Yield table 2: the rate of each judged criterion in each unit, the whole at the end.

    What does not fit across a page goes on in a table below.
    """
    title = f"Bảng 2. Tỷ lệ đạt từng chỉ tiêu theo {facts.level}"
    counted = f"đơn vị tính: %; chữ đậm: đạt; dấu {phrases.NOTHING}: không có đối tượng"
    yield from caption(title, counted)
    for at, criteria in enumerate(_across(facts.judged)):
        if at:
            yield paragraph("Bảng 2 (tiếp theo)", kind=Kind.CAPTION)
        yield _units_table(facts, criteria)
    told = {c.short: phrases.kinds(c) for c in facts.judged}
    yield paragraph(
        f"{'; '.join(f'{short}: {name}' for short, name in told.items())}.", kind=Kind.NOTE
    )


def _across(criteria: Sequence[Criterion]) -> Iterator[Sequence[Criterion]]:
    """Yield the criteria in as many parts, of about one size, as they need tables."""
    tables = -(-len(criteria) // _MOST_COLUMNS)
    size = -(-len(criteria) // tables) if tables else 0
    for first in range(0, len(criteria), size or 1):
        yield criteria[first : first + size]


def _units_table(facts: Facts, criteria: Sequence[Criterion]) -> Table:
    sections: list[Section] = [c.cover.section for c in criteria]
    over = [("", 1), *((s.short, len(list(among))) for s, among in groupby(sections))]
    widths = [Column(criterion.short, _CELL_WIDTH) for criterion in criteria]
    rows = [_unit_row(facts, criteria, unit) for unit in facts.units]
    rows.append(_unit_row(facts, criteria, None))
    return Table([Column("Đơn vị", _UNIT_WIDTH, "left"), *widths], rows, over, size=9, margin=0.5)


def _unit_row(facts: Facts, criteria: Sequence[Criterion], unit: Unit | None) -> Row:
    """Return the row of a unit, or of the whole; what is reached stands out."""
    total = "Toàn tỉnh" if facts.whole and not facts.without else TOTAL_LABEL
    name = phrases.unit_narrow(unit) if unit else total
    cells = [phrases.decimal_or_dash(facts.rate(criterion, unit)) for criterion in criteria]
    reached = {at for at, criterion in enumerate(criteria, start=1)
               if facts.verdict(criterion, unit) == Verdict.PASS}  # fmt: skip
    return Row([name, *cells], bold=frozenset(reached if unit else reached | {0}))


def ranked_table(facts: Facts) -> Iterator[Block]:
    """Yield table 3: the units ranked by the people who meet everything asked of them."""
    title = f"Bảng 3. Xếp thứ tự {facts.level}"
    yield from caption(title, "theo tỷ lệ người đạt đủ mọi chỉ tiêu đặt ra cho mình")
    rows = []
    for each in facts.ranking.ranked:
        complete, tally = each.row.complete, each.row.tally
        rows.append(Row([
            str(each.place),
            phrases.upper(phrases.unit_named(each.row.unit)),
            dotted(each.row.people.count),
            phrases.of(complete.count, complete.whole),
            phrases.decimal_or_dash(complete.rate),
            phrases.of(tally.passed, tally.judged),
            _weakest(facts, each.row.unit),
        ]))  # fmt: skip
    yield Table(_RANKED, rows)


def _weakest(facts: Facts, unit: Unit) -> str:
    """Return where most people of a unit are missing, unless nobody is or many are equal."""
    gaps = {c: facts.gap(c, unit) for c in facts.judged if c.about_people}
    most = max(gaps.values(), default=0)
    found = [c for c, gap in gaps.items() if gap == most] if most else []
    if not found or len(found) > 2:
        return phrases.NOTHING
    return "; ".join(
        f"{c.short} {phrases.lower(c.cover.section.short)} ({dotted(most)})" for c in found
    )

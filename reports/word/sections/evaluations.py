"""How people and collectives were evaluated of the last year that is over (III.4)."""

from collections.abc import Iterator

from personnel.reading.evaluated import due_year
from personnel.words.vietnamese import dotted
from reports.word import phrases
from reports.word.blocks import Block, Column, Kind, Paragraph, Row, Table, paragraph, sentences
from reports.word.facts import Facts
from reports.yearly.graded import MISSING, NEW
from reports.yearly.levels import (
    ALL,
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

from .tables import caption

PEOPLE, COLLECTIVES = "evaluations", "collectives"
_COLUMNS = (
    Column("TT", 7, "center"), Column("Đối tượng", 40, "left"), Column("Tổng số", 13),
    Column("Đã xếp loại", 13), *(Column(SHORT[grade.value], 24) for grade in GRADES),
    Column(SHORT[MISSING], 13), Column(SHORT[NEW], 13),
)  # fmt: skip


def evaluations(facts: Facts) -> Iterator[Block]:
    """Yield the levels of people by group, and of collectives, where anything was evaluated."""
    told, units = facts.report.told(PEOPLE), facts.report.told(COLLECTIVES)
    graded = people(told).of(GRADED) or any(
        collectives(units, each).of(GRADED) for each in collective_labels()
    )
    if not (graded or told.unknown):
        return
    year = due_year(facts.report.lens.day)
    yield paragraph(f"Kết quả đánh giá, xếp loại năm {year}", kind=Kind.HEADING)
    yield from _unknown(facts, told)
    if not graded:
        return
    yield sentences(_people(told, STAFF), _people(told, "nonspecialised"))
    yield from _collectives(units)
    title = f"Kết quả xếp loại năm {year}"
    yield from caption(title, "đơn vị tính: người, tập thể; trong ngoặc: % của số đã xếp loại")
    yield Table(_COLUMNS, list(_rows(told, units)), size=9, margin=0.5)
    yield from _by_unit(facts, told, year)
    yield paragraph(
        "Chỉ tính người đang công tác tại ngày lấy số liệu; công tác trong năm chưa đủ 06 tháng "
        "thì không xếp loại (Nghị định 90/2020/NĐ-CP, Điều 2).",
        kind=Kind.NOTE,
    )


def _unknown(facts: Facts, told: Told) -> Iterator[Paragraph]:
    if told.unknown:
        named = [unit for unit in facts.report.source.units if unit.pk in told.unknown]
        who = phrases.units_named(phrases.in_order(named))
        yield paragraph(f"Không kể {who}: báo cáo nộp chưa có nội dung này.")


def _people(told: Told, who: str) -> str:
    """Return how many of one kind were evaluated, and how; "" where there are none."""
    numbers = people(told, who)
    if not numbers:
        return ""
    return (
        f"{WHO_LABELS[who]}: đã xếp loại {phrases.of(numbers.of(GRADED), numbers.of(ALL))} người"
        f"{_levels(numbers, 'người')}."
    )


def _collectives(told: Told) -> Iterator[Paragraph]:
    for code, label in collective_labels().items():
        numbers = collectives(told, code)
        if numbers.of(GRADED):
            graded = phrases.of(numbers.of(GRADED), numbers.of(ALL))
            yield paragraph(f"{label}: đã xếp loại {graded} tập thể{_levels(numbers, 'tập thể')}.")


def _levels(numbers: Numbers, counted: str) -> str:
    """Return the levels in words, after a colon, then who has none."""
    parts = [
        f"{phrases.lower(str(grade.label))} {phrases.count(numbers.of(grade))} {counted} "
        f"({phrases.percent(numbers.share(grade))})"
        for grade in GRADES
        if numbers.of(grade)
    ]
    missing = numbers.of(MISSING)
    rest = f"; chưa có kết quả {phrases.count(missing)} {counted}" if missing else ""
    return (f": {'; '.join(parts)}" if parts else "") + rest


def _rows(told: Told, units: Told) -> Iterator[Row]:
    at = 0
    for who in WHO:
        numbers = people(told, who)
        if numbers and who == STAFF:
            yield Row(["", WHO_LABELS[who], *_numbers(numbers)], strong=True)
        elif numbers:
            at += 1
            yield Row([str(at), WHO_LABELS[who], *_numbers(numbers)])
    yield Row(["", "Tổng số người", *_numbers(people(told))], strong=True)
    for code, label in collective_labels().items():
        at += 1
        yield Row([str(at), f"Tập thể: {label}", *_numbers(collectives(units, code))])


def _by_unit(facts: Facts, told: Told, year: int) -> Iterator[Block]:
    """Yield a table of the cadres and civil servants of each unit right below, if there are any."""
    rows = [(unit, people(told, STAFF, facts.report.inside(unit))) for unit in facts.units]
    if facts.report.root.is_commune or not any(numbers for _, numbers in rows):
        return
    title = f"Kết quả xếp loại cán bộ, công chức năm {year} theo {facts.level}"
    yield from caption(title, "đơn vị tính: người; trong ngoặc: % của số đã xếp loại")
    table = [
        Row([str(at), phrases.unit_narrow(unit), *_numbers(numbers)])
        for at, (unit, numbers) in enumerate(rows, start=1)
    ]
    table.append(Row(["", "Tổng số", *_numbers(people(told, STAFF))], strong=True))
    yield Table(
        (_COLUMNS[0], Column("Đơn vị", 40, "left"), *_COLUMNS[2:]), table, size=9, margin=0.5
    )


def _numbers(numbers: Numbers) -> list[str]:
    levels = [
        f"{dotted(numbers.of(grade))} ({phrases.decimal_or_dash(numbers.share(grade))})"
        for grade in GRADES
    ]
    first, last = (numbers.of(ALL), numbers.of(GRADED)), (numbers.of(MISSING), numbers.of(NEW))
    return [*map(dotted, first), *levels, *map(dotted, last)]

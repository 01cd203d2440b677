"""II.6. Who was sent to courses in the year, and what became of it."""

from collections.abc import Iterator

from personnel.words.vietnamese import dotted
from reports.studies.results import PARTS, Result, Row, Taught
from reports.word import phrases
from reports.word.blocks import Block, Column, Kind, Paragraph, Table, paragraph, sentences
from reports.word.blocks import Row as TableRow
from reports.word.facts import Facts
from reports.workforce import GROUP_LABELS

from .tables import caption

_RESULTS = (
    Column("TT", 7, "center"), Column("Khóa đào tạo, bồi dưỡng", 46, "left"),
    Column("Kế hoạch", 13), Column("Được cử", 13),
    *(Column(str(result.label), 13) for result in PARTS),
    Column("Trước năm", 14), Column("Đến nay", 14),
)  # fmt: skip
MOST_UNITS = 3  # so many units are named


def studies(facts: Facts) -> Iterator[Block]:
    """Yield what was planned, sent and finished, by course, group and unit, if anything was."""
    results = facts.report.studies
    if not results and not results.unknown:
        return
    yield paragraph(f"Kết quả đào tạo, bồi dưỡng năm {results.year}", kind=Kind.HEADING)
    if results.unknown:
        named = [unit for unit in facts.report.source.units if unit.pk in results.unknown]
        who = phrases.units_named(phrases.in_order(named))
        yield paragraph(f"Không kể {who}: báo cáo nộp chưa có nội dung này.")
    whole = results.of()
    if not whole:
        return
    yield sentences(_told(facts, whole), _unconfirmed(facts))
    if whole.sent.attendances:
        yield _by_group(facts)
        yield from _by_unit(facts)
    title = f"Kết quả theo khóa đào tạo, bồi dưỡng đến ngày {facts.day}"
    yield from caption(title, "đơn vị tính: lượt người; hai cột cuối: người")
    rows = [_row(str(at), course, facts) for at, course in enumerate(results.courses, start=1)]
    rows.append(TableRow(["", "Tổng số", *_numbers(facts, whole), "", ""], strong=True))
    yield Table(_RESULTS, rows, size=9, margin=0.5)
    yield paragraph(
        "Chỉ tính người đang công tác tại ngày lấy số liệu. Hai cột cuối: số người có trình độ này "
        f"trở lên vào ngày 31/12/{results.year - 1} và ngày {facts.day}.",
        kind=Kind.NOTE,
    )


def _told(facts: Facts, whole: Row) -> str:
    """Return how many were planned and sent, and what became of it."""
    sent = whole.sent
    planned = f"theo kế hoạch {phrases.count(whole.planned)} lượt; " if whole.planned else ""
    if not sent.attendances:
        return f"Trong năm, {planned}chưa có người nào được cử đi đào tạo, bồi dưỡng."
    parts = "; ".join(
        f"{str(result.label).lower()} {phrases.count(tally.attendances)} lượt"
        for result, tally in whole.cells
        if tally.attendances
    )
    return (
        f"Trong năm, {planned}có {phrases.count(sent.attendances)} lượt học của "
        f"{phrases.people(sent.people)}, kể cả lớp chuyển tiếp từ năm trước ({parts}); "
        f"{phrases.people(whole.tally(Result.FINISHED).people)} hoàn thành ít nhất một khóa."
    )


def _unconfirmed(facts: Facts) -> str:
    number = facts.report.studies.unconfirmed
    return f"Trong đó {phrases.count(number)} lượt chưa được xác nhận." if number else ""


def _by_group(facts: Facts) -> Paragraph:
    results = facts.report.studies
    rows = ((GROUP_LABELS[group], results.of(group=group)) for group in GROUP_LABELS)
    told = "; ".join(
        f"{phrases.lower(label)} {phrases.count(row.sent.attendances)} lượt "
        f"({phrases.people(row.sent.people)})"
        for label, row in rows
        if row.sent.attendances
    )
    return paragraph(f"Theo nhóm chức danh: {told}.")


def _by_unit(facts: Facts) -> Iterator[Paragraph]:
    """Yield the units right below that sent most, where there are enough to tell apart."""
    results, sent = facts.report.studies, []
    for group in facts.report.groups:
        if group.is_a_rest:
            continue
        if facts.report.root.whole_province:
            inside = {group.district.pk, *(unit.pk for unit in group.communes)}
            sent.append((group.district, results.of(units=inside).sent))
        else:
            sent += [(unit, results.of(units={unit.pk}).sent) for unit in group.communes]
    found = sorted(
        ((unit, tally) for unit, tally in sent if tally.attendances),
        key=lambda pair: (-pair[1].attendances, pair[0].code),
    )
    if len(found) <= MOST_UNITS:
        return
    told = "; ".join(
        f"{phrases.unit_named(unit)} {phrases.count(tally.attendances)} lượt "
        f"({phrases.people(tally.people)})"
        for unit, tally in found[:MOST_UNITS]
    )
    yield paragraph(f"Nhiều lượt học nhất: {told}.")


def _row(ordinal: str, course: Taught, facts: Facts) -> TableRow:
    row = facts.report.studies.of(course.code)
    before, after = row.held or (0, 0)
    return TableRow([ordinal, course.name, *_numbers(facts, row), dotted(before), dotted(after)])


def _numbers(facts: Facts, row: Row) -> list[str]:
    told = (row.sent.attendances, *(tally.attendances for _, tally in row.cells))
    planned = dotted(row.planned) if facts.report.studies.is_planned else phrases.NOTHING
    return [planned, *map(dotted, told)]

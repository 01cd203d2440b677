"""II.3. The units below, held against the targets and ranked."""

from collections.abc import Iterator

from personnel.models import Unit
from reports.ranking import Ranked
from reports.word import phrases
from reports.word.blocks import Block, Kind, paragraph, sentences
from reports.word.extremes import FEWEST_COMPARED, MOST_EQUAL
from reports.word.facts import Facts

from .tables import ranked_table, units_table


def units_below(facts: Facts) -> Iterator[Block]:
    """Yield who reaches all or nothing, both tables; nothing where no unit has anybody.

    Nor of a commune, which has none below.
    """
    if not facts.units or facts.report.root.is_commune:
        return
    yield paragraph(f"Kết quả theo {facts.level}", kind=Kind.HEADING)
    yield sentences(*_told(facts))
    yield from units_table(facts)
    if facts.ranking.ranked:
        yield from ranked_table(facts)


def _told(facts: Facts) -> Iterator[str]:
    ranked = facts.ranking.ranked
    whole = [each for each in ranked if each.row.tally.passed == each.row.tally.judged]
    none = [each for each in ranked if not each.row.tally.passed]
    yield (
        f"Đối chiếu với mục tiêu của Nghị quyết theo từng {facts.each} (thông tin quản lý, không "
        f"thay kết luận của {facts.place}), {_who(whole) or 'không đơn vị nào'} đạt tất cả các chỉ "
        "tiêu có đối tượng."
    )
    if none:
        yield f"{phrases.upper(_who(none))} chưa đạt chỉ tiêu nào."
    if len(ranked) >= FEWEST_COMPARED:
        yield from _ends(facts)


def _who(ranked: list[Ranked]) -> str:
    """Return units in words; "" for nobody, and how many where they are many."""
    units = phrases.in_order(each.row.unit for each in ranked)
    if len(units) > 2 * MOST_EQUAL:
        return f"{phrases.count(len(units))} đơn vị"
    return phrases.units_named(units) if units else ""


def _ends(facts: Facts) -> Iterator[str]:
    """Yield the best and the last by the people who meet everything, where few share the place."""
    found = (("cao nhất", facts.ranking.best), ("thấp nhất", facts.ranking.last))
    told = [f"{which} là {_with_shares(ranked)}" for which, ranked in found
            if 0 < len(ranked) <= MOST_EQUAL]  # fmt: skip
    if told:
        yield f"Tỷ lệ người đạt đủ mọi chỉ tiêu đặt ra cho mình {', '.join(told)}."


def _with_shares(ranked: list[Ranked]) -> str:
    complete = {each.row.unit: each.row.complete for each in ranked}
    units: list[Unit] = phrases.in_order(complete)
    return phrases.listed(
        f"{phrases.unit_named(unit)} ({phrases.of(complete[unit].count, complete[unit].whole)} "
        f"người, {phrases.percent(complete[unit].rate)})"
        for unit in units
    )

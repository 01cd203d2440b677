"""Table 4: how many are missing of each criterion, and in which units most are."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any

from personnel.models import Unit
from personnel.words.vietnamese import dotted
from reports.conclusion import bare
from reports.word import phrases
from reports.word.blocks import Block, Column, Row, Table
from reports.word.facts import Facts
from targets.rules import Criterion

from .tables import COUNTED, caption

_MISSING = (
    Column("TT", 8, "center"), Column("Nội dung", 74, "left"), Column("Còn thiếu", 15),
    Column("Đơn vị thiếu nhiều nhất", 68, "left"),
)  # fmt: skip
# So many units are named where most are missing, and where the rate is lowest.
_WORST, _LOWEST, _MORE = 3, 2, 3


def missing_table(facts: Facts) -> Iterator[Block]:
    """Yield table 4: how many are missing of each criterion, and where most are."""
    below = "; mục tiêu dưới 100%: nêu đơn vị có tỷ lệ thấp nhất"
    partly = any(c.share and c.share.percent < 100 for c in facts.failed)
    yield from caption("Bảng 4. Số còn thiếu theo chỉ tiêu", f"{COUNTED}{below if partly else ''}")
    rows = [
        Row([str(at), _whose(c), dotted(facts.gap(c)), _where(facts, c)])
        for at, c in enumerate(facts.by_gap, start=1)
    ]
    yield Table(_MISSING, rows)


def _where(facts: Facts, criterion: Criterion) -> str:
    """Return the units where most are missing.

    Of a target below 100% what units miss does not add up to what the whole does: there the
    lowest rates are named. A commune has no units.
    """
    if facts.report.root.is_commune:
        return phrases.NOTHING
    if criterion.share and criterion.share.percent < 100:
        return _lowest(facts, criterion)
    gaps = {unit: gap for unit in facts.units if (gap := facts.gap(criterion, unit))}
    worst = _first(gaps, _WORST, lambda unit: -gaps[unit])
    return ", ".join(f"{phrases.unit_narrow(unit)} {dotted(gaps[unit])}" for unit in worst)


def _lowest(facts: Facts, criterion: Criterion) -> str:
    figures = {u: f for u in facts.units if (f := facts.figure(criterion, u)).covered}
    lowest = _first(figures, _LOWEST, lambda u: Fraction(figures[u].met, figures[u].covered))
    return ", ".join(
        f"{phrases.unit_narrow(unit)} {phrases.percent(facts.rate(criterion, unit))}"
        for unit in lowest
    )


def _first(units: Iterable[Unit], count: int, key: Callable[[Unit], Any]) -> list[Unit]:
    """Return the first so many units by a key, and those equal to the last of them.

    Where these are too many to name, those before them; of equal ones, by place.
    """
    found = sorted(phrases.in_order(units), key=key)
    if len(found) <= count:
        return found
    last = key(found[count - 1])
    named = [unit for unit in found if key(unit) <= last]
    return named if len(named) <= count + _MORE else [u for u in found if key(u) < last]


def _whose(criterion: Criterion) -> str:
    """Return what is asked, and of whom."""
    if not criterion.about_people:
        return criterion.label
    return f"{bare(criterion)} ({phrases.lower(criterion.cover.label)})"

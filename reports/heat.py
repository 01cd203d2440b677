"""The heat table: units down, criteria across, each cell a link to the people behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from personnel.models import Unit
from targets.judging import RollUp
from targets.rules import Criterion

from .board import Line, line, unconfirmed_below
from .lens import Lens
from .sections import Section, columns
from .workforce import Part, Workforce


@dataclass(frozen=True)
class HeatRow:
    """One unit's headcount and its cells, in the order of the columns."""

    unit: Unit
    people: Part
    cells: list[Line]
    unconfirmed: int


@dataclass(frozen=True)
class Heat:
    """A table of units by criteria; `groups` are the spans of the upper header."""

    groups: list[tuple[Section, list[Criterion]]]
    total: HeatRow
    rows: list[HeatRow]


def heat(
    lens: Lens, top: Unit, units: Sequence[Unit], figures: RollUp, workforce: Workforce
) -> Heat:
    """Lay out the figures of `top` and of those of `units` right below it; no query is made."""
    groups = columns(lens.criteria)
    criteria = [criterion for _, among in groups for criterion in among]

    def row(unit: Unit) -> HeatRow:
        return _row(lens, unit, criteria, figures, workforce, len(unconfirmed_below(unit, units)))

    return Heat(groups, row(top), [row(unit) for unit in units if unit.parent_id == top.pk])


def _row(
    lens: Lens,
    unit: Unit,
    criteria: Iterable[Criterion],
    figures: RollUp,
    workforce: Workforce,
    unconfirmed: int,
) -> HeatRow:
    cells = [line(lens, unit, criterion, figures, unconfirmed) for criterion in criteria]
    return HeatRow(unit, workforce.group(unit, "all"), cells, unconfirmed)

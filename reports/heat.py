"""The heat table: units down, criteria across, each cell a link to the people behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from personnel.models import Unit
from targets.judging import RollUp
from targets.rules import Criterion

from .board import Line, line, ordered
from .lens import Lens


@dataclass(frozen=True)
class HeatRow:
    """One unit's cells, in the order of the columns."""

    unit: Unit
    cells: list[Line]


@dataclass(frozen=True)
class Heat:
    """A table of units by criteria; `groups` are the spans of the upper header."""

    groups: list[tuple[str, int]]
    columns: list[Criterion]
    rows: list[HeatRow]


def heat(lens: Lens, units: Sequence[Unit], criteria: Iterable[Criterion], figures: RollUp) -> Heat:
    """Lay the figures of `units` out by criterion; no query is made."""
    columns = ordered(criteria)
    spans = groupby(columns, key=lambda criterion: criterion.cover.label)
    return Heat(
        groups=[(label, len(list(span))) for label, span in spans],
        columns=columns,
        rows=[HeatRow(unit, _cells(lens, unit, columns, figures)) for unit in units],
    )


def _cells(lens: Lens, unit: Unit, columns: list[Criterion], figures: RollUp) -> list[Line]:
    return [line(lens, unit, criterion, figures, int(unit.unconfirmed)) for criterion in columns]

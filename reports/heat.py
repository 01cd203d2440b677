"""The heat table: units down, criteria across, each cell a link to the people behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from personnel.models import Unit
from targets.judging import RollUp
from targets.rules import Criterion

from .board import Line, line, unconfirmed_below
from .lens import Lens
from .links import Links
from .sections import Section, columns
from .workforce import Part, Workforce


@dataclass(frozen=True)
class HeatRow:
    """One unit's headcount and its cells, in the order of the columns; `url` is its page."""

    unit: Unit
    url: str
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
    lens: Lens, top: Unit, units: Sequence[Unit], figures: RollUp, workforce: Workforce,
    links: Links | None = None,
) -> Heat:  # fmt: skip
    """Lay out the figures of `top` and of those of `units` right below it; no query is made.

    They lead where `links` says; without it, through the lens.
    """
    links = links or Links(lens)
    groups = columns(lens.criteria)
    criteria = [criterion for _, among in groups for criterion in among]

    def row(unit: Unit) -> HeatRow:
        unconfirmed = len(unconfirmed_below(unit, units))
        cells = [line(lens, unit, each, figures, unconfirmed, links) for each in criteria]
        return HeatRow(unit, links.unit(unit), workforce.group(unit, "all"), cells, unconfirmed)

    return Heat(groups, row(top), [row(unit) for unit in units if unit.parent_id == top.pk])

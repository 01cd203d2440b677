"""The heat table: units down, criteria across, each cell a link to the people behind it."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from personnel.models import Unit
from targets.judging import RollUp
from targets.rules import Criterion, Section
from targets.sources import Source

from .doubts import doubted_below, of_facts
from .lines import Line, Tally, line
from .links import Links
from .scope import rows_below
from .sections import columns
from .workforce import Part, Workforce


@dataclass(frozen=True)
class HeatRow:
    """One unit's headcount and its cells, in the order of the columns; `url` is its page.

    `unconfirmed` is the number of communes in it whose terrain is not confirmed, where a cell
    rests on terrain; `complete` are its people who meet every target, `unmet` those who do not.
    """

    unit: Unit
    url: str
    people: Part
    cells: list[Line]
    unconfirmed: int
    complete: Part
    unmet: Part

    @cached_property
    def tally(self) -> Tally:
        """How many criteria it meets, of how many."""
        return Tally.of(self.cells)


@dataclass(frozen=True)
class Heat:
    """A table of units by criteria; `groups` are the spans of the upper header."""

    groups: list[tuple[Section, list[Criterion]]]
    total: HeatRow
    rows: list[HeatRow]

    @property
    def any_unconfirmed(self) -> bool:
        """Whether a cell rests on something that is not confirmed."""
        return any(cell.unconfirmed for row in (self.total, *self.rows) for cell in row.cells)

    @property
    def any_unsure(self) -> bool:
        """Whether a cell covers somebody by a group of titles that is not confirmed."""
        return any(cell.figure.unconfirmed for cell in self.total.cells)

    @property
    def any_otherwise(self) -> bool:
        """Whether a cell's verdict turns where its clause is read otherwise."""
        return any(cell.otherwise for row in (self.total, *self.rows) for cell in row.cells)


def heat(
    source: Source, figures: RollUp, workforce: Workforce, links: Links, *, grouped: bool = False
) -> Heat:
    """Lay out the figures of a source's root and of the units right below it, by code.

    `grouped`, of its groups and of the communes in none. They lead where `links` says.
    """
    lens, root, units = source.lens, source.root, source.units
    groups = columns(lens.criteria)
    criteria = [criterion for _, among in groups for criterion in among]
    facts = frozenset[str]().union(*(criterion.unit_facts for criterion in criteria))

    def row(unit: Unit) -> HeatRow:
        doubted = doubted_below(unit, units)
        cells = [line(lens, unit, each, figures, doubted, links) for each in criteria]
        unconfirmed = len(of_facts(doubted, facts & {Unit.Fact.TERRAIN}))
        people, complete = workforce.group(unit, "all"), workforce.complete(unit)
        unmet = workforce.unmet(unit)
        return HeatRow(unit, links.unit(unit), people, cells, unconfirmed, complete, unmet)

    return Heat(groups, row(root), [row(unit) for unit in rows_below(source, grouped=grouped)])

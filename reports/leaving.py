"""Who leaves by their age before a day to come, and what that alone does to its figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from personnel.models import Unit
from targets.figures import HUNDREDTH, Figure
from targets.judging import RollUp, figure_key
from targets.needs.leavers import Leavers, leavers_of
from targets.rules import Criterion
from targets.sources import LiveSource, Source

from .lines import Line
from .links import Links


@dataclass(frozen=True)
class Leaving:
    """Those whom the age sends home by the day of a forecast, from the records through a lens."""

    source: LiveSource
    forecast: Leavers

    @property
    def day(self) -> date:
        """The day by which they have left."""
        return self.forecast.day

    def people(self, unit: Unit) -> int:
        """Return how many leave in a unit."""
        return self.forecast.leavers(figure_key(unit))

    def url(self, unit: Unit) -> str:
        """Return the list of exactly these."""
        return Links(self.source.lens).people(unit, post="retired")

    @property
    def in_all(self) -> int:
        """How many leave in the root."""
        return self.people(self.source.root)

    @property
    def url_of_all(self) -> str:
        """The list of these."""
        return self.url(self.source.root)

    def beside(self, line: Line) -> Line:
        """Return a line that says how much of its share retirement alone brings or takes."""
        if not line.criterion.about_people or not self.forecast.stay.holds(line.criterion):
            return line
        place = figure_key(line.unit)
        bare = self.forecast.bare(line.criterion, place)
        return replace(line, alone=points(bare, self.forecast.stay.figure(line.criterion, place)))


def leaving_of(source: Source, figures: RollUp, *criteria: Criterion) -> Leaving | None:
    """Return who leaves by the day of a source, beside its figures of criteria, or of its lens's.

    None where the day has come; two queries at most.
    """
    if not isinstance(source, LiveSource) or not source.lens.ahead:
        return None
    return Leaving(source, leavers_of(source, figures, criteria or source.lens.criteria))


def with_leaving(lines: Iterable[Line], leaving: Leaving | None) -> list[Line]:
    """Return lines, of a day to come with what retirement alone does to each."""
    return [leaving.beside(line) if leaving else line for line in lines]


def points(before: Figure, after: Figure) -> Decimal | None:
    """Return by how many percentage points a share changes; None where nobody is covered."""
    if not before.covered or not after.covered:
        return None
    exact = 100 * (Fraction(after.met, after.covered) - Fraction(before.met, before.covered))
    rounded = (Decimal(exact.numerator) / exact.denominator).quantize(HUNDREDTH, ROUND_HALF_UP)
    return rounded + 0  # no "-0.00"

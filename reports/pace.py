"""How a criterion moves: what a year brought, what each year left must bring, and whether it does.

A figure of a day that has not come says nothing of pace: what it takes for granted moves nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.db.models import TextChoices
from django.utils.functional import cached_property

from personnel.words.dates import years_before
from targets.figures import Verdict
from targets.judging import RollUp
from targets.lens import Lens
from targets.sources import LiveSource

from .lines import Line, line

DAYS_OF_A_YEAR = Fraction(1461, 4)
TENTH = Decimal("0.1")


class Path(TextChoices):
    """Where a criterion stands on its way to the target."""

    REACHED = "reached", "đạt"
    ON = "on", "kịp đà"
    SLOW = "slow", "chậm"
    OVERDUE = "overdue", "quá hạn"
    UNSAID = "unsaid", "chưa rõ đà"


@dataclass(frozen=True)
class Pace:
    """One criterion's line now, and a year before; None where nobody was covered, or it is unknown.

    A floor whose deadline is past and that is not met is overdue, never slow.
    """

    line: Line
    before: Line | None = None

    @cached_property
    def gain(self) -> Fraction | None:
        """Percentage points of the year, not rounded."""
        if self.before is None or self.before.exactly is None or self.line.exactly is None:
            return None
        return self.line.exactly - self.before.exactly

    @cached_property
    def need(self) -> Fraction | None:
        """Percentage points needed in each year left; None where reached, overdue or not judged."""
        day, deadline = self.line.lens.day, self.line.criterion.deadline
        if self.line.verdict != Verdict.FAIL or day >= deadline:
            return None
        return self.line.distance / years_between(day, deadline)

    @cached_property
    def path(self) -> Path | None:
        """On the way to the target or not; None where nothing is judged."""
        if self.line.verdict == Verdict.PASS:
            return Path.REACHED
        if self.line.verdict != Verdict.FAIL:
            return None
        if self.line.lens.day > self.line.criterion.deadline:
            return Path.OVERDUE
        if self.gain is None:
            return Path.UNSAID
        # On the last day itself nothing more can be gained.
        return Path.ON if self.need is not None and self.gain >= self.need else Path.SLOW

    @cached_property
    def gained(self) -> Decimal | None:
        """The gain as it is shown: with one decimal."""
        return None if self.gain is None else in_tenths(self.gain)

    @property
    def way(self) -> str:
        """Which way the year went, as it is shown."""
        if self.gained is None:
            return ""
        return "up" if self.gained > 0 else "down" if self.gained < 0 else "same"

    @property
    def moved(self) -> Decimal | None:
        """How far, as it is shown."""
        return None if self.gained is None else abs(self.gained)

    @property
    def needed(self) -> Decimal | None:
        """What is needed in a year as it is shown."""
        return None if self.need is None else in_tenths(self.need)


def years_between(first: date, last: date) -> Fraction:
    """Return how many years lie between two days."""
    return (last - first).days / DAYS_OF_A_YEAR


def in_tenths(points: Fraction) -> Decimal:
    """Return percentage points with one decimal, half up."""
    exact = Decimal(points.numerator) / Decimal(points.denominator)
    return exact.quantize(TENTH, ROUND_HALF_UP) + 0  # no "-0.0"


def a_year_before(source: LiveSource) -> tuple[Lens, RollUp] | None:
    """Return the figures a year before the source's day, at the same horizon; two queries at most.

    None on a day that has not come.
    """
    if source.lens.assumption:
        return None
    then = source.on(years_before(source.lens.day, 1))
    return then.lens, then.figures(then.lens.criteria)


def paces(lines: Iterable[Line], then: tuple[Lens, RollUp] | None) -> list[Pace]:
    """Return lines of one unit with what they were a year before."""
    return [Pace(row, _before(row, then)) for row in lines]


def _before(row: Line, then: tuple[Lens, RollUp] | None) -> Line | None:
    if then is None:
        return None
    lens, figures = then
    found = line(lens, row.unit, row.criterion, figures)
    return found if found.figure.covered else None


def counted_by_path(moving: Sequence[Pace]) -> list[tuple[Path, int]]:
    """Return how many criteria are on each path, those of none left out; they add up to all."""
    said = [each.path for each in moving]
    return [(path, said.count(path)) for path in Path if path in said]

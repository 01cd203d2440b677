"""A criterion's rate year by year, drawn toward the target at its deadline."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from personnel.models import PersonQuerySet, Unit, UnitQuerySet
from targets.figures import Figure
from targets.judging import roll_up
from targets.rules import Criterion

from .board import figure_key

YEARS_BACK = 4
WIDTH, HEIGHT, MARGIN = 300, 130, 26


@dataclass(frozen=True)
class Point:
    """One day's figure and its place in the drawing."""

    day: date
    figure: Figure
    rate: Decimal
    x: str
    y: str
    current: bool

    @property
    def label(self) -> str:
        """The year; the as-of day is named in full when it is not a year's end."""
        return (
            f"{self.day:%Y}"
            if (self.day.month, self.day.day) == (12, 31)
            else f"{self.day:%d/%m/%Y}"
        )


@dataclass(frozen=True)
class Trend:
    """The points of a criterion in a unit, and where the target stands."""

    criterion: Criterion
    points: list[Point]
    target: Point | None

    @property
    def path(self) -> str:
        """The points as an SVG polyline."""
        return " ".join(f"{point.x},{point.y}" for point in self.points)

    @property
    def yearly_need(self) -> Decimal | None:
        """Percentage points needed a year to be on target at the deadline; None when reached."""
        if not self.target or not self.points:
            return None
        last = self.points[-1]
        years = Decimal((self.target.day - last.day).days) / Decimal("365.25")
        missing = self.target.rate - last.rate
        return (missing / years).quantize(Decimal("0.1")) if years > 0 and missing > 0 else None


def trend(
    criterion: Criterion, unit: Unit, day: date, people: PersonQuerySet, units: UnitQuerySet
) -> Trend:
    """Return the rates at the end of the years before `day`, and on it; one roll-up a point."""
    days = [*(date(day.year - back, 12, 31) for back in range(YEARS_BACK, 0, -1)), day]
    figures = [
        (at, roll_up(at, [criterion], people, units).figure(criterion, figure_key(unit)))
        for at in days
    ]
    first, last = days[0].year, max(day.year, criterion.deadline.year)
    points = [
        _point(at, figure, criterion, (first, last), at == day)
        for at, figure in figures
        if figure.covered
    ]
    return Trend(criterion, points, _target(criterion, day, (first, last)))


def _target(criterion: Criterion, day: date, years: tuple[int, int]) -> Point | None:
    if criterion.share is None or criterion.deadline <= day:
        return None
    rate = Decimal(criterion.share.percent)
    return Point(
        criterion.deadline, Figure(), rate, *_place(criterion.deadline, rate, years), False
    )


def _point(
    day: date, figure: Figure, criterion: Criterion, years: tuple[int, int], current: bool
) -> Point:
    rate = figure.rate(criterion.share) or Decimal(0)
    return Point(day, figure, rate, *_place(day, rate, years), current)


def _place(day: date, rate: Decimal, years: tuple[int, int]) -> tuple[str, str]:
    """Return x and y in the drawing; the year's end stands at the year."""
    first, last = years
    elapsed = day.year - 1 + day.timetuple().tm_yday / 365 - first
    x = MARGIN + (WIDTH - 2 * MARGIN) * elapsed / max(1, last - first)
    y = HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * float(rate) / 100
    return f"{x:.1f}", f"{y:.1f}"

"""A criterion's rate year by year, drawn toward the target at its deadline, with the forecast.

On each day that a period was sealed for stands its figure, from the frozen rows: in place of the
records' at a year's end, on its own day where that is another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.urls import reverse

from targets.judging import RollUp
from targets.lens import Lens
from targets.rules import Criterion
from targets.sources import LiveSource

from .lines import Line, line
from .links import FrozenLinks
from .models import Period
from .pace import in_tenths, years_between
from .sealed_points import Sealed, sealed_figures, sealed_periods

YEARS_BACK = 4
WIDTH, HEIGHT = 320, 172
LEFT, RIGHT, TOP, BOTTOM = 42, 300, 16, 148
LABEL_ROOM, RATE_ROOM = 30, 18  # how wide a year and a rate are, about
STEP = 20  # percentage points between the lines of the grid


@dataclass(frozen=True)
class Scale:
    """Where days and rates stand in the drawing: years along, percent up from `low`."""

    first: date
    last: date
    low: int

    def x(self, day: date) -> float:
        """Return how far right `day` stands."""
        days = max(1, (self.last - self.first).days)
        return LEFT + (RIGHT - LEFT) * (day - self.first).days / days

    def y(self, rate: Decimal | int) -> float:
        """Return how far down `rate` stands."""
        return BOTTOM - (BOTTOM - TOP) * float(rate - self.low) / (100 - self.low)

    @property
    def grid(self) -> list[tuple[int, str]]:
        """The lines of the grid: percent and height."""
        return [(rate, f"{self.y(rate):.1f}") for rate in range(self.low, 101, STEP)]


@dataclass(frozen=True)
class Point:
    """One day's figure and its place in the drawing; what has no room there is left out.

    `rate_y` is where its rate is written, `sealed` what a period was sealed with, where the
    figure comes from one.
    """

    line: Line
    x: str
    y: str
    rate_y: str
    label: str
    rate: str
    current: bool
    sealed: Sealed | None = None

    @property
    def day(self) -> date:
        """The day of the figure."""
        return self.line.lens.day

    @property
    def recast(self) -> str:
        """By which other map than its own day's the figure is, in words; "" by its own."""
        return self.line.lens.recast

    @property
    def ahead(self) -> bool:
        """Whether its day has not come, so that the figure is an assumption."""
        return bool(self.line.lens.forecast)


@dataclass(frozen=True)
class Goal:
    """The target at its deadline; `ahead` when the deadline is still to come."""

    day: date
    percent: int
    x: str
    y: str
    label: str
    ahead: bool


@dataclass(frozen=True)
class Trend:
    """The points of a criterion in a unit, and where the target stands.

    `deadline` is that of the horizon looked at, `of_the_day` are the sealed periods of the day.
    """

    criterion: Criterion
    points: list[Point]
    grid: list[tuple[int, str]]
    goal: Goal | None
    deadline: date
    of_the_day: Sequence[Period] = ()
    size: str = f"0 0 {WIDTH} {HEIGHT}"
    left: int = LEFT
    right: int = RIGHT

    @property
    def path(self) -> str:
        """The points that have come as an SVG polyline."""
        return _path(point for point in self.points if not point.ahead)

    @property
    def path_ahead(self) -> str:
        """The way from the last of them through the points to come; "" without any."""
        come = sum(not point.ahead for point in self.points)
        return _path(self.points[max(0, come - 1) :]) if self.forecast else ""

    @property
    def forecast(self) -> str:
        """What the points to come take for granted; "" where all have come."""
        return next((point.line.lens.forecast for point in self.points if point.ahead), "")

    @property
    def at_deadline(self) -> Point | None:
        """The point of the deadline while that is to come: whether the target is reached then."""
        last = self.deadline
        return next((point for point in self.points if point.ahead and point.day == last), None)

    @property
    def last_come(self) -> Point | None:
        """The last point whose day has come; from there the way still to go is measured."""
        return next((point for point in reversed(self.points) if not point.ahead), None)

    @property
    def recast(self) -> str:
        """By which other map some of the points are, in words; "" where none is."""
        return next((point.recast for point in self.points if point.recast), "")

    @property
    def any_sealed(self) -> bool:
        """Whether a point comes from a sealed period."""
        return any(point.sealed for point in self.points)

    @property
    def yearly_need(self) -> Decimal | None:
        """Percentage points needed a year to be on target at the deadline; None when reached."""
        if not self.goal or not self.goal.ahead or not self.last_come:
            return None
        last = self.last_come.line
        if last.rate is None or last.distance <= 0:
            return None
        return in_tenths(last.distance / years_between(last.lens.day, self.goal.day))


def trend(source: LiveSource, criterion: Criterion, now: RollUp | None = None) -> Trend:
    """Return a root's rates at the ends of the years before its day, on it, and as sealed.

    On a day on which the root was not there it is by the map that the root is on: the sum of those
    that it came from, or what came of it.

    From today on the ends of the years to the deadline are forecast.

    Two queries for what was sealed, and one roll-up of the one criterion for each other point;
    `now` spares that of the source's day where it holds the criterion already.
    """
    lens, unit = source.lens, source.root
    ends = [date(year, 12, 31) for year in range(lens.day.year - YEARS_BACK, lens.day.year)]
    known = {lens.day: now} if now and now.holds(criterion) else {}
    periods = sealed_periods(ends[0], lens.day)
    sealed = sealed_figures(criterion, unit, periods)

    def row(day: date) -> Line:
        there = source if day == lens.day else source.on(day)
        at = there.lens
        if day in sealed:
            links = FrozenLinks(at, reverse("period-people", args=[sealed[day].period]))
            return Line(at, unit, sealed[day].criterion, sealed[day].figure, links=links)
        return line(at, unit, criterion, known.get(day) or there.figures([criterion]))

    days = sorted({*ends, lens.day, *sealed, *_to_come(lens, criterion)})
    lines = [found for day in days if (found := row(day)).figure.covered]
    scale = Scale(ends[0], max(*days, criterion.deadline), _low(lines))
    goal = _goal(criterion, lens.day, scale)
    points = [
        replace(point, sealed=sealed.get(point.day))
        for point in _points(lines, lens.day, scale, goal)
    ]
    of_the_day = [period for period in periods if period.day == lens.day]
    return Trend(criterion, points, scale.grid, goal, lens.horizon.deadline, of_the_day)


def _to_come(lens: Lens, criterion: Criterion) -> list[date]:
    """Return the ends of the years still to come up to the deadline, of who is judged."""
    today, last = lens.today, max(criterion.deadline, lens.horizon.deadline)
    if today is None or lens.day < today or not (criterion.about_people and criterion.judged):
        return []
    ends = (date(year, 12, 31) for year in range(lens.day.year, last.year + 1))
    return [day for day in ends if lens.day < day <= last]


def _path(points: Iterable[Point]) -> str:
    return " ".join(f"{point.x},{point.y}" for point in points)


def _low(lines: list[Line]) -> int:
    """Return where the drawing begins: the step at or below the lowest rate and the target."""
    rates = [row.rate or Decimal(0) for row in lines]
    rates += [Decimal(row.criterion.share.percent) for row in lines if row.criterion.share]
    return min(80, int(min(rates, default=Decimal(0))) // STEP * STEP)


def _goal(criterion: Criterion, day: date, scale: Scale) -> Goal | None:
    """Return the target, unless the text names none or its deadline lies before the drawing."""
    if criterion.share is None or criterion.deadline < scale.first:
        return None
    at, percent = criterion.deadline, criterion.share.percent
    x, y = f"{scale.x(at):.1f}", f"{scale.y(percent):.1f}"
    return Goal(at, percent, x, y, str(at.year), ahead=at > day)


def _points(lines: list[Line], day: date, scale: Scale, goal: Goal | None) -> list[Point]:
    places = [scale.x(row.lens.day) for row in lines]
    following = [*places[1:], WIDTH * 2]
    taken = [float(goal.x)] if goal else []
    points = []
    for row, x, after in zip(lines, places, following, strict=False):
        at, y = row.lens.day, scale.y(row.rate or 0)
        label = "" if any(abs(x - other) < LABEL_ROOM for other in taken) else _label(at, day)
        taken += [x] if label else []
        rate = "" if after - x < RATE_ROOM else row.whole_rate
        place = f"{_rate_height(x, y, goal):.1f}"
        points.append(Point(row, f"{x:.1f}", f"{y:.1f}", place, label, rate, at == day))
    return points


def _rate_height(x: float, y: float, goal: Goal | None) -> float:
    """Return where a point's rate stands: above it, or below where it would hide the target."""
    above = y - 8
    hides = goal and abs(x - float(goal.x)) < RATE_ROOM and abs(above - float(goal.y)) < RATE_ROOM
    return y + 16 if hides else above


def _label(day: date, current: date) -> str:
    """Return a year's end as the year, the day looked at as day and month, nothing of others."""
    if (day.month, day.day) == (12, 31):
        return f"{day:%Y}"
    return f"{day:%d/%m}" if day == current else ""

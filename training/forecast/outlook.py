"""The figures of a source at the end of each year up to the deadline, by what is assumed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.functional import cached_property

from personnel.models import Unit
from reports.leaving import Leaving
from reports.lines import Line
from reports.links import Links
from targets.assuming import OF_PEOPLE, Assuming
from targets.judging import figure_key
from targets.needs.enrolled import LiveEnrolments
from targets.needs.forecasting import Forecast, Forecasting
from targets.rules import Criterion
from targets.sources import LiveSource


@dataclass(frozen=True)
class Cell:
    """One criterion in a unit on a day to come, by what is taken for granted.

    Of those who replace leavers, `refilled`, nothing can be listed: `listed` is the line of the
    people who stay, which the figure of the others stands on.
    """

    line: Line
    listed: Line
    refilled: int
    way: Assuming

    @property
    def is_listed(self) -> bool:
        """Whether everybody whom the figure counts can be listed."""
        return self.way in OF_PEOPLE


@dataclass(frozen=True)
class Year:
    """A day to come: its forecast, and the records of it through the lens that tells as much."""

    source: LiveSource
    forecast: Forecast
    way: Assuming

    @property
    def day(self) -> date:
        """The day."""
        return self.forecast.day

    @property
    def leaving(self) -> Leaving:
        """Who has left by it."""
        return Leaving(self.source, self.forecast)

    def cell(self, criterion: Criterion, unit: Unit) -> Cell:
        """Return the figure of a criterion in a unit."""
        lens, place, forecast = self.source.lens, figure_key(unit), self.forecast
        links = Links(lens)
        stays = Assuming.NOTHING if self.way.replaces else self.way
        listed, shown = (
            Line(lens, unit, criterion, forecast.figure(criterion, way, place), links=links)
            for way in (stays, self.way)
        )
        refilled = forecast.refilled(criterion, place) if self.way.replaces else 0
        return Cell(self.leaving.beside(shown), listed, refilled, self.way)


class Outlook:
    """The years from today to the deadline of the horizon of a source of today.

    A query for each year, one more where anybody is enrolled, and one for today.
    """

    def __init__(self, source: LiveSource, criteria: Iterable[Criterion]) -> None:
        self.source = source
        self.criteria = [criterion for criterion in criteria if criterion.about_people]
        self._forecasting = Forecasting(source, self.criteria, LiveEnrolments())

    @property
    def days(self) -> list[date]:
        """The ends of the years to come up to the deadline."""
        today, last = self.source.lens.day, self.source.lens.horizon.deadline
        ends = (date(year, 12, 31) for year in range(today.year, last.year + 1))
        return [day for day in ends if today < day <= last]

    @cached_property
    def forecasts(self) -> list[Forecast]:
        """The forecast of each of them."""
        return [self._forecasting.on(day) for day in self.days]

    def years(self, way: Assuming) -> list[Year]:
        """Return these days by what is taken for granted."""
        assume = Assuming.NOTHING if way.replaces else way
        through = LiveSource(
            replace(self.source.lens, assume=assume), self.source.root, self.source.viewer
        )
        return [Year(through.on(found.day), found, way) for found in self.forecasts]

    @cached_property
    def _today(self) -> Forecast:
        return self._forecasting.on(self.source.lens.day)

    def now(self, criterion: Criterion, unit: Unit) -> Line:
        """Return the figure of today, which leaves out nobody."""
        figure = self._today.bare(criterion, figure_key(unit))
        return Line(self.source.lens, unit, criterion, figure)

    @property
    def past_age(self) -> int:
        """How many are past the age today, and counted today all the same."""
        return self._today.leavers(figure_key(self.source.root))

    @property
    def past_age_url(self) -> str:
        """The list of these."""
        return Leaving(self.source, self._today).url_of_all


@dataclass(frozen=True)
class Row:
    """A criterion in a unit by what is taken for granted: its figure today, and a cell a year."""

    way: Assuming
    now: Line
    cells: Sequence[Cell]

    @property
    def criterion(self) -> Criterion:
        """The criterion."""
        return self.now.criterion

    @property
    def at_deadline(self) -> Line:
        """The last figure: whether the target is reached in time."""
        return self.cells[-1].line


@dataclass(frozen=True)
class Below:
    """A unit at the deadline: the criterion today, by every way then, and who has left."""

    now: Line
    cells: Sequence[Cell]
    leavers: int
    leavers_url: str

    @property
    def address(self) -> str:
        """What names it in an address."""
        return self.now.lens.address(self.now.unit)

    @property
    def expected(self) -> Line:
        """Its figure with those who study: by it is told whether the target is reached."""
        return next(cell.line for cell in self.cells if cell.way == Assuming.ENROLLED)


def rows(outlook: Outlook, way: Assuming) -> list[Row]:
    """Return each criterion that speaks of anybody in the root, today or later."""
    unit, years = outlook.source.root, outlook.years(way)
    if not years:
        return []
    found = (
        Row(way, outlook.now(c, unit), [year.cell(c, unit) for year in years])
        for c in outlook.criteria
    )
    return [row for row in found if row.now.figure.covered or row.at_deadline.figure.covered]


def below(outlook: Outlook, criterion: Criterion, units: Iterable[Unit]) -> list[Below]:
    """Return a criterion in units of the root on the last of the days."""
    last = [outlook.years(way)[-1] for way in Assuming if outlook.days]
    if not last:
        return []
    leaving = last[0].leaving
    return [
        Below(
            outlook.now(criterion, unit),
            [year.cell(criterion, unit) for year in last],
            leaving.people(unit),
            leaving.url(unit),
        )
        for unit in units
    ]

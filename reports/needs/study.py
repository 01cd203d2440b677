"""What is asked about a horizon: of which unit, by which day, with courses from which day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import cached_property

from targets.criteria import criteria_for
from targets.needs.counting import NeedCounts
from targets.needs.enrolled import Enrolments, LiveEnrolments
from targets.needs.forecasting import Forecast, Forecasting
from targets.needs.minimum import Minimum, minimum_of
from targets.needs.needing import Needs
from targets.needs.offers import Offers
from targets.needs.people import read_standings
from targets.needs.planning import plan_for
from targets.needs.plans import Plan
from targets.needs.studying import after_studies
from targets.needs.wishes import Wishes
from targets.rules import Criterion, Horizon
from targets.sources import LiveSource


class PastDeadline(Exception):
    """No plan can be made: the deadline lies before the day on which the courses begin."""


@dataclass(frozen=True)
class Study:
    """The needs, forecasts and plan of a source of today, each worked out when it is asked for.

    Whoever is enrolled and will be through by the deadline needs no second seat. `readings` are
    the codes of the criteria whose clause is read otherwise.
    Raises PastDeadline where the courses would begin after the deadline of the source's horizon.
    """

    source: LiveSource
    start: date
    enrolments: Enrolments = field(default_factory=LiveEnrolments)
    readings: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.start > self.horizon.deadline:
            raise PastDeadline(self.horizon.label)

    @property
    def today(self) -> date:
        """The day on which it is asked."""
        return self.source.lens.day

    @property
    def horizon(self) -> Horizon:
        """The horizon on whose deadline everything is judged."""
        return self.source.lens.horizon

    @cached_property
    def criteria(self) -> list[Criterion]:
        """The criteria about people in force at the horizon, as they are to be read."""
        people = (c for c in criteria_for(self.horizon) if c.about_people)
        return [c.otherwise or c if c.code in self.readings else c for c in people]

    @cached_property
    def then(self) -> LiveSource:
        """The records on the deadline."""
        return self.source.on(self.horizon.deadline)

    @cached_property
    def needs(self) -> Needs:
        """What everybody has to learn by the deadline, after what they study already."""
        recorded = read_standings(self.then, self.criteria)
        standings, studies = after_studies(recorded, self.enrolments.awaited())
        return Needs(standings, Offers.read(self.start, self.horizon.deadline), studies)

    @cached_property
    def counts(self) -> NeedCounts:
        """The same, counted and listed."""
        return NeedCounts(self.needs)

    def minimums(self) -> Iterator[Minimum]:
        """Yield what each criterion with a share takes by itself."""
        for criterion in self.needs.criteria:
            yield minimum_of(self.needs, criterion, self.needs.standings.stay)

    def plan(self, wishes: Wishes) -> Plan:
        """Return the smallest plan that is as wished; raises NoPlan as `plan_for` does."""
        return plan_for(self.needs, wishes)

    @cached_property
    def forecasting(self) -> Forecasting:
        """Forecasts of any day."""
        return Forecasting(self.source, self.criteria, self.enrolments)

    @cached_property
    def now(self) -> Forecast:
        """The figures of today, whoever is past the age told apart."""
        return self.forecasting.on(self.today)

    @property
    def year_ends(self) -> list[date]:
        """The ends of the years from today to the deadline."""
        years = range(self.today.year, self.horizon.deadline.year + 1)
        return [date(year, 12, 31) for year in years]


def next_year_of(day: date) -> date:
    """Return the day on which courses begin unless another is given: the next 1 January."""
    return date(day.year + 1, 1, 1)

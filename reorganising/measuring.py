"""How everything stands, so that before and after can be compared to the person and the figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Sum
from django.utils.functional import cached_property

from personnel.models import Person, Unit
from personnel.reading.standing import standing
from reports.models import FrozenStanding, IssuedFile, Period, Submission
from targets.criteria import BY_CODE, horizon_on
from targets.figures import Figure
from targets.judging import RollUp, figure_key
from targets.lens import Lens
from targets.rules import Criterion
from targets.sources import LiveSource

DAY = timedelta(days=1)
# So many ends of years before a decree are looked at, beside the days of sealed periods.
YEARS = 3


def days_around(day: date, today: date) -> list[date]:
    """Return the days to be measured for a decree of a day, in order; one query.

    The day itself and today. The eve, the ends of the years before, and the days of the periods
    sealed before.
    """
    ends = (date(day.year - back, 12, 31) for back in range(1, YEARS + 1))
    sealed = Period.objects.sealed().filter(day__lt=day).values_list("day", flat=True)
    return sorted({*ends, *sealed, day - DAY, day, today})


@dataclass(frozen=True)
class Counted:
    """Where somebody counts on a day: the unit, and the group of their title."""

    unit: int
    group: str


@dataclass(frozen=True)
class OnDay:
    """Everybody counted on a day, the units shown then, and every figure of them."""

    day: date
    people: Mapping[int, Counted]
    units: Sequence[Unit]
    roll_up: RollUp

    @classmethod
    def read(cls, day: date) -> OnDay:
        """Read a day; some five queries."""
        source = LiveSource.of_province(Lens(horizon_on(day), day))
        rows = standing(day, Person.objects.all(), ()).order_by()
        found = rows.values_list("pk", "unit_id", "title_group")
        people = {pk: Counted(unit, group) for pk, unit, group in found}
        return cls(day, people, source.units, source.figures(BY_CODE.values()))

    def figure(self, criterion: Criterion, unit: Unit) -> Figure:
        """Return the figure of a criterion for a unit: nobody's where it is not there."""
        return self.roll_up.figure(criterion, figure_key(unit))

    @cached_property
    def by_unit(self) -> Mapping[int, int]:
        """How many people count in each unit."""
        return Counter(counted.unit for counted in self.people.values())

    @cached_property
    def rows(self) -> set[int]:
        """The ids of the units shown."""
        return {unit.pk for unit in self.units}

    @cached_property
    def astray(self) -> set[int]:
        """The ids of people who count in a unit that is not in force."""
        there = {unit.pk for unit in self.units if unit.is_in_force(self.day)}
        return {pk for pk, counted in self.people.items() if counted.unit not in there}


@dataclass(frozen=True)
class Measured:
    """Some days, and what is kept of sealed periods."""

    days: Mapping[date, OnDay]
    sealed: Sequence[Any]

    @classmethod
    def read(cls, days: Iterable[date]) -> Measured:
        """Read these days."""
        return cls({day: OnDay.read(day) for day in days}, _sealed())


def _sealed() -> list[Any]:
    """Return what must never change of sealed periods; four queries."""
    sealed = Period.objects.sealed().order_by("pk")
    of = {"period__in": sealed.values("pk")}
    frozen = FrozenStanding.objects.filter(submission__period__in=sealed.values("pk"))
    return [
        *sealed.values(),
        frozen.aggregate(Count("pk"), Sum("pk"), Sum("person"), Sum("unit_id")),
        *Submission.objects.filter(**of).order_by("pk").values(),
        *IssuedFile.objects.filter(**of).order_by("pk").values_list("pk", "sha256"),
    ]

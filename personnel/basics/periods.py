"""What lasts from one day to another: units, titles, posts, rights, what somebody has learnt.

Both days count, and no day is an open end: since ever, until further notice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, OuterRef, Q

Day = date | OuterRef
LastingRow = TypeVar("LastingRow", bound="Lasting")


@dataclass(frozen=True)
class Days:
    """The columns of a first and a last day; "" where there is none, so open on that side.

    `bounded` columns are never null: what has no end lasts to the last day of all.

    Its conditions are on a row with these columns, or by a `prefix` ("unit__") on what refers
    to it.
    """

    first: str = ""
    last: str = ""
    bounded: bool = False

    def on(self, day: Day, prefix: str = "") -> Q:
        """Return the condition "lasts on `day`"."""
        return self.within(day, day, prefix)

    def within(self, first: Day, last: Day, prefix: str = "") -> Q:
        """Return the condition "lasts on some day from `first` to `last`", both included."""
        begun = self._open_or(prefix, self.first, lte=last) if self.first else Q()
        return begun & self.not_over(first, prefix)

    def not_over(self, day: Day, prefix: str = "") -> Q:
        """Return the condition "does not end before `day`", begun or not."""
        return self._open_or(prefix, self.last, gte=day) if self.last else Q()

    def after(self, day: Day, prefix: str = "") -> Q:
        """Return the condition "does not end on `day` or before", begun or not."""
        return self._open_or(prefix, self.last, gt=day) if self.last else Q()

    def not_on(self, day: Day, prefix: str = "") -> Q:
        """Return the condition "begins after `day`, or has ended before"."""
        coming = Q(**{f"{prefix}{self.first}__gt": day}) if self.first else Q()
        over = Q(**{f"{prefix}{self.last}__lt": day}) if self.last else Q()
        return coming | over

    def in_order(self) -> Q:
        """Return what a constraint asks of both: the last day is not before the first."""
        begun = Q() if self.bounded else Q(**{f"{self.first}__isnull": True})
        return begun | self._open_or("", self.last, gte=F(self.first))

    def _open_or(self, prefix: str, column: str, **compared: Day | F) -> Q:
        """Return the condition that a column is null, where it may be, or compares so."""
        ((lookup, value),) = compared.items()
        name = f"{prefix}{column}"
        compares = Q(**{f"{name}__{lookup}": value})
        return compares if self.bounded else Q(**{f"{name}__isnull": True}) | compares


VALIDITY = Days("valid_from", "valid_to")


def span(first: date | None, last: date | None) -> tuple[date, date]:
    """Return two days to compare with: an open end is the first or last day of all."""
    return first or date.min, last or date.max


class Lasting(models.Model):
    """A row that lasts from one day to another; `days` names its columns."""

    days: ClassVar[Days]

    class Meta:
        abstract = True

    @property
    def first_day(self) -> date | None:
        """Its first day; None when it has none."""
        return getattr(self, self.days.first) if self.days.first else None

    @property
    def last_day(self) -> date | None:
        """Its last day; None when it has none."""
        return getattr(self, self.days.last) if self.days.last else None

    @property
    def span(self) -> tuple[date, date]:
        """Its first and last day, to compare with."""
        return span(self.first_day, self.last_day)

    def begins_after(self, day: date) -> bool:
        """Whether its first day is still to come."""
        return self.span[0] > day

    def ended_before(self, day: date) -> bool:
        """Whether its last day is past."""
        return self.span[1] < day

    def lasts_after(self, day: date) -> bool:
        """Whether it goes on after `day`, begun or not."""
        return self.last_day is None or self.last_day > day

    def lasts_on(self, day: date) -> bool:
        """Whether `day` is one of its days, as `Days.on` asks."""
        first, last = self.first_day, self.last_day
        return (first is None or first <= day) and (last is None or day <= last)


class LastingQuerySet(models.QuerySet[LastingRow]):
    """Rows that last from one day to another, asked by day."""

    def lasting_on(self, day: Day) -> Self:
        """Those of which `day` is one of the days."""
        return self.filter(self.model.days.on(day))

    def lasting_within(self, first: Day, last: Day) -> Self:
        """Those that last on some day from `first` to `last`, both included."""
        return self.filter(self.model.days.within(first, last))

    def not_over(self, day: Day) -> Self:
        """Those that do not end before `day`, begun or not."""
        return self.filter(self.model.days.not_over(day))

    def lasting_after(self, day: Day) -> Self:
        """Those that go on after `day`, begun or not."""
        return self.filter(self.model.days.after(day))


class InForce(Lasting):
    """A row that is in force from one day to another."""

    days = VALIDITY

    class Meta:
        abstract = True

    def is_in_force(self, day: date) -> bool:
        """Whether it is in force on `day`; its first and last day count."""
        return self.lasts_on(day)

    @property
    def period_shown(self) -> str:
        """From when to when it is in force, both days included."""
        begun = [f"từ {self.first_day:%d/%m/%Y}"] if self.first_day else []
        ended = [f"đến hết {self.last_day:%d/%m/%Y}"] if self.last_day else []
        return " ".join([*begun, *ended]) or "luôn có hiệu lực"


class InForceQuerySet(LastingQuerySet[LastingRow]):
    """Rows in force from one day to another."""

    def in_force(self, day: Day) -> Self:
        """Those in force on `day`; their first and last day count."""
        return self.lasting_on(day)

    def in_force_within(self, first: Day, last: Day) -> Self:
        """Those in force on some day from `first` to `last`, both included."""
        return self.lasting_within(first, last)

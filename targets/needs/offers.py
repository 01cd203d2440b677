"""The courses that may be sent to, as plain data, begun on a day."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import cached_property

from personnel.basics.periods import span
from personnel.kinds import KINDS
from personnel.models import Course

DAY = timedelta(days=1)


def months_after(day: date, months: int) -> date:
    """Return the same day of a month so many later, or the last there is; fewer than 0: before."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Offer:
    """A course: what it gives of which kind, the lowest level it builds on, its length.

    It may begin from its `first` day to its `last`; None: no such day.
    """

    code: str
    kind: str
    level: int
    builds_on: int
    months: int
    name: str = ""
    service_times: int = 0
    confirmed: bool = True
    first: date | None = None
    last: date | None = None

    @classmethod
    def of(cls, course: Course) -> Offer:
        """Return a course of the catalogue as it stands."""
        return cls(
            course.code, course.kind, course.level, course.builds_on, course.months,
            course.name, course.service_times, course.confirmed,
            course.valid_from, course.valid_to,
        )  # fmt: skip

    @property
    def is_degree(self) -> bool:
        """Whether it gives a degree of a university."""
        return KINDS[self.kind].levels[self.level].is_degree

    def may_begin(self, day: date) -> bool:
        """Whether an intake may begin on `day`."""
        first, last = span(self.first, self.last)
        return first <= day <= last

    def brings(self, held: int | None, asked: int) -> bool:
        """Whether it brings whoever holds `held` to the level asked; nothing recorded is 0."""
        return self.level >= asked and self.builds_on <= (held or 0)

    def last_day(self, start: date) -> date:
        """Return the last day of the course begun on `start`."""
        return months_after(start, self.months) - DAY

    def latest_start(self, deadline: date) -> date:
        """Return the last day on which it may begin to end on or before `deadline`."""
        last = months_after(deadline + DAY, -self.months)
        # The end of a month may be the same after fewer days: 31/08 and 30/08 to 28/02.
        while self.last_day(last + DAY) <= deadline:
            last += DAY
        return last

    def serves_until(self, start: date) -> date:
        """Return until when somebody is to serve after it: a year, or as often as it took."""
        return months_after(self.last_day(start), max(12, self.service_times * self.months))


@dataclass(frozen=True)
class Offers:
    """The courses begun on `start`, of which those that end by the `deadline` are of use.

    `later` are those that may begin only on a later day.
    """

    offers: tuple[Offer, ...]
    start: date
    deadline: date
    later: tuple[Offer, ...] = ()

    @classmethod
    def read(cls, start: date, deadline: date) -> Offers:
        """Read the catalogue as it is in force from the start to the deadline; one query."""
        courses = Course.objects.in_force_within(start, max(start, deadline))
        offers = tuple(map(Offer.of, courses))
        now = tuple(offer for offer in offers if offer.may_begin(start))
        return cls(now, start, deadline, tuple(offer for offer in offers if offer not in now))

    @cached_property
    def intakes(self) -> tuple[Offers, ...]:
        """The intakes to the deadline: the first on the start, others on 1 January of a year."""
        years = range(self.start.year + 1, self.deadline.year + 1)
        return (self, *(self._begun(date(year, 1, 1)) for year in years))

    def _begun(self, day: date) -> Offers:
        known = (offer for offer in (*self.offers, *self.later) if offer.may_begin(day))
        return Offers(tuple(known), day, self.deadline)

    @cached_property
    def in_time(self) -> dict[str, list[Offer]]:
        """Those that end in time by kind, the first to be taken first."""
        found: dict[str, list[Offer]] = defaultdict(list)
        for offer in sorted(self.offers, key=lambda o: (o.level, o.months, o.code, o.builds_on)):
            if offer.last_day(self.start) <= self.deadline:
                found[offer.kind].append(offer)
        return found

    def fitting(self, kind: str, held: int | None, asked: int) -> Offer | None:
        """Return the course to a level asked for whoever holds `held` of a kind, if one is in time.

        That which gives the least, then the shortest. Nothing recorded builds on 0.
        """
        offers = self.in_time.get(kind, ())
        return next((offer for offer in offers if offer.brings(held, asked)), None)

    def knows(self, kind: str, held: int | None, asked: int) -> bool:
        """Whether the catalogue has such a course at all, in time or not."""
        known = (*self.offers, *self.later)
        return any(offer.kind == kind and offer.brings(held, asked) for offer in known)

    def giving(self, kind: str, level: int) -> str:
        """Return the code of a course that gives a level, in time or not; "" where none does."""
        giving = (o.code for o in self.offers if o.kind == kind and o.level == level)
        return min(giving, default="")

    def unconfirmed(self) -> Iterable[Offer]:
        """Return those that the province has not confirmed."""
        return [offer for offer in self.offers if not offer.confirmed]

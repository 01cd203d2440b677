"""A plan: who takes a seat on which course and when, what is not reached, who is short and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from targets.rules import Criterion

from .offers import Offer
from .people import Someone


@dataclass(frozen=True)
class Seat:
    """A seat on a course for one person, begun on a day."""

    one: Someone
    offer: Offer
    start: date

    @property
    def year(self) -> int:
        """The year of the intake."""
        return self.start.year

    @property
    def last_day(self) -> date:
        """The last day of the course."""
        return self.offer.last_day(self.start)


@dataclass(frozen=True)
class Missing:
    """How many people a share is still short of; `board` None: in all."""

    criterion: Criterion
    board: int | None
    people: int


class Why(TextChoices):
    """Why somebody has no seat that is wanted."""

    LEFT = "left", "Đưa ra khỏi phương án theo lựa chọn"
    NOTHING_FITS = "nothing_fits", "Không có khóa học phù hợp"
    TOO_LATE = "too_late", "Không kịp trước hạn"
    FULL = "full", "Hết chỗ"
    NOT_NEEDED = "not_needed", "Không có tiêu chí nào còn thiếu về loại này"
    NOT_THERE = "not_there", "Không còn trong danh sách vào ngày hạn"


@dataclass(frozen=True)
class Short:
    """Somebody who does not come to meet a criterion that is not reached where they are."""

    one: Someone
    criterion: Criterion
    why: Why


@dataclass(frozen=True)
class Refused:
    """Somebody chosen by hand for a course of a kind who has no seat."""

    person: int
    kind: str
    why: Why


@dataclass(frozen=True)
class Plan:
    """Seats by which the shares are reached, those that are not, and who is short of these."""

    seats: tuple[Seat, ...]
    not_reached: tuple[Missing, ...]
    short: tuple[Short, ...] = ()
    refused: tuple[Refused, ...] = ()

    @property
    def months(self) -> int:
        """The months that all of them study together."""
        return sum(seat.offer.months for seat in self.seats)

    @property
    def people(self) -> int:
        """How many people have a seat or more."""
        return len({seat.one.pk for seat in self.seats})

    def by_year(self) -> Counter[tuple[str, int]]:
        """Return the seats by the code of the course and the year of the intake."""
        return Counter((seat.offer.code, seat.year) for seat in self.seats)

    def awards(self) -> dict[int, dict[str, int]]:
        """Return what each person will have been awarded, by kind."""
        found: dict[int, dict[str, int]] = defaultdict(dict)
        for seat in self.seats:
            found[seat.one.pk][seat.offer.kind] = seat.offer.level
        return found

"""The units right below a root, ranked: by the people who meet everything, or by criteria met."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import cached_property

from .heat import HeatRow

BY_PEOPLE, BY_CRITERIA = "people", "criteria"
# More units than there is room for beside other things: so many of the first and of the lowest.
ROOM, FIRST, LOWEST = 13, 3, 7


@dataclass(frozen=True)
class Ranked:
    """A unit's row and its place, which those of equal rank share; None where nobody is judged."""

    row: HeatRow
    place: int | None = None

    @cached_property
    def share(self) -> Fraction:
        """The part of its people who meet every target that speaks of them, not rounded."""
        complete = self.row.complete
        return Fraction(complete.count, complete.whole) if complete.whole else Fraction(0)

    @cached_property
    def percent(self) -> int:
        """The same in whole percent, rounded down: never more than is true."""
        return int(100 * self.share)

    @property
    def judged(self) -> bool:
        """Whether somebody serves there of whom a target speaks."""
        return bool(self.row.people.count) and any(
            cell.figure.covered and cell.criterion.judged and cell.criterion.about_people
            for cell in self.row.cells
        )


ORDERS: dict[str, Callable[[Ranked], int | Fraction]] = {
    BY_PEOPLE: lambda ranked: ranked.share,
    BY_CRITERIA: lambda ranked: ranked.row.tally.passed,
}


@dataclass(frozen=True)
class Ranking:
    """Units from the best down; `unranked` are those in which nobody is judged, by code."""

    by: str
    ranked: list[Ranked]
    unranked: list[Ranked]

    @property
    def all(self) -> list[Ranked]:
        """The ranked, then the others."""
        return [*self.ranked, *self.unranked]

    @property
    def is_long(self) -> bool:
        """Whether there are too many units to name each beside other things."""
        return len(self.ranked) > ROOM

    @property
    def first(self) -> list[Ranked]:
        """Those that are named beside other things: all, or the first few where there are many."""
        return self.ranked[:FIRST] if self.is_long else self.ranked

    @property
    def lowest(self) -> list[Ranked]:
        """Of many the lowest few, which are named too."""
        return self.ranked[max(FIRST, len(self.ranked) - LOWEST) :] if self.is_long else []

    @property
    def between(self) -> int:
        """How many units are not named so."""
        return len(self.all) - len(self.first) - len(self.lowest) if self.is_long else 0

    @property
    def best(self) -> list[Ranked]:
        """Those that share the first place."""
        return [each for each in self.ranked if each.place == 1]

    @property
    def last(self) -> list[Ranked]:
        """Those that share the last place; none where all share one."""
        last = self.ranked[-1].place if self.ranked else None
        return [each for each in self.ranked if each.place == last != 1]


def ranking(rows: Iterable[HeatRow], by: str = BY_PEOPLE) -> Ranking:
    """Rank rows of units by one of `ORDERS`; raises KeyError for another.

    Ties share a place and leave the next ones out: 1, 2, 2, 4. Within a tie, by people who meet
    everything, then by code.
    """
    order = ORDERS[by]
    units = [Ranked(row) for row in rows]
    judged = sorted(
        (each for each in units if each.judged),
        key=lambda each: (-order(each), -each.share, each.row.unit.code),
    )
    values = [order(each) for each in judged]
    ranked = [
        Ranked(each.row, values.index(value) + 1)
        for each, value in zip(judged, values, strict=True)
    ]
    return Ranking(by, ranked, [each for each in units if not each.judged])

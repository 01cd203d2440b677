"""The smallest plan with bounds by course and year: whole numbers of people who are alike.

How many of those who are alike take what is a linear problem, solved exactly. In this order there
are the least: people chosen by hand who find no seat; people that shares are short of, by the rank
of the criteria; people that the reserve is short of; seats; months; seats for groups that come
later; years that courses are put off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from targets.rules import Criterion

from .alike import Alike, Kinds, alike, joined
from .goals import Target, gaps, with_reserve
from .needing import Needs
from .offers import Offer
from .options import Intakes, Option
from .people import Someone
from .plans import Plan, Seat
from .seating import seated
from .shortfalls import plan_of
from .solver import Problem, Terms, solve
from .wishes import Wishes


def plan_with_bounds(needs: Needs, wishes: Wishes) -> Plan:
    """Return the smallest plan that is as wished, no course of a year with more seats than it has.

    Raises NeedsSolver where the solver is not installed, Unsolved where it takes too long.
    """
    intakes = Intakes(needs.offers, wishes.bounds)
    found, wanted = alike(needs, wishes), gaps(needs, wishes)
    seats: list[Seat] = []
    for kinds in joined({ask.kind for ask in criterion.asks} for criterion in needs.criteria):
        people = {group: found[group] for group in found if group.shape.kinds[0].kind in kinds}
        part = _Part(needs, wishes, intakes, people)
        part.want(
            {t: gap for t, gap in wanted.items() if needs.criteria[t[0]].asks[0].kind in kinds}
        )
        seats += seated(intakes, people, *part.solved())
    return plan_of(needs, wishes, seats, needs.offers.intakes)


def _asks(criterion: Criterion, kinds: Kinds) -> bool:
    return criterion.asks[0].kind in kinds


class _Part:
    """The problem of the kinds that criteria join: what is taken by whom, and in which year."""

    def __init__(
        self, needs: Needs, wishes: Wishes, intakes: Intakes,
        people: Mapping[Alike, Sequence[Someone]],
    ) -> None:  # fmt: skip
        self.needs, self.wishes, self.intakes = needs, wishes, intakes
        self.problem = Problem()
        self.takes: dict[tuple[Alike, Option], int] = {}
        self.begun: dict[tuple[Offer, int], int] = {}
        # Whom a share is short of, and whom the reserve is, by rank.
        self._short: dict[int, list[int]] = defaultdict(list)
        self._spare: dict[int, list[int]] = defaultdict(list)
        for group, members in people.items():
            self._let_take(group, len(members))
        self._bound()

    def _let_take(self, group: Alike, members: int) -> None:
        options = self.intakes.options(group.shape)
        columns = {(group, option): self.problem.column(members) for option in options}
        self.problem.row(dict.fromkeys(columns.values(), 1), most=members)
        self.takes |= columns

    def _bound(self) -> None:
        """Spread what is taken of the courses that have bounds over the years."""
        taken: dict[Offer, dict[int, int]] = defaultdict(dict)
        for (_, option), column in self.takes.items():
            for offer in filter(self.intakes.is_bounded, option.offers):
                taken[offer][column] = 1
        for offer, columns in taken.items():
            years = {(offer, year): self.problem.column() for year in self.intakes.years[offer]}
            self.begun |= years
            self.problem.row(columns | dict.fromkeys(years.values(), -1), least=0, most=0)
        for (code, year), seats in self.wishes.bounds.items():
            begun = (c for (o, y), c in self.begun.items() if (o.code, y) == (code, year))
            self.problem.row(dict.fromkeys(begun, 1), most=seats)

    def want(self, wanted: Mapping[Target, int]) -> None:
        """Ask for so many more people, and the reserve of them, as far as there are any."""
        for (at, place), gap in wanted.items():
            helping = {
                column: 1
                for (group, option), column in self.takes.items()
                if at in option.met and place in group.places
            }
            rank = self.wishes.rank_of(self.needs.criteria[at])
            self._want(helping, gap, self._short[rank])
            if self.wishes.reserve:
                self._want(helping, with_reserve(gap, self.wishes), self._spare[rank])

    def _want(self, helping: Terms, people: int, short: list[int]) -> None:
        if helping and people > 0:
            short.append(self.problem.column())
            self.problem.row({**helping, short[-1]: 1}, least=people)

    def solved(self) -> tuple[dict[tuple[Alike, Option], int], dict[tuple[Offer, int], int]]:
        """Return how many take what, and how many begin a course with bounds in which year."""
        values = solve(self.problem, [terms for terms in self._objectives() if terms])
        takes = {taken: values[column] for taken, column in self.takes.items()}
        return takes, {begun: values[column] for begun, column in self.begun.items()}

    def _objectives(self) -> Iterator[Terms]:
        yield {c: -option.given for (_, option), c in self.takes.items() if option.given}
        for short in (self._short, self._spare):
            yield from (dict.fromkeys(short[rank], 1) for rank in sorted(short))
        yield {c: len(option.offers) for (_, option), c in self.takes.items()}
        yield {c: option.months for (_, option), c in self.takes.items()}
        yield {c: g.rank * len(o.offers) for (g, o), c in self.takes.items() if g.rank}
        first = min(self.intakes.starts)
        yield {c: year - first for (_, year), c in self.begun.items() if year > first}

"""What a plan has to reach: how many more people are to meet each criterion, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from targets.figures import Outcome

from .counting import EVERYBODY
from .needing import Needs
from .people import Situation, Someone
from .wishes import Wishes

# A share of a criterion, by its place in `Needs.criteria`, and where: a board's id or EVERYBODY.
Target = tuple[int, int | None]


@dataclass(frozen=True)
class Goal:
    """How many more people have to meet a criterion somewhere, and how many of them there are.

    `gap` below 0: so many may come to miss it.
    """

    gap: int
    unmet: int

    def with_reserve(self, percent: int) -> int:
        """Return the gap and so many percent of it, rounded up, as far as there are people."""
        if self.gap <= 0:
            return self.gap
        extra = -(-self.gap * percent // 100)
        return max(self.gap, min(self.unmet, self.gap + extra))


def places_of(one: Someone, wishes: Wishes) -> tuple[int | None, ...]:
    """Return where somebody counts: in all, and in their board where each has its own shares."""
    return (EVERYBODY, one.board) if wishes.each_board else (EVERYBODY,)


def goals(
    needs: Needs, wishes: Wishes, after: Mapping[int, Situation] | None = None
) -> dict[Target, Goal]:
    """Return the goals of everybody still there, by criterion, in all and then by board.

    `after`: the situation of those, by their number, whose situation has changed.
    """
    counts: dict[Target, list[int]] = defaultdict(lambda: [0, 0])
    places = [needs.standings.place(criterion) for criterion in needs.criteria]
    for one in needs.standings.stay:
        outcomes = (after or {}).get(one.pk, one.situation).outcomes
        where = places_of(one, wishes)
        for at, place in enumerate(places):
            if outcomes[place] != Outcome.EXEMPT:
                for board in where:
                    counts[at, board][outcomes[place] == Outcome.MET] += 1
    return {
        target: _goal(needs, target[0], *counts[target]) for target in sorted(counts, key=_order)
    }


def _order(target: Target) -> tuple[int, int]:
    at, board = target
    return at, -1 if board is EVERYBODY else board


def _goal(needs: Needs, at: int, unmet: int, met: int) -> Goal:
    share = needs.criteria[at].share
    assert share is not None  # `Needs.criteria` have one
    return Goal(share.needed(met + unmet) - met, unmet)

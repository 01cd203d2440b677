"""What a plan has to reach: how many more people are to meet each criterion, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from targets.figures import Outcome

from .counting import EVERYBODY
from .needing import Needs
from .people import Situation, Someone
from .wishes import Wishes

# A share of a criterion, by its place in `Needs.criteria`, and where: a board's id or EVERYBODY.
Target = tuple[int, int | None]


def places_of(one: Someone, wishes: Wishes) -> tuple[int | None, ...]:
    """Return where somebody counts: in all, and in their board where each has its own shares."""
    return (EVERYBODY, one.board) if wishes.each_board else (EVERYBODY,)


def gaps(
    needs: Needs, wishes: Wishes, after: Mapping[int, Situation] | None = None
) -> dict[Target, int]:
    """Return how many more people have to meet each criterion, in all and then by board.

    Below 0: so many may come to miss it. `after`: the situation of those, by their number, whose
    situation has changed.
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
    targets = sorted(counts, key=_order)
    return {target: _gap(needs, target[0], *counts[target]) for target in targets}


def with_reserve(gap: int, wishes: Wishes) -> int:
    """Return a gap and the reserve of it, rounded up; what is closed already needs none."""
    extra = -(-gap * wishes.reserve // 100)
    return gap + max(0, extra)


def _order(target: Target) -> tuple[int, int]:
    at, board = target
    return at, -1 if board is EVERYBODY else board


def _gap(needs: Needs, at: int, unmet: int, met: int) -> int:
    share = needs.criteria[at].share
    assert share is not None  # `Needs.criteria` have one
    return share.needed(met + unmet) - met

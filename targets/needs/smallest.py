"""The smallest plan without bounds: the fewest seats by which every share is reached.

Fewest seats first, then fewest months of study. A fixed order of choices is exact where each kind
has at most one criterion with a share below 100% of one condition for a group: criteria of 100%
leave no choice; a joint condition is closed before a single one, whose people it may use; of the
people, whoever needs the fewest further seats. What was raised for a joint condition that others
then met by a single one is lowered again: it costs months, not seats.
"""

from __future__ import annotations

from .choices import Choices
from .counting import EVERYBODY
from .goals import Target
from .lowering import lower
from .needing import Needs
from .plans import Plan, Seat
from .shortfalls import plan_of
from .wishes import Wishes


def smallest_plan(needs: Needs, each_board: bool = False) -> Plan:
    """Return the smallest plan for whoever is still there on the deadline.

    Every share is to be reached by all of them together; with `each_board` by each unit right
    below the province too. The same people are chosen every time.
    """
    return plan_in_order(needs, Wishes(each_board=each_board))


def plan_in_order(needs: Needs, wishes: Wishes) -> Plan:
    """Return the smallest plan that is as wished, all of it begun with the first intake.

    Bounds are not looked at.
    """
    choices = Choices(needs, wishes)
    for at in _in_order(needs):
        for target in _targets(choices, at):
            _fill(choices, target, every=_leaves_no_choice(needs, at))
    lower(choices)
    start = needs.offers.start
    seats = [Seat(c.one, offer, start) for c in choices.chosen for offer in c.offers.values()]
    return plan_of(needs, wishes, seats, [needs.offers])


def _in_order(needs: Needs) -> list[int]:
    """Return the criteria: those that leave no choice, joint conditions, single ones."""
    joint = [len(criterion.asks) > 1 for criterion in needs.criteria]
    places = range(len(needs.criteria))
    return sorted(places, key=lambda at: (not _leaves_no_choice(needs, at), not joint[at]))


def _leaves_no_choice(needs: Needs, at: int) -> bool:
    share = needs.criteria[at].share
    return share is not None and share.percent == 100


def _targets(choices: Choices, at: int) -> list[Target]:
    """Return where a criterion has a share: in each board, then in all."""
    if _leaves_no_choice(choices.needs, at):
        return [(at, EVERYBODY)]
    boards = sorted(board for c, board in choices.short if c == at and board is not None)
    return [*((at, board) for board in boards), (at, EVERYBODY)]


def _fill(choices: Choices, target: Target, every: bool) -> None:
    """Let people take courses until a share is reached, or `every` one who can.

    They are put in order anew whenever another share is reached, which they no longer help.
    """
    at, board = target
    here = (c for c in choices.chosen if board in (EVERYBODY, c.one.board))
    waiting = [chosen for chosen in here if choices.can(chosen, at)]
    while waiting and (every or choices.short[target] > 0):
        waiting.sort(key=lambda chosen: choices.cost(chosen, at), reverse=True)
        closed = False
        while waiting and not closed and (every or choices.short[target] > 0):
            closed = choices.take(waiting.pop(), at)

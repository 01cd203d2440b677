"""The smallest plan without bounds: the fewest seats by which every share is reached.

Fewest seats first, then fewest months of study. A fixed order of choices is exact where each kind
has at most one criterion with a share below 100% of one condition for a group: criteria of 100%
leave no choice; a joint condition is closed before a single one, whose people it may use; of the
people, whoever needs the fewest further seats. What was raised for a joint condition that others
then met by a single one is lowered again: it costs months, not seats.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from targets.figures import Outcome

from .counting import EVERYBODY
from .needing import Needs
from .offers import Offer
from .people import UNMET, Situation, Someone
from .plans import Missing, Plan, Seat

# A share of a criterion, by its place in the list, and where: a board's id or EVERYBODY.
Target = tuple[int, int | None]


def smallest_plan(needs: Needs, each_board: bool = False) -> Plan:
    """Return the smallest plan for whoever is still there on the deadline.

    Every share is to be reached by all of them together; with `each_board` by each unit right
    below the province too. The same people are chosen every time.
    """
    return _Planning(needs, each_board).plan()


@dataclass
class _Chosen:
    """What somebody takes so far, and which criteria they meet by it, as places in the list."""

    one: Someone
    met: frozenset[int]
    offers: dict[str, Offer] = field(default_factory=dict)


@dataclass(frozen=True, order=True)
class _Cost:
    """What taking somebody costs, the least the first."""

    seats: int
    helps_no_open_share: bool
    helps_no_share: bool
    months: int
    number: int


class _Planning:
    """A plan while it is made."""

    def __init__(self, needs: Needs, each_board: bool) -> None:
        self.needs, self.each_board = needs, each_board
        self.criteria = needs.criteria
        self._at = [needs.standings.place(criterion) for criterion in self.criteria]
        self._met: dict[tuple[Situation, tuple[Offer, ...]], frozenset[int]] = {}
        people = sorted(needs.standings.stay, key=lambda one: one.pk)
        self.chosen = [_Chosen(one, self._meets(one.situation, {})) for one in people]
        self.short = self._gaps()

    def plan(self) -> Plan:
        for at in self._in_order:
            if self._leaves_no_choice(at):
                self._fill((at, EVERYBODY), every=True)
                continue
            boards = sorted({board for c, board in self.short if c == at and board is not None})
            for board in (*boards, EVERYBODY):
                self._fill((at, board))
        self._lower()
        start = self.needs.offers.start
        seats = [Seat(c.one, o, start) for c in self.chosen for _, o in sorted(c.offers.items())]
        missing = [Missing(self.criteria[at], b, n) for (at, b), n in self.short.items() if n > 0]
        return Plan(tuple(seats), tuple(missing))

    @property
    def _in_order(self) -> list[int]:
        """The criteria: those that leave no choice, joint conditions, single ones."""
        places = range(len(self.criteria))
        joint = [len(criterion.asks) > 1 for criterion in self.criteria]
        return sorted(places, key=lambda at: (not self._leaves_no_choice(at), not joint[at]))

    def _leaves_no_choice(self, at: int) -> bool:
        share = self.criteria[at].share
        return share is not None and share.percent == 100

    def _gaps(self) -> dict[Target, int]:
        """Return how many more people have to meet each criterion in each place, or fewer may."""
        covered: dict[Target, int] = defaultdict(int)
        met: dict[Target, int] = defaultdict(int)
        for chosen in self.chosen:
            for at, outcome in enumerate(self._outcomes(chosen.one.situation)):
                for place in self._places(chosen.one) if outcome != Outcome.EXEMPT else ():
                    covered[at, place] += 1
                    met[at, place] += outcome == Outcome.MET
        shares = {at: criterion.share for at, criterion in enumerate(self.criteria)}
        return {
            target: share.needed(covered[target]) - met[target]
            for target in covered
            if (share := shares[target[0]])
        }

    def _places(self, one: Someone) -> tuple[int | None, ...]:
        return (EVERYBODY, one.board) if self.each_board else (EVERYBODY,)

    def _outcomes(self, situation: Situation) -> list[Outcome]:
        return [situation.outcomes[at] for at in self._at]

    def _fill(self, target: Target, every: bool = False) -> None:
        """Let people take courses until a share is reached, or `every` one who can.

        They are put in order anew whenever another share is reached, which they no longer help.
        """
        at, board = target
        waiting = [c for c in self.chosen if board in (EVERYBODY, c.one.board) and self._can(c, at)]
        while waiting and (every or self.short.get(target, 0) > 0):
            waiting.sort(key=lambda chosen: self._cost(chosen, at), reverse=True)
            closed = False
            while waiting and not closed and (every or self.short[target] > 0):
                closed = self._take(waiting.pop(), at)

    def _can(self, chosen: _Chosen, at: int) -> bool:
        outcome = chosen.one.situation.outcomes[self._at[at]]
        return outcome in UNMET and at not in chosen.met and self._ways(chosen, at) is not None

    def _ways(self, chosen: _Chosen, at: int) -> list[Offer] | None:
        return self.needs.ways(chosen.one.situation, self.criteria[at])

    def _taking(self, chosen: _Chosen, at: int) -> dict[str, Offer]:
        """Return what somebody would take in all to meet a criterion too."""
        offers = dict(chosen.offers)
        for offer in self._ways(chosen, at) or ():
            if offer.kind not in offers or offers[offer.kind].level < offer.level:
                offers[offer.kind] = offer
        return offers

    def _cost(self, chosen: _Chosen, at: int) -> _Cost:
        taking = self._taking(chosen, at)
        months = sum(o.months for o in taking.values()) - sum(
            o.months for o in chosen.offers.values()
        )
        others = self._meets(chosen.one.situation, taking) - chosen.met - {at}
        helps = any(
            self.short[other, place] > 0 for other in others for place in self._places(chosen.one)
        )
        seats = len(taking) - len(chosen.offers)
        return _Cost(seats, not helps, not others, months, chosen.one.pk)

    def _take(self, chosen: _Chosen, at: int) -> bool:
        """Let somebody take what a criterion asks; whether a share is reached by it."""
        closed = False
        chosen.offers = self._taking(chosen, at)
        met = self._meets(chosen.one.situation, chosen.offers)
        for newly in met - chosen.met:
            for place in self._places(chosen.one):
                self.short[newly, place] -= 1
                closed |= self.short[newly, place] == 0
        chosen.met = met
        return closed

    def _lower(self) -> None:
        """Take back courses of a higher level that no share needs any more, the longest first."""
        lower = [
            (offer.months - taken.months, chosen.one.pk, chosen, offer)
            for chosen in self.chosen
            for taken in chosen.offers.values()
            for offer in self._below(chosen, taken)
        ]
        for _, _, chosen, offer in sorted(lower, key=lambda one: one[:2]):
            if chosen.offers[offer.kind].months > offer.months:
                self._lower_to(chosen, offer)

    def _lower_to(self, chosen: _Chosen, offer: Offer) -> None:
        """Let somebody take a shorter course of a kind, if every share allows it."""
        offers = chosen.offers | {offer.kind: offer}
        lost = chosen.met - self._meets(chosen.one.situation, offers)
        targets = [(at, place) for at in lost for place in self._places(chosen.one)]
        if all(self.short[target] < 0 for target in targets):
            for target in targets:
                self.short[target] += 1
            chosen.offers, chosen.met = offers, chosen.met - lost

    def _below(self, chosen: _Chosen, taken: Offer) -> set[Offer]:
        """Return the shorter courses of the same kind by which something asked would be held."""
        asked = (
            missed
            for criterion in self.criteria
            for missed in self.needs.standings.missed(chosen.one.situation, criterion)
            if missed.kind == taken.kind and missed.level < taken.level
        )
        fitting = (self.needs.offers.fitting(m.kind, m.held, m.level) for m in asked)
        return {offer for offer in fitting if offer and offer.months < taken.months}

    def _meets(self, situation: Situation, offers: Mapping[str, Offer]) -> frozenset[int]:
        """Return the criteria that somebody meets by these courses, as places in the list."""
        key = situation, tuple(offers.values())
        if key not in self._met:
            awards = {offer.kind: offer.level for offer in offers.values()}
            outcomes = self._outcomes(self.needs.standings.after(situation, awards))
            self._met[key] = frozenset(a for a, o in enumerate(outcomes) if o == Outcome.MET)
        return self._met[key]

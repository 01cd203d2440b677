"""A plan while people are chosen for it one by one: what they take, what is still to be reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from targets.figures import Outcome

from .goals import gaps, places_of, with_reserve
from .needing import Needs
from .offers import Offer
from .people import UNMET, Situation, Someone
from .wishes import Wishes


@dataclass
class Chosen:
    """What somebody takes so far, and which criteria they meet by it, as places in the list."""

    one: Someone
    met: frozenset[int]
    offers: dict[str, Offer] = field(default_factory=dict)

    @property
    def months(self) -> int:
        """How long their courses take together."""
        return sum(offer.months for offer in self.offers.values())


@dataclass(frozen=True, order=True)
class Cost:
    """What taking somebody costs, the least the first."""

    seats: int
    helps_no_open_share: bool
    helps_no_share: bool
    months: int
    number: int


class Choices:
    """Who takes what so far, and how many each share is short of, or has to spare."""

    def __init__(self, needs: Needs, wishes: Wishes) -> None:
        self.needs, self.wishes = needs, wishes
        self._at = [needs.standings.place(criterion) for criterion in needs.criteria]
        self._met: dict[tuple[Situation, tuple[Offer, ...]], frozenset[int]] = {}
        found = gaps(needs, wishes)
        self.short = {target: with_reserve(gap, wishes) for target, gap in found.items()}
        people = sorted(needs.standings.stay, key=lambda one: one.pk)
        self.chosen = [Chosen(one, self.meets(one.situation, {})) for one in people]
        self._take_those_given()

    def _take_those_given(self) -> None:
        """Let whoever was chosen by hand take the least that is asked of the kind."""
        by_person = {chosen.one.pk: chosen for chosen in self.chosen}
        for person, kind in sorted(self.wishes.taken):
            chosen = by_person.get(person)
            offers = self.asked_of(chosen.one.situation, kind) if chosen else []
            if chosen and offers:
                self._takes(chosen, {**chosen.offers, kind: offers[0]})

    def asked_of(self, situation: Situation, kind: str) -> list[Offer]:
        """Return the courses of a kind that bring to a level asked, the shortest first."""
        missed = (
            one
            for criterion in self.needs.criteria
            for one in self.needs.standings.missed(situation, criterion)
            if one.kind == kind
        )
        fitting = {self.needs.offers.fitting(kind, one.held, one.level) for one in missed}
        return sorted(filter(None, fitting), key=lambda offer: (offer.months, offer.level))

    def can(self, chosen: Chosen, at: int) -> bool:
        """Whether somebody who does not meet a criterion may come to."""
        outcome = chosen.one.situation.outcomes[self._at[at]]
        return outcome in UNMET and at not in chosen.met and self._ways(chosen, at) is not None

    def _ways(self, chosen: Chosen, at: int) -> list[Offer] | None:
        """Return the courses to meet a criterion; None where one is too late or not wished."""
        ways = self.needs.ways(chosen.one.situation, self.needs.criteria[at])
        if ways and any(self.wishes.leaves_out(chosen.one.pk, offer.kind) for offer in ways):
            return None
        return ways

    def _taking(self, chosen: Chosen, at: int) -> dict[str, Offer]:
        """Return what somebody would take in all to meet a criterion too."""
        offers = dict(chosen.offers)
        for offer in self._ways(chosen, at) or ():
            if offer.kind not in offers or offers[offer.kind].level < offer.level:
                offers[offer.kind] = offer
        return offers

    def cost(self, chosen: Chosen, at: int) -> Cost:
        """Return what it costs that somebody comes to meet a criterion."""
        taking = self._taking(chosen, at)
        months = sum(offer.months for offer in taking.values()) - chosen.months
        others = self.meets(chosen.one.situation, taking) - chosen.met - {at}
        places = places_of(chosen.one, self.wishes)
        helps = any(self.short[other, place] > 0 for other in others for place in places)
        seats = len(taking) - len(chosen.offers)
        return Cost(seats, not helps, not others, months, chosen.one.pk)

    def take(self, chosen: Chosen, at: int) -> bool:
        """Let somebody take what a criterion asks; whether a share is reached by it."""
        return self._takes(chosen, self._taking(chosen, at))

    def _takes(self, chosen: Chosen, offers: dict[str, Offer]) -> bool:
        closed = False
        met = self.meets(chosen.one.situation, offers)
        for newly in met - chosen.met:
            for place in places_of(chosen.one, self.wishes):
                self.short[newly, place] -= 1
                closed |= self.short[newly, place] == 0
        chosen.offers, chosen.met = offers, met
        return closed

    def meets(self, situation: Situation, offers: Mapping[str, Offer]) -> frozenset[int]:
        """Return the criteria that somebody meets by these courses, as places in the list."""
        key = situation, tuple(offers.values())
        if key not in self._met:
            awards = {offer.kind: offer.level for offer in offers.values()}
            outcomes = self.needs.standings.after(situation, awards).outcomes
            self._met[key] = frozenset(
                at for at, place in enumerate(self._at) if outcomes[place] == Outcome.MET
            )
        return self._met[key]

"""What seats come to: the shares they do not reach, and by name who is short of them and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .goals import Target, gaps, places_of
from .needing import Needs
from .offers import Offers
from .people import Missed, Situation, Someone
from .plans import Missing, Plan, Refused, Seat, Short, Why
from .wishes import Wishes

# Of several things in the way of somebody the first is told.
_FIRST_TO_LAST = (Why.LEFT, Why.NOTHING_FITS, Why.TOO_LATE, Why.FULL)


def plan_of(needs: Needs, wishes: Wishes, seats: Iterable[Seat], intakes: Iterable[Offers]) -> Plan:
    """Return the plan of these seats of some intakes, with what it does not reach.

    Told from what everybody would hold after it, however the seats were chosen.
    """
    told = _Told(needs, wishes, seats, intakes)
    found = gaps(needs, wishes, told.after)
    missing = tuple(
        Missing(needs.criteria[at], board, gap) for (at, board), gap in found.items() if gap > 0
    )
    return Plan(tuple(told.seats), missing, tuple(told.short(found)), tuple(told.refused()))


class _Told:
    """Seats, and how everybody who has one stands after them."""

    def __init__(
        self, needs: Needs, wishes: Wishes, seats: Iterable[Seat], intakes: Iterable[Offers]
    ) -> None:
        self.needs, self.wishes, self.intakes = needs, wishes, tuple(intakes)
        self.seats = sorted(seats, key=lambda seat: (seat.one.pk, seat.offer.kind))
        self.people = {one.pk: one for one in sorted(needs.standings.stay, key=lambda one: one.pk)}
        self.awards: dict[int, dict[str, int]] = {}
        for seat in self.seats:
            self.awards.setdefault(seat.one.pk, {})[seat.offer.kind] = seat.offer.level
        self.after = self._after()

    def _after(self) -> dict[int, Situation]:
        known: dict[tuple[Situation, tuple[tuple[str, int], ...]], Situation] = {}
        found = {}
        for person, awards in self.awards.items():
            key = self.people[person].situation, tuple(awards.items())
            if key not in known:
                known[key] = self.needs.standings.after(key[0], awards)
            found[person] = known[key]
        return found

    def short(self, found: Mapping[Target, int]) -> Iterator[Short]:
        """Yield who is short of a criterion that is not reached where they count."""
        for at, criterion in enumerate(self.needs.criteria):
            for one in self.people.values():
                places = places_of(one, self.wishes)
                if any(found.get((at, place), 0) > 0 for place in places):
                    given = self.awards.get(one.pk, {})
                    missed = self.needs.standings.missed(one.situation, criterion)
                    left = [ask for ask in missed if given.get(ask.kind, -1) < ask.level]
                    if left:
                        yield Short(one, criterion, self._first_why(one, left))

    def _first_why(self, one: Someone, missed: Iterable[Missed]) -> Why:
        return min((self._why(one, ask) for ask in missed), key=_FIRST_TO_LAST.index)

    def _why(self, one: Someone, ask: Missed) -> Why:
        """Return what is in the way of somebody to one thing that is asked."""
        if self.wishes.leaves_out(one.pk, ask.kind):
            return Why.LEFT
        asked = ask.kind, ask.held, ask.level
        if any(intake.fitting(*asked) for intake in self.intakes):
            return Why.FULL
        return Why.TOO_LATE if self.needs.offers.knows(*asked) else Why.NOTHING_FITS

    def refused(self) -> Iterator[Refused]:
        """Yield who was chosen by hand and has no seat."""
        for person, kind in sorted(self.wishes.taken):
            if kind not in self.awards.get(person, {}):
                yield Refused(person, kind, self._why_refused(person, kind))

    def _why_refused(self, person: int, kind: str) -> Why:
        one = self.people.get(person)
        if one is None:
            return Why.NOT_THERE
        asks = [
            ask
            for criterion in self.needs.criteria
            for ask in self.needs.standings.missed(one.situation, criterion)
            if ask.kind == kind
        ]
        reasons = [self._why(one, ask) for ask in asks]
        return max(reasons, key=_FIRST_TO_LAST.index, default=Why.NOT_NEEDED)

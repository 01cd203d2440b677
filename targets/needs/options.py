"""What people who are alike may take, by the intakes to the deadline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import product

from .alike import Lacking, Shape
from .offers import Offer, Offers


@dataclass(frozen=True)
class Option:
    """Courses that somebody may take, one a kind, and the criteria they come to meet by them.

    `given`: how many of the kinds that they are chosen for by hand these are of.
    """

    offers: tuple[Offer, ...]
    met: frozenset[int]
    given: int

    @property
    def months(self) -> int:
        """How long the courses take together."""
        return sum(offer.months for offer in self.offers)


class Intakes:
    """The courses that end in time by the years of the intakes, some of them with bounds."""

    def __init__(self, offers: Offers, bounds: Collection[tuple[str, int]]) -> None:
        self.starts = {intake.start.year: intake.start for intake in offers.intakes}
        self._bounded = {code for code, _ in bounds}
        self.years: dict[Offer, list[int]] = defaultdict(list)
        for intake in offers.intakes:
            for offer in (offer for among in intake.in_time.values() for offer in among):
                self.years[offer].append(intake.start.year)

    def is_bounded(self, offer: Offer) -> bool:
        """Whether there is a bound for its course in some year."""
        return offer.code in self._bounded

    def first_start(self, offer: Offer) -> date:
        """Return when it may begin first."""
        return self.starts[self.years[offer][0]]

    def options(self, shape: Shape) -> list[Option]:
        """Return what may be taken, without what something else does as well in every way."""
        choices = [[None, *self._fitting(lacking)] for lacking in shape.kinds]
        taken = (tuple(filter(None, chosen)) for chosen in product(*choices))
        found = [_option(shape, offers) for offers in taken if offers]
        useful = [option for option in found if option.met or option.given]
        return [one for at, one in enumerate(useful) if not self._is_idle(at, useful)]

    def _fitting(self, lacking: Lacking) -> list[Offer]:
        """Return the courses that bring to the lowest level asked, or above."""
        found = [o for o in self.years if o.kind == lacking.kind]
        found = [o for o in found if o.brings(lacking.held, lacking.asked)]
        return sorted(found, key=lambda o: (o.level, o.months, o.code, o.builds_on))

    def _is_idle(self, at: int, options: list[Option]) -> bool:
        """Whether another option is as good, and comes first where both are."""
        return any(
            self._is_as_good(other, options[at])
            and (place < at or not self._is_as_good(options[at], other))
            for place, other in enumerate(options)
            if place != at
        )

    def _is_as_good(self, one: Option, other: Option) -> bool:
        return (
            one.met >= other.met
            and one.given >= other.given
            and len(one.offers) <= len(other.offers)
            and one.months <= other.months
            and all(self._is_as_free(offer, other.offers) for offer in one.offers)
        )

    def _is_as_free(self, offer: Offer, others: Iterable[Offer]) -> bool:
        """Whether a course has a seat wherever one of the others has."""
        if not self.is_bounded(offer):
            return True
        years = set(self.years[offer])
        return any(o.code == offer.code and years.issuperset(self.years[o]) for o in others)


def _option(shape: Shape, offers: tuple[Offer, ...]) -> Option:
    levels = {offer.kind: offer.level for offer in offers}
    met = frozenset(
        at for at, asks in shape.asks if all(levels.get(kind, -1) >= level for kind, level in asks)
    )
    return Option(offers, met, sum(kind in levels for kind in shape.given))

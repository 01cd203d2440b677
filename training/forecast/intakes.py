"""The last day on which a course may begin to count by the deadline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from personnel.kinds import KINDS
from targets.needs.offers import Offer
from targets.rules import Ask, Criterion


@dataclass(frozen=True)
class Intake:
    """A course that closes something asked, and the last day it may begin; past: it is too late."""

    offer: Offer
    last: date
    is_past: bool

    @property
    def builds_on(self) -> str:
        """From which level, in words; "" from none."""
        offer = self.offer
        if not offer.builds_on:
            return ""
        label = KINDS[offer.kind].level_label(offer.builds_on)
        # "Cao đẳng" within a line, but "A2 (bậc 2)" as it is.
        return label if label[1:2].isdigit() else f"{label[0].lower()}{label[1:]}"


def intakes(
    criterion: Criterion, offers: Iterable[Offer], today: date, deadline: date
) -> list[Intake]:
    """Return the courses to what a criterion asks with the last day of each, the latest first.

    Of each thing asked those that give the least that is enough, from whatever level.
    """
    offers = list(offers)
    wanted = {offer for ask in criterion.asks for offer in _enough(ask, offers)}
    found = ((offer, offer.latest_start(deadline)) for offer in wanted)
    dated = [Intake(offer, last, last < today) for offer, last in found]
    return sorted(dated, key=lambda i: (-i.last.toordinal(), i.offer.code, i.offer.builds_on))


def _enough(ask: Ask, offers: list[Offer]) -> Iterator[Offer]:
    for level in {ask.threshold(True), ask.threshold(False)}:
        fitting = [o for o in offers if o.kind == ask.kind and o.level >= level]
        least = min((offer.level for offer in fitting), default=0)
        yield from (offer for offer in fitting if offer.level == least)

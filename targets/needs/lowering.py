"""What was raised in vain while people were chosen is lowered again."""

from __future__ import annotations

from .choices import Choices, Chosen
from .goals import places_of
from .offers import Offer


def lower(choices: Choices) -> None:
    """Take back courses of a higher level that no share needs any more, the longest first."""
    found = [
        (offer.months - taken.months, chosen.one.pk, chosen, offer)
        for chosen in choices.chosen
        for taken in chosen.offers.values()
        for offer in _below(choices, chosen, taken)
    ]
    for _, _, chosen, offer in sorted(found, key=lambda one: one[:2]):
        if chosen.offers[offer.kind].months > offer.months:
            _lower_to(choices, chosen, offer)


def _lower_to(choices: Choices, chosen: Chosen, offer: Offer) -> None:
    """Let somebody take a shorter course of a kind, if every share allows it."""
    offers = chosen.offers | {offer.kind: offer}
    lost = chosen.met - choices.meets(chosen.one.situation, offers)
    targets = [(at, place) for at in lost for place in places_of(chosen.one, choices.wishes)]
    if all(choices.short[target] < 0 for target in targets):
        for target in targets:
            choices.short[target] += 1
        chosen.offers, chosen.met = offers, chosen.met - lost


def _below(choices: Choices, chosen: Chosen, taken: Offer) -> list[Offer]:
    """Return the shorter courses of the same kind by which something asked would be held."""
    asked = choices.asked_of(chosen.one.situation, taken.kind)
    return [offer for offer in asked if offer.level < taken.level and offer.months < taken.months]

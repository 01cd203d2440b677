"""Who takes the seats that so many people who are alike have, and with which intake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from .alike import Alike
from .offers import Offer
from .options import Intakes, Option
from .people import Someone
from .plans import Seat


def seated(
    intakes: Intakes,
    people: Mapping[Alike, Sequence[Someone]],
    takes: Mapping[tuple[Alike, Option], int],
    begun: Mapping[tuple[Offer, int], int],
) -> Iterator[Seat]:
    """Yield the seats: of those alike whoever serves longest has one, and the longest course.

    Where a course begins in several years, groups that come first begin first, and in them whoever
    leaves soonest, so that it is of use as long as can be.
    """
    waiting: dict[Offer, list[tuple[int, date, int, Someone]]] = defaultdict(list)
    for group, one, offer in _taken(people, takes):
        if intakes.is_bounded(offer):
            waiting[offer].append((group.rank, one.leaves or date.max, one.pk, one))
        else:
            yield Seat(one, offer, intakes.first_start(offer))
    for offer, found in waiting.items():
        in_turn = iter(sorted(found, key=lambda waits: waits[:3]))
        for year in intakes.years[offer]:
            for _ in range(begun[offer, year]):
                yield Seat(next(in_turn)[-1], offer, intakes.starts[year])


def _taken(
    people: Mapping[Alike, Sequence[Someone]], takes: Mapping[tuple[Alike, Option], int]
) -> Iterator[tuple[Alike, Someone, Offer]]:
    members = {group: iter(found) for group, found in people.items()}
    # What was found first stays first among those of one length.
    for (group, option), times in sorted(takes.items(), key=lambda taken: -taken[0][1].months):
        for _ in range(times):
            one = next(members[group])
            yield from ((group, one, offer) for offer in option.offers)

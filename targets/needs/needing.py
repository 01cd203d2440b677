"""What somebody has to learn by the deadline: one course a kind at most, or why none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.functional import cached_property

from targets.judging import targets_for_people
from targets.rules import Criterion

from .offers import Offer, Offers
from .people import Missed, Situation, Someone, Standings
from .studying import Study


@dataclass(frozen=True)
class Need:
    """What is to be done of one kind: the course, the criteria it closes, those it comes late for.

    `offer` None: no course that would close anything ends in time, or one of the kind is `busy`
    studying already. `unrecorded`: nothing of the kind is recorded, so that it has to be asked
    first.
    """

    kind: str
    offer: Offer | None
    closes: tuple[Criterion, ...]
    too_late: tuple[Criterion, ...]
    unrecorded: bool
    busy: bool = False


@dataclass(frozen=True)
class Needs:
    """The needs of everybody on a deadline, by courses that begin on a day.

    What the text names no number for is only monitored, and makes nobody's need. The standings
    are those after what the `studies` will bring by then.
    """

    standings: Standings
    offers: Offers
    studies: tuple[Study, ...] = ()
    _known: dict[Situation, tuple[Need, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def criteria(self) -> list[Criterion]:
        """The criteria with a share that are about people."""
        return targets_for_people(self.standings.criteria)

    def of(self, one: Someone) -> tuple[Need, ...]:
        """Return what somebody has to learn, whether they are still there or not."""
        found = self._known.get(one.situation)
        if found is None:
            found = self._known[one.situation] = tuple(self._needs(one.situation))
        return found

    def _needs(self, situation: Situation) -> Iterator[Need]:
        missed = [m for c in self.criteria for m in self.standings.missed(situation, c)]
        for kind, among in groupby(sorted(missed, key=lambda m: m.kind), key=lambda m: m.kind):
            yield self._need(situation, kind, list(among))

    def _need(self, situation: Situation, kind: str, missed: list[Missed]) -> Need:
        held = missed[0].held
        if kind in situation.busy:
            return Need(kind, None, (), (), unrecorded=False, busy=True)
        levels = sorted({one.level for one in missed}, reverse=True)
        offer = next(
            filter(None, (self.offers.fitting(kind, held, asked) for asked in levels)), None
        )
        reached = offer.level if offer else -1
        return Need(
            kind,
            offer,
            tuple(one.criterion for one in missed if one.level <= reached),
            tuple(one.criterion for one in missed if one.level > reached),
            held is None,
        )

    def ways(self, situation: Situation, criterion: Criterion) -> list[Offer] | None:
        """Return the courses by which somebody comes to meet a criterion, one a kind.

        None where one of them does not end in time, or is studied already without doing so; none
        are needed by whoever meets it.
        """
        missed = self.standings.missed(situation, criterion)
        if any(one.kind in situation.busy for one in missed):
            return None
        offers = [self.offers.fitting(one.kind, one.held, one.level) for one in missed]
        return None if None in offers else [offer for offer in offers if offer]

"""The fewest seats that bring one criterion by itself to its share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from targets.figures import Outcome
from targets.rules import Criterion

from .needing import Needs
from .people import UNMET, Someone


@dataclass(frozen=True)
class Minimum:
    """How far a criterion is from its share on the deadline, and what closes the gap.

    `can` are those unmet whose courses all end in time, `too_late` the others; `seats` are the
    fewest for the gap, or for all who can where these are not enough.
    """

    criterion: Criterion
    covered: int
    met: int
    needed: int
    can: int
    too_late: int
    seats: int

    @property
    def gap(self) -> int:
        """How many more have to meet it."""
        return max(0, self.needed - self.met)

    @property
    def reachable(self) -> bool:
        """Whether those who can are enough."""
        return self.can >= self.gap


def minimum_of(needs: Needs, criterion: Criterion, among: Iterable[Someone]) -> Minimum:
    """Return the minimum of a criterion with a share, of these people who are still there."""
    at = needs.standings.place(criterion)
    situations = [one.situation for one in among]
    outcomes = [situation.outcomes[at] for situation in situations]
    met, unmet = outcomes.count(Outcome.MET), [s for s in situations if s.outcomes[at] in UNMET]
    ways = [needs.ways(situation, criterion) for situation in unmet]
    seats = sorted(len(way) for way in ways if way is not None)
    covered = met + len(unmet)
    assert criterion.share is not None  # `Needs.criteria` have one
    needed = criterion.share.needed(covered) if covered else 0
    return Minimum(
        criterion, covered, met, needed, len(seats), len(unmet) - len(seats),
        sum(seats[: max(0, needed - met)]),
    )  # fmt: skip

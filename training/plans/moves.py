"""Whom somebody put into a plan by hand or took out of it, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reports.models import ScenarioMove, TrainingScenario


@dataclass(frozen=True)
class Moves:
    """The moves of a scenario: why, by whether somebody is taken, by number and kind."""

    reasons: Mapping[bool, Mapping[tuple[int, str], str]] = field(
        default_factory=lambda: {True: {}, False: {}}
    )

    @classmethod
    def of(cls, moves: Iterable[ScenarioMove]) -> Moves:
        """Return the moves as they are kept."""
        reasons: dict[bool, dict[tuple[int, str], str]] = {True: {}, False: {}}
        for move in moves:
            reasons[move.taken][move.person, move.kind] = move.reason
        return cls(reasons)

    @property
    def numbers(self) -> dict[bool, frozenset[tuple[int, str]]]:
        """Who is taken and who is left, as wishes ask for it."""
        return {taken: frozenset(reasons) for taken, reasons in self.reasons.items()}

    def reason(self, taken: bool, person: int, kind: str) -> str:
        """Return why somebody was moved for a kind, or for all of them; "" where nobody did."""
        reasons = self.reasons[taken]
        return reasons.get((person, kind)) or reasons.get((person, "")) or ""

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(map(len, self.reasons.values()))


NOBODY = Moves()


def moves_of(scenario: TrainingScenario | None) -> Moves:
    """Return the moves of a scenario; of none, none. One query."""
    return Moves.of(scenario.moves.all()) if scenario else NOBODY

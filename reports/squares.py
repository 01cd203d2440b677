"""The people of a figure as squares in a row, where they are few."""

from dataclasses import dataclass

from targets.figures import Figure, Outcome, Share

MOST, STEP = 20, 8


@dataclass(frozen=True)
class Squares:
    """People as squares in a row by outcome; after how many of them stands the mark (0: none)."""

    outcomes: list[str]
    needed: int

    @property
    def each(self) -> list[tuple[str, str]]:
        """How far right each square stands, and its outcome."""
        return [(f"{at * STEP + 0.5}", outcome) for at, outcome in enumerate(self.outcomes)]

    @property
    def width(self) -> int:
        """How wide they are together."""
        return len(self.outcomes) * STEP + 2

    @property
    def mark(self) -> str:
        """How far right the mark stands; "" without one."""
        return f"{self.needed * STEP - 1.5}" if self.needed else ""


def squares_of(figure: Figure, share: Share | None) -> Squares | None:
    """Return the squares of a figure, those who meet it first; None of nobody, or of too many."""
    if not 0 < figure.covered <= MOST:
        return None
    counted = ((Outcome.MET, figure.met), (Outcome.UNKNOWN, figure.unknown),
               (Outcome.SHORT, figure.short))  # fmt: skip
    outcomes = [outcome.value for outcome, people in counted for _ in range(people)]
    needed = share.needed(figure.covered) if share and share.percent < 100 else 0
    return Squares(outcomes, needed)

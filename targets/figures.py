"""Counts of people and what they come to: outcome, share of a target, verdict, gap."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from django.db.models import TextChoices

HUNDREDTH = Decimal("0.01")


class Outcome(TextChoices):
    """What one criterion says of one person."""

    MET = "met", "Đạt"
    SHORT = "short", "Chưa đạt"
    UNKNOWN = "unknown", "Chưa có thông tin"
    EXEMPT = "exempt", "Không thuộc đối tượng"


class Verdict(TextChoices):
    """What one criterion says of one unit."""

    PASS = "pass", "Đạt"
    FAIL = "fail", "Chưa đạt"
    NONE = "none", "Không có đối tượng"
    MONITOR = "monitor", "Theo dõi"


@dataclass(frozen=True)
class Share:
    """The part of those covered that must meet a criterion, in percent."""

    percent: int
    strictly_more: bool = False

    def needed(self, covered: int) -> int:
        """Return how many of `covered` people must meet the criterion, at the least."""
        if self.strictly_more:
            return self.percent * covered // 100 + 1
        return -(-self.percent * covered // 100)

    def reached(self, met: int, covered: int) -> bool:
        """Compare exact counts; a rounded percentage never passes."""
        return met >= self.needed(covered)

    def __str__(self) -> str:
        if self.strictly_more:
            return f"> {self.percent}%"
        return "100%" if self.percent == 100 else f"≥ {self.percent}%"


def percentage(part: int, whole: int, share: Share | None = None) -> Decimal | None:
    """Return `part` of `whole` in percent with two decimals; None when `whole` is 0.

    Half up, but never up into a whole (99,996% of people is not 100%) and never up to a
    target that the exact counts miss.
    """
    if not whole:
        return None
    exact = Decimal(part * 100) / whole
    rounded = exact.quantize(HUNDREDTH, ROUND_HALF_UP)
    missed = share is not None and not share.reached(part, whole) and rounded >= share.percent
    if missed or (rounded >= 100 and part < whole):
        return exact.quantize(HUNDREDTH, ROUND_DOWN)
    return rounded


@dataclass(frozen=True)
class Figure:
    """How many people a criterion covers in a unit, by outcome; figures add up.

    `unconfirmed` are those covered by a group of their title that the province has not confirmed.
    """

    met: int = 0
    short: int = 0
    unknown: int = 0
    unconfirmed: int = 0

    @property
    def covered(self) -> int:
        """Everyone the clause speaks of: met, short and unknown."""
        return self.met + self.short + self.unknown

    @property
    def unmet(self) -> int:
        """Those who do not meet it, or of whom nothing is recorded."""
        return self.short + self.unknown

    def __add__(self, other: Figure) -> Figure:
        return Figure(
            self.met + other.met,
            self.short + other.short,
            self.unknown + other.unknown,
            self.unconfirmed + other.unconfirmed,
        )

    def __sub__(self, other: Figure) -> Figure:
        return Figure(
            self.met - other.met,
            self.short - other.short,
            self.unknown - other.unknown,
            self.unconfirmed - other.unconfirmed,
        )

    def rate(self, share: Share | None = None) -> Decimal | None:
        """Return the percentage that meets the criterion; None when nobody is covered."""
        return percentage(self.met, self.covered, share)

    def gap(self, share: Share | None) -> int:
        """Return how many more people must meet the criterion; 0 when reached or monitored."""
        if share is None or not self.covered:
            return 0
        return max(0, share.needed(self.covered) - self.met)

    def verdict(self, share: Share | None) -> Verdict:
        """Judge the unit: nobody covered, no number in the text (None), passed or failed."""
        if not self.covered:
            return Verdict.NONE
        if share is None:
            return Verdict.MONITOR
        return Verdict.PASS if share.reached(self.met, self.covered) else Verdict.FAIL

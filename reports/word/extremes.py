"""The units with the highest and the lowest rate of a criterion, where it says something."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from personnel.models import Unit
from targets.figures import Figure, Share

from . import phrases

# Fewer units than these are not compared, and more that are equal are not named.
FEWEST_COMPARED, MOST_EQUAL = 4, 3


@dataclass(frozen=True)
class Extreme:
    """The units with the highest or the lowest rate, all that are equal, and that rate."""

    units: list[Unit]
    rate: Decimal

    @property
    def text(self) -> str:
        """The same in words: "huyện Nghĩa Hành, thành phố Quảng Ngãi (92,06%)"."""
        rate = phrases.percent(self.rate)
        return phrases.listed(f"{phrases.unit_named(unit)} ({rate})" for unit in self.units)


def extremes_of(
    figures: Mapping[Unit, Figure], share: Share | None
) -> tuple[Extreme | None, Extreme | None]:
    """Return the units with the highest rate, and with the lowest, by exact fractions.

    Of figures that each cover somebody. None where they are fewer than four, where more than
    three are equal, and where all are.
    """
    exact = {unit: Fraction(f.met, f.covered) for unit, f in figures.items()}
    if len(exact) < FEWEST_COMPARED or len(set(exact.values())) == 1:
        return None, None

    def extreme(end: Fraction) -> Extreme | None:
        units = phrases.in_order(unit for unit, rate in exact.items() if rate == end)
        rate = figures[units[0]].rate(share)
        return None if len(units) > MOST_EQUAL or rate is None else Extreme(units, rate)

    return extreme(max(exact.values())), extreme(min(exact.values()))

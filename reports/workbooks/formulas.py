"""The formulas of a workbook: each knows its text, its value, and what its cells come to.

The value is what the figures say; `computed` adds up the cells that were written. A workbook in
which the two differ is not given out.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.utils import get_column_letter

from targets.figures import Share, percentage
from xlsx.rows_xml import Computed

# Row and column, from 1.
Place = tuple[int, int]
Number = int | Decimal
NOTHING = "–"  # nobody to divide by


def reference(place: Place) -> str:
    """Return the name of a cell: "D9"."""
    row, column = place
    return f"{get_column_letter(column)}{row}"


class Formula(ABC):
    """A formula with the value that the figures give it."""

    @property
    @abstractmethod
    def text(self) -> str:
        """The formula as Excel reads it, without "="."""

    @property
    @abstractmethod
    def shown(self) -> Number | str:
        """The value, as the cell keeps it."""

    @abstractmethod
    def computed(self, numbers: Mapping[Place, Number]) -> Number | str:
        """Return what it comes to over the numbers written; raises KeyError without them."""

    @property
    def cell(self) -> Computed:
        """What is written."""
        return Computed(self.text, self.shown)


@dataclass(frozen=True)
class Sum(Formula):
    """The sum of cells: those of a block as a range, others one by one."""

    places: tuple[Place, ...]
    value: int

    @property
    def text(self) -> str:
        """The formula as Excel reads it."""
        (row, column), (last_row, last_column) = self.places[0], self.places[-1]
        block = [(r, c) for r in range(row, last_row + 1) for c in range(column, last_column + 1)]
        if len(block) > 1 and block == list(self.places):
            return f"SUM({reference(block[0])}:{reference(block[-1])})"
        return f"SUM({','.join(map(reference, self.places))})"

    @property
    def shown(self) -> int:
        """The value."""
        return self.value

    def computed(self, numbers: Mapping[Place, Number]) -> Number:
        """Add the cells up."""
        return sum(numbers[place] for place in self.places)


@dataclass(frozen=True)
class Percent(Formula):
    """One cell in percent of another, two decimals, never rounded up into a pass or a whole.

    The value is the percentage (87.67), its cell the fraction (0.8767).
    """

    part: Place
    whole: Place
    value: Decimal | None
    share: Share | None = None

    @property
    def text(self) -> str:
        """The rule of `targets.figures.percentage` as Excel reads it."""
        part, whole = reference(self.part), reference(self.whole)
        rate = f"ROUND({part}/{whole},4)"
        rounded = f"IF({part}<{whole},MIN({rate},0.9999),{rate})"
        if self.share and self.share.percent < 100:
            percent = self.share.percent
            below = f"MIN({rate},{_fraction(percent)}-0.0001)"
            rounded = f"IF({part}*100<{percent}*{whole},{below},{rounded})"
        return f'IF({whole}=0,"{NOTHING}",{rounded})'

    @property
    def shown(self) -> Decimal | str:
        """The fraction, or a dash."""
        return NOTHING if self.value is None else as_fraction(self.value)

    def computed(self, numbers: Mapping[Place, Number]) -> Decimal | str:
        """Divide the cells."""
        rate = percentage(int(numbers[self.part]), int(numbers[self.whole]), self.share)
        return NOTHING if rate is None else as_fraction(rate)


@dataclass(frozen=True)
class Points(Formula):
    """How many percentage points one rate lies above another."""

    rate: Place
    before: Place
    value: Decimal

    @property
    def text(self) -> str:
        """The formula as Excel reads it."""
        return f"ROUND(({reference(self.rate)}-{reference(self.before)})*100,2)"

    @property
    def shown(self) -> Decimal:
        """The value."""
        return self.value

    def computed(self, numbers: Mapping[Place, Number]) -> Decimal:
        """Subtract the cells."""
        return Decimal(numbers[self.rate] - numbers[self.before]) * 100


def as_fraction(percent: Decimal) -> Decimal:
    """Return 87.67 as 0.8767."""
    return percent / 100


def _fraction(percent: int) -> str:
    return f"{Decimal(percent) / 100}"

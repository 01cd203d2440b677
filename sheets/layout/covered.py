"""Cells merged down a column: what the upper one says is said of every row that it covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from personnel.words.values import CellValue
from xlsx.workbook import Cells, Sheet

from .grids import Merges


class Covered:
    """What merged cells say of the rows below their first, in the columns `ats`.

    An area that begins above row `first` is the header's, and says nothing of people.
    """

    def __init__(self, sheet: Sheet, merges: Merges, ats: Collection[int], first: int) -> None:
        self._by_row: dict[int, dict[int, CellValue]] = defaultdict(dict)
        by_number = dict(sheet.rows) if sheet.merged else {}
        numbers = sorted(by_number)
        for at in ats if by_number else ():
            for row, top in merges.top_of(at, numbers).items():
                cells = by_number.get(top, ())
                if top >= first and at < len(cells) and cells[at] is not None:
                    self._by_row[row][at] = cells[at]

    def over(self, number: int) -> dict[int, CellValue]:
        """Return what merged cells say of a row, by column."""
        return self._by_row.get(number, {})

    def filled(self, number: int, cells: Cells) -> Cells:
        """Return the cells of a row with what merged cells say where it has none of its own."""
        over = self.over(number)
        if not over:
            return cells
        size = max(len(cells), max(over) + 1)
        own = (*cells, *(None,) * (size - len(cells)))
        return tuple(over.get(at) if cell is None else cell for at, cell in enumerate(own))

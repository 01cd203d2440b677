"""A list as a table to be taken away: its columns, headings and cells, whole numbers with them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import cached_property

from ..workbooks.looks import DAY, MONTH
from ..workbooks.looks import Column as Width
from .asked import Asked
from .columns.column import Column, Row
from .columns.register import NAME, OF_RECORDS

CHUNK = 2000
CCCD = OF_RECORDS["cccd"]
REMARK_WIDTH = 38


@dataclass(frozen=True)
class Taken:
    """Everyone of a list, and those whose whole identity number goes with it."""

    asked: Asked
    ids: Sequence[int]
    numbered: Collection[int] = ()

    @cached_property
    def columns(self) -> list[Column]:
        """The columns of the list, and that of the number where it is asked for whole."""
        columns = self.asked.columns
        return [*columns, CCCD] if self.numbered and CCCD not in columns else columns

    @property
    def remarks(self) -> dict[str, str]:
        """What each row says of its figures, by heading: a table of text has no other place."""
        return self.asked.lens.remarks_named

    @property
    def headings(self) -> list[str]:
        """The headings, that of the ordinal first."""
        labels = [column.label for column in (NAME, *self.columns)]
        return ["STT", *labels, *self.remarks]

    @property
    def widths(self) -> list[Width]:
        """How a sheet lays the columns out."""
        columns = [
            Width(column.width, day=MONTH if column.by_month else DAY)
            for column in (NAME, *self.columns)
        ]
        return [Width(6), *columns, *(Width(REMARK_WIDTH) for _ in self.remarks)]

    def rows(self) -> Iterator[Row]:
        """Yield everyone; the same few queries for each two thousand people."""
        columns = self.columns
        for start in range(0, len(self.ids), CHUNK):
            yield from self.asked.rows(list(self.ids[start : start + CHUNK]), columns)

    def cells(self) -> Iterator[list[date | int | str]]:
        """Yield the cells of a workbook: days and numbers are what they are."""
        for number, row in enumerate(self.rows(), 1):
            told = [cell.column.cell(cell.value) for cell in row.cells]
            yield [number, row.name, *self._with_number(row, told), *self.remarks.values()]

    def texts(self) -> Iterator[list[str]]:
        """Yield the cells of a table of text, as the page has them."""
        for number, row in enumerate(self.rows(), 1):
            told = [cell.text for cell in row.cells]
            yield [str(number), row.name, *self._with_number(row, told), *self.remarks.values()]

    def _with_number(self, row: Row, told: list[Any]) -> list[Any]:
        """Put the whole identity number in, where it may be given out."""
        if row.person.pk in self.numbered:
            told[self.columns.index(CCCD)] = row.person.cccd
        return told

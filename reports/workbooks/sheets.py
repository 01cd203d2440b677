"""Writing a sheet row by row: real numbers and dates, texts that stay texts, formulas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from xlsx.rows_xml import LINE_HEIGHT, NUMERIC, Formats, lines_of, row_xml

from .formulas import Formula, Number, Place
from .looks import BODY, FREE, HEAD, NUMBERS, UPRIGHT_HEAD, Column, Look, Looks
from .paper import (
    Wide,
    break_columns,
    break_rows,
    fill,
    fit_one_page,
    fitting,
    lay_across,
    page_points,
)

Value = str | int | Decimal | date | Formula | None
_HEIGHT = re.compile(r'<row r="(\d+)" ht="([\d.]+)"')
_FILLED = 0.9  # of a line of a paragraph, with words that are not broken


@dataclass(frozen=True)
class Head:
    """A heading over one column, or over those of its parts."""

    text: str
    parts: tuple[Head, ...] = ()
    upright: bool = False

    @property
    def levels(self) -> int:
        """How many rows it takes."""
        return 1 + max((part.levels for part in self.parts), default=0)

    @property
    def columns(self) -> int:
        """How many columns it stands over."""
        return sum(part.columns for part in self.parts) or 1


@dataclass(frozen=True)
class Span:
    """A text over the columns from `first` to `last` (from 1, inclusive)."""

    first: int
    last: int
    text: str
    look: Look = FREE


class Sheet:
    """A sheet of a workbook, on A4 across: as wide as a page, or `Wide`.

    `blocks` is how many blocks of columns each page has, `free` the columns that stand on the
    first page only (from 1): what is above and below the table is put there. `scale` is how it is
    printed, in percent.
    """

    def __init__(
        self, sheet: Any, looks: Looks, columns: Sequence[Column], wide: Wide | None = None
    ) -> None:
        self.sheet, self.columns = sheet, columns
        self.numbers: dict[Place, Number] = {}
        self.formulas: dict[Place, Formula] = {}
        self.rows: list[str] = []
        self.last = 0
        self._page_from, self._headed, self._whole = 1, range(0), False
        self.scale = wide.scale if wide else fitting(columns)
        self._looks = looks
        self._formats: dict[Look, list[Formats]] = {}
        for at, column in enumerate(columns, start=1):
            sheet.column_dimensions[get_column_letter(at)].width = column.width
        lay_across(sheet)
        self.blocks: list[int] = []
        self.free = range(1, len(columns) + 1)
        if wide:
            self.blocks = break_columns(sheet, columns, wide)
            self.free = range(wide.fixed + 1, wide.fixed + wide.block * self.blocks[0] + 1)

    def break_page(self) -> None:
        """Begin a new page below the last row."""
        self._break(self.last)

    def _break(self, after: int) -> None:
        break_rows(self.sheet, self.scale, after)
        self._page_from = after + 1

    def keep_with_next(self, rows: int, points: float) -> None:
        """Take the last rows over to the next page where so many points do not follow them here."""
        if not self._whole and self.room < points:
            self._break(self.last - rows)

    def one_page(self) -> None:
        """Keep the sheet, with whoever signs it, on one page."""
        self._whole = True
        fit_one_page(self.sheet)

    @property
    def room(self) -> float:
        """How many points are left on the page that the last row has come to."""
        return self._filled()[1]

    @property
    def on_one_page(self) -> bool:
        """Whether all rows are on one page since one was begun."""
        return self._filled()[0] == 1

    def _filled(self) -> tuple[int, float]:
        heights = self.heights(self._page_from)
        heads = sum(self.heights(1)[self._headed[0] - 1 : self._headed[-1]]) if self._headed else 0
        return fill(heights, page_points(self.scale), heads)

    def heights(self, first: int) -> list[float]:
        """Return how high each row is from one on, in points; a guess from above."""
        told = (_HEIGHT.match(row) for row in self.rows)
        known = {int(found[1]): float(found[2]) for found in told if found}
        return [known.get(row, LINE_HEIGHT) for row in range(first, self.last + 1)]

    def row(self, values: Sequence[Value], look: Look = BODY, points: float | None = None) -> int:
        """Write a row of cells from the first column on, and return its number."""
        self.last += 1
        cells = [
            value if value is None or isinstance(value, str) else self._noted(at, value)
            for at, value in enumerate(values, start=1)
        ]
        self.rows.append(row_xml(self.last, cells, self._formats_of(look)[: len(cells)], points))
        return self.last

    def _noted(self, column: int, value: Number | date | Formula) -> Any:
        """Keep a number for the formulas that add it up, and a formula to be checked."""
        if isinstance(value, date):
            return value
        place = self.last, column
        if isinstance(value, NUMERIC):
            self.numbers[place] = value
            return value
        self.formulas[place] = value
        if not isinstance(value.shown, str):
            self.numbers[place] = value.shown
        return value.cell

    def _formats_of(self, look: Look) -> list[Formats]:
        if look not in self._formats:
            self._formats[look] = [self._looks.formats(look, column) for column in self.columns]
        return self._formats[look]

    def spread(self, spans: Iterable[Span], points: float | None = None) -> int:
        """Write a row of texts over several columns each, and return its number."""
        self.last += 1
        cells: list[str | None] = [None] * len(self.columns)
        formats = list(self._formats_of(FREE))
        for span in spans:
            cells[span.first - 1] = span.text
            width = sum(column.width for column in self.columns[span.first - 1 : span.last])
            formats[span.first - 1] = self._looks.formats(span.look, Column(width))
            self._merge(self.last, span.first, self.last, span.last)
        self.rows.append(row_xml(self.last, cells, formats, points))
        return self.last

    def paragraph(self, text: str, look: Look) -> int:
        """Write a text of any length over the free columns, as high as it needs."""
        width = sum(self.columns[at - 1].width for at in self.free) * BODY.size / look.size
        points = lines_of(text, int(width * _FILLED)) * (look.size + 5)
        return self.spread([Span(self.free[0], self.free[-1], text, look)], points)

    def skip(self, rows: int = 1) -> None:
        """Leave rows blank."""
        self.last += rows

    def heads(
        self, heads: Sequence[Head], points: Sequence[float], numbers: Sequence[str] = (),
        fixed: int = 0, repeated: bool = True,
    ) -> None:  # fmt: skip
        """Write the headings, so high each row, and the row of column numbers.

        They stay in sight with the first `fixed` columns, and are repeated on each page: where not
        `repeated`, once `repeat_heads` says so.
        """
        first, levels = self.last + 1, max(head.levels for head in heads)
        texts: list[list[str | None]] = [[None] * len(self.columns) for _ in range(levels)]
        upright: set[tuple[int, int]] = set()
        self._place(heads, 0, 0, texts, upright)
        usual, turned = self._formats_of(HEAD), self._formats_of(UPRIGHT_HEAD)
        for level, cells in enumerate(texts):
            self.last += 1
            formats = [
                turned[at] if (level, at) in upright else usual[at] for at in range(len(cells))
            ]
            self.rows.append(row_xml(self.last, cells, formats, points[level]))
        if numbers:
            self.row(numbers, NUMBERS)
        self._headed = range(first, self.last + 1)
        if repeated:
            self.repeat_heads()
        self.sheet.freeze_panes = f"{get_column_letter(fixed + 1)}{self.last + 1}"

    def _place(
        self, heads: Sequence[Head], level: int, column: int,
        texts: list[list[str | None]], upright: set[tuple[int, int]],
    ) -> None:  # fmt: skip
        for head in heads:
            texts[level][column] = head.text
            if head.upright:
                upright.add((level, column))
            deepest = level if head.parts else len(texts) - 1
            first = self.last + 1 + level
            self._merge(first, column + 1, self.last + 1 + deepest, column + head.columns)
            self._place(head.parts, level + 1, column, texts, upright)
            column += head.columns

    def _merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        if (row, column) != (last_row, last_column):
            area = CellRange(min_row=row, min_col=column, max_row=last_row, max_col=last_column)
            self.sheet.merged_cells.add(area.coord)

    def repeat_heads(self) -> None:
        """Print the headings on each page."""
        self.sheet.print_title_rows = f"{self._headed[0]}:{self._headed[-1]}"

    def filtered(self) -> None:
        """Let the rows below the headings be filtered: to be called after the last of them."""
        first = self._headed[-1]
        self.sheet.auto_filter.ref = f"A{first}:{get_column_letter(len(self.columns))}{self.last}"

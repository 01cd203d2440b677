"""A worksheet's XML: where its rows and cells lie, and a column of texts put among them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl.utils import column_index_from_string, get_column_letter

from .safety import MAX_COLUMNS
from .splicing import Element, Splices, Unspliceable, escape, walk

# A header row is looked for this far down.
FIRST_ROWS = 60
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)$")
# The parts of a cell that hold something.
_VALUES = ("v", "f", "is")


@dataclass(frozen=True)
class Cell:
    """A cell that holds a text: the numbers of its row and column, from 1."""

    row: int
    column: int
    text: str


@dataclass
class _Row:
    number: int
    element: Element
    # Column number, and where the bytes of the cell begin and end.
    cells: list[tuple[int, int, int]] = field(default_factory=list)


class SheetXml:
    """The bytes of a worksheet, read once, and the changes to be made to them."""

    def __init__(self, part: bytes, strings: list[str]) -> None:
        self._part, self._strings, self._splices = part, strings, Splices()
        self._rows: list[_Row] = []
        self._data: Element | None = None
        self._dimension: Element | None = None
        self._columns: Element | None = None
        # First and last column that share a width, and where that is said.
        self._column_ranges: list[tuple[int, int, int]] = []
        self._is_filled, self._texts = False, [""]
        self.last_column = 0
        self.first_cells: list[Cell] = []
        walk(part, self._started, self._ended)
        if self._data is None:
            raise Unspliceable("sheetData")

    def _started(self, element: Element) -> None:
        inside = element.parent.local if element.parent else ""
        if element.local == "row" and inside == "sheetData":
            last = self._rows[-1].number if self._rows else 0
            number = int(element.attributes.get("r") or last + 1)
            if number <= last:
                raise Unspliceable("row order")
            self._rows.append(_Row(number, element))
        elif element.local == "c" and inside == "row":
            self._is_filled, self._texts = False, []
        elif inside == "c" and element.local in _VALUES:
            self._is_filled = True

    def _ended(self, element: Element, text: str) -> None:
        match element.local:
            case "t" | "v":
                self._texts.append(text)
            case "c" if element.parent and element.parent.local == "row":
                self._cell(element)
            case "sheetData":
                self._data = element
            case "dimension":
                self._dimension = element
            case "cols":
                self._columns = element
            case "col":
                given = element.attributes
                place = int(given["min"]), int(given["max"]), element.start
                self._column_ranges.append(place)
            case "mergeCell":
                self._reach(element.attributes.get("ref", "").rpartition(":")[2])

    def _reach(self, corner: str) -> None:
        """Count a merged area among what is used, unless it goes on to the edge of the sheet."""
        found = _REFERENCE.match(corner)
        column = column_index_from_string(found[1]) if found else 0
        if column <= MAX_COLUMNS:
            self.last_column = max(self.last_column, column)

    def _cell(self, element: Element) -> None:
        row = self._rows[-1]
        last = row.cells[-1][0] if row.cells else 0
        found = _REFERENCE.match(element.attributes.get("r", ""))
        column = column_index_from_string(found[1]) if found else last + 1
        if column <= last:
            raise Unspliceable("cell order")
        row.cells.append((column, element.start, element.end))
        if self._is_filled:
            self.last_column = max(self.last_column, column)
        if self._is_filled and row.number <= FIRST_ROWS:
            self.first_cells.append(Cell(row.number, column, self._text(element)))

    def _text(self, cell: Element) -> str:
        text = "".join(self._texts)
        if cell.attributes.get("t") != "s":
            return text
        return self._strings[int(text)] if text.isdigit() else ""

    def clear_below(self, column: int, header: int) -> None:
        """Take the cells of a column away below row `header`, the header's own too."""
        for row in self._rows:
            for at, start, end in row.cells:
                if at == column and row.number >= header:
                    self._splices.replace(start, end, b"")

    def put(self, column: int, texts: Mapping[int, str], style: str) -> None:
        """Put texts into a column by row number; rows that are not there are added."""
        if self._data is None:
            return
        rows = {row.number: row for row in self._rows}
        prefix = self._data.prefix
        for number, text in sorted(texts.items()):
            cell = _cell_xml(prefix, column, number, text, style)
            if number in rows:
                self._put_into(rows[number], column, cell)
            else:
                added = f'<{prefix}row r="{number}">{cell}</{prefix}row>'.encode()
                self._add(number, added)
        self._reach_of_sheet(column)

    def _put_into(self, row: _Row, column: int, cell: str) -> None:
        after = next((start for at, start, _ in row.cells if at >= column), None)
        spans = row.element.attributes.get("spans", "")
        first, colon, last = spans.partition(":")
        if colon and " " not in spans and int(last) < column and not row.element.is_empty_tag:
            self._splices.set_attribute(row.element, self._part, "spans", f"{first}:{column}")
        if after is None:
            self._splices.append_to(row.element, self._part, cell.encode())
        else:
            self._splices.insert(after, cell.encode())

    def _add(self, number: int, row: bytes) -> None:
        following = next((r.element.start for r in self._rows if r.number > number), None)
        if following is None and self._data:
            self._splices.append_to(self._data, self._part, row)
        elif following is not None:
            self._splices.insert(following, row)

    def _reach_of_sheet(self, column: int) -> None:
        reference = self._dimension.attributes.get("ref", "") if self._dimension else ""
        first, _, last = reference.partition(":")
        found = _REFERENCE.match(last)
        if self._dimension and found and column_index_from_string(found[1]) < column:
            wider = f"{first}:{get_column_letter(column)}{found[2]}"
            self._splices.set_attribute(self._dimension, self._part, "ref", wider)

    def widen(self, column: int, width: int) -> None:
        """Give a column a width, unless it has one."""
        if self._data is None or any(a <= column <= b for a, b, _ in self._column_ranges):
            return
        prefix = self._data.prefix
        place = f'min="{column}" max="{column}" width="{width}" customWidth="1"'
        col = f"<{prefix}col {place}/>".encode()
        following = next((start for a, _, start in self._column_ranges if a > column), None)
        if following is not None:
            self._splices.insert(following, col)
        elif self._columns:
            self._splices.append_to(self._columns, self._part, col)
        else:
            columns = b"<%bcols>%b</%bcols>" % (prefix.encode(), col, prefix.encode())
            self._splices.insert(self._data.start, columns)

    def spliced(self) -> bytes:
        """Return the bytes with every change made."""
        return self._splices.applied(self._part)


def _cell_xml(prefix: str, column: int, row: int, text: str, style: str) -> str:
    place = f'r="{get_column_letter(column)}{row}"'
    styled = f' s="{style}"' if style else ""
    inside = f'<{prefix}t xml:space="preserve">{escape(text)}</{prefix}t>'
    return f'<{prefix}c {place}{styled} t="inlineStr"><{prefix}is>{inside}</{prefix}is></{prefix}c>'

"""A workbook's XML gone through once without building anything: is it small enough to read?

The reader of cells lays every sheet out as one rectangle, and each cell gets its own copy of
a shared text. What both would come to is counted here first, with what else they leave out:
the texts of error cells, formulas without a value, cells that look as `styles` tells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from .limits import (
    DAMAGED,
    LAST_COLUMN,
    LAST_ROW,
    MAX_BLANK_ROWS,
    MAX_COLUMNS,
    Budget,
    SheetRefused,
    dotted,
)
from .markup import check_relation, column_of, is_utf8, refuse_declarations
from .styles import Look

# A row and a column, both from 0.
Place = tuple[int, int]
_CELL_PARTS = frozenset(("v", "t", "is", "f", "r"))
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)


@dataclass
class Marked:
    """What a sheet's cells have besides a value: an error, a formula never computed, a look."""

    errors: dict[Place, str] = field(default_factory=dict)
    uncomputed: set[Place] = field(default_factory=set)
    looks: dict[Place, Look] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.errors or self.uncomputed or self.looks)


class PartScan:
    """Counts one XML part, fed piece by piece.

    With `exactly`, it looks into each cell that shows a shared text for which one it is.
    `looks` are those to be noticed, by the number of the cell format.
    """

    def __init__(
        self, name: str, budget: Budget, looks: Mapping[str, Look], *, exactly: bool = False
    ) -> None:
        self.name, self._budget, self._named = name, budget, frozenset("se" if exactly else "e")
        self._rows = self._cells = self._blanks = self._parts = self._rest = 0
        self.text_cells = 0
        self.marked = Marked()
        self._looks = looks
        self.shown: Counter[int] = Counter()
        self.sizes: list[int] = []
        self._row, self._column, self._row_text = 0, 0, ""
        self._last_row = self._widest = self._string_from = 0
        self._columns: dict[str, int] = {}
        self._locals: dict[str, str] = {}
        self._type, self._text = "", ""
        self._look: Look | None = None
        self._is_new_cell = self._is_new_row = self._is_watched = False
        self._has_formula = self._has_value = False
        self._is_utf8 = True
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._started
        self._parser.StartDoctypeDeclHandler = refuse_declarations
        self._parser.XmlDeclHandler = self._declared
        self._others = {
            "sheetData": self._needs_utf8,
            "sst": self._needs_utf8,
            "si": self._string_started,
        }

    def feed(self, piece: bytes) -> None:
        """Count on; raises ExpatError when the XML breaks off."""
        if self._parser.CurrentByteIndex <= 0 and b"\0" in piece[:4]:
            self._is_utf8 = False
        self._parser.Parse(piece, False)
        self._settle()

    def close(self) -> None:
        """Finish; raises ExpatError when the XML is not whole."""
        self._parser.Parse(b"", True)
        self._end_cell()
        self._end_string()
        self._settle()
        self._budget.take("area", self._last_row * self._widest)

    def _settle(self) -> None:
        """Hold what came together since the last time against what may."""
        for thing, number in (
            ("rows", self._rows),
            ("cells", self._cells),
            ("blanks", self._blanks),
            ("cell parts", self._parts),
            ("others", self._rest),
        ):
            self._budget.take(thing, number)
        self._rows = self._cells = self._blanks = self._parts = self._rest = 0

    def _started(self, name: str, attributes: dict[str, str]) -> None:
        local = self._locals.get(name) or self._local(name)
        if local == "c":
            self._cell_started(attributes)
        elif local in _CELL_PARTS:
            self._parts += 1
            if self._is_new_cell:
                self._cell_filled()
            if local == "f":
                self._is_watched = self._has_formula = True
            elif local == "v" and (self._has_formula or self._type in self._named):
                self._is_watched = self._has_value = True
                self._parser.CharacterDataHandler = self._characters
        elif local == "row":
            self._row_started(attributes.get("r"))
        else:
            self._rest += 1
            if local in self._others:
                self._others[local]()
            elif local == "Relationship":
                check_relation(attributes)

    def _local(self, name: str) -> str:
        """Return a name without its namespace; of very many elements few names are different."""
        return self._locals.setdefault(name, name[name.rfind(" ") + 1 :])

    def _row_started(self, number: str | None) -> None:
        self._blanks += 1
        if self._is_watched:
            self._end_cell()
        if number is not None and not (number.isascii() and number.isdigit()):
            raise SheetRefused(DAMAGED)
        self._row = self._row + 1 if number is None else int(number[:8])
        if not 1 <= self._row <= LAST_ROW:
            raise SheetRefused(DAMAGED)
        self._row_text, self._column, self._is_new_row = str(self._row), 0, True

    def _cell_started(self, attributes: dict[str, str]) -> None:
        self._blanks += 1
        if self._is_watched:
            self._end_cell()
        self._type, self._is_new_cell = attributes.get("t", ""), True
        if self._looks:
            self._look = self._looks.get(attributes.get("s", ""))
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        elif reference.endswith(self._row_text):
            letters = reference[: -len(self._row_text)]
            self._column = self._columns.get(letters) or self._placed(reference)
        else:
            self._column = self._placed(reference)

    def _placed(self, reference: str) -> int:
        """Return the column of a cell, and take its row over; remember the column's letters."""
        found = _REFERENCE.fullmatch(reference)
        if not found:
            raise SheetRefused(DAMAGED)
        column, row = column_of(found[1]), int(found[2])
        if row > LAST_ROW or column > LAST_COLUMN:
            raise SheetRefused(DAMAGED)
        if row != self._row:
            self._row, self._row_text, self._is_new_row = row, found[2], True
        self._columns[found[1]] = column
        return column

    def _cell_filled(self) -> None:
        self._is_new_cell = False
        self._cells += 1
        if self._type == "s":
            self.text_cells += 1
        if self._look:
            self.marked.looks[self._row - 1, self._column - 1] = self._look
        if self._is_new_row:
            self._row_filled()
        if self._column > self._widest:
            self._widest = self._column
            if self._column > MAX_COLUMNS:
                raise SheetRefused(
                    f"Trang tính có dữ liệu ở quá {MAX_COLUMNS} cột (dòng {self._row}). "
                    "Hãy xóa các cột thừa rồi nộp lại."
                )

    def _row_filled(self) -> None:
        self._is_new_row = False
        self._rows += 1
        if self._row - self._last_row > MAX_BLANK_ROWS:
            raise SheetRefused(
                f"Có hơn {dotted(MAX_BLANK_ROWS)} dòng trống liên tiếp, từ dòng "
                f"{self._last_row + 1}, rồi lại có dữ liệu ở dòng {self._row}. "
                "Hãy xóa các dòng trống và dữ liệu ở cuối trang tính rồi nộp lại."
            )
        self._last_row = max(self._last_row, self._row)

    def _characters(self, text: str) -> None:
        self._text += text

    def _end_cell(self) -> None:
        text, place = self._text.strip(), (self._row - 1, self._column - 1)
        if self._has_value and self._type == "s" and "s" in self._named:
            number = text[:9]
            self.shown[int(number) if number.isascii() and number.isdigit() else -1] += 1
        elif self._has_value and self._type == "e":
            self.marked.errors[place] = text
        elif self._has_formula and not text and not self._is_blank_text():
            self.marked.uncomputed.add(place)
        self._is_watched = self._has_formula = self._has_value = False
        self._text, self._parser.CharacterDataHandler = "", None

    def _is_blank_text(self) -> bool:
        """Whether a formula without a visible value came to a text of its own, be it blank."""
        return self._type == "inlineStr" or self._type == "str" and self._has_value

    def _string_started(self) -> None:
        self._end_string()
        self._string_from = self._parser.CurrentByteIndex
        self.sizes.append(0)

    def _end_string(self) -> None:
        if self.sizes:
            self.sizes[-1] = self._parser.CurrentByteIndex - self._string_from

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self._is_utf8 = self._is_utf8 and is_utf8(encoding)

    def _needs_utf8(self) -> None:
        if not self._is_utf8:
            raise SheetRefused(DAMAGED)

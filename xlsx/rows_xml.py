"""Rows of cells as a worksheet's XML writes them: quickly, for there are many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpyxl.utils import get_column_letter

from .splicing import ILLEGAL, escape

# As many characters as Excel takes in a cell.
LONGEST = 32_767
# In points; Excel shows no taller row.
LINE_HEIGHT, TALLEST = 15, 405
# What somebody who edits the cell would turn into a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_EPOCH = date(1899, 12, 30).toordinal()
# Excel reads these six characters as one, whose number they give.
_ESCAPED = re.compile("_x[0-9A-Fa-f]{4}_")


@dataclass(frozen=True)
class Computed:
    """A formula (without its "=") and what it comes to, shown by whoever does not recalculate."""

    formula: str
    value: int | Decimal | str


Value = str | int | Decimal | date | Computed | None
# To ask of many cells: `int | Decimal` would be put together for each.
NUMERIC = (int, Decimal)


@dataclass(frozen=True)
class Formats:
    """The cell formats of a column by number, and how many letters of a text stand in a line.

    For texts (and blanks), for texts that look like a formula, for dates and for numbers.
    """

    text: int
    quoted: int
    day: int
    number: int
    width: int


def fits_a_cell(text: str) -> bool:
    """Whether a cell gives the text back letter by letter."""
    return len(text) <= LONGEST and not ILLEGAL.search(text) and not _ESCAPED.search(text)


def row_xml(
    number: int, cells: Sequence[Value], formats: Sequence[Formats], points: float | None = None
) -> str:
    """Return a row of cells; texts stay texts, dates and numbers are real ones.

    As many `points` high, or as the longest text needs.
    """
    inside = [
        _cell_xml(f"{letter}{number}", value, kept)
        for letter, value, kept in zip(_letters(len(cells)), cells, formats, strict=True)
    ]
    broken = (
        lines_of(value, kept.width)
        for value, kept in zip(cells, formats, strict=True)
        if isinstance(value, str) and len(value) > kept.width
    )
    lines = max(broken, default=1)
    height = f' ht="{min(lines * LINE_HEIGHT, TALLEST)}"' if lines > 1 else ""
    if points is not None:
        height = f' ht="{points}" customHeight="1"'
    return f'<row r="{number}"{height}>{"".join(inside)}</row>'


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column so many letters wide; a guess from above."""
    return -int(-len(text) // width)


def _letters(count: int) -> Sequence[str]:
    while len(_LETTERS) < count:
        _LETTERS.append(get_column_letter(len(_LETTERS) + 1))
    return _LETTERS[:count]


_LETTERS: list[str] = []


def _cell_xml(place: str, value: Value, formats: Formats) -> str:
    if value is None or value == "":
        return f'<c r="{place}" s="{formats.text}"/>'
    if isinstance(value, str):
        style = formats.quoted if value.startswith(FORMULA_STARTS) else formats.text
        text = f'<t xml:space="preserve">{escape(value[:LONGEST])}</t>'
        return f'<c r="{place}" s="{style}" t="inlineStr"><is>{text}</is></c>'
    if isinstance(value, NUMERIC):
        return f'<c r="{place}" s="{formats.number}"><v>{value}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{formats.day}"><v>{value.toordinal() - _EPOCH}</v></c>'
    sort = ' t="str"' if isinstance(value.value, str) else ""
    inside = f"<f>{escape(value.formula)}</f><v>{escape(str(value.value))}</v>"
    return f'<c r="{place}" s="{formats.number}"{sort}>{inside}</c>'

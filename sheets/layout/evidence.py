"""What a single cell tells of its row: something of a person, or people counted."""

from __future__ import annotations

import re
from datetime import date

from personnel.words.values import CellValue

from .clothes import ORDINAL

# Smaller numbers count people; greater ones are years and identity numbers.
_EARLIEST_YEAR = 1900
_DIGITS = re.compile(r"[\d.,]{1,9}")
# "24 người", "Nữ: 5", "Tổng số: 24": people counted beside a heading.
_PEOPLE = re.compile(
    r"\(?\d{1,3}\s*(?:người|đ/c|đồng chí|nữ|nam|đảng viên|cán bộ|cb|cc|biên chế)\)?"
    r"|[^\d:=]{1,20}[:=]\s*\d{1,3}(?:\s*(?:người|đ/c|đồng chí))?",
    re.IGNORECASE,
)


def counts(cell: CellValue) -> bool:
    """Whether a cell only numbers or counts."""
    if isinstance(cell, str):
        text = cell.strip()
        return any(form.fullmatch(text) for form in (_DIGITS, ORDINAL, _PEOPLE))
    return isinstance(cell, (int, float)) and cell < _EARLIEST_YEAR


def speaks(cell: CellValue) -> bool:
    """Whether a cell says something of a person, and is no count of people."""
    if isinstance(cell, str):
        text = cell.strip()
        is_count = _DIGITS.fullmatch(text) and _is_small(text) or _PEOPLE.fullmatch(text)
        return bool(text) and not is_count
    if isinstance(cell, (int, float)):
        return cell >= _EARLIEST_YEAR
    return isinstance(cell, date)


def _is_small(text: str) -> bool:
    digits = text.replace(".", "").replace(",", "")
    return len(digits) < 4

"""Columns that are ticked: for a sex, or for one level of a kind ("ĐH" | "CĐ" | "TC")."""

from __future__ import annotations

from collections.abc import Iterable

from personnel.kinds import KINDS
from personnel.words.partial_dates import read_date
from personnel.words.text import match_key
from personnel.words.values import BadCell, CellValue, read_yes_no
from sheets.understood import Column
from xlsx.workbook import Cells

from .grids import text_of
from .headed import level_of

# Other marks for a tick where only a tick is expected, and what fills a cell without one.
_TICKS = ("v", "1")
_NOTHING = "-–—.…0 "
_WORD = 3


def is_tick(value: CellValue) -> bool:
    """Whether a cell says yes or no, and nothing else."""
    try:
        return read_yes_no(value) is not None
    except BadCell:
        return False


def is_mark(text: str) -> bool:
    """Whether a text is a tick, or what stands where none is."""
    return is_tick(text) or match_key(text) in _TICKS or not text.strip(_NOTHING)


def says_yes(value: CellValue) -> bool:
    """Whether a cell says something else than no."""
    if value is None:
        return False
    try:
        return read_yes_no(value) is True
    except BadCell:
        return True


def levels_ticked(columns: Iterable[Column], cells: Cells) -> dict[str, CellValue]:
    """Return what the ticked columns of a row say, as one column of each level would say it.

    A tick is the level that heads its column; a year is that of its award too; other words
    stand behind it: "Luật" under "ĐH" is "ĐH Luật". Two ticks are told together, as nobody
    can know which is meant.
    """
    said: dict[str, list[str]] = {}
    found: dict[str, CellValue] = {}
    for column in columns:
        value = cells[column.at] if column.at < len(cells) else None
        text = text_of(value)
        if not says_yes(value) or not text.strip(_NOTHING):
            continue
        said.setdefault(column.field, []).append(_level(column, text))
        if (awarded := KINDS[column.field].awarded_field) and _is_dated(value):
            found[awarded] = value
    return found | {kind: "; ".join(levels) for kind, levels in said.items()}


def _level(column: Column, text: str) -> str:
    """Return what a cell that says something puts under its column's heading."""
    kind, level = column.field, column.ticked
    if is_tick(text) or match_key(text) in _TICKS or _is_dated(text):
        return level
    if (told := level_of(kind, text)) is not None:
        return text if told == column.level else f"{level}; {text}"
    # Too short to be a field of study: some mark that nobody knows.
    return f"{level} {text}" if len(text) >= _WORD else f"{text} ({level})"


def _is_dated(value: CellValue) -> bool:
    try:
        return read_date(value) is not None
    except BadCell:
        return False

"""Columns that say of each person which group of titles they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from personnel.models import Title
from personnel.words.values import CellValue
from sheets.understood import Column
from xlsx.workbook import Cells

from .grids import text_of
from .phrases import group_of, names_several
from .ticks import is_tick, says_yes

_TICKED = (Title.Group.KEY, Title.Group.CIVIL, Title.Group.NONSPECIALISED)


def tells_groups(column: Column, cells: Sequence[CellValue]) -> bool:
    """Whether a column names groups ("Đối tượng": "KCT"), or is ticked for one ("KCT": "x")."""
    values = [cell for cell in cells if cell is not None]
    if not values:
        return False
    if _group_ticked(column):
        return all(map(is_tick, values))
    texts = set(map(text_of, values))
    return any(map(group_of, texts)) and all(group_of(t) or names_several(t) for t in texts)


def group_told(columns: Iterable[Column], cells: Cells) -> str | None:
    """Return the group that a row is said to be of, "" for several; None where nothing is said."""
    for column in columns:
        value = cells[column.at] if column.at < len(cells) else None
        if group := _group_ticked(column):
            if is_tick(value) and says_yes(value):
                return group
        elif value is not None:
            return group_of(text_of(value))
    return None


def _group_ticked(column: Column) -> str:
    group = group_of(column.path[-1]) if column.path else ""
    return group if group in _TICKED else ""

"""Marks in cells made what they stand for: nothing, or what the row above says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from personnel.kinds import FIELD_OF_STUDY
from personnel.words.marks import is_blank_mark, is_ditto
from personnel.words.values import CellValue, is_tick
from sheets.records import Problem, Record, problem

# Nobody is called, born or numbered as the one above.
_OWN = ("full_name", "birth", "cccd", "ordinal")
# Free texts: whatever stands there would be taken for one.
_FREE = ("full_name", "religion", "home_place", FIELD_OF_STUDY)
_TICK_SAYS_NOTHING = ("religion", "home_place", FIELD_OF_STUDY)


class Above:
    """Reads the marks of records one after the other, as they stand in the file."""

    def __init__(self) -> None:
        self._last: Record | None = None

    def filled(self, record: Record) -> tuple[Record, list[Problem]]:
        """Return the record with its marks read, and what is wrong with those that cannot be.

        A ditto is the value of the row above in the same list and under the same headings;
        where there is none it stays, and is what nobody knows.
        """
        ticked = any(is_tick(record.cells.get(field)) for field in _TICK_SAYS_NOTHING)
        if not ticked and not any(map(_is_marked, record.cells.values())):
            self._last = record
            return record, []
        above = self._last.cells if self._last and _is_below(record, self._last) else {}
        cells: dict[str, CellValue] = {}
        problems: list[Problem] = []
        for field, value in record.cells.items():
            cells[field] = self._read(field, value, above)
            if field in _FREE and is_ditto(cells[field]):
                reason = "ghi «như trên» nhưng không rõ là gì; phải ghi rõ"
                problems.append(problem(record, field, reason))
            elif field in _TICK_SAYS_NOTHING and is_tick(value):
                cells[field] = None
                reason = "chỉ đánh dấu, không cho biết gì ở cột này: không ghi"
                problems.append(problem(record, field, reason, is_error=False))
        self._last = replace(record, cells=cells)
        return self._last, problems

    @staticmethod
    def _read(field: str, value: CellValue, above: Any) -> CellValue:
        if is_blank_mark(value):
            return None
        if is_ditto(value) and field not in _OWN:
            return above.get(field) or value
        return value


def _is_marked(value: CellValue) -> bool:
    return value is not None and (is_blank_mark(value) or is_ditto(value))


def _is_below(record: Record, last: Record) -> bool:
    """Whether a row stands in the list of another and under the same headings."""
    return all(
        getattr(record, what) == getattr(last, what)
        for what in ("sheet", "unit", "district", "group", "section", "left")
    )

"""The people of one list: their cells by field, and what stands over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import zip_longest
from typing import Any

from personnel.words.text import match_key
from personnel.words.values import CellValue
from sheets.columns import LEFT
from sheets.problems import Record
from xlsx.workbook import Cells, Sheet

from .covered import Covered
from .dates_apart import dates_of_parts, left_of
from .evaluated import grades_told, is_evaluated
from .grids import Merges, text_of
from .grouped import group_told
from .headers import Header
from .studied import is_of_studies, studies_told
from .ticks import is_tick, levels_ticked, says_yes
from .words import BIRTH_OF, DATES_IN_PARTS, JOINED, PARTS, SEX_OF

_SEXES = BIRTH_OF | SEX_OF
_SEX_WORDS = {"male": "Nam", "female": "Nữ"}
# Old identity cards bear nine digits: only a column that says so may hold them.
_OLD_NUMBERS = ("cmnd", "cmtnd", "chứng minh")
_PARTS = {f"{field}_{part}" for field in DATES_IN_PARTS for part in PARTS}
# A name merged over several rows is one person's, and a number is of no second row.
_OWN = ("full_name", "ordinal")
# What says nothing of whether a row is somebody, as `rows` has it.
_NO_EVIDENCE = ("full_name", "ordinal", "note", "unit", "district")


class People:
    """Makes records of the rows of one list."""

    def __init__(self, sheet: Sheet, header: Header, merges: Merges, today: date) -> None:
        self._sheet, self._places, self._today = sheet.name, _places(header), today
        self._studied = [column for column in header.columns if is_of_studies(column)]
        self._evaluated = [column for column in header.columns if is_evaluated(column)]
        told = (*self._studied, *self._evaluated)
        self._ticked = [c for c in header.columns if c.ticked and c not in told]
        self._left = [column for column in header.columns if column.field == LEFT.field]
        self._parts = any(field in self._places for field in _PARTS)
        apart = {*_SEXES, *_PARTS, LEFT.field, *(c.field for c in (*self._ticked, *told))}
        self._single = [(f, at[0]) for f, at in self._places.items() if f not in apart]
        self._several = [f for f in JOINED if f not in apart and len(self._places.get(f, ())) > 1]
        self._sexes = [(at[0], _SEXES[f]) for f, at in self._places.items() if f in _SEXES]
        self._has_female_only = len(self._sexes) == 1 and self._sexes[0][1] == "female"
        self._by_number = dict(sheet.rows) if sheet.merged else {}
        self._names = self._places.get("full_name", [])[:1]
        self._asked, self._only_evaluations = header.asked, header.only_evaluations
        read = [c for c in header.columns if c.field]
        self._grouped = [c for c in header.columns if c.tells_group]
        own = [c.at for c in (*read, *self._grouped) if c.field not in _OWN]
        self._covered = Covered(sheet, merges, own, sheet.rows[header.last][0] + 1)
        self._telling = [c.at for c in read if c.field not in _NO_EVIDENCE]
        self._rows_of = self._merged_people(merges)
        keys = [match_key(c.heading) for c in header.columns if c.field == "cccd"]
        self._old = any(match_key(word) in key for key in keys for word in _OLD_NUMBERS)

    def _merged_people(self, merges: Merges) -> dict[int, list[int]]:
        """Return the further rows of whoever has one name over several, by the first of them."""
        rows: dict[int, list[int]] = defaultdict(list)
        for at in self._names:
            for row, top in merges.top_of(at, sorted(self._by_number)).items():
                rows[top].append(row)
        return dict(rows)

    def rows_below(self, number: int) -> list[int]:
        """Return the further rows of the person whose first row this is."""
        return self._rows_of.get(number, [])

    def whole(self, number: int, cells: Cells) -> Cells:
        """Return a person's cells of all rows together, those that differ one after the other.

        What merged cells say of somebody is among them; of a row without a name and anything
        of its own, nobody knows yet whether it is a person.
        """
        if self._is_somebody(cells):
            cells = self._covered.filled(number, cells)
        below = [self._by_number[row] for row in self.rows_below(number)]
        return tuple(map(_together, zip_longest(cells, *below))) if below else cells

    def _is_somebody(self, cells: Cells) -> bool:
        return any(_holds(cells, at) for at in self._names) and any(
            _holds(cells, at) for at in self._telling
        )

    def record(self, number: int, cells: Cells, **over: Any) -> Record:
        """Return the record of a row; `over` is what stands over it."""
        cells = self._covered.filled(number, cells)
        size = len(cells)
        values = {field: cells[at] for field, at in self._single if at < size}
        for field in self._several:
            values[field] = self._joined(field, cells)
        if self._sexes:
            self._tell_sex(cells, values)
        if self._ticked:
            said = levels_ticked(self._ticked, cells)
            values |= {f: v for f, v in said.items() if values.get(f) is None}
        if self._parts:
            dates = dates_of_parts(self._places, cells)
            values |= {f: v for f, v in dates.items() if values.get(f) is None}
        if self._left:
            values[LEFT.field] = left_of(self._left, cells, self._today)
        if self._studied:
            values |= studies_told(self._studied, cells)
        values |= grades_told(self._evaluated, cells)
        over["only_evaluations"] = self._only_evaluations
        if (group := group_told(self._grouped, cells)) is not None:
            over["group"] = group
        return Record(self._sheet, number, values, old_numbers=self._old, asked=self._asked, **over)

    def _joined(self, field: str, cells: Cells) -> str | None:
        texts = [text_of(cells[at]) for at in self._places[field] if at < len(cells)]
        return JOINED[field].join(text for text in texts if text) or None

    def _tell_sex(self, cells: Cells, values: dict[str, CellValue]) -> None:
        """Take the birth from the column of the person's sex, or the sex from a tick."""
        found = [(cells[at], s) for at, s in self._sexes if at < len(cells) and says_yes(cells[at])]
        if not found and self._has_female_only and "birth" in self._places:
            values["sex"] = values.get("sex") or _SEX_WORDS["male"]
        elif len(found) == 1:
            value, sex = found[0]
            values["sex"] = values.get("sex") or _SEX_WORDS[sex]
            if not is_tick(value):
                values["birth"] = values.get("birth") or value
        elif found:
            values["birth"] = " | ".join(text_of(value) for value, _ in found)


def _together(values: Iterable[CellValue]) -> CellValue:
    """Return what the cells of one column say: the one value, or the texts of several."""
    said = {text_of(value): value for value in reversed(list(values)) if value is not None}
    texts = list(reversed(said))
    return said[texts[0]] if len(texts) == 1 else "; ".join(texts) or None


def _holds(cells: Cells, at: int) -> bool:
    return at < len(cells) and cells[at] is not None


def _places(header: Header) -> dict[str, list[int]]:
    """Return the columns of each field that may take several, and of every other its one."""
    places: dict[str, list[int]] = {}
    for column in header.columns:
        if column.field and (column.field in JOINED or column.field not in places):
            places.setdefault(column.field, []).append(column.at)
    return places

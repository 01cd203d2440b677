"""How a workbook was understood: its lists, their columns and sections, and the people."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from xlsx.limits import SheetRefused

from .problems import Problem, Record


@dataclass
class Column:
    """A column of a list: where it stands, its heading, and the field it was taken for.

    `at` counts from 0; `heading` is as people read it ("Trình độ / LLCT"), `key` what two
    such headings have in common; no `field` means that the column is kept out. What a tick
    says in a column of one level is `ticked` ("ĐH"), the `level` of its field.

    Why a column is kept out: it is about something else than now (`otherwise`, in words;
    `base` is what it would mean), another is read for its field (`yields`, that one's heading),
    or it is asked (`asks`, in words; `offered` is the likeliest answer). `rivals` are the
    places of columns that would be read for the same field, and none plainly better; `path`
    is the heading from the top down. One without a field may yet say which group of titles
    each person is of (`tells_group`).
    """

    at: int
    letter: str
    heading: str
    key: str
    field: str
    ticked: str = ""
    level: int | None = None
    otherwise: str = ""
    base: str = ""
    yields: str = ""
    asks: str = ""
    offered: str = ""
    by_hand: bool = False
    rivals: list[int] = dataclasses.field(default_factory=list)
    path: tuple[str, ...] = ()
    tells_group: bool = False


@dataclass
class Section:
    """What stands over people: a row of its own, or the sheet's name where `row` is None.

    `kind` is "unit", "group", "district", "left" (those no longer in post), "doubt" (it may name
    a unit) or "other"; a unit nobody knows is a "unit" without a code. `means` is what it is
    taken for besides a unit, as `Correction.sections` writes it. `people` counts those whose
    commune the section settles.
    """

    row: int | None
    text: str
    key: str
    kind: str
    unit_code: str = ""
    unit_name: str = ""
    people: int = 0
    means: str = ""


@dataclass
class SheetUnderstood:
    """One sheet: its header rows (first and last), or why nobody is read from it.

    A sheet that goes on with the list of another has no header of its own: `continues` names
    that other. `is_own` tells of the template's sheets that hold no list.

    `left_out` are rows that are no people: totals, signatures, headings that come again.
    `first_rows` are those among which a header may be pointed at. `reread` are texts in an old
    encoding, some of `reread_cells` cells: as they were typed, as they are read, the encoding.
    """

    name: str
    header: tuple[int, int] | None = None
    why_not: str = ""
    continues: str = ""
    is_own: bool = False
    columns: list[Column] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    people: int = 0
    left_out: list[tuple[int, str]] = field(default_factory=list)
    first_rows: list[tuple[int, list[str]]] = field(default_factory=list)
    reread: list[tuple[str, str, str]] = field(default_factory=list)
    reread_cells: int = 0

    @property
    def last_header_row(self) -> int | None:
        """The last row of the sheet's own header; None where it has none."""
        return self.header[1] or None if self.header else None


@dataclass
class Layout:
    """The people found in a workbook, cell by cell, and how it was understood.

    `signature` is the same for all workbooks with the same headings, whatever is corrected.
    """

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sheets: list[SheetUnderstood] = field(default_factory=list)
    signature: str = ""

    @property
    def unknown_columns(self) -> list[str]:
        """The headings of columns that are kept out, each once."""
        columns = (column for sheet in self.sheets for column in sheet.columns)
        kept_out = (c for c in columns if not c.field and not c.tells_group)
        return list(dict.fromkeys(c.heading for c in kept_out if c.heading))

    def as_json(self) -> list[dict[str, Any]]:
        """Return the sheets as plain lists and mappings."""
        return [asdict(sheet) for sheet in self.sheets]


class NotUnderstood(SheetRefused):
    """No list of people was made out in a workbook; `layout` is how far it was understood."""

    def __init__(self, reason: str, layout: Layout) -> None:
        super().__init__(reason)
        self.layout = layout


def texts_of(rows: Sequence[tuple[int, Sequence[str]]]) -> list[tuple[int, list[str]]]:
    """Return rows as they are shown for pointing at a header."""
    return [(number, [text[:40] for text in texts[:30]]) for number, texts in rows]

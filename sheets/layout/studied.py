"""Columns of what somebody studies for: which they are, and what a row says in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from personnel.kinds import KINDS
from personnel.words.ongoing import what_is_studied
from personnel.words.values import CellValue, says_nothing
from sheets.columns import STUDIED
from sheets.reading.matching import References
from sheets.understood import Column
from xlsx.workbook import Cells

from .grids import text_of
from .headed import headed_level
from .meaning import meaning
from .resembling import resembles
from .ticks import is_mark, says_yes


def settle_study(column: Column, cells: Iterable[CellValue], references: References) -> None:
    """Take a column for one of studies, where its heading or its cells name levels.

    Of which kind its heading tells, or a tick under a level; else each cell. A column that holds
    nothing, or nothing of the like, stays as it was.
    """
    cells = list(cells)
    texts = [text for text in dict.fromkeys(map(text_of, cells)) if not says_nothing(text)]
    kind = kind_of(column.path)
    if not kind and all(map(is_mark, texts)):
        kind = resembles(column.path, cells, frozenset(), references).partition("=")[0]
    if texts and kind in KINDS:
        column.field, column.ticked = f"studying_{kind}", headed_level(kind, column.path)
    elif sum(map(_names_a_level, texts)) > len(texts) / 2:
        column.field = "studying"


def kind_of(path: tuple[str, ...]) -> str:
    """Return the kind that a heading names from the top down; "" where it names none."""
    base = meaning(path).base if path else ""
    return base if base in KINDS else ""


def _names_a_level(text: str) -> bool:
    bare = what_is_studied(text)
    return any(kind.vocabulary.levels_named(bare) for kind in KINDS.values())


def studies_told(columns: Iterable[Column], cells: Cells) -> Mapping[str, CellValue]:
    """Return what the columns of studies say of a row, by field; a tick is the heading's level."""
    said: dict[str, list[str]] = {}
    for column in columns:
        value = cells[column.at] if column.at < len(cells) else None
        text = text_of(value)
        if is_mark(text):
            text = (column.ticked or text) if says_yes(value) and text.strip("-–—.…0 ") else ""
        if text:
            said.setdefault(column.field, []).append(text)
    return {field: "; ".join(texts) for field, texts in said.items()}


def is_of_studies(column: Column) -> bool:
    """Whether a column is read as one of studies."""
    return column.field in STUDIED

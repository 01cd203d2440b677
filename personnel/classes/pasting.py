"""Columns pasted from a sheet: which of them says what, in whatever order they come.

What a column is, is told by its heading; without one, by what stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from personnel.words.headings import OF_PEOPLE, fields_of, heading_key
from personnel.words.partial_dates import meant, read_date
from personnel.words.values import CCCD_LENGTH, OLD_LENGTH, BadCell, read_sex
from personnel.words.vietnamese import clean, fold

NUMBER, NAME, BIRTH, UNIT, SEX, TITLE = ROLES = (
    "cccd", "full_name", "birth", "unit", "sex", "title",
)  # fmt: skip
ORDINAL, OLD_NUMBER, TEXT = "ordinal", "old", "text"
_HEADINGS = fields_of(OF_PEOPLE)
_DATE_LIKE = re.compile(r"[\d/.\- ]+")

# Says of a cell whether it is what its column would have to be.
Says = Callable[[str], bool]


@dataclass(frozen=True)
class Line:
    """One pasted line: its cells by what they say; `text` is what people see of it."""

    cells: dict[str, str]
    text: str

    @property
    def kept(self) -> str:
        """The line as a form carries it on: its cells in one order."""
        return "\t".join(self.cells.get(role, "") for role in ROLES)

    @classmethod
    def carried(cls, kept: str) -> Line:
        """Return the line that a form carried on."""
        found = zip(ROLES, map(clean, kept.split("\t")), strict=False)
        cells = {role: cell for role, cell in found if cell}
        return cls(cells, _shown(cells.values()))


def _shown(cells: Iterable[str]) -> str:
    return " · ".join(filter(None, cells))


@dataclass(frozen=True)
class Known:
    """What is asked of cells, to tell a name from a commune from a title, a birth from a day."""

    names: Collection[str]
    is_unit: Says
    is_title: Says
    is_birth: Says


Rows = list[list[str]]


def rows_of(text: str) -> Rows:
    """Return the cells of each pasted line that has any."""
    rows = [[clean(cell) for cell in line.split("\t")] for line in text.splitlines()]
    return [row for row in rows if any(row)]


def texts_of(rows: Rows) -> set[str]:
    """Return whatever stands in the cells and may be a name, without marks."""
    return {fold(cell) for row in rows for cell in row if content_of(cell) == TEXT}


def lines_of(rows: Rows, known: Known) -> list[Line]:
    """Return the lines with what each cell says; a heading is none of them."""
    headed = _headed(rows[0]) if rows else None
    rows = rows[1:] if headed else rows
    found: dict[int, Line] = {}
    for width in {len(row) for row in rows}:
        some = {at: row for at, row in enumerate(rows) if len(row) == width}
        roles = _by_heading(headed) or _by_content(list(some.values()), known)
        for at, row in some.items():
            found[at] = _line(row, roles)
    return [found[at] for at in sorted(found)]


def _line(row: Sequence[str], roles: Sequence[str]) -> Line:
    cells: dict[str, str] = {}
    for column, cell in zip(roles, row, strict=False):
        role = _instead(column, cell, roles)
        if cell and role == NAME and role in cells:
            cells[role] = f"{cells[role]} {cell}"
        elif cell and role in ROLES:
            cells.setdefault(role, cell)
    return Line(cells, _shown(row))


def _instead(role: str, cell: str, roles: Sequence[str]) -> str:
    """Return what a cell is where names and numbers stand in one column."""
    if role == NAME and NUMBER not in roles and digits_of(cell):
        return NUMBER
    if role == NUMBER and NAME not in roles and content_of(cell) == TEXT:
        return NAME
    return role


def heading_of(rows: Rows) -> list[str]:
    """Return the heading above pasted lines; none where there is none."""
    return rows[0] if rows and _headed(rows[0]) else []


def _headed(row: Sequence[str]) -> list[str] | None:
    """Return what the cells of a heading mean; None where the row is none."""
    fields = [_HEADINGS.get(heading_key(cell), "") for cell in row]
    return fields if any(fields) else None


def _by_heading(headed: list[str] | None) -> list[str] | None:
    """Return the roles that a heading gives, where it says who is meant."""
    return headed if headed and {NAME, NUMBER} & set(headed) else None


def digits_of(cell: str) -> str:
    """Return the digits of a number, the zero that Excel drops put back; "" for anything else."""
    digits = cell.replace(" ", "").lstrip("'")
    if not (digits.isascii() and digits.isdigit()):
        return ""
    return digits.zfill(CCCD_LENGTH) if len(digits) == CCCD_LENGTH - 1 else digits


def content_of(cell: str) -> str:
    """Return what a cell is by itself: a role, a number in a list, or a text that may be any."""
    if digits := digits_of(cell):
        return _of_digits(cell, digits)
    if _is_date(cell):
        return BIRTH
    try:
        return SEX if read_sex(cell) else TEXT
    except BadCell:
        return TEXT


def _of_digits(cell: str, digits: str) -> str:
    if _is_date(cell):
        return BIRTH
    if len(digits) == OLD_LENGTH:
        return OLD_NUMBER
    return ORDINAL if len(digits) <= 3 else NUMBER  # noqa: PLR2004  as many as are pasted at once


def _is_date(cell: str) -> bool:
    """Whether a cell is a date, or is meant for one."""
    try:
        return read_date(cell) is not None
    except BadCell:
        return bool(meant(cell)) or ("/" in cell and bool(_DATE_LIKE.fullmatch(cell)))


def _by_content(rows: Rows, known: Known) -> list[str]:
    """Return the role of each column by what stands in most of its cells."""
    columns = [[cell for cell in column if cell] for column in zip(*rows, strict=True)]
    contents = [_most(map(content_of, column)) for column in columns]
    texts = [at for at, content in enumerate(contents) if content == TEXT]
    births = [at for at, content in enumerate(contents) if content == BIRTH]
    roles = ["" if content in (TEXT, BIRTH) else content for content in contents]
    for role, at in _of_texts(texts, columns, known).items():
        roles[at] = role
    if births:
        roles[max(births, key=lambda at: sum(map(known.is_birth, columns[at])))] = BIRTH
    if NAME not in roles and NUMBER not in roles:
        return _with_number(roles)
    return roles


def _with_number(roles: list[str]) -> list[str]:
    """Return roles of which a column of digits says who is meant, where no other does."""
    return [NUMBER] if len(roles) == 1 and roles[0] in (OLD_NUMBER, ORDINAL, BIRTH) else roles


def _most(contents: Iterable[str]) -> str:
    found = list(contents)
    return max(dict.fromkeys(found), key=found.count, default="")


def _of_texts(
    texts: Sequence[int], columns: Sequence[Sequence[str]], known: Known
) -> dict[str, int]:
    """Return which column of texts is the name, which the commune and which the title."""
    found: dict[str, int] = {}
    named: list[tuple[str, Says]] = [
        (NAME, lambda cell: fold(cell) in known.names),
        (UNIT, known.is_unit),
        (TITLE, known.is_title),
    ]
    for role, says in named:
        left = [at for at in texts if at not in found.values()]
        counts = {at: sum(map(says, columns[at])) for at in left}
        best = max(left, key=lambda at: counts[at], default=None)
        if best is not None and counts[best]:
            found[role] = best
    left = [at for at in texts if at not in found.values()]
    if NAME not in found and left:
        found[NAME] = left[0]
    return found

"""The header of a list: which rows it takes, and what each column of it is taken for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ..values import CellValue
from ..workbook import Cells, Sheet
from .grids import Merges, letter, text_of
from .model import Column
from .words import JOINED, KNOWN, PLACES, SECOND_BEST, heading_key, keys_of, names_a_home, under

# A header is looked for this far down, in so many rows, and known by so many columns.
WITHIN, DEEPEST = 60, 4
_COLUMNS_THAT_TELL, _WITHOUT_A_NAME = 3, 4
_NUMBERED = 3


@dataclass(frozen=True)
class Header:
    """The header rows of a sheet, by their places among its rows, and its columns."""

    first: int
    last: int
    columns: tuple[Column, ...]

    @property
    def fields(self) -> set[str]:
        """The fields that have a column."""
        return {column.field for column in self.columns} - {""}


@lru_cache(maxsize=2048)
def meaning(path: tuple[str, ...]) -> tuple[str, bool]:
    """Return the field of a heading given from the top down, and whether a better may be found.

    The lowest words go first, then what they mean under those above, then those above.
    """
    *above, leaf = path
    parent = next((field for text in reversed(above) if (field := _known(text)[0])), "")
    for key in keys_of(leaf):
        if parent and (field := under(parent, key)):
            return field, False
    field, second = _known(leaf)
    elsewhere = parent not in ("", *PLACES) or any(map(names_a_home, above))
    if field and not (field in PLACES and above and elsewhere):
        return field, second
    joined, second = _known(" ".join((*above[-1:], leaf)))
    return (joined, second) if joined or not above else ("", False)


def _known(text: str) -> tuple[str, bool]:
    for key in keys_of(text):
        if key in KNOWN:
            return KNOWN[key], False
        if key in SECOND_BEST:
            return SECOND_BEST[key], True
    return "", False


def find_header(sheet: Sheet, merges: Merges, corrected: Mapping[str, str]) -> Header | None:
    """Return the header that names the most columns, in the fewest rows; None when there is none.

    A name column and two more make a header; without a name column it takes four.
    """
    best: Header | None = None
    for first in range(min(WITHIN, len(sheet.rows))):
        for last in range(first, min(first + DEEPEST, len(sheet.rows))):
            if not _may_go_on(sheet, first, last):
                break
            header = header_of(sheet, merges, first, last, corrected)
            if _tells(header) and (best is None or _rank(header) > _rank(best)):
                best = header
    while best and _goes_deeper(sheet, merges, best):
        best = header_of(sheet, merges, best.first, best.last + 1, corrected)
    return best


def _goes_deeper(sheet: Sheet, merges: Merges, header: Header) -> bool:
    """Whether the row below only says more of some headings: "Chính thức" | "Dự bị"."""
    last = header.last + 1
    if last - header.first >= DEEPEST or last >= len(sheet.rows):
        return False
    if not _may_go_on(sheet, header.first, last):
        return False
    cells = sheet.rows[last][1]
    below = [at for at, cell in enumerate(cells) if cell is not None]
    paths = list(_paths(sheet, merges, header.first, last))
    known = (len(paths[at]) > 1 and paths[at][-1] == text_at(cells, at) for at in below)
    return len(below) > 1 and all(known) and all(meaning(paths[at])[0] for at in below)


def _rank(header: Header) -> tuple[int, int]:
    return len(header.fields), header.first - header.last


def _tells(header: Header) -> bool:
    known = len(header.fields)
    return known >= _WITHOUT_A_NAME or "full_name" in header.fields and known >= _COLUMNS_THAT_TELL


def _may_go_on(sheet: Sheet, first: int, last: int) -> bool:
    """Whether a header that begins at `first` may reach `last`: the rows adjoin and are words."""
    if last == first:
        return not is_numbered(sheet.rows[first][1])
    (above, _), (number, cells) = sheet.rows[last - 1 : last + 1]
    figures = sum(isinstance(cell, (int, float, date)) for cell in cells)
    if number != above + 1 or figures or is_numbered(cells):
        return False
    return all(
        text_at(cells, at) in ("", text_at(row, at)) or _known(text_at(cells, at))[0] == "full_name"
        for _, row in sheet.rows[first:last]
        for at in range(len(row))
        if _known(text_at(row, at))[0] == "full_name"
    )


def other_header(cells: Cells, header: Header) -> bool | None:
    """Whether a row is a header that contradicts `header`; None when it is no header at all."""
    if not any(_may_name(cell) and _known(cell)[0] == "full_name" for cell in cells):  # type: ignore[arg-type]
        return None
    found = {at: field for at, cell in enumerate(cells) if (field := _known(text_of(cell))[0])}
    if len(set(found.values())) < _COLUMNS_THAT_TELL:
        return None
    own = {column.at: (column.field, column.heading) for column in header.columns}
    return any(
        field != own.get(at, ("", ""))[0] and text_at(cells, at) not in own.get(at, ("", ""))[1]
        for at, field in found.items()
    )


def _may_name(cell: CellValue) -> bool:
    """Whether a cell is worth comparing with what boards call the column of names."""
    return isinstance(cell, str) and len(cell) < 30 and cell.lstrip()[:1] in "HhTt"


def text_at(cells: Cells, at: int) -> str:
    """Return the text of a row in one column."""
    return text_of(cells[at]) if at < len(cells) else ""


def is_numbered(cells: Sequence[CellValue]) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 or (1), (2), (3)."""
    texts = [text.strip("()[]. ") for cell in cells if (text := text_of(cell))]
    numbers = [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 4]
    return (
        len(numbers) >= _NUMBERED
        and len(numbers) >= len(texts) - 1
        and all(a < b for a, b in zip(numbers, numbers[1:], strict=False))
        and numbers[-1] - numbers[0] < 2 * len(numbers) + 2
    )


def header_of(
    sheet: Sheet, merges: Merges, first: int, last: int, corrected: Mapping[str, str]
) -> Header:
    """Return the columns that these header rows give a sheet."""
    columns: list[Column] = []
    taken: dict[str, tuple[Column, bool]] = {}
    for at, path in enumerate(_paths(sheet, merges, first, last)):
        key = "/".join(map(heading_key, path)) if path else f"#{letter(at)}"
        field, second = meaning(path) if path else ("", False)
        if key in corrected:
            field, second = corrected[key], False
        column = Column(at, letter(at), " / ".join(path), key, field)
        columns.append(column)
        if field in taken and field not in JOINED:
            rival, rival_second = taken[field]
            loser = rival if rival_second and not second else column
            loser.field = ""
        if column.field:
            taken[field] = (column, second)
    return Header(first, last, tuple(columns))


def _paths(sheet: Sheet, merges: Merges, first: int, last: int) -> Iterator[tuple[str, ...]]:
    """Yield the heading of each column from the top down, without what is said twice."""
    rows = sheet.rows[first : last + 1]
    spread = [list(_spread(rows, merges, depth)) for depth in range(len(rows))]
    for at in range(max(map(len, spread))):
        texts = [row[at] for row in spread if at < len(row) and row[at]]
        words = [text for text in texts if not is_a_number(text)]
        yield tuple(dict.fromkeys(words))


def is_a_number(text: str) -> bool:
    """Whether a heading only numbers its column."""
    bare = text.strip("()[]. ")
    return bare.isascii() and bare.isdigit()


def _spread(rows: Sequence[tuple[int, Cells]], merges: Merges, depth: int) -> Iterator[str]:
    """Yield the texts of a header row, a heading over several columns above each of them."""
    number, cells = rows[depth]
    below = rows[depth + 1 :]
    over, left, loose = "", 0, False
    for at in range(max(len(row) for _, row in rows)):
        text = text_at(cells, at)
        width = merges.width(number, at)
        if text:
            over, left = text, (width or 1) - 1
            loose = width is None and any(text_at(row, at) for _, row in below)
            yield text
        elif left > 0:
            left -= 1
            yield over
        else:
            loose = over != "" and loose and any(text_at(row, at) for _, row in below)
            yield over if loose else ""

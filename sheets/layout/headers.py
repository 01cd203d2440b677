"""The header of a list: which rows it takes, and what each column of it is taken for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from personnel.kinds import KINDS
from sheets.columns import EVALUATED, LEFT
from sheets.understood import Column
from xlsx.workbook import Cells, Sheet

from .choosing import columns_of
from .evaluated import is_a_year, is_of_evaluation
from .grids import Merges, is_a_number, is_numbered, text_at, text_of
from .headed import headed_level
from .meaning import known, meaning

# A header is looked for this far down, in so many rows, and known by so many columns.
WITHIN, DEEPEST = 60, 4
_COLUMNS_THAT_TELL, _WITHOUT_A_NAME = 3, 4


@dataclass(frozen=True)
class Header:
    """The header rows of a sheet, by their places among its rows, and its columns.

    `asked` are the fields of which nobody knows yet where they stand. With `only_evaluations`
    nothing else is written of the people than how they were evaluated.
    """

    first: int
    last: int
    columns: tuple[Column, ...]
    asked: frozenset[str] = frozenset()
    only_evaluations: bool = False

    @property
    def fields(self) -> set[str]:
        """The fields that have a column."""
        return {column.field for column in self.columns} - {""}


def find_header(sheet: Sheet, merges: Merges, corrected: Mapping[str, str]) -> Header | None:
    """Return the header that names the most columns, in the fewest rows; None when there is none.

    A name column and two more make a header; without a name column it takes four.
    """
    best: Header | None = None
    for first in range(min(WITHIN, len(sheet.rows))):
        for last in range(first, min(first + DEEPEST, len(sheet.rows))):
            if not _may_go_on(sheet, merges, first, last):
                break
            header = header_of(sheet, merges, first, last, corrected)
            if _tells(header) and (best is None or _rank(header) > _rank(best)):
                best = header
    while best and _goes_deeper(sheet, merges, best):
        best = header_of(sheet, merges, best.first, best.last + 1, corrected)
    return best


def _goes_deeper(sheet: Sheet, merges: Merges, header: Header) -> bool:
    """Whether the row below belongs to the header too.

    It does where headings beside it reach down to it, or where it only says more of some:
    "Chính thức" | "Dự bị". A level ("ĐH", "Trung cấp") is a heading where another stands
    beside it under the same one; else it may be what somebody holds.
    """
    last = header.last + 1
    if last - header.first >= DEEPEST or last >= len(sheet.rows):
        return False
    if not _may_go_on(sheet, merges, header.first, last):
        return False
    cells = sheet.rows[last][1]
    paths = enumerate(_paths(sheet, merges, header.first, last))
    below = {at: path for at, path in paths if text_at(cells, at)}
    if any(len(path) < 2 for path in below.values()):
        return False
    own = all(path[-1] == text_at(cells, at) for at, path in below.items())
    if own and below and _reaches_down(sheet, merges, header):
        return True
    return own and len(below) > 1 and _say_more(list(below.values()))


def _reaches_down(sheet: Sheet, merges: Merges, header: Header) -> bool:
    """Whether a heading is merged with the row below the header."""
    below = sheet.rows[header.last + 1][0]
    return any(
        number + merges.height(number, at) > below
        for number, cells in sheet.rows[header.first : header.last + 1]
        for at in range(len(cells))
        if text_at(cells, at)
    )


def _say_more(paths: Sequence[tuple[str, ...]]) -> bool:
    """Whether each of these is a known heading, or stands among levels under the same one.

    Of those beside a known one under the same heading, nothing is asked.
    """
    found = {path: meaning(path) for path in paths}
    levels = {path for path in paths if _is_a_level(found[path].field, path)}
    above = Counter(path[:-1] for path in levels)
    known_ones = {
        path
        for path in paths
        if (found[path].field or found[path].otherwise) and path not in levels
    }
    beside = {path[:-1] for path in known_ones}
    return all(
        above[path[:-1]] > 1 or path in known_ones or path not in levels and path[:-1] in beside
        for path in paths
    )


def _is_a_level(field: str, path: tuple[str, ...]) -> bool:
    """Whether a heading is a level of its field, or of any where none is known."""
    return any(headed_level(kind, path) for kind in ([field] if field else KINDS))


def _rank(header: Header) -> tuple[int, int]:
    return len(header.fields), header.first - header.last


def _tells(header: Header) -> bool:
    # "Tăng | Giảm" may count people; years of one thing are one thing.
    known = len(header.fields - {LEFT.field} - EVALUATED.keys())
    known += not header.fields.isdisjoint(EVALUATED)
    return known >= _WITHOUT_A_NAME or "full_name" in header.fields and known >= _COLUMNS_THAT_TELL


def _may_go_on(sheet: Sheet, merges: Merges, first: int, last: int) -> bool:
    """Whether a header that begins at `first` may reach `last`: the rows adjoin and are words.

    A year below a heading of evaluations is one.
    """
    if last == first:
        return not is_numbered(sheet.rows[first][1])
    (above, _), (number, cells) = sheet.rows[last - 1 : last + 1]
    figures = [at for at, cell in enumerate(cells) if isinstance(cell, (int, float, date))]
    if number != above + 1 or is_numbered(cells):
        return False
    if figures and not _are_years_of_evaluations(sheet, merges, first, last, figures):
        return False
    return all(
        text_at(cells, at) in ("", text_at(row, at)) or known(text_at(cells, at))[0] == "full_name"
        for _, row in sheet.rows[first:last]
        for at in range(len(row))
        if known(text_at(row, at))[0] == "full_name"
    )


def _are_years_of_evaluations(
    sheet: Sheet, merges: Merges, first: int, last: int, places: Iterable[int]
) -> bool:
    """Whether all figures of a row are years that say of which one an evaluation is."""
    if not all(is_a_year(text_at(sheet.rows[last][1], at)) for at in places):
        return False
    paths = list(_paths(sheet, merges, first, last))
    return all(is_of_evaluation(paths[at]) for at in places)


def other_header(cells: Cells, header: Header) -> bool | None:
    """Whether a row is a header that contradicts `header`; None when it is no header at all."""
    texts = (cell for cell in cells if isinstance(cell, str) and _may_name(cell))
    if not any(known(text)[0] == "full_name" for text in texts):
        return None
    found = {at: field for at, cell in enumerate(cells) if (field := known(text_of(cell))[0])}
    if len(set(found.values())) < _COLUMNS_THAT_TELL:
        return None
    own = {column.at: (column.field, column.heading) for column in header.columns}
    return any(
        field != own.get(at, ("", ""))[0] and text_at(cells, at) not in own.get(at, ("", ""))[1]
        for at, field in found.items()
    )


def _may_name(text: str) -> bool:
    """Whether a text is worth comparing with what boards call the column of names."""
    return len(text) < 30 and text.lstrip()[:1] in "HhTt"


def header_of(
    sheet: Sheet,
    merges: Merges,
    first: int,
    last: int,
    corrected: Mapping[str, str],
    *,
    beyond: bool = False,
) -> Header:
    """Return the header that these rows make; see `columns_of` for what its columns mean.

    `beyond`: with the columns to the right of it that hold anything and have no heading.
    """
    paths = list(_paths(sheet, merges, first, last))
    if beyond:
        below = sheet.rows[last + 1 : last + 1 + WITHIN]
        width = max((len(cells) for _, cells in below), default=0)
        paths += [()] * (width - len(paths))
    return Header(first, last, columns_of(paths, corrected))


def _paths(sheet: Sheet, merges: Merges, first: int, last: int) -> Iterator[tuple[str, ...]]:
    """Yield the heading of each column from the top down, without what is said twice."""
    rows = sheet.rows[first : last + 1]
    spread = [list(_spread(rows, merges, depth)) for depth in range(len(rows))]
    for at in range(max(map(len, spread))):
        texts = [row[at] for row in spread if at < len(row) and row[at]]
        words = tuple(dict.fromkeys(text for text in texts if not is_a_number(text)))
        if len(words) < len(texts) and is_of_evaluation(words):
            words = tuple(dict.fromkeys(t for t in texts if t in words or is_a_year(t)))
        yield words


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

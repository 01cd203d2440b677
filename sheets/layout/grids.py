"""A sheet's cells as texts, and the areas that several of them share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from personnel.words.values import BadCell, CellValue, cell_text
from personnel.words.vietnamese import clean
from xlsx.workbook import Cells, Sheet

# More merged areas than the rows of a long list can have are a maze.
_MAX_AREAS = 200_000
# So many columns at least make a row of their numbers.
_NUMBERED = 3


def text_of(cell: CellValue) -> str:
    """Return a cell as text, an error cell too."""
    try:
        return cell_text(cell)
    except BadCell:
        return clean(str(cell))


def letter(at: int) -> str:
    """Return the letters of a column counted from 0: 27 → "AB"."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


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


def is_a_number(text: str) -> bool:
    """Whether a heading only numbers its column."""
    bare = text.strip("()[]. ")
    return bare.isascii() and bare.isdigit()


class Merges:
    """The merged areas of a sheet: how far a heading spans, and what stands in a covered cell."""

    def __init__(self, sheet: Sheet) -> None:
        self._by_corner: dict[tuple[int, int], tuple[int, int]] = {}
        self._tall: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for top, left, end, right in sheet.merged[:_MAX_AREAS]:
            self._by_corner[top, left] = (end, right)
            if end > top:
                self._tall[left].append((top, end))

    def width(self, row: int, at: int) -> int | None:
        """Return how many columns the area that begins here spans; None when none does."""
        corner = self._by_corner.get((row, at))
        return corner[1] - at + 1 if corner else None

    def height(self, row: int, at: int) -> int:
        """Return how many rows the area that begins here spans."""
        return self._by_corner.get((row, at), (row, at))[0] - row + 1

    def top_of(self, at: int, rows: Sequence[int]) -> dict[int, int]:
        """Return the first row of the tall area that covers each of `rows` in a column."""
        found: dict[int, int] = {}
        areas, next_one = sorted(self._tall.get(at, ())), 0
        if not areas:
            return found
        for row in rows:
            while next_one < len(areas) and areas[next_one][1] < row:
                next_one += 1
            if next_one < len(areas) and areas[next_one][0] < row:
                found[row] = areas[next_one][0]
        return found

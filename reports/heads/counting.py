"""How many heads are in which state, by title; each number leads to its list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .asked import Asked, Show
from .reading import Row


@dataclass(frozen=True)
class Cell:
    """A number, and the address of what it counts; "" of none."""

    show: Show
    count: int
    url: str


@dataclass(frozen=True)
class Counted:
    """A title, or all, with a number of rows for each of `Show`."""

    label: str
    cells: list[Cell]


def counted(asked: Asked, rows: Sequence[Row]) -> list[Counted]:
    """Return the numbers of each title, and of all: rows, so who holds two counts in both."""
    lines = [
        Counted(str(title), _cells(asked, [r for r in rows if r.title == title], title.code))
        for title in asked.titles
    ]
    return [*lines, Counted("Cộng", _cells(asked, rows, ""))] if len(lines) > 1 else lines


def _cells(asked: Asked, rows: Sequence[Row], title: str) -> list[Cell]:
    found = []
    for show in Show:
        number = sum(row.is_listed(show, asked.until) for row in rows)
        found.append(Cell(show, number, asked.url(title=title, show=show.value) if number else ""))
    return found

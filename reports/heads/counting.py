"""How many heads are in which state, and from where, by title; each number leads to its list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from personnel.models import Title, Unit
from targets.figures import percentage

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
    """A title, or all, with a number of rows for each state."""

    label: str
    cells: list[Cell]


@dataclass(frozen=True)
class OfTitle:
    """In how many communes a title is held by whom, in some area."""

    cells: list[Cell]

    @property
    def percent(self) -> Decimal | None:
        """The communes whose holder is not local, of those that have one (III.4)."""
        by_show = {cell.show: cell.count for cell in self.cells}
        return percentage(by_show[Show.NOT_LOCAL], by_show[Show.HELD])


def counted(asked: Asked, rows: Sequence[Row]) -> list[Counted]:
    """Return the numbers of each title, and of all: rows, so who holds two counts in both."""
    lines = [
        Counted(str(title), _cells(asked, [r for r in rows if r.title == title], title.code))
        for title in asked.titles
    ]
    return [*lines, Counted("Cộng", _cells(asked, rows, ""))] if len(lines) > 1 else lines


def _cells(asked: Asked, rows: Sequence[Row], title: str) -> list[Cell]:
    found = []
    for show in Show.of_terms():
        number = sum(row.is_listed(show, asked.until) for row in rows)
        found.append(Cell(show, number, asked.url(title=title, show=show.value) if number else ""))
    return found


def by_title(asked: Asked, rows: Sequence[Row]) -> list[tuple[Title, list[tuple[Unit, OfTitle]]]]:
    """Return where holders are from, in communes: of all asked about, then by district."""
    above = {row.unit.above for row in rows if row.unit.above and row.unit.above.is_district}
    districts = sorted(above, key=lambda unit: unit.code) if len(above) > 1 else []
    return [
        (title, [(u, _of_title(asked, u, title, rows)) for u in (asked.top, *districts)])
        for title in asked.titles
    ]


def _of_title(asked: Asked, area: Unit, title: Title, rows: Iterable[Row]) -> OfTitle:
    within = [r for r in rows if r.title == title and area in (asked.top, r.unit.above)]
    cells = []
    for show in Show.of_places():
        communes = {row.unit.pk for row in within if row.is_listed(show, asked.until)}
        changed = {} if area == asked.top else {"unit": asked.lens.address(area)}
        url = asked.url(title=title.code, show=show.value, **changed) if communes else ""
        cells.append(Cell(show, len(communes), url))
    return OfTitle(cells)

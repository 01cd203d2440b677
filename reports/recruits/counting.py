"""How many were taken on, by year and by unit; each number leads to its list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.yearly.recruits import Recruit
from targets.figures import percentage

from .asked import Asked, Show


@dataclass(frozen=True)
class Cell:
    """A number, and the address of whom it counts; "" of nobody."""

    show: Show
    count: int
    url: str


@dataclass(frozen=True)
class Counted:
    """A year or a unit, or all, with a number of people for each of `Show`."""

    label: str
    cells: list[Cell]

    @property
    def share(self) -> Decimal | None:
        """How many in a hundred were qualified when they began; None where nobody did."""
        number = {cell.show: cell.count for cell in self.cells}
        return percentage(number[Show.MET], number[Show.ALL])


def by_year(asked: Asked) -> list[Counted]:
    """Return the numbers of each year, the latest first, and of all."""
    every = asked.recruits
    lines = [
        Counted(str(year), _cells(asked, [r for r in every if r.year == year], year=year))
        for year in asked.years
    ]
    return [*lines, Counted("Cộng", _cells(asked, every, year=""))]


def by_unit(asked: Asked) -> list[Counted]:
    """Return the numbers of each unit right below, of the year that is asked for or of all."""
    among = [r for r in asked.recruits if r.year in {asked.year or r.year}]
    lines = []
    for unit in asked.rows:
        inside = asked.inside(unit)
        found = [recruit for recruit in among if recruit.unit in inside]
        lines.append(Counted(unit.name, _cells(asked, found, unit=asked.lens.address(unit))))
    return [*lines, Counted("Cộng", _cells(asked, among))] if lines else []


def _cells(asked: Asked, among: Sequence[Recruit], **changed: object) -> list[Cell]:
    return [Cell(show, *_counted(asked, show, among, **changed)) for show in Show]


def _counted(
    asked: Asked, show: Show, among: Iterable[Recruit], **changed: object
) -> tuple[int, str]:
    number = sum(show.holds(recruit) for recruit in among)
    kept = "" if show == Show.ALL else show.value
    asks = {"show": kept} | changed
    return number, asked.url("recruits", **asks) if number else ""

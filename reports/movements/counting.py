"""The tables of the page: each number with the address of its list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.workforce import GROUP_LABELS
from reports.yearly.moved import LEFT, SHARES, Column, How, Moved, New, count, titles_of
from reports.yearly.moving import Event, Newcomer
from targets.figures import percentage

from .asked import GROUPS, USUALLY, Asked


@dataclass(frozen=True)
class Cell:
    """A number and the address of what it counts; "" of none. None where it is not asked."""

    label: str
    count: int | None
    url: str = ""
    rate: Decimal | None = None


@dataclass(frozen=True)
class Counted:
    """A row of a table."""

    label: str
    cells: list[Cell]
    note: str = ""
    url: str = ""
    strong: bool = False


def by_year(asked: Asked, events: Sequence[Event]) -> list[Counted]:
    """Return how many were moved each way, the years beneath one another."""
    found = []
    for year in asked.years:
        moved = [event.moved for event in events if event.year == year]
        cells = _cells(asked, moved, asked.inside, year=year)
        url = asked.url(year=year)
        found.append(Counted(f"{year}", cells, url=url, strong=year == asked.year))
    return found


def by_basis(asked: Asked, moved: Sequence[Moved]) -> list[Counted]:
    """Return how many were moved each way in the year on each basis; the last number is of all."""
    return [Counted(column.label, _of_bases(asked, moved, column)) for column in asked.columns]


def _of_bases(asked: Asked, moved: Sequence[Moved], column: Column) -> list[Cell]:
    cells = []
    for how in How:
        if column in LEFT:
            cells.append(Cell(how.label, None))
            continue
        number = count(moved, column, asked.inside, how=how)
        cells.append(_cell(how.label, number, asked.number(column, how=how.value)))
    total = count(moved, column, asked.inside)
    return [*cells, _cell("Cộng", total, asked.number(column))]


def by_unit(asked: Asked, moved: Sequence[Moved]) -> list[Counted]:
    """Return the same of each unit in which there was anything."""
    rows = []
    for unit in asked.rows:
        address = asked.lens.address(unit)
        cells = _cells(asked, moved, asked.within(unit), tuple(Column), unit=address)
        rows.append(Counted(unit.name, cells, url=asked.url(unit=address)))
    return [row for row in rows if any(cell.count for cell in row.cells)]


def by_title(asked: Asked, moved: Sequence[Moved]) -> list[Counted]:
    """Return the same of each title by which somebody was moved."""
    shown = [m for m in moved if any(m.is_in(column, asked.inside) for column in USUALLY)]
    labels = [*GROUPS, "committee"]
    rows = []
    for group, title in titles_of(shown, labels):
        of_title = [m for m in moved if (m.group, m.title) == (group, title)]
        cells = _cells(asked, of_title, asked.inside, title=title)
        rows.append(Counted(title, cells, note=GROUP_LABELS[group]))
    return rows


def _cells(
    asked: Asked, moved: Sequence[Moved], units: Collection[int],
    columns: Sequence[Column] | None = None, **narrowed: object,
) -> list[Cell]:  # fmt: skip
    return [
        _cell(column.label, count(moved, column, units), asked.number(column, **narrowed))
        for column in columns or asked.columns
    ]


def _cell(label: object, number: int, url: str, rate: Decimal | None = None) -> Cell:
    return Cell(str(label), number, url if number else "", rate)


def new_by_year(asked: Asked, newcomers: Sequence[Newcomer]) -> list[Counted]:
    """Return how many were newly appointed, and what part I.2 asks of them, year by year."""
    return [
        Counted(f"{year}", _new_cells(asked, _of(newcomers, year), year=year),
                url=asked.url(year=year), strong=year == asked.year)
        for year in asked.years
    ]  # fmt: skip


def new_by_group(asked: Asked, newcomers: Sequence[Newcomer]) -> list[Counted]:
    """Return the same of the year by groups of titles, and of all together."""
    of_year = _of(newcomers, asked.year)
    rows = [
        Counted(
            GROUP_LABELS[group],
            _new_cells(asked, [n for n in of_year if n.group == group], group=group),
        )
        for group in GROUPS
    ]
    return [*rows, Counted("Cộng", _new_cells(asked, of_year), strong=True)]


def _of(newcomers: Iterable[Newcomer], year: int) -> list[Newcomer]:
    return [new for new in newcomers if new.year == year]


def _new_cells(asked: Asked, newcomers: Sequence[Newcomer], **narrowed: object) -> list[Cell]:
    numbers = Counter(code for new in newcomers for code in new.codes)
    wholes = dict(SHARES)
    return [
        _cell(
            code.label,
            numbers[code],
            asked.number(code, **narrowed),
            percentage(numbers[code], numbers[wholes[code]]) if code in wholes else None,
        )
        for code in New
    ]

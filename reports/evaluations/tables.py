"""The tables of the page: each line with its numbers, each number with its list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from personnel.models import Unit
from personnel.words.grades import Grade
from reports.yearly.graded import MISSING, NEW
from reports.yearly.levels import (
    ALL,
    GRADED,
    GRADES,
    SHORT,
    STAFF,
    WHO,
    WHO_LABELS,
    Numbers,
    collective_labels,
    collectives,
    people,
)

from .asked import Asked

# Who stands in a table by unit of their own.
BY_UNIT = (STAFF, "nonspecialised")


@dataclass(frozen=True)
class Cell:
    """A number with its list, and with its part of those evaluated where it is a level."""

    label: str
    count: int
    url: str
    share: Decimal | None = None
    is_level: bool = False


@dataclass(frozen=True)
class Line:
    """A line of a table; `strong` where it sums up those right above it."""

    label: str
    cells: list[Cell]
    url: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Table:
    """A table under its heading; `total` is what its lines come to, where they add up."""

    code: str
    heading: str
    what: str
    columns: list[str]
    lines: list[Line]
    total: Line | None = None


def tables(asked: Asked) -> Iterator[Table]:
    """Yield the tables of the page that have anybody in them."""
    if asked.people:
        yield _by_group(asked)
        for who in BY_UNIT:
            if asked.rows and people(asked.people, who):
                yield _by_unit(asked, who)
    if asked.collectives:
        yield _of_collectives(asked)
        for collective in collective_labels() if asked.rows else ():
            yield _collective_by_unit(asked, collective)


def _columns(*, of_people: bool) -> list[str]:
    """Return the numbers that stand in a line; a collective is never new."""
    levels = [ALL, GRADED, *(grade.value for grade in GRADES), MISSING]
    return [*levels, NEW] if of_people else levels


def _by_group(asked: Asked) -> Table:
    lines = []
    for who in WHO:
        numbers = people(asked.people, who)
        if numbers:
            line = _line(asked, WHO_LABELS[who], numbers, {"who": who}, strong=who == STAFF)
            lines.append(line)
    total = _line(asked, "Tổng số", people(asked.people), {}, strong=True)
    return _table("nhom", "Theo nhóm chức danh", "Nhóm chức danh", lines, total)


def _by_unit(asked: Asked, who: str) -> Table:
    def numbers(units: frozenset[int] | None) -> Numbers:
        return people(asked.people, who, units)

    lines, total = _units(asked, numbers, {"who": who})
    return _table(f"don-vi-{who}", f"{WHO_LABELS[who]} theo đơn vị", "Đơn vị", lines, total)


def _of_collectives(asked: Asked) -> Table:
    lines = [
        _line(
            asked, label, collectives(asked.collectives, code), {"collective": code},
            of_people=False,
        )
        for code, label in collective_labels().items()
    ]  # fmt: skip
    return _table("tap-the", "Tập thể", "Tập thể", lines, of_people=False)


def _collective_by_unit(asked: Asked, collective: str) -> Table:
    def numbers(units: frozenset[int] | None) -> Numbers:
        return collectives(asked.collectives, collective, units)

    lines, total = _units(asked, numbers, {"collective": collective}, of_people=False)
    heading = f"{collective_labels()[collective]} theo đơn vị"
    return _table(f"tap-the-{collective}", heading, "Đơn vị", lines, total, of_people=False)


def _units(
    asked: Asked, numbers: Callable[[frozenset[int] | None], Numbers], told: Mapping[str, str], *,
    of_people: bool = True,
) -> tuple[list[Line], Line]:  # fmt: skip
    """Return the lines of the units that have anything, and the one of all together."""
    lines = []
    for unit in asked.rows:
        found = numbers(asked.inside(unit))
        if found:
            address, url = asked.lens.address(unit), _unit_url(asked, unit)
            keys = {**told, "in": address}
            lines.append(_line(asked, unit.name, found, keys, url=url, of_people=of_people))
    return lines, _line(asked, "Tổng số", numbers(None), told, strong=True, of_people=of_people)


def _unit_url(asked: Asked, unit: Unit) -> str:
    """Return the address of the same page of a row that has rows of its own; "" of others."""
    opens = not unit.is_commune and unit in asked.units
    return asked.url(unit=asked.lens.address(unit), rows="") if opens else ""


def _table(
    code: str, heading: str, what: str, lines: list[Line], total: Line | None = None, *,
    of_people: bool = True,
) -> Table:  # fmt: skip
    columns = [SHORT[each] for each in _columns(of_people=of_people)]
    return Table(code, heading, what, columns, lines, total)


def _line(
    asked: Asked, label: str, numbers: Numbers, told: Mapping[str, str], *, url: str = "",
    strong: bool = False, of_people: bool = True,
) -> Line:  # fmt: skip
    cells = []
    for what in _columns(of_people=of_people):
        count, is_level = numbers.of(what), what in Grade.values
        listed = asked.url("evaluation-list", what=what, **told) if count else ""
        share = numbers.share(what) if is_level else None
        cells.append(Cell(SHORT[what], count, listed, share, is_level))
    return Line(label, cells, url, strong)

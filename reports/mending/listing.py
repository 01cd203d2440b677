"""A page of people of whom something is missing, each with the lines to fill in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from personnel.mending.cells import Line
from personnel.mending.lines import Lines
from personnel.models import Person

from ..people.asked import Asked
from ..people.columns.column import Row

# A form takes a thousand fields, and a line two for each cell and one more.
CELLS = 450


@dataclass(frozen=True)
class Entry:
    """A line, and whose it is; the number of the person in the list, 0 of whom it has no more."""

    row: Row
    line: Line
    number: int = 0


@dataclass(frozen=True)
class Listing:
    """The entries of a page; `more` lines of its people follow once these are filled in."""

    entries: list[Entry]
    more: int

    @property
    def editable(self) -> bool:
        """Whether anything on the page may be filled in."""
        return any(entry.row.editable for entry in self.entries)


def listing(
    asked: Asked, lines: Lines, ids: Collection[int], start: int, left: Iterable[Line] = ()
) -> Listing:
    """Return the people of `ids`, counted from `start`, with their lines.

    Those `left` from what was sent stand in place of their own, and before all others where
    nothing is missing by now.
    """
    kept = {line.prefix: line for line in left}
    numbers = {pk: number for number, pk in enumerate(ids, start)}
    elsewhere = {line.person.pk: None for line in kept.values() if line.person.pk not in numbers}
    rows = {row.person.pk: row for row in asked.rows([*elsewhere, *ids])}
    people: list[Person] = [row.person for row in rows.values()]
    lacking = [kept.pop(line.prefix, line) for line in lines.lacking(people, asked.lens.day)]
    order = {pk: place for place, pk in enumerate(rows)}
    found = sorted([*kept.values(), *lacking], key=lambda line: order[line.person.pk])
    most = CELLS // len(lines.wanted.fields)
    entries = [
        Entry(rows[line.person.pk], line, numbers.get(line.person.pk, 0)) for line in found[:most]
    ]
    return Listing(entries, max(0, len(found) - most))

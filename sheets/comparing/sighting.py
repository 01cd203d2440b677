"""Who stands in a file although no row of theirs can be written: in error, or no longer in post."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from personnel.models import Person
from personnel.words.partial_dates import PartialDate, read_date
from personnel.words.text import match_key
from personnel.words.values import BadCell, CellValue, read_cccd_or_mask, read_name
from sheets.records import Reading, Record


@dataclass(frozen=True)
class _Seen:
    """What can be made out of one row: number, name and birth, and what it says of leaving."""

    cccd: str
    name: str
    birth: PartialDate | None
    left: str = ""

    def may_be(self, person: Person) -> bool:
        """Whether the row may be about this person, as far as can be made out."""
        if self.cccd and person.cccd:
            return self.cccd == person.cccd
        born = PartialDate.stored(person.birth_date, person.birth_precision)
        agrees = self.birth is None or born is None or self.birth.agrees_with(born)
        return bool(self.name) and self.name == match_key(person.full_name) and agrees


@dataclass
class Sightings:
    """The rows of a file that are not written, by what they make out of somebody."""

    _seen: list[_Seen] = field(default_factory=list)

    def may_have(self, person: Person) -> bool:
        """Whether a row in error may be about this person."""
        return any(not row.left and row.may_be(person) for row in self._seen)

    def said_of(self, person: Person) -> str:
        """Return what a row left out says of this person's leaving; "" where none does."""
        return next((row.left for row in self._seen if row.left and row.may_be(person)), "")


NOBODY = Sightings()


def sightings(reading: Reading) -> Sightings:
    """Return whom the rows of a file that did not become clean rows may be about."""
    clean = {(row.record.sheet, row.record.number) for row in reading.rows}
    rest = (r for r in reading.layout.records if (r.sheet, r.number) not in clean)
    return Sightings(list(_seen(rest, reading.left_out)))


def _seen(records: Iterable[Record], left_out: set[tuple[str, int]]) -> Iterable[_Seen]:
    for record in records:
        cells = record.cells
        left = ""
        if (record.sheet, record.number) in left_out:
            left = record.left or str(_tried(str, cells.get("left")) or "") or "đã thôi giữ"
        yield _Seen(
            _tried(read_cccd_or_mask, cells.get("cccd")) or "",
            match_key(_tried(read_name, cells.get("full_name")) or ""),
            _tried(read_date, cells.get("birth")),
            left,
        )


def _tried(read: Any, cell: CellValue) -> Any:
    """Return what a cell holds; None where it cannot be read."""
    try:
        return read(cell) if cell is not None else None
    except BadCell:
        return None

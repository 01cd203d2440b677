"""What a report is told beside its figures: who handed in, and what people wrote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from personnel.models import Unit
from personnel.words.units import kinds_told


@dataclass(frozen=True)
class Reporting:
    """Who handed in for a period: in time, late with the day of it, not at all, or need not.

    `returned` have handed in and nothing of it counts. Of whom nothing counts the figures have
    nothing once the period is `sealed`; until then they are those of the records.
    """

    due: date
    sealed: bool
    in_time: Sequence[Unit] = ()
    late: Sequence[tuple[Unit, date]] = ()
    returned: Sequence[Unit] = ()
    silent: Sequence[Unit] = ()
    idle: Sequence[Unit] = ()

    @property
    def named(self) -> str:
        """What those who should hand in are called together."""
        units = [*self.in_time, *(unit for unit, _ in self.late), *self.returned, *self.silent]
        if any(unit.is_district for unit in units):
            return "huyện, thị xã, thành phố"
        return kinds_told(unit.kind for unit in units)

    @property
    def expected(self) -> int:
        """How many should have handed in."""
        return len(self.in_time) + len(self.late) + len(self.returned) + len(self.silent)


@dataclass(frozen=True)
class Written:
    """What people wrote beside the figures: the drafted texts by part, and notes by criterion.

    A note has its unit; of a unit's own report there are only its own.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[tuple[Unit, Mapping[str, str]]] = ()

    def of(self, code: str) -> list[tuple[Unit, str]]:
        """Return the notes on a criterion, each with its unit."""
        return [(district, notes[code]) for district, notes in self.notes if notes.get(code)]

"""A decree beside what the portal has of units: read once, asked by every check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from personnel.models import Unit
from personnel.places.decreed import Decreed

from .entries import Entry


@dataclass(frozen=True)
class Known:
    """What a decree says, and the units that there are, by code.

    `rows` has every unit row of a code; `standing` what is in force on the eve of its day; `past`
    and `begins` what it writes out itself.
    """

    decreed: Decreed
    rows: Mapping[str, list[Unit]]
    standing: Mapping[str, Unit]
    past: Mapping[str, Entry]
    begins: Mapping[str, Entry]
    ends: frozenset[str]

    @classmethod
    def read(cls, decreed: Decreed) -> Known:
        """Read it; one query."""
        rows: dict[str, list[Unit]] = {}
        for unit in Unit.objects.with_above().order_by("code", "pk"):
            rows.setdefault(unit.code, []).append(unit)
        eve = eve_of(decreed.day)
        there = {code: [unit for unit in rows[code] if unit.is_in_force(eve)] for code in rows}
        return cls(
            decreed,
            rows,
            {code: found[0] for code, found in there.items() if found},
            by_code(decreed.past),
            by_code(decreed.begins),
            frozenset(filter(is_code, decreed.ends)),
        )

    @property
    def eve(self) -> date:
        """The last day of what ends."""
        return eve_of(self.decreed.day)

    def old(self, code: str) -> Unit | None:
        """Return the unit of a code that is there on the eve, another province's too."""
        return self.past[code].unit if code in self.past else self.standing.get(code)

    def goes_on(self, code: str) -> Unit | None:
        """Return the unit of a code that is in force on the eve and that the decree leaves."""
        return None if code in self.ends or code in self.past else self.standing.get(code)

    def named(self, code: str) -> str:
        """Return a code in a sentence, with the name of its unit on the eve where it has one."""
        unit = self.old(code)
        return f"{unit.name} ({code})" if unit and unit.name else f"mã {code}"


def eve_of(day: date) -> date:
    """Return the day before; of the first day there is, itself."""
    return day - timedelta(days=1) if day > date.min else day


def is_code(code: object) -> bool:
    """Whether this may be a code at all."""
    return isinstance(code, str) and bool(code.strip())


def by_code(said: Iterable[Mapping[str, object]]) -> dict[str, Entry]:
    """Return what is written out by code; of two with one code the first."""
    entries = map(Entry.of, said)
    return {
        entry.code: entry for entry in reversed([each for each in entries if is_code(each.code)])
    }


def twice(codes: Iterable[object]) -> list[str]:
    """Return the codes that are named more than once."""
    counted = Counter(code for code in codes if isinstance(code, str))
    return sorted(code for code, times in counted.items() if times > 1 and code)

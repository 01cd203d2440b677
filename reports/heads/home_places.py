"""What a home place, as it was typed, says of a commune: that somebody is of it, or is not.

It is offered to whoever may confirm it and counts for nothing before. Names are compared whole,
marks and all: a commune of the same name in another district is another one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Self

from personnel.models import Unit
from personnel.words.text import match_key
from sheets.reading.places import UNIT_KINDS, unit_key

_APART = re.compile(r"[,;/]|\s[-–—]\s")
_KIND = Unit.Kind
_OF_COMMUNES = tuple(
    f"{match_key(kind)} "
    for kind in (_KIND.COMMUNE, _KIND.WARD, _KIND.TOWNSHIP, _KIND.SPECIAL_ZONE)
)
_OF_DISTRICTS = tuple(f"{match_key(kind)} " for kind in (_KIND.DISTRICT, _KIND.TOWN, _KIND.CITY))
_OF_PROVINCES = tuple(f"{match_key(kind)} " for kind in ("tỉnh", "thành phố trung ương"))


def bare(key: str) -> str:
    """Return the key of a unit without its kind."""
    kind = next((kind for kind in (*UNIT_KINDS, *_OF_PROVINCES) if key.startswith(kind)), "")
    return key[len(kind) :]


@dataclass(frozen=True)
class Home:
    """The commune, district and province that a home place names, as keys; "" where it does not.

    A commune with its kind or without, the others without.
    """

    commune: str = ""
    district: str = ""
    province: str = ""

    @classmethod
    def read(cls, text: str, province: str) -> Self:
        """Read a home place; `province` is the key of the name of the user's own."""
        parts = [unit_key(part) for part in _APART.split(text) if part.strip()]
        named = cls._province(parts, province)
        district = next((p for p in reversed(parts) if p.startswith(_OF_DISTRICTS)), "")
        commune = next((p for p in reversed(parts) if p.startswith(_OF_COMMUNES)), "")
        plain = [p for p in parts if p == bare(p)]
        if not district and plain and (commune or len(plain) > 1):
            district = plain.pop()
        if not commune and plain and district:
            commune = plain[-1]
        return cls(commune, bare(district), named)

    @staticmethod
    def _province(parts: list[str], own: str) -> str:
        """Take the province off the end, where it is named as one or is the user's own."""
        last = parts[-1] if parts else ""
        if last.startswith(_OF_PROVINCES) or len(parts) > 1 and last == own:
            return bare(parts.pop())
        return ""


@dataclass
class Register:
    """All communes there are or were, by the key of their names, with the keys of districts."""

    province: str = ""
    _communes: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _district_of: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, units: Iterable[Unit], province: str) -> Self:
        """Make it of communes read with what stands above them, and the province's name."""
        found = cls(bare(unit_key(province)))
        for unit in units:
            key = unit_key(unit.name)
            found._communes[key].add(unit.pk)
            found._communes[bare(key)].add(unit.pk)
            district = unit.above if unit.above and unit.above.is_district else None
            found._district_of[unit.pk] = bare(unit_key(district.name)) if district else ""
        return found

    def proposes(self, text: str, line: Collection[int]) -> bool | None:
        """Return whether a home place is in one of the communes of a `line`, by their ids.

        None where it does not tell: nothing named that is known, or more than one it may be.
        """
        home = Home.read(text, self.province)
        if home.province and home.province != self.province:
            return False
        if not home.commune:
            return self._elsewhere(home.district, line)
        meant = {
            unit
            for unit in self._communes.get(home.commune, ())
            if not home.district or self._district_of[unit] == home.district
        }
        if not meant:
            return self._elsewhere(home.district, line)
        within = meant.intersection(line)
        return bool(within) if within in (set(), meant) else None

    def _elsewhere(self, district: str, line: Collection[int]) -> bool | None:
        """Return False where a district is named that is known and none of the line lies in."""
        known = district and district in self._district_of.values()
        return False if known and all(self._district_of[u] != district for u in line) else None

"""In which district a commune lay on a day, by all maps read once (III.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from personnel.models import Post, Unit, UnitChange, UnitPlace

# A spell of a unit, or of one branch of it: its first and last day, and what stands for it.
Spell = tuple[date, date, int]


@dataclass(frozen=True)
class Maps:
    """Which unit stands for which on every day, and the districts that units lay in."""

    units: Mapping[int, Unit]
    _places: Mapping[tuple[int, int], list[Spell]]
    _origins: Mapping[int, set[int]]

    @classmethod
    def read(cls) -> Self:
        """Read all of it; three queries."""
        places: dict[tuple[int, int], list[Spell]] = defaultdict(list)
        rows = UnitPlace.objects.values_list("unit_id", "branch", "first", "last", "place_id")
        for unit, branch, first, last, place in rows:
            places[unit, branch].append((first, last, place))
        origins: dict[int, set[int]] = defaultdict(set)
        for old, new in UnitChange.objects.values_list("old_id", "new_id"):
            origins[new].add(old)
        return cls(Unit.objects.with_above().in_bulk(), dict(places), dict(origins))

    def stands(self, unit: int, day: date, branch: int | None = None) -> int:
        """Return the id of what stands for a unit, or for the people of one branch of it."""
        spells = self._places.get((unit, branch or 0), ())
        return next((place for first, last, place in spells if first <= day <= last), unit)

    def now(self, unit: int) -> int:
        """Return the id of what stands for a unit after all changes that are written down."""
        return self.stands(unit, date.max)

    def of_post(self, post: Post, day: date) -> int:
        """Return the id of the unit that a post is in on a day."""
        return self.stands(post.unit_id, day, post.branch_id)

    def districts(self, unit: int) -> frozenset[int]:
        """Return the ids of the districts that a commune lies in, or that it came from.

        One, while there are districts; of a commune that stands right below the province, those
        of all communes that went on in it.
        """
        return self._districts(unit, set())

    def district(self, one: int, other: int, day: date) -> Unit | None:
        """Return the district that two communes share on a day, or shared when there were any.

        None where they do not, or where one of them came from several districts: nobody can say.
        """
        here, there = (self.districts(self.stands(unit, day)) for unit in (one, other))
        return self.units[min(here)] if here == there and len(here) == 1 else None

    def apart(self, one: int, other: int, day: date) -> bool:
        """Whether two communes are known to lie in two districts on a day."""
        here, there = (self.districts(self.stands(unit, day)) for unit in (one, other))
        return bool(here and there) and here.isdisjoint(there)

    def _districts(self, unit: int, seen: set[int]) -> frozenset[int]:
        above = self.units[unit].above
        if above and above.is_district:
            return frozenset({above.pk})
        came = self._origins.get(unit, set()) - seen
        seen |= {unit, *came}
        return frozenset().union(*(self._districts(old, seen) for old in sorted(came)))

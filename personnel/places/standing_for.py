"""Which unit stands for another on one day, and what it went on in: looked up, not asked again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from personnel.basics.spells import SPELL
from personnel.models import Person, Post, Unit, UnitChange, UnitPlace


@dataclass(frozen=True)
class StandingFor:
    """The units that stand for others on a day, as `PostQuerySet.placed_on` joins them."""

    _places: Mapping[tuple[int, int], int] = field(default_factory=dict)
    _split: frozenset[int] = frozenset()

    @classmethod
    def on(cls, day: date) -> Self:
        """Read them; one query, and nothing comes of it where no unit was ever changed."""
        rows = UnitPlace.objects.filter(SPELL.on(day))
        found = rows.values_list("unit_id", "branch", "place_id")
        places = {(unit, branch): place for unit, branch, place in found if unit != place}
        return cls(places, frozenset(unit for unit, branch, _ in found if branch))

    def of_unit(self, unit_id: int, branch_id: int | None = None) -> int:
        """Return the id of what stands for a unit, or for the people of one branch of it."""
        return self._places.get((unit_id, branch_id or 0), unit_id)

    def of(self, post: Post) -> int:
        """Return the id of the unit that a post is in on the day."""
        return self.of_unit(post.unit_id, post.branch_id)

    def local_in(self, person: Person, place: int) -> bool | None:
        """Return whether somebody is local in what stands there, by its id; None: nobody said.

        As `personnel.reading.localities.saying_local` asks.
        """
        said_of = person.local_of_id
        if said_of == place:
            return person.is_local
        if said_of is None or not person.is_local or said_of in self._split:
            return None
        return True if self.of_unit(said_of) == place else None

    def led_to(self, units: Collection[int]) -> set[int]:
        """Return the ids of these units and of all for whose people they may stand."""
        return {*units, *(unit for (unit, _), place in self._places.items() if place in units)}


@dataclass(frozen=True)
class Successors:
    """What units that ended by some day went on in."""

    _after: Mapping[int, set[int]]

    @classmethod
    def read(cls) -> Self:
        """Read what became of every unit; one query."""
        after: dict[int, set[int]] = defaultdict(set)
        for old, new in UnitChange.objects.values_list("old_id", "new_id"):
            after[old].add(new)
        return cls(dict(after))

    def on(self, unit: Unit, day: date, units: Mapping[int, Unit]) -> list[Unit]:
        """Return those in force on `day` that a unit went on in, by code: itself while it lasts.

        Several where it, or what it went on in, was split; none where nothing followed. `units`
        are all that there are, by id.
        """
        found = {pk for pk in self._from(unit.pk) if units[pk].is_in_force(day)}
        return sorted((units[pk] for pk in found), key=lambda successor: successor.code)

    def leads(self, unit: Unit, other: Unit) -> bool:
        """Whether a unit is another, or went on in it."""
        return other.pk == unit.pk or other.pk in self._from(unit.pk)

    def origins(self, unit: Unit) -> set[int]:
        """Return the ids of what a unit came from, directly."""
        return {old for old, followed in self._after.items() if unit.pk in followed}

    def before(self, unit: Unit) -> set[int]:
        """Return the ids of all that went on in a unit, directly or not."""
        return {old for old in self._after if unit.pk in self._from(old)} - {unit.pk}

    def _from(self, unit: int) -> list[int]:
        found = [unit]
        # It grows while it is read.
        for one in found:
            found += sorted(self._after.get(one, set()).difference(found))
        return found

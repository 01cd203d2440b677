"""What a decree comes to, read from the database in which it is written down, for good or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import cached_property

from personnel.models import Decree, Person, PersonQuerySet, Unit
from personnel.places.decreed import Decreed
from personnel.scope import Viewer
from personnel.words.units import counted
from reorganising.invariants import NAMES
from reorganising.results import Applied, Broken
from reorganising.rights_told import RightOn, rights_on

from .figures import Aspect, Figures, Line
from .moving import Arriving, Moving
from .splits import Split, splits_on


@dataclass(frozen=True)
class Differing:
    """A unit that begins, and the lines of it that are not the sum of what it comes from."""

    unit: Unit
    lines: Sequence[Line]


class Seen:
    """What a user sees of a decree; to be asked while it is written down, as it reads then.

    `applied` says in numbers what was written, and what must hold and does; `broken` what does not.
    """

    def __init__(
        self, decreed: Decreed, user: Viewer, decree: Decree, applied: Applied,
        broken: Sequence[Broken] = (),
    ) -> None:  # fmt: skip
        self.decreed, self.day, self.eve = decreed, decreed.day, decreed.eve
        self.applied, self.broken, self._decree = applied, broken, decree
        self._people: PersonQuerySet = Person.objects.visible_to(user)

    @property
    def checks(self) -> list[tuple[str, bool]]:
        """What must hold, in words, and whether it does."""
        held = self.applied.invariants
        return [(told, held[name]) for name, told in NAMES.items() if name in held]

    @cached_property
    def units(self) -> Mapping[int, Unit]:
        """Every unit that there is, by id."""
        return Unit.objects.with_above().in_bulk()

    @cached_property
    def begun(self) -> list[Unit]:
        """The communes that begin, by code."""
        codes = {entry["code"] for entry in self.decreed.begins}
        found = (
            unit
            for unit in self.units.values()
            if unit.is_commune and unit.valid_from == self.day and unit.code in codes
        )
        return sorted(found, key=lambda unit: unit.code)

    @cached_property
    def ended(self) -> list[Unit]:
        """The units that end, by code."""
        return [unit for unit in self._over if not unit.outside]

    @cached_property
    def joined(self) -> list[Unit]:
        """The units of another province that are joined to this one, by code."""
        return [unit for unit in self._over if unit.outside]

    @cached_property
    def _over(self) -> list[Unit]:
        codes = {*self.decreed.ends, *(entry["code"] for entry in self.decreed.past)}
        found = (
            unit
            for unit in self.units.values()
            if unit.valid_to == self.eve and unit.code in codes and not unit.is_province
        )
        return sorted(found, key=lambda unit: unit.code)

    @cached_property
    def groups(self) -> list[Unit]:
        """The groups that keep the extent of districts which end."""
        return [
            unit for unit in self.units.values() if unit.is_group and unit.valid_from == self.day
        ]

    @cached_property
    def told(self) -> str:
        """What ends and begins, in words."""
        ends, begins = ([unit.kind for unit in units] for units in (self.ended, self.begun))
        told = f"{counted(ends)} kết thúc, {counted(begins)} bắt đầu"
        joined = [unit.kind for unit in self.joined if unit.is_commune]
        return f"{told}; nhập {counted(joined)} của tỉnh khác" if joined else told

    @cached_property
    def moving(self) -> Moving:
        """Everybody in post on the day."""
        return Moving(self.day, self._people, self.units)

    @cached_property
    def arriving(self) -> list[Arriving]:
        """Who comes into each unit that begins."""
        return self.moving.into(self.begun)

    @cached_property
    def splits(self) -> list[Split]:
        """The units that are split, with the choice for each person."""
        return splits_on(self.day, self.moving, self.units)

    @cached_property
    def figures(self) -> Figures:
        """The figures of the day, without and with the decree."""
        return Figures(self.day, self._people, self.units)

    @cached_property
    def lines(self) -> list[Line]:
        """Those of the province."""
        return self.figures.of()

    @cached_property
    def differing(self) -> list[Differing]:
        """The units that begin whose figures are not the sum of what they come from."""
        some = self.figures.differing
        found = ((unit, self.figures.of(unit)) for unit in self.begun if unit.pk in some)
        told = (Differing(unit, [line for line in lines if line.differs]) for unit, lines in found)
        return [unit for unit in told if unit.lines]

    @cached_property
    def aspects(self) -> list[Aspect]:
        """How many serve in units of each sort."""
        return self.figures.aspects(self.moving.came_from)

    @cached_property
    def rights(self) -> list[RightOn]:
        """The rights that it is about."""
        return rights_on(self._decree)

    @property
    def asked(self) -> list[RightOn]:
        """Those that lead to a unit which they do not open as they stand."""
        return [right for right in self.rights if right.asked]

    def read(self) -> None:
        """Read all that the whole page shows, while it is written down."""
        _ = self.told, self.groups, self.arriving, self.splits, self.differing, self.aspects
        _ = self.rights

    def named(self, people: set[int]) -> dict[int, Person]:
        """Return those of these people whom the user sees, by id."""
        return self._people.in_bulk(people)

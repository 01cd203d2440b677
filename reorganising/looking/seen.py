"""What a decree comes to, read from the database in which it is written down, for good or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from personnel.models import Person, PersonQuerySet, Unit
from personnel.models.hierarchy import Level
from personnel.places.decreed import Decreed
from personnel.scope import Viewer
from personnel.words.units import counted
from targets.rules import Criterion

from .figures import Aspect, Changed, Figures, Line
from .moving import DAY, Arriving, Moving
from .splits import Split, splits_on


@dataclass(frozen=True)
class Differing:
    """A unit that begins, and the lines of it that are not the sum of what it comes from."""

    unit: Unit
    lines: Sequence[Line]


class Seen:
    """What a user sees of a decree; to be asked while it is written down, as it reads then."""

    def __init__(self, decreed: Decreed, user: Viewer) -> None:
        self.decreed, self.day, self.eve = decreed, decreed.day, decreed.day - DAY
        self._people: PersonQuerySet = Person.objects.visible_to(user)

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
        found = (
            unit
            for unit in self.units.values()
            if unit.valid_to == self.eve and unit.code in self.decreed.ends
        )
        return sorted(found, key=lambda unit: unit.code)

    @cached_property
    def groups(self) -> list[Unit]:
        """The groups that keep the extent of districts which end."""
        return [
            unit
            for unit in self.units.values()
            if unit.level == Level.GROUP and unit.valid_from == self.day
        ]

    @property
    def told(self) -> str:
        """What ends and begins, in words."""
        ends, begins = ([unit.kind for unit in units] for units in (self.ended, self.begun))
        return f"{counted(ends)} kết thúc, {counted(begins)} bắt đầu"

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
        found = ((unit, self.figures.of(unit)) for unit in self.begun)
        told = (Differing(unit, [line for line in lines if line.differs]) for unit, lines in found)
        return [unit for unit in told if unit.lines]

    @property
    def aspects(self) -> list[Aspect]:
        """How many serve in units of each sort."""
        return self.figures.aspects(self.moving.came_from)

    def changed_by(self, criterion: Criterion, unit: Unit | None = None) -> list[Changed]:
        """Return whom a criterion judges otherwise, in a unit or anywhere."""
        return self.figures.changed_by(criterion, unit)

    def named(self, people: set[int]) -> dict[int, Person]:
        """Return those of these people whom the user sees, by id."""
        return self._people.in_bulk(people)

"""What a part of a year's report is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property

from personnel.models import Unit
from personnel.scope import Viewer
from personnel.words.dates import first_day
from targets.lens import Lens

from .moving import Reading


@dataclass(frozen=True)
class There:
    """In which commune and group of titles somebody in post is counted on the day."""

    unit: int
    group: str


# Everybody in post within the root by number.
Everybody = Mapping[int, There]


@dataclass(frozen=True)
class Asked:
    """Whose report, to which day: of the year of the lens's day, until that day.

    `root` is the province or a unit within it, `units` the ids of it and of all within it that
    figures of the day are about. People are those that the `viewer` may see; None sees everybody.
    """

    lens: Lens
    root: Unit
    units: frozenset[int]
    viewer: Viewer | None
    read: Callable[[], Everybody]

    @property
    def day(self) -> date:
        """The last day that is told of."""
        return self.lens.day

    @cached_property
    def there(self) -> Everybody:
        """Everybody in post on the day by whom figures of the root count; read once."""
        return self.read()

    @cached_property
    def moving(self) -> Reading:
        """The posts of whoever began or left one in the year to the day; read once."""
        first = first_day(self.day.year)
        return Reading(first, self.lens, self.root, self.units, self.viewer)

"""What a plan of studies is tried out with: plain data of an address, a form or a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from personnel.models import CourseSeats
from reports.models import TrainingScenario
from reports.needs.study import next_year_of
from targets.criteria import HORIZONS, criteria_for, horizon_on
from targets.needs.wishes import Wishes
from targets.rules import Criterion, Horizon

# Said by an address that fills the form, so that a box which is not ticked is told from none.
ASKED = "asked"
RANKS = ("first", "second", "third", "fourth", "fifth")


@dataclass(frozen=True)
class Parameters:
    """Of which horizon, with courses from which day, as which wishes, clauses read how.

    `wishes` know nobody by hand: whom somebody moved is kept with a scenario.
    """

    horizon: Horizon
    start: date
    wishes: Wishes = field(default_factory=Wishes)
    readings: frozenset[str] = frozenset()

    @classmethod
    def usual(cls, today: date) -> Parameters:
        """Return what is tried unless something else is asked for."""
        start = next_year_of(today)
        return cls(horizon_on(start), start)

    @classmethod
    def proposed(cls, today: date) -> Parameters:
        """Return the same within the seats that the catalogue has for the years; one query."""
        usual = cls.usual(today)
        years = range(usual.start.year, usual.horizon.deadline.year + 1)
        return replace(usual, wishes=Wishes(bounds=CourseSeats.objects.bounds(years)))

    @classmethod
    def of(cls, scenario: TrainingScenario) -> Parameters:
        """Return what a scenario was kept with; raises ValueError where that cannot be read."""
        wishes = Wishes.of_json(scenario.wishes)
        return cls(scenario.target, scenario.start, wishes, frozenset(scenario.readings))

    @property
    def wishes_kept(self) -> dict[str, Any]:
        """The wishes as a scenario keeps them."""
        kept = self.wishes.as_json() | {"priority": [str(group) for group in self.wishes.priority]}
        return {name: kept[name] for name in ("bounds", "each_board", "priority", "reserve")}

    @property
    def data(self) -> dict[str, str | list[str]]:
        """The same as the fields of the form, and so as an address."""
        wishes = self.wishes
        found: dict[str, str | list[str]] = {
            ASKED: "1",
            "horizon": self.horizon.code,
            "start": f"{self.start:%d/%m/%Y}",
            "reserve": str(wishes.reserve),
            "readings": sorted(self.readings),
        }
        found |= {"each_board": "on"} if wishes.each_board else {}
        found |= dict(zip(RANKS, wishes.priority, strict=False))
        return found | {bound_name(*key): str(n) for key, n in sorted(wishes.bounds.items())}

    def moved(self, moves: Mapping[bool, frozenset[tuple[int, str]]]) -> Wishes:
        """Return the wishes with who is taken (True) and left (False) by hand."""
        return replace(self.wishes, taken=moves[True], left=moves[False])


def bound_name(code: str, year: int) -> str:
    """Return the name of the field for the most seats of a course in a year."""
    return f"most-{code}-{year}"


def read_otherwise(horizon: Horizon) -> list[Criterion]:
    """Return the criteria of a horizon whose clause can be read in another way."""
    return [c for c in criteria_for(horizon) if c.about_people and c.otherwise]


def horizons_ahead(today: date) -> list[Horizon]:
    """Return the horizons for which there still is something to plan."""
    return [horizon for horizon in HORIZONS.values() if horizon.deadline > today]

"""What an upload does to the figures, as its preview shows it: the greatest change first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from personnel.models import Unit
from targets.criteria import BY_CODE, criteria_for
from targets.figures import Figure, Verdict
from targets.rules import Criterion, Horizon

_NOTHING = Decimal(0)


@dataclass(frozen=True)
class Effect:
    """One criterion's figure in one unit before the upload and after it."""

    criterion: Criterion
    before: Figure
    after: Figure

    @property
    def rate_before(self) -> Decimal | None:
        """The percentage that meets it now; None when nobody is covered."""
        return self.before.rate(self.criterion.share)

    @property
    def rate_after(self) -> Decimal | None:
        """The percentage that would meet it."""
        return self.after.rate(self.criterion.share)

    @property
    def verdict_before(self) -> Verdict:
        """How the unit stands now."""
        return self.before.verdict(self.criterion.share)

    @property
    def verdict(self) -> Verdict:
        """How the unit would stand."""
        return self.after.verdict(self.criterion.share)

    @property
    def turns(self) -> bool:
        """Whether a target that was missed is reached, or the other way round."""
        return {self.verdict_before, self.verdict} == {Verdict.PASS, Verdict.FAIL}

    @property
    def unknown_changes(self) -> bool:
        """Whether there are more or fewer of whom nothing is recorded."""
        return self.before.unknown != self.after.unknown

    @property
    def step(self) -> Decimal:
        """The change in percentage points; a unit without anybody starts from nothing."""
        return (self.rate_after or _NOTHING) - (self.rate_before or _NOTHING)

    @property
    def size(self) -> tuple[Decimal, int]:
        """What effects are sorted by: points, then people."""
        return abs(self.step), abs(self.after.met - self.before.met)


@dataclass(frozen=True)
class Place:
    """A unit whose figures change, or all units of the upload together (no unit)."""

    name: str
    unit: Unit | None
    effects: list[Effect]

    @property
    def greatest(self) -> Effect:
        """The effect by which the place is sorted."""
        return self.effects[0]


@dataclass(frozen=True)
class Effects:
    """Every place whose figures change at a horizon: the whole, districts or a group, communes."""

    day: date
    refused: str
    whole: Place | None
    gathering: list[Place]
    communes: list[Place]

    @property
    def top(self) -> Place | None:
        """What sums the upload up: all its units together, or its only one."""
        alone = self.communes if len(self.communes) == 1 else ()
        return self.whole or next(iter([*self.gathering, *alone]), None)

    @property
    def others(self) -> list[Place]:
        """The districts beside the top one."""
        return self.gathering if self.whole else self.gathering[1:]

    def within(self, district: Unit | None) -> list[Place]:
        """Return the communes of one district; all of them without one, but the top."""
        below = [place for place in self.communes if place is not self.top]
        return [p for p in below if not district or p.unit and district.contains(p.unit)]


def shown_effects(kept: Mapping[str, Any], horizon: Horizon) -> Effects:
    """Return what `sheets.effects.effects_of` gave, at a horizon; one query for the units named."""
    criteria = {criterion.code for criterion in criteria_for(horizon)}
    by_unit: dict[int | None, list[Effect]] = {}
    for pk, code, before, after in kept["lines"]:
        if code in criteria:
            effect = Effect(BY_CODE[code], Figure(*before), Figure(*after))
            by_unit.setdefault(pk, []).append(effect)
    units = Unit.objects.with_above().in_bulk([pk for pk in by_unit if pk])
    return Effects(
        day=date.fromisoformat(kept["day"]),
        refused=kept["refused"],
        whole=_place(None, by_unit[None]) if None in by_unit else None,
        gathering=_places(by_unit, (unit for unit in units.values() if unit.gathers)),
        communes=_places(by_unit, (unit for unit in units.values() if unit.is_commune)),
    )


def _places(by_unit: Mapping[int | None, list[Effect]], units: Iterable[Unit]) -> list[Place]:
    places = (_place(unit, by_unit[unit.pk]) for unit in units)
    return sorted(places, key=lambda place: place.greatest.size, reverse=True)


def _place(unit: Unit | None, effects: Iterable[Effect]) -> Place:
    largest_first = sorted(effects, key=lambda effect: effect.size, reverse=True)
    return Place(unit.name if unit else "Toàn bộ phạm vi của tệp", unit, largest_first)

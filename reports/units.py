"""Units kept as plain facts and read back, never saved."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from personnel.models import Unit

Facts = dict[str, Any]
# By name: what was frozen stays what it was, whatever columns units have later.
COLUMNS = (
    "id", "code", "name", "level", "kind", "parent_id", "terrain", "terrain_confirmed",
    "terrain_decision", "minority_area", "minority_area_confirmed", "minority_area_decision",
    "valid_from", "valid_to",
)  # fmt: skip
_DAYS = ("valid_from", "valid_to")


def freeze(unit: Unit) -> Facts:
    """Return the columns of a unit as JSON keeps them; of a group, its communes too."""
    facts = {name: getattr(unit, name) for name in COLUMNS}
    parts = {"parts": sorted(unit.parts)} if unit.is_group else {}
    return facts | {name: facts[name] and facts[name].isoformat() for name in _DAYS} | parts


def thaw(frozen: Iterable[Facts]) -> list[Unit]:
    """Return units of such columns in the same order; each knows its parent when it is there."""
    units = [_thawed(facts) for facts in frozen]
    by_id = {unit.pk: unit for unit in units}
    for unit in units:
        if unit.parent_id in by_id:
            unit.parent = by_id[unit.parent_id]
    return units


def _thawed(facts: Facts) -> Unit:
    known = {name: facts[name] for name in COLUMNS if name in facts}
    unit = Unit(**known | {name: _day(facts[name]) for name in _DAYS})
    if unit.is_group:
        # What is in it by now is told elsewhere.
        unit.parts = frozenset(facts["parts"])
    return unit


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

"""The units figures are about: of a day, or kept as plain facts and read back, never saved."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from personnel.models import Unit
from personnel.reading.counted import has_a_row

Facts = dict[str, Any]
# By name: what was frozen stays what it was, whatever columns units have later.
COLUMNS = (
    "id", "code", "name", "level", "kind", "parent_id", "terrain", "terrain_confirmed",
    "terrain_decision", "minority_area", "minority_area_confirmed", "minority_area_decision",
    "valid_from", "valid_to",
)  # fmt: skip
_DAYS = ("valid_from", "valid_to")


def freeze(unit: Unit) -> Facts:
    """Return the columns of a unit as JSON keeps them."""
    facts = {name: getattr(unit, name) for name in COLUMNS}
    return facts | {name: facts[name] and facts[name].isoformat() for name in _DAYS}


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
    return Unit(**known | {name: _day(facts[name]) for name in _DAYS})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def units_counted(day: date, root: Unit, serving: Collection[int] = ()) -> list[Unit]:
    """Return the units that figures of `root` on `day` are about, from the top, then by code.

    Those that have a row on that day, and `serving` (ids) in any case, with the district above
    them. One query.
    """
    concerned = has_a_row(day) | Q(pk__in=serving)
    units = Unit.objects.filter(concerned).within(root).with_above()
    found = {unit.pk: unit for unit in units}
    above = {unit.above.pk: unit.above for unit in units if unit.above}
    found |= {pk: unit for pk, unit in above.items() if pk not in found and _holds(root, unit)}
    return sorted(found.values(), key=from_the_top)


def from_the_top(unit: Unit) -> tuple[int, str, date]:
    """Sort units by level, then code, then first day."""
    return unit.rank, unit.code, unit.valid_from or date.min


def _holds(root: Unit, unit: Unit) -> bool:
    return root.whole_province or unit.pk in (root.parts or {root.pk})

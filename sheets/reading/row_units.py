"""Where a row may be: the district that its commune is looked for in, and whose file it is."""

from __future__ import annotations

from collections.abc import Iterable

from personnel.models import Unit
from sheets.records import Problem, Record, problem
from sheets.scope import Scope

from .communes import Commune
from .matching import References


def only_district(
    record: Record, scope: Scope | None, references: References, name: str
) -> Unit | None:
    """Return the district of a row that names none: the file's only one, or the one above it.

    The one above counts if the commune named is one of its.
    """
    only = scope.only if scope else None
    if only and only.is_district and only.is_in_force(references.day):
        return only
    district = record.district
    if district is None or not name:
        return None
    units = references.communes.ever.named(name)
    return district if any(unit.is_right_below(district) for unit in units) else None


def foreign_unit(
    record: Record, scope: Scope | None, commune: Commune | None, found: Iterable[Problem]
) -> list[Problem] | None:
    """Return what is wrong with a commune outside of `scope`; None when it is inside."""
    if scope is None or commune is None or scope.has(commune.place) or scope.has(commune.unit):
        return None
    unit = commune.unit
    below = f" thuộc {unit.above}" if unit.keeper != unit else " không thuộc phạm vi"
    return _refused(record, scope, "unit", found, f"{unit.name}{below}; ")


def foreign_district(
    record: Record, scope: Scope | None, district: Unit, found: Iterable[Problem]
) -> list[Problem]:
    """Return what is wrong with a district outside of `scope`; nothing when it is inside."""
    if scope is None or scope.may_lie_in(district):
        return []
    return _refused(record, scope, "district", found)


def _refused(
    record: Record, scope: Scope, field: str, found: Iterable[Problem], whose: str = ""
) -> list[Problem]:
    if any(one.field == "district" for one in found):
        return []
    reason = f"{whose}chỉ nhận người của {scope} trong lượt nhập này"
    return [problem(record, field, reason)]

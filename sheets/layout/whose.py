"""Whose file it is: one of other units is refused as a whole."""

from __future__ import annotations

from collections import Counter

from personnel.models import Unit
from sheets.problems import Record
from sheets.reading.matching import References
from sheets.scope import Scope
from sheets.understood import Layout, NotUnderstood

from .grids import text_of

# Fewer people than these are told one by one.
_A_FILE = 5


def refuse_foreign(layout: Layout, references: References, scope: Scope) -> None:
    """Raise NotUnderstood when the file names communes, and none of them in `scope`."""
    found: Counter[Unit | None] = Counter()
    for (unit, _, _), (record, people) in _groups(layout).items():
        units = _units(record, unit, references)
        if any(_may_hold(scope, unit) for unit in units):
            return
        if units:
            found[units[0].keeper if units[0].is_commune else units[0]] += people
    if sum(found.values()) >= _A_FILE:
        whose = found.most_common(1)[0][0]
        raise NotUnderstood(
            f"Tệp này có vẻ là danh sách của {whose}, không phải của {scope}. "
            "Hãy chọn đúng tệp, hoặc chọn lại đơn vị của tệp.",
            layout,
        )


def _may_hold(scope: Scope, unit: Unit) -> bool:
    """Whether people of a unit may be of the scope: a district that ended tells of its communes."""
    return scope.may_lie_in(unit) if unit.is_district else scope.may_have(unit)


def _groups(layout: Layout) -> dict[tuple[str, str, int | None], tuple[Record, int]]:
    """Return one record, and the number of people, of everybody said to serve in one place."""
    groups: dict[tuple[str, str, int | None], tuple[Record, int]] = {}
    for record in layout.records:
        unit, district = record.cells.get("unit"), record.cells.get("district")
        key = (text_of(unit), text_of(district), record.unit.pk if record.unit else None)
        groups[key] = (record, groups.get(key, (record, 0))[1] + 1)
    return groups


def _units(record: Record, unit: str, references: References) -> list[Unit]:
    """Return the units that a person may serve in, by what the file says: a district goes first.

    One that has ended does not: who is in its list today is told by the commune.
    """
    named = references.districts_named(text_of(record.cells.get("district")))
    communes = references.communes.named(unit) if unit else [record.unit] if record.unit else []
    if named and (not communes or all(one.is_in_force(references.day) for one in named)):
        return named
    return communes

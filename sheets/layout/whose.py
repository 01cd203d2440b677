"""Whose file it is: one of other districts is refused as a whole."""

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
    found: Counter[Unit] = Counter()
    for (unit, _, _), (record, people) in _groups(layout).items():
        districts = _districts(record, unit, references)
        if any(district in scope.districts for district in districts):
            return
        if districts:
            found[districts[0]] += people
    if sum(found.values()) >= _A_FILE:
        district = found.most_common(1)[0][0]
        raise NotUnderstood(
            f"Tệp này có vẻ là danh sách của {district}, không phải của {scope}. "
            "Hãy chọn đúng tệp, hoặc chọn lại huyện của tệp.",
            layout,
        )


def _groups(layout: Layout) -> dict[tuple[str, str, int | None], tuple[Record, int]]:
    """Return one record, and the number of people, of everybody said to serve in one place."""
    groups: dict[tuple[str, str, int | None], tuple[Record, int]] = {}
    for record in layout.records:
        unit, district = record.cells.get("unit"), record.cells.get("district")
        key = (text_of(unit), text_of(district), record.unit.pk if record.unit else None)
        groups[key] = (record, groups.get(key, (record, 0))[1] + 1)
    return groups


def _districts(record: Record, unit: str, references: References) -> list[Unit]:
    """Return the districts that a person may serve in, by what the file says."""
    named = references.districts.named(text_of(record.cells.get("district")))
    if named:
        return named
    units = references.communes.named(unit) if unit else [record.unit] if record.unit else []
    return [unit.keeper for unit in units if unit.keeper]

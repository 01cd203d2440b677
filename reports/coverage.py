"""Of whom among those shown the resolution does not speak yet: said beside the figures."""

from __future__ import annotations

from collections.abc import Collection

from personnel.models import Coverage, Unit
from personnel.reading.coverage import coverage_told
from targets.lens import Lens
from targets.sources import LiveSource, Source


def coverage_of(source: Source) -> list[Coverage]:
    """Return the groups within a source that the resolution is about from a later day only.

    One query, none where no group is among what the province shows. Of what was kept nothing: it
    is by the decisions of then.
    """
    if not isinstance(source, LiveSource) or source.root.whole_province and not source.grouped:
        return []
    return coverage_in(source.root, source.lens)


def coverage_in(unit: Unit | None, lens: Lens) -> list[Coverage]:
    """Return those of which communes are in a unit; one query, none of a district.

    What stands in groups stands right below the province.
    """
    if unit is None or unit.whole_province:
        return coverage_told(lens.day)
    among: Collection[int] = unit.parts or {unit.pk}
    apart = unit.parts or unit.keeper == unit
    return coverage_told(lens.day, among) if apart else []

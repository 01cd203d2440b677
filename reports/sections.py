"""The order in which pages and workbooks show criteria: by whom they cover, then by distance."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from targets.rules import Criterion, Section

from .lines import Line


def sections(lines: Iterable[Line]) -> list[tuple[Section | None, list[Line]]]:
    """Group lines by whom they cover, in the resolution's order; furthest gap first in each."""
    lines = sorted(furthest_first(lines), key=lambda row: row.criterion.cover.section)
    grouped = groupby(lines, key=lambda row: row.criterion.cover.section)
    return numbered([(section, list(rows)) for section, rows in grouped])


def by_distance(lines: Iterable[Line]) -> list[tuple[Section | None, list[Line]]]:
    """Return all lines as one group, the furthest from its target first."""
    return numbered([(None, furthest_first(lines))])


def furthest_first(lines: Iterable[Line]) -> list[Line]:
    """Sort by distance from the target; where nobody is covered, last."""
    return sorted(lines, key=lambda row: (not row.figure.covered, -row.distance))


def numbered(
    groups: Iterable[tuple[Section | None, list[Line]]],
) -> list[tuple[Section | None, list[Line]]]:
    """Number the lines whose clause needs a reading, in the order shown."""
    last, result = 0, []
    for section, rows in groups:
        marked = []
        for row in rows:
            last += bool(row.criterion.reading)
            marked.append(replace(row, note=last if row.criterion.reading else 0))
        result.append((section, marked))
    return result


def columns(criteria: Iterable[Criterion]) -> list[tuple[Section, list[Criterion]]]:
    """Return criteria by section, for the columns of a table."""
    criteria = sorted(criteria, key=lambda criterion: criterion.cover.section)
    grouped = groupby(criteria, key=lambda criterion: criterion.cover.section)
    return [(section, list(among)) for section, among in grouped]


def ordered(criteria: Iterable[Criterion]) -> list[Criterion]:
    """Return criteria in the order of the sections."""
    return [criterion for _, among in columns(criteria) for criterion in among]

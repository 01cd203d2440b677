"""What should be there of each table on each closed day: as closed, less what was forgotten."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from personnel.models import TrailDay, TrailForgotten

from .hashing import Part, parts_kept

# By table, then by day.
Expected = dict[str, dict[date, Part]]


def expected(days: Sequence[TrailDay]) -> Expected:
    """Return what these days, in order, should hold now; one query."""
    found: Expected = defaultdict(dict)
    for day in days:
        for table, part in parts_kept(day).items():
            found[table][day.day] = part
    if days:
        for note in TrailForgotten.objects.filter(day__range=(days[0].day, days[-1].day)):
            if wanted := found[note.table].get(note.day):
                left = replace(wanted, rows=note.left, sha256=note.sha256)
                found[note.table][note.day] = left
    return found


def same(wanted: Part | None, now: Part | None) -> bool:
    """Whether a table holds of a day what it should; no part is no rows."""
    if wanted is None or not wanted.rows:
        return now is None
    return now is not None and (wanted.rows, wanted.sha256) == (now.rows, now.sha256)

"""The hash of a table's rows of one day, and the head of a day, by a format with a version.

A line for the table and its columns, then one for each row: its values in the order of the
columns, of the rows in the order of time. The columns stand with the day, so that a column that
comes later leaves older days as they were.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.utils import timezone

from personnel.basics.digests import HashedLines
from personnel.models import TrailDay

from .sources import Source

VERSION = 1
_CHUNK = 2_000


@dataclass(frozen=True)
class Part:
    """What there is of a table on one day."""

    table: str
    rows: int
    sha256: str
    columns: list[str]


def parts_of(source: Source, first: date, last: date) -> dict[date, Part]:
    """Return what a table holds of each of these days that has rows, by all its columns."""
    return dict(_parts(source, first, last, lambda day: source.columns))


def parts_like(
    source: Source, closed: Mapping[date, Part], first: date, last: date
) -> dict[date, Part]:
    """Return the same, by the columns that a day was closed by as long as all are there."""

    def columns(day: date) -> Sequence[str]:
        part = closed.get(day)
        return part.columns if part and is_readable(source, part) else source.columns

    return dict(_parts(source, first, last, columns))


def is_readable(source: Source, part: Part) -> bool:
    """Whether the table still has every column that a part covers."""
    return set(part.columns) <= set(source.columns)


def _parts(
    source: Source, first: date, last: date, columns: Callable[[date], Sequence[str]]
) -> Iterator[tuple[date, Part]]:
    """Read the rows of all these days once, never more than a chunk of them at a time."""
    rows = source.rows(first, last).values_list(source.moment, *source.columns)
    for day, among in groupby(rows.iterator(_CHUNK), lambda row: timezone.localdate(row[0])):
        yield day, _part(source, day, list(columns(day)), among)


def _part(source: Source, day: date, columns: list[str], rows: Iterable[Sequence[Any]]) -> Part:
    # The moment comes before the columns, and the key keeps it from being a single value.
    pick = itemgetter(0, *(1 + source.columns.index(name) for name in columns))
    hashed = HashedLines([[VERSION, source.name, day, columns]])
    for row in rows:
        hashed.add(pick(row)[1:])
    return Part(source.name, hashed.lines - 1, hashed.hexdigest, columns)


def head_of(day: TrailDay) -> str:
    """Return the head of a day: of what it keeps of each table and of the day before."""
    facts = {
        "version": day.version,
        "day": day.day,
        "closed_at": day.closed_at,
        "before": day.before,
        "parts": day.parts,
    }
    return HashedLines([facts]).hexdigest


def kept(part: Part) -> dict[str, Any]:
    """Return a part as a day keeps it."""
    return asdict(part)


def parts_kept(day: TrailDay) -> dict[str, Part]:
    """Return what a day keeps, by table."""
    return {part["table"]: Part(**part) for part in day.parts}

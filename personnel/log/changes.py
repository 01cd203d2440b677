"""One page of everything that was changed, newest first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from personnel.keeping.baseline import STOOD_BEFORE

from .entries import Entry, entries
from .kinds import KINDS, Kind
from .places import Place

PAGE_SIZE = 50
# A reason stands in no index: of each kind no more rows are looked through for a page.
BOUND = 20_000


@dataclass(frozen=True)
class Page:
    """Entries, and the place after which the next page starts; None on the last one.

    `searched_to` is the moment to which a reason was looked for, where that is not to the end.
    """

    entries: list[Entry]
    next: Place | None
    searched_to: datetime | None = None


def page(wanted: Mapping[Kind, Q], after: Place | None, reason: Q | None = None) -> Page:
    """Return the newest changes of the kinds wanted, from the row after `after` on.

    One short query for each kind to find the rows, however many there are and however far
    back; then a fixed number to tell them. Of those with a `reason` two for each kind, which go
    back as far as `BOUND`; the next page goes on from there.
    """
    every = {kind: _rows(kind, where, after) for kind, where in wanted.items()}
    ends = (_end(kind, rows) for kind, rows in every.items()) if reason else ()
    end = max(filter(None, ends), default=None)
    found = sorted(
        (place for kind, rows in every.items() for place in _newest(kind, rows, end, reason)),
        reverse=True,
    )
    shown, more = found[:PAGE_SIZE], len(found) > PAGE_SIZE
    told = entries([(KINDS[place.rank], place.row) for place in shown])
    return Page(told, shown[-1]) if more else Page(told, end, end.at if end else None)


def _rows(kind: Kind, where: Q, after: Place | None) -> Any:
    """Return the rows of one kind, newest first: when, and their number."""
    rows = kind.history.filter(where).exclude(history_change_reason=STOOD_BEFORE)
    if after:
        rows = rows.filter(_older(KINDS.index(kind), after))
    return rows.order_by("-history_date", "-history_id").values_list("history_date", "history_id")


def _end(kind: Kind, rows: Any) -> Place | None:
    """Return the last row of a kind that is looked through; None where that is all of them."""
    last = list(rows[BOUND - 1 : BOUND + 1])
    return Place(last[0][0], KINDS.index(kind), last[0][1]) if len(last) > 1 else None


def _newest(kind: Kind, rows: Any, end: Place | None, reason: Q | None) -> Iterator[Place]:
    """Yield the newest rows of one kind, no more than a page of them; none beyond `end`."""
    rank = KINDS.index(kind)
    if reason:
        rows = rows.filter(reason)
    if end:
        rows = rows.filter(history_date__gte=end.at)
    places = (Place(at, rank, row) for at, row in rows[: PAGE_SIZE + 1])
    return (place for place in places if end is None or place >= end)


def _older(rank: int, after: Place) -> Q:
    """Return the condition "comes after `after`"; its date alone leads the index."""
    if rank > after.rank:
        return Q(history_date__lt=after.at)
    until = Q(history_date__lte=after.at)
    if rank < after.rank:
        return until
    return until & (Q(history_date__lt=after.at) | Q(history_id__lt=after.row))

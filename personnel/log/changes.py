"""One page of everything that was changed, newest first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q

from personnel.keeping.baseline import STOOD_BEFORE

from .entries import Entry, entries
from .kinds import KINDS, Kind
from .places import Place

PAGE_SIZE = 50


@dataclass(frozen=True)
class Page:
    """Entries, and the place after which the next page starts; None on the last one."""

    entries: list[Entry]
    next: Place | None


def page(wanted: Mapping[Kind, Q], after: Place | None) -> Page:
    """Return the newest changes of the kinds wanted, from the row after `after` on.

    One short query for each kind to find the rows, however many there are and however far
    back; then a fixed number to tell them.
    """
    found = sorted(
        (place for kind, where in wanted.items() for place in _places(kind, where, after)),
        reverse=True,
    )
    shown, more = found[:PAGE_SIZE], len(found) > PAGE_SIZE
    rows = [(KINDS[place.rank], place.row) for place in shown]
    return Page(entries(rows), shown[-1] if more else None)


def _places(kind: Kind, where: Q, after: Place | None) -> Iterator[Place]:
    """Yield the newest rows of one kind; two columns of an index, no more than a page of them."""
    rank = KINDS.index(kind)
    rows = kind.history.filter(where).exclude(history_change_reason=STOOD_BEFORE)
    if after:
        rows = rows.filter(_older(rank, after))
    rows = rows.order_by("-history_date", "-history_id").values_list("history_date", "history_id")
    return (Place(at, rank, row) for at, row in rows[: PAGE_SIZE + 1])


def _older(rank: int, after: Place) -> Q:
    """Return the condition "comes after `after`"; its date alone leads the index."""
    if rank > after.rank:
        return Q(history_date__lt=after.at)
    until = Q(history_date__lte=after.at)
    if rank < after.rank:
        return until
    return until & (Q(history_date__lt=after.at) | Q(history_id__lt=after.row))

"""One page of the personal data given out, newest first."""

from dataclasses import dataclass

from django.db.models import Q

from personnel.models import Disclosure, Person
from personnel.reading.joined import reachable

from .places import Place

PAGE_SIZE = 50


@dataclass(frozen=True)
class Page:
    """Disclosures, and the place after which the next page starts; None on the last one.

    `reached` are the numbers of records that are there, or lead on to one.
    """

    rows: list[Disclosure]
    next: Place | None
    reached: set[int]


def page(wanted: Q, after: Place | None) -> Page:
    """Return the newest disclosures wanted, from the row after `after` on; a few queries."""
    # The person is not joined: a record that was deleted stays in the log.
    rows = Disclosure.objects.filter(wanted).select_related("user")
    if after:
        older = Q(at__lt=after.at) | Q(pk__lt=after.row)
        rows = rows.filter(older, at__lte=after.at)
    found = list(rows.order_by("-at", "-pk")[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    last = Place(shown[-1].at, 0, shown[-1].pk) if len(found) > PAGE_SIZE else None
    return Page(shown, last, reachable([row.person_id for row in shown], Person.objects.all()))

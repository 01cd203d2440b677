"""Keeping the table of places as the units and their changes have it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from personnel.basics.periods import span
from personnel.models import Unit, UnitChange, UnitPlace
from personnel.models.hierarchy import ABOVE

from .deriving import Change, Lasts, Lines, Placed


def derived() -> list[Placed]:
    """Return the places that follow from the units and changes as recorded; two queries."""
    changes = [
        Change(*row) for row in UnitChange.objects.values_list("old_id", "new_id", "is_default")
    ]
    concerned = {unit for change in changes for unit in (change.old, change.new)}
    units = Unit.objects.filter(pk__in=concerned).alias(up=F(ABOVE), top=F(f"{ABOVE}__{ABOVE}"))
    columns = "pk", "valid_from", "valid_to", "outside", Coalesce("top", "up", "pk")
    return Lines({pk: _lasts(*row) for pk, *row in units.values_list(*columns)}, changes).placed()


def _lasts(first: date | None, last: date | None, outside: bool, province: int) -> Lasts:
    return Lasts(*span(first, last), province if outside else None)


def kept() -> dict[Placed, int]:
    """Return the places that are kept, with the id of the row of each; one query."""
    rows = UnitPlace.objects.values_list("unit_id", "branch", "first", "last", "place_id", "pk")
    return {
        Placed(unit, branch, first, last, place): pk
        for unit, branch, first, last, place, pk in rows
    }


@transaction.atomic
def rebuild_places() -> int:
    """Write what differs between the places kept and those derived; return how many rows did.

    To be called in the transaction that changes units, their days or what became of them.
    """
    wanted, there = set(derived()), kept()
    gone = [pk for row, pk in there.items() if row not in wanted]
    new = sorted(wanted - there.keys())
    UnitPlace.objects.filter(pk__in=gone).delete()
    UnitPlace.objects.bulk_create(
        UnitPlace(
            unit_id=row.unit, branch=row.branch, first=row.first, last=row.last, place_id=row.place
        )
        for row in new
    )
    return len(gone) + len(new)


def out_of_step() -> int:
    """Return how many rows of the places kept differ from those derived; three queries."""
    return len(set(derived()) ^ kept().keys())

"""Undoing a decree: every table is left as it was before, but for what the histories keep."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from personnel.keeping.bulk import Signature
from personnel.keeping.locking import hold_list
from personnel.keeping.signing import signed
from personnel.models import Decree, Unit, UnitPlace
from personnel.places.rebuilding import rebuild_places

from .hanging import in_the_way
from .invariants import Change, broken
from .measuring import Measured, days_around
from .models import DecreeDraft, Reorganisation
from .results import NotUndone, Undone
from .splitting import without_branches
from .traces import Written

__all__ = ["in_the_way", "undo"]
# What holds of taking back as it does of applying.
HOLDS = ("nobody_lost", "groups_unchanged", "days_before", "places", "sums", "in_force", "sealed")


@transaction.atomic
def undo(decree: Decree, *, by: Any, at: datetime) -> Undone:
    """Take back all that was written of a decree; return what that was, in numbers.

    Its draft stays and can be changed and applied again; it is not set to be applied by itself.
    Where there is nothing of the decree any more, nothing is written. Raises NotUndone with all
    that stands in the way.
    """
    hold_list(Unit)
    found = Decree.objects.select_for_update().filter(number=decree.number).first()
    if found is None:
        return Undone(decree.number, already=True)
    if told := in_the_way(found):
        raise NotUndone(told)
    days = days_around(found.day, timezone.localdate(at))
    before = Measured.read(days)
    undone = _taken_back(found, Signature(by, at, f"Hoàn tác văn bản số {found}"))
    wrong = broken(Change(found, before, Measured.read(days)), HOLDS)
    if wrong:
        raise NotUndone(each.told for each in wrong)
    return undone


def _taken_back(decree: Decree, sign: Signature) -> Undone:
    """Take back what is kept of a decree that nothing hangs on."""
    kept = Reorganisation.objects.get(decree=decree)
    written = Written.of_json(kept.written)
    begun = written.added(Unit)
    sent_back = without_branches(begun, sign)
    for draft in DecreeDraft.objects.filter(decree=decree):
        draft.decree = None
        signed(draft, sign.by, sign.reason, sign.at).save()
    signed(kept, sign.by, sign.reason, sign.at).delete()
    UnitPlace.objects.filter(Q(unit__in=begun) | Q(place__in=begun)).delete()
    written.take_back(sign)
    rebuild_places()
    restored = len(written.tables[Unit._meta.label].changed)
    return Undone(decree.number, restored, len(begun), sent_back)

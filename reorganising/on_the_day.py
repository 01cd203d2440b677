"""Decrees that were set to be applied on their day, applied when it has come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from .applying import apply
from .checking import Fault
from .models import DecreeDraft
from .results import Applied, NotApplied
from .rights import RightsChosen


def apply_due(at: datetime) -> Iterator[tuple[DecreeDraft, Applied | NotApplied]]:
    """Apply each draft that is due, the earliest first; yield it with what came of it.

    In the name of who set it, who must still administer the province. What is refused stays due,
    and is tried again the next night: what stood in the way may be gone, and the draft still says
    who waits for it.
    """
    due = DecreeDraft.objects.filter(due_by__isnull=False, day__lte=timezone.localdate(at))
    for draft in due.select_related("due_by").order_by("day", "number"):
        yield draft, _applied(draft, at)


def _applied(draft: DecreeDraft, at: datetime) -> Applied | NotApplied:
    user = draft.due_by
    if user is None or not user.may_administer:
        told = f"{user} không còn quyền quản trị toàn tỉnh. Một quản trị viên phải hẹn lại."
        return NotApplied([Fault("not_allowed", told)])
    try:
        return apply(draft.decreed, by=user, at=at, rights=RightsChosen.of(draft.rights))
    except NotApplied as refused:
        return refused

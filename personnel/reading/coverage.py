"""Of which communes the resolution does not speak yet on a day, as the province decided."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import QuerySet

from personnel.models import Coverage, Membership


def beyond_on(day: date) -> QuerySet[Membership, Any]:
    """Return the ids of the communes of which a group is covered from a later day only."""
    there = Membership.objects.filter(group__coverage__since__gt=day)
    return there.order_by().values("unit")


def coverage_told(day: date, among: Collection[int] | None = None) -> list[Coverage]:
    """Return the groups that the resolution is about from a day after `day` only; one query.

    With `among` (ids), those of which one of these communes is a member.
    """
    found = Coverage.objects.filter(since__gt=day).select_related("group")
    if among is not None:
        members = Membership.objects.filter(unit__in=among).order_by().values("group")
        found = found.filter(group__in=members)
    return list(found)

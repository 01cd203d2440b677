"""Of which communes the resolution does not speak yet on a day, as the province decided."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q

from personnel.models import Coverage, Membership, UnitChange


def beyond_on(day: date) -> Q:
    """Return the condition on a commune: a group of it is covered from a later day only.

    What came from such communes alone is so too; what came from others besides is not.
    """
    groups = Coverage.objects.filter(since__gt=day).values("group")
    members = Membership.objects.filter(group__in=groups).order_by().values("unit")
    came = UnitChange.objects.filter(old__in=members).order_by().values("new")
    others = UnitChange.objects.filter(new=OuterRef("pk")).exclude(old__in=members)
    return Q(pk__in=members) | Q(pk__in=came) & ~Exists(others)


def coverage_told(day: date, among: Collection[int] | None = None) -> list[Coverage]:
    """Return the groups that the resolution is about from a day after `day` only; one query.

    With `among` (ids), those of which one of these communes is a member.
    """
    found = Coverage.objects.filter(since__gt=day).select_related("group")
    if among is not None:
        members = Membership.objects.filter(unit__in=among).order_by().values("group")
        found = found.filter(group__in=members)
    return list(found)

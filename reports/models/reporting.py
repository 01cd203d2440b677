"""Which units hand in for a period: what it was opened for, asked of the units of its day."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q

from personnel.basics.periods import Day
from personnel.models import Membership, Unit, UnitQuerySet
from personnel.models.hierarchy import COMMUNES, GROUPS, KEEPERS
from personnel.scope import Editor, Viewer, may_edit_in


class ReportsBy(models.TextChoices):
    """What hands in: districts, the communes of a province without any, or groups of these."""

    DISTRICTS = "districts", "Đơn vị cấp huyện"
    COMMUNES = "communes", "Đơn vị cấp xã"
    GROUPS = "groups", "Nhóm đơn vị"


def hands_in(by: str, day: Day) -> Q:
    """Return the condition on a unit: for figures of `day` it hands in a report of its own.

    Where districts do, so does a commune that stands right below the province; where groups do, a
    commune that is in none.
    """
    return Unit.days.on(day) & _ways(day)[by]


def _ways(day: Day) -> dict[str, Q]:
    """Return by what hands in the condition on a unit in force on `day`."""
    grouped = Membership.objects.filter(in_groups_of(day), unit=OuterRef("pk"))
    return {
        ReportsBy.DISTRICTS: KEEPERS,
        ReportsBy.COMMUNES: Q(**COMMUNES),
        ReportsBy.GROUPS: Q(**GROUPS) | Q(**COMMUNES) & ~Q(Exists(grouped)),
    }


def handing_in(units: UnitQuerySet, way: OuterRef, day: OuterRef) -> UnitQuerySet:
    """Return of `units` those that hand in for a period of the query outside."""
    either = reduce(or_, (Q(which, way=by) for by, which in _ways(day).items()))
    return units.alias(way=ExpressionWrapper(way, models.CharField())).in_force(day).filter(either)


def in_groups_of(day: Day) -> Q:
    """Return the condition on a membership: its group is in force on `day`."""
    # Asked within a query of units, a day of the query outside is one further out.
    return Unit.days.on(OuterRef(day) if isinstance(day, OuterRef) else day, "group__")


def reported_to(user: Viewer, prefix: str = "") -> Q:
    """Return the condition on a unit that hands in: all it reports is within the user's scope."""
    return reported_within(user.scope_units, prefix)


def reported_within(theirs: frozenset[int], prefix: str = "") -> Q:
    """Return the condition on a unit that hands in: all it reports is in units with these ids.

    Of a group too all of whose communes are, whether or not a right was given for the group.
    """
    members = Membership.objects.filter(group=OuterRef(f"{prefix}pk"))
    outside = members.exclude(unit__in=theirs)
    group = Q(**{f"{prefix}{name}": value for name, value in GROUPS.items()})
    return Q(**{f"{prefix}pk__in": theirs}) | group & Q(Exists(members)) & ~Q(Exists(outside))


def may_hand_in(user: Editor, unit: Unit) -> bool:
    """Return whether all that a unit reports is in the user's hands; one query of a group."""
    if may_edit_in(user, unit.pk):
        return True
    return unit.is_group and bool(unit.parts) and unit.parts <= user.edited_units

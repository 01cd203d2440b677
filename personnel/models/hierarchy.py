"""Where units stand: at what level, right below what, and in whose hands their records are.

What takes districts for granted is asked here, by queries, and of a unit by its properties
(`Unit.is_district`, `above`, `keeper`, `reporter`). Nobody else names a level, or the column of
the unit above; tests/test_architecture.py has the few who may.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from personnel.basics.periods import Day, InForceQuerySet, LastingRow
from personnel.basics.spells import SPELL
from personnel.scope import Viewer

Row = TypeVar("Row", bound=models.Model)
# A unit, that of the query outside, or the ids of several.
Units = models.Model | OuterRef | Collection[int] | QuerySet[Any, Any]


class Level(models.TextChoices):
    """The highest first."""

    PROVINCE = "province", "Tỉnh"
    DISTRICT = "district", "Cấp huyện"
    GROUP = "group", "Nhóm đơn vị"
    COMMUNE = "commune", "Cấp xã"


PROVINCES: dict[str, Any] = {"level": Level.PROVINCE}
DISTRICTS: dict[str, Any] = {"level": Level.DISTRICT}
GROUPS: dict[str, Any] = {"level": Level.GROUP}
COMMUNES: dict[str, Any] = {"level": Level.COMMUNE}
# Whose boards keep the records of communes: a district's, and that of a commune which stands
# right below the province.
KEEPERS = Q(**DISTRICTS) | Q(**COMMUNES, parent__level=Level.PROVINCE)
# What a right below the province may be given for.
HELD_IN_PART = Q(level__in=(Level.DISTRICT, Level.GROUP, Level.COMMUNE))

# The way from a unit to what it stands right below: where Django wants the name of a column.
ABOVE = "parent"


def below(units: Units, prefix: str = "") -> Q:
    """Return the condition on a unit: it stands right below one of `units`."""
    return _leads_to(ABOVE, units, prefix)


def kept_by(keepers: Units, prefix: str = "") -> Q:
    """Return the condition on a commune: it is one of `keepers`, or stands right below one."""
    them = keepers.pk if isinstance(keepers, models.Model) else keepers
    own = "pk" if isinstance(them, int | OuterRef) else "pk__in"
    return _leads_to(ABOVE, keepers, prefix) | Q(**{f"{prefix}{own}": them})


def _leads_to(way: str, units: Units, prefix: str) -> Q:
    one = isinstance(units, models.Model | OuterRef)
    return Q(**{f"{prefix}{way}" if one else f"{prefix}{way}__in": units})


class HierarchyQuerySet(InForceQuerySet[LastingRow]):
    """Units, asked by where they stand; with `in_force`, on a day."""

    def provinces(self) -> Self:
        """The province; several, where it ended and began anew."""
        return self.filter(**PROVINCES)

    def districts(self) -> Self:
        """Huyện, thị xã and thành phố."""
        return self.filter(**DISTRICTS)

    def groups(self) -> Self:
        """Named groups of communes."""
        return self.filter(**GROUPS)

    def communes(self) -> Self:
        """Xã, phường, thị trấn and đặc khu: where the people counted here serve."""
        return self.filter(**COMMUNES)

    def keepers(self) -> Self:
        """Those whose boards keep the records of communes."""
        return self.filter(KEEPERS)

    def held_in_part(self) -> Self:
        """What a right for a part of the province may be given for."""
        return self.filter(HELD_IN_PART)

    def reporting(self) -> Self:
        """Those that hand in a report for each period: who keeps records."""
        return self.keepers()

    def below(self, units: Units) -> Self:
        """Those that stand right below one of `units`."""
        return self.filter(below(units))

    def kept_by(self, keepers: Units) -> Self:
        """The communes that are one of `keepers`, or stand right below one."""
        return self.filter(kept_by(keepers))

    def visible_to(self, user: Viewer) -> Self:
        """Every unit for provincial users; for others, those within their reach."""
        return self.all() if user.sees_province else self.filter(pk__in=user.scope_units)

    def ids_above(self) -> QuerySet[Any, Any]:
        """The ids of what stands right above each of these."""
        return self.values(ABOVE)

    def with_above(self) -> Self:
        """The same, read with what stands right above each."""
        return self.select_related(ABOVE)

    def in_place(self) -> Self:
        """Sort by the code of what stands above, then by their own."""
        return self.order_by(f"{ABOVE}__code", "code")


class OfUnitsQuerySet(models.QuerySet[Row]):
    """Rows that each have a commune as their `unit`; `branch` is the part, where it was split."""

    branch: ClassVar[Any] = Value(0)

    def placed_on(self, day: Day, place: str = "place") -> Self:
        """The same rows, each with `place`: the unit that stands for its own on `day`."""
        name = f"{place}_spell"
        there = SPELL.on(day, "unit__places__") & Q(unit__places__branch=self.branch)
        return self.alias(**{name: FilteredRelation("unit__places", condition=there)}).alias(
            **{place: Coalesce(f"{name}__place_id", "unit_id")}
        )

    def kept_by(self, keepers: Units) -> Self:
        """Those of communes that are one of `keepers`, or stand right below one."""
        return self.filter(kept_by(keepers, "unit__"))

    def with_keepers(self) -> Self:
        """The same, read with their unit and whoever keeps its records."""
        return self.select_related(f"unit__{ABOVE}")

"""What became of a unit that is not there on a day: what stands for it, where its people went."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Q

from personnel.basics.spells import SPELL
from personnel.models import PersonQuerySet, Unit, UnitChange
from personnel.models.hierarchy import GROUPS

from .standing import standing, within

# A group that keeps the extent of a district bears the code of it behind this.
OF_ENDED = "DB"


def stands_for(unit: Unit, day: date) -> Unit | None:
    """Return the unit that stands on `day` for one that is not in force then; None for none.

    Of a district that ended, or a province that was joined, the group that keeps its extent, where
    nothing else does.
    """
    there = Unit.objects.in_force(day).with_above()
    places = unit.places.filter(SPELL.on(day), branch=0).exclude(place=unit)
    found = there.filter(pk__in=places.values("place")).first()
    gathered = unit.is_district or unit.is_province
    kept = there.filter(**GROUPS, code=f"{OF_ENDED}{unit.code}") if gathered else None
    return found or (kept.first() if kept is not None else None)


def went_to(unit: Unit, people: PersonQuerySet, day: date) -> list[tuple[Unit, int]]:
    """Return where those of `people` who count in `unit` on its last day count by `day`'s map.

    Each unit with how many of them, the most first; with nobody, where a part of the unit went to
    which nobody is known to belong. Of a unit that is still to begin where its people come from:
    who counts there on its first day. Three queries.
    """
    first, last = unit.span
    then = last if last < day else first
    there = standing(then, people.ever_in(unit), ()).filter(within(unit))
    # Read at once: within another standing PostgreSQL would not find the columns of this one.
    rows = standing(then, people.filter(pk__in=list(there.values_list("pk", flat=True))), (), day)
    counts: Mapping[int, int] = dict(
        rows.order_by().values_list("unit_id").annotate(people=Count("pk"))
    )
    units = Unit.objects.filter(_beside(unit, day) | Q(pk__in=counts)).with_above()
    found = [(each, counts.get(each.pk, 0)) for each in units.order_by("code")]
    return sorted(found, key=lambda each: -each[1])


def _beside(unit: Unit, day: date) -> Q:
    """Return the condition on a unit: a decree names it on the other side of this one."""
    after = UnitChange.objects.filter(old=unit).values("new")
    before = UnitChange.objects.filter(new=unit).values("old")
    return Unit.days.on(day) & (Q(pk__in=after) | Q(pk__in=before))

"""What planning says of one person, to whoever checks them as a candidate (III.3)."""

from __future__ import annotations

from datetime import date

from personnel.models import PlannedTitle, Title, Unit
from personnel.scope import Editor

from .districts import Maps
from .going import Going, State, going


def completed_course(
    person_id: int, title: Title, unit: Unit, day: date, user: Editor
) -> bool | None:
    """Return whether somebody completed the course for a planned title by a day.

    By their planning for that title in effect on the day: in this unit, in what stands for it, in
    another of the same district, or kept by a decision. None where nobody recorded it, where there
    is no such planning, and for whoever has not the right to planning.
    """
    plans = PlannedTitle.objects.visible_to(user).filter(person=person_id, title=title)
    found = [
        each.plan
        for each in going(plans.in_effect(day).order_by("pk"), day)
        if _is_for(each, unit, day)
    ]
    if any(plan.course_day and plan.course_day <= day for plan in found):
        return True
    return False if any(plan.course for plan in found) else None


def _is_for(planned: Going, unit: Unit, day: date) -> bool:
    """Whether planning is for a title in a unit, or is used there for the equivalent one."""
    maps: Maps = planned.maps
    if planned.unit.pk == maps.stands(unit.pk, day) or planned.state == State.KEPT:
        return True
    return maps.district(planned.plan.unit_id, unit.pk, day) is not None

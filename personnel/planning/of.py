"""What planning says of people, to whoever checks them as candidates (III.3)."""

from __future__ import annotations

from datetime import date

from personnel.models import PlannedTitle, Title, Unit
from personnel.scope import Editor

from .districts import Maps
from .going import Going, State, going


def completed_courses(title: Title, unit: Unit, day: date, user: Editor) -> dict[int, bool]:
    """Return of whom it is recorded that they completed the course for a planned title by a day.

    Or that they did not; by the id of the person. By their planning for that title in effect on the
    day: in this unit, in what stands for it, in another of the same district, or kept by a
    decision. Nobody for whoever has not the right to planning.
    """
    plans = PlannedTitle.objects.visible_to(user).filter(title=title).in_effect(day)
    found: dict[int, bool] = {}
    for each in going(plans.exclude(course="").order_by("pk"), day):
        if _is_for(each, unit, day):
            done = bool(each.plan.course_day and each.plan.course_day <= day)
            found[each.plan.person_id] = found.get(each.plan.person_id, False) or done
    return found


def completed_course(
    person_id: int, title: Title, unit: Unit, day: date, user: Editor
) -> bool | None:
    """Return the same of one person; None where nothing of it is recorded, or may be told."""
    return completed_courses(title, unit, day, user).get(person_id)


def _is_for(planned: Going, unit: Unit, day: date) -> bool:
    """Whether planning is for a title in a unit, or is used there for the equivalent one."""
    maps: Maps = planned.maps
    if planned.unit.pk == maps.stands(unit.pk, day) or planned.state == State.KEPT:
        return True
    return maps.district(planned.plan.unit_id, unit.pk, day) is not None

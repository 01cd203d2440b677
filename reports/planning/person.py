"""What a person's page shows of planning, to whoever has the right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from personnel.models import PlannedTitle
from personnel.planning.going import Going, going
from personnel.scope import Editor


@dataclass(frozen=True)
class Planned:
    """What is planned for somebody; `editable` tells whether the user may write it."""

    rows: list[Going]
    editable: bool


def planned_for(person: int, user: Editor, day: date, *, editable: bool) -> Planned | None:
    """Return what is planned for somebody by a day, the latest term first; None without the right.

    No query without it, so that nothing of planning is read for whoever may not see it.
    """
    if not user.sees_planning:
        return None
    plans = PlannedTitle.objects.visible_to(user).filter(person=person)
    told = going(plans.select_related("title", "unit", "person"), day)
    return Planned(told, editable)

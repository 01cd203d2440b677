"""Names erased from approved plans: who has which seat stays by number, the name goes.

The hash of a plan covers every name in it and stays as it was printed. A plan is verified before,
and from then on against the hash of what is left (`PlanNamesErased`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from personnel.words.vietnamese import name_sort_key
from reports.models import LeftOfPlan, PlanNamesErased, PlannedSeat, ScenarioMove, TrainingPlan
from reports.periods.erasing_names import ERASED

from .hashing import hash_of, verify


@transaction.atomic
def erase_planned_names(numbers: Collection[int], reason: str, at: datetime) -> int:
    """Put a note in the place of names in approved plans; returns of how many people in them.

    Why somebody was put in or left out by hand goes with the name. What scenarios tell of them
    goes as a whole.
    """
    ScenarioMove.objects.filter(person__in=numbers).delete()
    named = {row.plan_id for row in _named(numbers)}
    held = TrainingPlan.objects.select_for_update(of=("self",)).filter(pk__in=named)
    plans = held.select_related("rules", "replaces").order_by("pk")
    return sum(_erase(plan, numbers, reason, at) for plan in plans)


def _named(numbers: Collection[int]) -> Iterable[Any]:
    for model in (PlannedSeat, LeftOfPlan):
        rows = model._base_manager.filter(person__in=numbers)
        yield from rows.exclude(full_name__startswith=ERASED)


def _erase(plan: TrainingPlan, numbers: Collection[int], reason: str, at: datetime) -> int:
    whole = verify(plan)
    said = f"{ERASED} ngày {timezone.localdate(at):%d/%m/%Y}"
    gone = {"full_name": said, "sort_key": name_sort_key(said), "reason": ""}
    people = set()
    for rows in (plan.seats, plan.left):
        mine = rows.filter(person__in=numbers).exclude(full_name__startswith=ERASED)
        people |= set(mine.values_list("person", flat=True))
        mine.update(**gone)
    left = hash_of(plan, plan.seats.all(), plan.left.all())
    PlanNamesErased.objects.create(
        plan=plan, at=at, reason=reason, people=len(people), as_kept=whole, sha256=left
    )
    return len(people)

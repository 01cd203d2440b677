"""Names erased from approved plans: who has which seat stays by number, the name goes.

The hash of a plan covers every name in it and stays as it was printed. A plan is verified before,
and from then on against the hash of what is left (`PlanNamesErased`).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from personnel.words.vietnamese import name_sort_key
from reports.models import LeftOfPlan, PlanNamesErased, PlannedSeat, ScenarioMove, TrainingPlan
from reports.models.training_plans import TrainingPlanQuerySet
from reports.periods.erasing_names import ERASED

from .hashing import hash_of, verify

NAMED = ~Q(full_name__startswith=ERASED)


@transaction.atomic
def erase_planned_names(numbers: Collection[int], reason: str, at: datetime) -> int:
    """Put a note in the place of names in approved plans; returns of how many people in them.

    Why somebody was put in or left out by hand goes with the name. What scenarios tell of them
    goes as a whole.
    """
    ScenarioMove.objects.filter(person__in=numbers).delete()
    return _erase_all(TrainingPlan.objects.all(), Q(person__in=numbers), reason, at)


@transaction.atomic
def erase_names_of_over(before: datetime, reason: str, at: datetime) -> int:
    """Do the same with every name in plans that were approved before a moment and are over."""
    return _erase_all(over(before, at), Q(), reason, at)


def over(before: datetime, at: datetime) -> TrainingPlanQuerySet:
    """Return the plans with names that were approved before a moment, and are over by `at`.

    Those carried out still are needed with their names: until the deadline, or another plan.
    """
    named = PlannedSeat.objects.filter(NAMED, plan=OuterRef("pk"))
    over = Q(replacement__isnull=False) | Q(deadline__lt=timezone.localdate(at))
    return TrainingPlan.objects.filter(over, Exists(named), approved_at__lt=before)


def _erase_all(plans: TrainingPlanQuerySet, whose: Q, reason: str, at: datetime) -> int:
    named = [
        model._base_manager.filter(whose, NAMED).order_by().values("plan")
        for model in (PlannedSeat, LeftOfPlan)
    ]
    found = plans.filter(Q(pk__in=named[0]) | Q(pk__in=named[1])).order_by("pk")
    held = TrainingPlan.objects.select_for_update(of=("self",)).order_by("pk")
    fresh = held.filter(pk__in=list(found.values_list("pk", flat=True)))
    return sum(
        _erase(plan, whose, reason, at) for plan in fresh.select_related("rules", "replaces")
    )


def _erase(plan: TrainingPlan, whose: Q, reason: str, at: datetime) -> int:
    whole = verify(plan)
    said = f"{ERASED} ngày {timezone.localdate(at):%d/%m/%Y}"
    gone = {"full_name": said, "sort_key": name_sort_key(said), "reason": ""}
    people = set()
    for rows in (plan.seats, plan.left):
        mine = rows.filter(whose, NAMED).order_by()
        people |= set(mine.values_list("person", flat=True))
        mine.update(**gone)
    left = hash_of(plan, plan.seats.all(), plan.left.all())
    PlanNamesErased.objects.create(
        plan=plan, at=at, reason=reason, people=len(people), as_kept=whole, sha256=left
    )
    return len(people)

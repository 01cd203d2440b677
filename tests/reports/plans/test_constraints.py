"""Every named constraint of scenarios and approved plans: the database refuses, and says why."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from personnel.basics.constraints import violated
from reports.models import (
    LeftOfPlan,
    PlanNamesErased,
    PlannedSeat,
    ScenarioMove,
    TrainingPlan,
    TrainingScenario,
)
from tests.reports.plans.made import DAY, a_move, a_plan, a_scenario, a_seat, left


def twice(make, **facts):
    plan = a_plan()
    for _ in range(2):
        make(plan=plan, **facts).save()


def moved_twice():
    scenario = a_scenario()
    for taken in (True, False):
        a_move(scenario, taken=taken)


def replaced_twice():
    first = a_plan()
    for name in ("b", "c"):
        a_plan(name, replaces=first, replacement_reason="x")


REFUSED = [
    ("training_scenario_name_once", lambda: [a_scenario(), a_scenario()]),
    ("training_scenario_has_name", lambda: a_scenario("")),
    ("training_scenario_horizon_known", lambda: a_scenario(horizon="2040")),
    ("scenario_move_once_a_person_and_kind", moved_twice),
    ("scenario_move_says_why", lambda: a_move(reason="")),
    ("scenario_move_into_a_kind", lambda: a_move(kind="", taken=True)),
    ("training_plan_name_once", lambda: [a_plan(), a_plan(horizon="2025")]),
    ("training_plan_has_name", lambda: a_plan("")),
    ("training_plan_horizon_known", lambda: a_plan(horizon="2040")),
    ("training_plan_begins_before_its_deadline", lambda: a_plan(start=date(2031, 1, 1))),
    ("training_plan_begins_before_its_deadline", lambda: a_plan(start=date(2026, 1, 1))),
    ("training_plan_first_once_a_horizon", lambda: [a_plan(), a_plan("b")]),
    ("training_plan_replaces_with_reason", lambda: a_plan("b", replaces=a_plan())),
    ("training_plan_replaces_with_reason", lambda: a_plan(replacement_reason="x")),
    ("planned_seat_once_a_person_and_kind", lambda: twice(a_seat)),
    ("planned_seat_level_of_its_kind", lambda: a_seat(plan=a_plan(), level=9).save()),
    ("planned_seat_ends_after_it_starts", lambda: a_seat(plan=a_plan(), ends=DAY).save()),
    ("planned_seat_ends_after_it_starts", lambda: a_seat(plan=a_plan(), year=2028).save()),
    ("left_of_plan_once_a_person_and_cause", lambda: twice(left)),
    (
        "plan_names_erased_of_somebody",
        lambda: PlanNamesErased.objects.create(
            plan=a_plan(), at=timezone.now(), reason="x", people=0, as_kept=True, sha256="x"
        ),
    ),
]


@pytest.mark.parametrize(("name", "make"), REFUSED, ids=[row[0] for row in REFUSED])
def test_the_database_refuses_and_says_why(province, name, make):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make()
    told = {
        str(constraint.violation_error_message)
        for model in (TrainingScenario, ScenarioMove, TrainingPlan, PlannedSeat, LeftOfPlan,
                      PlanNamesErased)
        for constraint in model._meta.constraints
        if constraint.name == name
    }  # fmt: skip
    assert {violated(error.value)} == told


def test_a_plan_is_replaced_once(province):
    with pytest.raises(IntegrityError), transaction.atomic():
        replaced_twice()


def test_no_constraint_is_forgotten():
    models = (
        TrainingScenario, ScenarioMove, TrainingPlan, PlannedSeat, LeftOfPlan, PlanNamesErased,
    )  # fmt: skip
    named = {c.name for model in models for c in model._meta.constraints}
    assert {name for name, _ in REFUSED} == named

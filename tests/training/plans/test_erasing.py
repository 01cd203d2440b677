"""Names erased from approved plans and scenarios: the seats stay, verified by what is left."""

from datetime import datetime, timedelta
from io import StringIO

import time_machine
from django.core.management import call_command
from django.utils import timezone

from personnel.trail.sources import SOURCES
from reports.models import PlanNamesErased, ScenarioMove
from reports.periods.erasing_names import ERASED
from reports.plans.erasing_names import erase_planned_names, over
from reports.plans.hashing import verify
from tests.training.plans.trying import LATER, approved, who
from training.plans.saving import move, seen_of


def moved(scenario, by):
    move(
        scenario, who("Đinh Văn Lía"), "theory", "Sắp nghỉ", taken=False, seen=seen_of(scenario),
        by=by, at=LATER,
    )  # fmt: skip


def test_the_name_goes_and_the_plan_is_verified(scenario, province_admin):
    moved(scenario, province_admin)
    plan = approved(scenario, province_admin)
    pk, at = who("Đinh Văn Lía").pk, LATER + timedelta(days=30)
    seats = plan.seats.filter(person=pk).count()
    assert erase_planned_names([pk], "xóa hẳn", at) == 1
    assert plan.seats.filter(person=pk, full_name__startswith=ERASED).count() == seats > 0
    (by_hand, *_) = plan.left.filter(person=pk, kind="theory")
    assert by_hand.full_name.startswith(ERASED) and by_hand.reason == ""
    assert not ScenarioMove.objects.exists()
    noted = plan.erasings.get()
    assert (noted.people, noted.as_kept, noted.reason) == (1, True, "xóa hẳn")
    assert str(noted) == "Kế hoạch một: 1 (28/12/2026)"
    assert verify(plan)
    assert erase_planned_names([pk], "lại", at) == 0
    assert PlanNamesErased.objects.count() == 1
    plan.seats.filter(person=pk).update(full_name="Khác")
    assert not verify(plan)


def test_what_was_bent_before_is_noted(plan):
    plan.seats.update(course_name="Khác")
    erase_planned_names([who("Đinh Văn Lía").pk], "xóa hẳn", LATER)
    assert not plan.erasings.get().as_kept and not verify(plan)


def test_others_keep_their_names(plan):
    chairman = who("Đinh Văn Lía").pk
    others = set(plan.seats.exclude(person=chairman).values_list("full_name", flat=True))
    erase_planned_names([chairman], "xóa hẳn", LATER)
    left = plan.seats.exclude(person=chairman).values_list("full_name", flat=True)
    assert set(left) == others and "Phạm Thị Hạnh" in others
    assert erase_planned_names([10**9], "xóa hẳn", LATER) == 0


def test_names_go_with_their_time_when_a_plan_is_over(scenario, plan, province_admin, settings):
    settings.NAMES_KEPT_DAYS = 10
    soon, later = LATER + timedelta(days=9), LATER + timedelta(days=20)
    with time_machine.travel(later, tick=False):
        call_command("forget_names", stdout=StringIO())
        assert verify(plan) and not plan.erasings.exists()  # carried out still
    at = LATER + timedelta(hours=1)
    approved(scenario, province_admin, at, name="Kế hoạch hai", replacement_reason="Đổi")
    with time_machine.travel(soon, tick=False):
        call_command("forget_names", stdout=StringIO())
        assert not PlanNamesErased.objects.exists()
    with time_machine.travel(later, tick=False):
        told = StringIO()
        call_command("forget_names", stdout=told)
    assert f"Đã xóa tên {plan.people} người trong các kế hoạch" in told.getvalue()
    assert PlanNamesErased.objects.get().plan == plan and verify(plan)
    assert not plan.seats.exclude(full_name__startswith=ERASED).exists()
    assert list(over(later, later)) == []
    (second,) = over(later, timezone.make_aware(datetime(2031, 1, 1)))
    assert second.name == "Kế hoạch hai"


def test_the_trail_has_what_was_erased():
    assert {"reports.plannameserased", "reports.historicalscenariomove"} <= SOURCES.keys()

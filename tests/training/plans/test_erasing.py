"""Names erased from approved plans and scenarios: the seats stay, verified by what is left."""

from datetime import timedelta

from personnel.trail.sources import SOURCES
from reports.models import PlanNamesErased, ScenarioMove
from reports.periods.erasing_names import ERASED
from reports.plans.erasing_names import erase_planned_names
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
    erase_planned_names([who("Đinh Văn Lía").pk], "xóa hẳn", LATER)
    assert plan.seats.filter(full_name="Ngô Văn Sáu").exists()
    assert erase_planned_names([10**9], "xóa hẳn", LATER) == 0


def test_the_trail_has_what_was_erased():
    assert {"reports.plannameserased", "reports.historicalscenariomove"} <= SOURCES.keys()

"""Approving: everything frozen, hashed, never altered by what changes later; replaced once."""

from datetime import date, timedelta

import pytest

from personnel.keeping.recording import Refused
from personnel.models import Course
from reports.models import LeftOfPlan, PlannedSeat, TrainingPlan
from reports.plans.hashing import verify
from tests.factories import credential
from tests.training.plans.trying import LATER, NOON, TODAY, approved, keep, tried, who
from training.plans.approving import approve
from training.plans.parameters import Parameters
from training.plans.saving import move, save_new, seen_of
from training.plans.tables import Tables


def test_everything_is_frozen(plan, province_admin):
    worked = tried()
    seats = PlannedSeat.objects.filter(plan=plan)
    assert plan.seats_count == seats.count() == worked.seats
    assert plan.people == worked.plan.people
    assert (plan.approved_by, plan.approver) == (province_admin, str(province_admin))
    assert (plan.day, plan.start, plan.deadline) == (TODAY, date(2027, 1, 1), date(2030, 12, 31))
    assert plan.figures["everybody"] == worked.everybody
    promised = {row["code"]: (row["before"], row["after"]) for row in plan.figures["reaches"][""]}
    rows = Tables(worked).in_all
    assert promised == {r.criterion.code: (r.before.met, r.after.met) for r in rows}
    assert {c["code"] for c in plan.catalogue} == set(worked.catalogue)
    assert [unit["code"] for unit in plan.units] == ["51", "522", "535"]
    chairman = seats.get(person=who("Đinh Văn Lía").pk, kind="professional")
    assert (chairman.full_name, chairman.title_name) == (
        "Đinh Văn Lía", "Chủ tịch Ủy ban nhân dân",
    )  # fmt: skip
    assert (chairman.unit_name, chairman.board_name) == ("Xã Ba Điền", "Huyện Ba Tơ")
    assert (chairman.course_code, chairman.builds_on, chairman.months) == ("CM-DH", 2, 36)
    assert (chairman.starts, chairman.ends) == (date(2027, 1, 1), date(2029, 12, 31))
    assert (chairman.held_label, chairman.level_label) == ("Trung cấp", "Đại học")
    assert chairman.closes == ["2030.key.professional"]
    assert (chairman.ethnic_group, chairman.birth_year, chairman.sex) == ("Hrê", 1980, "male")
    assert chairman.retires == date(2042, 5, 31) and not chairman.by_school
    assert seats.get(person=chairman.person, kind="theory").by_school
    assert verify(plan)


def test_what_changes_later_alters_nothing(plan):
    person = who("Đinh Văn Lía")
    credential(person, "professional", 4)
    Course.objects.update(months=1, name="Khác")
    person.full_name = "Tên Khác"
    person.save()
    person.delete()
    again = TrainingPlan.objects.get(pk=plan.pk)
    assert verify(again) and again.seats.filter(full_name="Đinh Văn Lía").exists()


@pytest.mark.parametrize("table", [PlannedSeat, LeftOfPlan, TrainingPlan])
def test_what_is_bent_is_found(table, scenario, province_admin):
    move(
        scenario, who("Đinh Văn Lía"), "", "Sắp nghỉ", taken=False, seen=seen_of(scenario),
        by=province_admin, at=LATER,
    )  # fmt: skip
    plan = approved(scenario, province_admin)
    assert verify(plan)
    column = {PlannedSeat: "full_name", LeftOfPlan: "reason", TrainingPlan: "note"}[table]
    row = table.objects.order_by("pk").first()
    table.objects.filter(pk=row.pk).update(**{column: "khác"})
    assert not verify(TrainingPlan.objects.get())


def test_a_seat_that_is_gone_is_found(plan):
    plan.seats.first().delete()
    assert not verify(plan)


def test_whom_somebody_moved_is_kept_with_why(scenario, province_admin):
    chairman, helper = who("Đinh Văn Lía"), who("Ngô Văn Sáu")
    for person, kind, taken in ((chairman, "", False), (helper, "theory", True)):
        scenario.refresh_from_db()
        move(
            scenario, person, kind, f"Vì {kind}.", taken=taken, seen=seen_of(scenario),
            by=province_admin, at=LATER,
        )  # fmt: skip
    plan = approved(scenario, province_admin)
    assert not plan.seats.filter(person=chairman.pk).exists()
    by_hand = plan.left.get(person=chairman.pk, criterion="")
    assert (by_hand.reason, by_hand.kind) == ("Vì .", "")
    assert by_hand.why_label == "Đưa ra khỏi phương án theo lựa chọn"
    short = plan.left.filter(person=chairman.pk).exclude(criterion="")
    assert "2030.key.professional" in short.values_list("criterion", flat=True)
    assert plan.seats.get(person=helper.pk, kind="theory").reason == "Vì theory."
    assert str(by_hand) == "Đinh Văn Lía"


@pytest.mark.parametrize("role", ["province_viewer", "editor_a"])
def test_administrators_alone_approve(role, scenario, request):
    with pytest.raises(Refused, match="quản trị cấp tỉnh"):
        approved(scenario, request.getfixturevalue(role))


def test_what_was_seen_is_what_is_approved(scenario, province_admin):
    with pytest.raises(Refused, match="đã thay đổi từ lúc trang được mở"):
        approved(scenario, province_admin, seen="x")
    assert not TrainingPlan.objects.exists()


def test_the_next_plan_replaces_the_first_with_a_reason(plan, scenario, province_admin):
    with pytest.raises(Refused, match="phải có lý do"):
        approved(scenario, province_admin, name="Kế hoạch hai")
    at = LATER + timedelta(hours=1)
    new = approved(
        scenario, province_admin, at, name="Kế hoạch hai", replacement_reason="Đổi số chỗ"
    )
    plan = TrainingPlan.objects.get(pk=plan.pk)
    assert (plan.replaced_by, new.replaces, new.replaced_by) == (new, plan, None)
    assert list(TrainingPlan.objects.in_effect()) == [new]
    assert verify(plan) and verify(new)


def test_of_two_who_replace_a_plan_the_second_is_told(plan, scenario, province_admin, monkeypatch):
    other = approved(
        scenario, province_admin, LATER + timedelta(hours=1), name="Kế hoạch hai",
        replacement_reason="Đổi",
    )  # fmt: skip
    found = iter([plan, other])
    monkeypatch.setattr("training.plans.approving.in_effect", lambda horizon: next(found))
    with pytest.raises(Refused, match="vừa được kế hoạch khác thay thế"):
        approved(scenario, province_admin, name="Kế hoạch ba", replacement_reason="Đổi")


def test_a_later_plan_leaves_the_years_before_it_to_the_first(plan, province_admin):
    usual = Parameters.usual(TODAY)
    next_year = save_new(
        "Năm sau", Parameters(usual.horizon, date(2028, 1, 1)), by=province_admin, at=NOON
    )
    at = LATER + timedelta(hours=1)
    new = approved(next_year, province_admin, at, name="Năm sau", replacement_reason="x")
    assert list(TrainingPlan.objects.planning(2026)) == []
    assert list(TrainingPlan.objects.planning(2027)) == [plan]
    assert list(TrainingPlan.objects.planning(2028)) == [new]


def test_a_plan_of_nobody_is_none(small_province, province_admin):
    with pytest.raises(Refused, match="không cử ai"):
        approved(keep(by=province_admin), province_admin)


def test_a_deadline_that_is_past_is_told(small_province, province_admin):
    usual = Parameters.usual(TODAY)
    scenario = save_new(
        "Quá hạn", Parameters(usual.horizon, date(2031, 1, 1)), by=province_admin, at=NOON
    )
    with pytest.raises(Refused, match="Chưa duyệt"):
        approve(scenario, {"name": "x"}, seen="", by=province_admin, at=LATER, today=TODAY)

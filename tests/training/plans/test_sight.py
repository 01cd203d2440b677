"""What of approved plans whom may see: the board its people, the school its courses."""

import pytest

from accounts.models import Grant, User
from personnel.models import Merge
from reports.models import LeftOfPlan, PlannedSeat, TrainingPlan, TrainingScenario
from tests.training.plans.trying import LATER, TODAY, who
from training.plans.seats import SeatsSeen


@pytest.fixture
def school(small_province):
    user = User.objects.create_user("truongct", full_name="Lê Thị Trường")
    Grant.objects.create(user=user, role=Grant.Role.SCHOOL)
    return User.objects.get(pk=user.pk)


def test_the_province_sees_all(plan, province_viewer, province_admin):
    for user in (province_viewer, province_admin):
        assert PlannedSeat.objects.visible_to(user).count() == plan.seats_count
        assert TrainingScenario.objects.visible_to(user).count() == 1


def test_a_board_sees_its_people_alone(plan, editor_a, editor_b, viewer_a):
    for user in (editor_a, viewer_a):
        seen = SeatsSeen(plan, user, TODAY)
        assert {seat.board_name for seat in seen.seats} == {"Huyện Ba Tơ"}
        assert (
            seen.total.seats
            == len(seen.seats)
            == plan.seats.filter(board_name="Huyện Ba Tơ").count()
        )
        assert not seen.whole and [row.label for row in seen.by_board] == ["Huyện Ba Tơ"]
    assert not PlannedSeat.objects.visible_to(editor_b).exists()
    assert TrainingPlan.objects.visible_to(editor_b).exists()
    assert not TrainingScenario.objects.visible_to(editor_a).exists()


def test_the_school_sees_its_courses_alone(plan, school):
    seen = PlannedSeat.objects.visible_to(school)
    assert set(seen.values_list("course_code", flat=True)) == set(
        plan.seats.filter(by_school=True).values_list("course_code", flat=True)
    )
    assert seen.count() == plan.seats.filter(by_school=True).count() > 0
    assert not LeftOfPlan.objects.visible_to(school).exists()
    assert not TrainingScenario.objects.visible_to(school).exists()


def test_whoever_sees_nobody_sees_no_plan(plan, stranger):
    assert not TrainingPlan.objects.visible_to(stranger).exists()
    assert not PlannedSeat.objects.visible_to(stranger).exists()


def test_the_seat_of_a_joined_record_is_seen_by_who_sees_the_one_it_leads_to(plan, editor_a):
    chairman = who("Đinh Văn Lía")
    seats = plan.seats.filter(person=chairman.pk).count()
    Merge.objects.create(
        kept=who("Phạm Thị Hạnh").pk, joined=chairman.pk, name=chairman.full_name, at=LATER
    )
    chairman.delete()
    joined = PlannedSeat.objects.visible_to(editor_a).filter(full_name="Đinh Văn Lía")
    assert joined.count() == seats > 0

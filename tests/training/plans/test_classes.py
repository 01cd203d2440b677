"""Classes of an approved plan: neighbours together, everybody once, two officers at once."""

from datetime import date

import pytest

from personnel.keeping.recording import Refused
from personnel.models import Enrolment, TrainingClass
from tests.factories import credential
from tests.training.plans.trying import LATER, TODAY, who
from training.plans.classes import How, divided, intakes, named, open_classes
from training.plans.happened import State
from training.plans.seats import SeatsSeen

FACTS = {"starts": date(2027, 1, 1), "ends": date(2027, 2, 28), "place": "Ba Tơ"}


def how(**facts):
    usual = {"name": "QLNN 2027", "size": 2, "each_board": False, "state": "proposed"}
    return How(**usual | {"facts": FACTS} | facts)


@pytest.fixture
def seen(plan, province_admin):
    """Return a function that reads what became of the plan by now."""
    return lambda: SeatsSeen(plan, province_admin, TODAY)


@pytest.fixture
def management(seen):
    return next(each for each in intakes(seen()) if each.course["code"] == "QLNN-CV")


def test_intakes_are_a_course_begun_on_a_day_and_built_on_a_level(plan, seen):
    found = intakes(seen())
    assert sum(each.planned for each in found) == plan.seats_count
    assert len({each.key for each in found}) == len(found)
    for each in found:
        assert {(h.seat.builds_on, h.seat.months) for h in each.waiting} == {
            (each.course["builds_on"], each.course["months"])
        }
        assert each.classes == 1 and each.planned == len(each.waiting)


def test_classes_are_as_few_and_as_even_as_can_be(plan, management):
    names = [[h.seat.full_name for h in part] for part in divided(plan, management, how(size=2))]
    assert sorted(map(len, names)) in ([1, 2], [2, 2], [1, 2, 2], [2, 2, 2])
    assert sum(map(len, names)) == len(management.waiting)
    assert len(divided(plan, management, how(size=1))) == len(management.waiting)
    (everybody,) = divided(plan, management, how(size=60))
    boards = [h.seat.board_name for h in everybody]
    assert boards == sorted(boards, key=boards.index)  # each board in one piece


def test_each_board_may_have_its_own(plan, seen):
    theory = next(each for each in intakes(seen()) if each.course["code"] == "LLCT-SC")
    parts = divided(plan, theory, how(size=60, each_board=True))
    assert all(len({h.seat.board_id for h in part}) == 1 for part in parts)
    assert len(parts) == len({h.seat.board_id for h in theory.waiting})


def test_people_are_put_into_the_classes(plan, management, seen, province_admin):
    done = open_classes(plan, management.key, how(), by=province_admin, at=LATER, today=TODAY)
    assert done.people == len(management.waiting) and not done.passed_over
    assert [str(c) for c in done.classes] == [
        f"QLNN 2027, lớp {n + 1}" for n in range(len(done.classes))
    ]
    made = TrainingClass.objects.first()
    assert (made.course_code, made.kind, made.level, made.by_school, made.seats) == (
        "QLNN-CV", "state_management", 2, True, 2,
    )  # fmt: skip
    assert set(Enrolment.objects.values_list("state", flat=True)) == {"proposed"}
    again = next(each for each in intakes(seen()) if each.key == management.key)
    assert (again.planned, again.waiting, again.classes) == (management.planned, [], 0)
    with pytest.raises(Refused, match="không còn ai chờ"):
        open_classes(plan, management.key, how(), by=province_admin, at=LATER, today=TODAY)
    assert TrainingClass.objects.count() == len(done.classes)


def test_whoever_holds_it_by_now_is_no_longer_waited_for(plan, management, seen):
    name = management.waiting[0].seat.full_name
    credential(who(name), "state_management", 2, date(2026, 1, 1))
    again = next(each for each in intakes(seen()) if each.key == management.key)
    assert name not in {h.seat.full_name for h in again.waiting}
    assert State.HELD in {h.state for h in seen().happened}


def test_numbers_go_on_behind_those_there_are(plan, management, province_admin):
    assert named(how(), management, 1) == ["QLNN 2027"]
    open_classes(plan, management.key, how(size=90), by=province_admin, at=LATER, today=TODAY)
    assert named(how(), management, 1) == ["QLNN 2027, lớp 1"]
    assert named(how(), management, 2) == ["QLNN 2027, lớp 1", "QLNN 2027, lớp 2"]


def test_all_of_it_or_nothing(plan, management, province_admin):
    wrong = FACTS | {"ends": date(2026, 12, 1)}
    with pytest.raises(Refused, match="bế giảng"):
        open_classes(
            plan, management.key, how(facts=wrong), by=province_admin, at=LATER, today=TODAY
        )
    assert not TrainingClass.objects.exists() and not Enrolment.objects.exists()


@pytest.mark.parametrize("role", ["province_viewer", "editor_a"])
def test_administrators_alone_open_them(role, plan, management, request):
    with pytest.raises(Refused, match="quản trị cấp tỉnh"):
        open_classes(
            plan, management.key, how(), by=request.getfixturevalue(role), at=LATER, today=TODAY
        )

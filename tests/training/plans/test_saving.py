"""Keeping a scenario, moving people by hand, two officers at once, giving it up."""

from datetime import date, timedelta

import pytest

from personnel.keeping.recording import Refused
from reports.models import ScenarioMove, TrainingScenario
from targets.needs.wishes import Wishes
from tests.training.plans.trying import LATER, NOON, TODAY, keep, who
from training.plans.moves import moves_of
from training.plans.parameters import Parameters
from training.plans.saving import MEANWHILE, give_up, move, move_back, save_new, save_over, seen_of


@pytest.fixture
def moved(scenario, province_admin):
    """Return a function that moves somebody in the scenario, as it is by then."""

    def run(name, kind, taken, reason="Theo đề nghị của huyện"):
        scenario.refresh_from_db()
        move(
            scenario, who(name), kind, reason, taken=taken, seen=seen_of(scenario),
            by=province_admin, at=LATER,
        )  # fmt: skip
        return {(m.person, m.kind, m.taken) for m in scenario.moves.all()}

    return run


def test_what_was_kept_comes_back(people, province_admin):
    wishes = Wishes(bounds={("LLCT-TC", 2028): 40}, each_board=False, reserve=10)
    asked = Parameters.usual(TODAY)
    asked = Parameters(asked.horizon, date(2027, 3, 1), wishes, frozenset({"x"}))
    kept = save_new("Có giới hạn", asked, "Thử", by=province_admin, at=NOON)
    found = TrainingScenario.objects.get()
    assert Parameters.of(found) == asked
    assert (str(found), found.note, found.saved_by, found.saved_at) == (
        "Có giới hạn", "Thử", province_admin, NOON,
    )  # fmt: skip
    assert found.deadline == date(2030, 12, 31)
    assert kept.history.get().history_user == province_admin


@pytest.mark.parametrize("role", ["province_viewer", "editor_a"])
def test_administrators_alone_keep(role, people, request):
    with pytest.raises(Refused, match="quản trị cấp tỉnh"):
        keep(by=request.getfixturevalue(role))
    assert not TrainingScenario.objects.exists()


def test_a_name_is_taken_once(scenario, province_admin):
    with pytest.raises(Refused, match="Đã có phương án mang tên này"):
        keep(by=province_admin)


def test_saved_over_keeps_the_moves_and_the_history(scenario, moved, province_admin):
    moved("Bùi Văn Mười", "professional", taken=False)
    scenario.refresh_from_db()
    asked = Parameters(scenario.target, date(2028, 1, 1), Wishes(reserve=5))
    at = LATER + timedelta(minutes=1)
    new = save_over(
        scenario, "Tên khác", asked, "", seen=seen_of(scenario), by=province_admin, at=at
    )
    assert (new.name, new.start, new.wishes["reserve"]) == ("Tên khác", date(2028, 1, 1), 5)
    assert moves_of(new).count == 1
    assert new.history.count() == 3


def test_of_two_who_save_the_second_is_told(scenario, province_admin):
    seen, asked = seen_of(scenario), Parameters.usual(TODAY)
    save_over(scenario, "Của người khác", asked, "", seen=seen, by=province_admin, at=LATER)
    with pytest.raises(Refused, match="vừa được người khác lưu") as told:
        save_over(scenario, "Của tôi", asked, "", seen=seen, by=province_admin, at=LATER)
    assert str(told.value) == MEANWHILE
    for deed in (
        lambda: give_up(scenario, seen=seen, by=province_admin, at=LATER),
        lambda: move_back(scenario, 1, seen=seen, by=province_admin, at=LATER),
    ):
        with pytest.raises(Refused, match="vừa được người khác lưu"):
            deed()
    assert TrainingScenario.objects.get().name == "Của người khác"


def test_a_new_scenario_like_another_has_its_moves(scenario, moved, province_admin):
    moved("Bùi Văn Mười", "", taken=False, reason="Nghỉ thai sản")
    asked = Parameters.of(scenario)
    other = save_new("Phương án hai", asked, by=province_admin, at=LATER, like=scenario)
    pk = who("Bùi Văn Mười").pk
    assert moves_of(other).reasons == {True: {}, False: {(pk, ""): "Nghỉ thai sản"}}
    assert moves_of(other).reason(False, pk, "theory") == "Nghỉ thai sản"
    assert moves_of(other).reason(True, pk, "theory") == ""


def test_a_move_takes_the_place_of_what_it_contradicts(moved):
    pk = who("Bùi Văn Mười").pk
    assert moved("Bùi Văn Mười", "professional", taken=True) == {(pk, "professional", True)}
    assert moved("Bùi Văn Mười", "professional", taken=False) == {(pk, "professional", False)}
    assert moved("Bùi Văn Mười", "theory", taken=True) == {
        (pk, "professional", False), (pk, "theory", True),
    }  # fmt: skip
    assert moved("Bùi Văn Mười", "", taken=False) == {
        (pk, "professional", False), (pk, "", False),
    }  # fmt: skip
    assert moved("Bùi Văn Mười", "theory", taken=True) == {
        (pk, "professional", False), (pk, "theory", True),
    }  # fmt: skip
    assert ScenarioMove.history.filter(history_type="-").count() == 3


@pytest.mark.parametrize(
    ("kind", "taken", "reason", "told"),
    [
        ("theory", True, "  ", "nêu lý do"),
        ("", True, "Vì sao", "chọn loại trình độ"),
        ("khác", False, "Vì sao", "chọn loại trình độ"),
    ],
)
def test_a_move_that_cannot_be_meant_is_refused(moved, kind, taken, reason, told):
    with pytest.raises(Refused, match=told):
        moved("Bùi Văn Mười", kind, taken=taken, reason=reason)
    assert not ScenarioMove.objects.exists()


def test_a_move_is_given_up_once(scenario, moved, province_admin):
    moved("Bùi Văn Mười", "theory", taken=True)
    made = scenario.moves.get()
    scenario.refresh_from_db()
    gone = move_back(scenario, made.pk, seen=seen_of(scenario), by=province_admin, at=LATER)
    assert str(gone).endswith("đưa vào, Lý luận chính trị")
    assert not scenario.moves.exists()
    scenario.refresh_from_db()
    with pytest.raises(Refused, match="không còn"):
        move_back(scenario, made.pk, seen=seen_of(scenario), by=province_admin, at=LATER)


def test_a_scenario_given_up_stays_in_the_history(scenario, moved, province_admin):
    moved("Bùi Văn Mười", "", taken=False)
    scenario.refresh_from_db()
    assert str(scenario.moves.get()).endswith(": đưa ra")
    give_up(scenario, seen=seen_of(scenario), by=province_admin, at=LATER)
    assert not TrainingScenario.objects.exists() and not ScenarioMove.objects.exists()
    assert TrainingScenario.history.first().history_type == "-"
    assert ScenarioMove.history.first().history_type == "-"

"""III.4: within the district planning goes along, for the equivalent title; else it is asked."""

from datetime import date

import pytest

from personnel.models import Post, Title, Unit
from personnel.planning.districts import Maps
from personnel.planning.going import State, going
from personnel.planning.of import completed_course
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, person, post
from tests.maps import MERGED, WITHOUT_DISTRICTS, reorganise
from tests.personnel.planning.conftest import planned

TODAY = date(2024, 12, 31)
# A commune of Đức Phổ, the district beside Ba Tơ.
DUC_PHO = "21442"


def state_of(row, day=TODAY):
    (found,) = going([row], day)
    return found.state


def told_of(row, day=TODAY):
    (found,) = going([row], day)
    return found.why


@pytest.fixture
def who(province):
    """Somebody of Ba Tơ, in the commune for which they are planned."""
    return post(person(name="Phạm Văn Quy"), "PBT", start=date(2020, 1, 1)).person


def move(who, unit, day, title="PBT"):
    last = who.posts.get(end__isnull=True)
    last.end = date.fromordinal(day.toordinal() - 1)
    last.save()
    return post(who, title, unit, start=day)


def test_who_stays_has_not_moved(who):
    assert state_of(planned(who)) == State.HERE


def test_who_served_elsewhere_when_it_was_decided_has_not_moved(who):
    assert state_of(planned(who, unit=DUC_PHO)) == State.HERE


def test_within_the_district_it_is_recognised_for_the_equivalent_title(who):
    row = planned(who)
    move(who, TOWNSHIP, date(2024, 3, 1))
    assert state_of(row) == State.ALONG
    assert told_of(row) == "đã chuyển đến Thị trấn Ba Tơ, trong cùng Huyện Ba Tơ"
    # On a day before the move it was where it had been decided.
    assert state_of(row, date(2024, 2, 29)) == State.HERE


def test_beyond_the_district_somebody_has_to_decide(who):
    row = planned(who)
    move(who, LOWLAND, date(2024, 3, 1))
    assert state_of(row) == State.ASKED
    assert "khác địa phương cấp huyện" in told_of(row)


def test_what_was_decided_to_stay_stays_until_the_next_move(who):
    row = planned(who, kept_on=date(2024, 3, 1), kept_by="KL số 5")
    move(who, LOWLAND, date(2024, 3, 1))
    assert state_of(row) == State.KEPT
    assert told_of(row) == "giữ từ ngày 01/03/2024, KL số 5"
    move(who, DUC_PHO, date(2024, 9, 1))
    assert state_of(row) == State.ASKED


def test_a_decision_to_keep_it_does_not_hold_before_its_day(who):
    row = planned(who, kept_on=date(2024, 6, 1), kept_by="KL số 5")
    move(who, LOWLAND, date(2024, 3, 1))
    assert state_of(row, date(2024, 5, 31)) == State.ASKED
    assert state_of(row, date(2024, 6, 1)) == State.KEPT


def test_who_comes_back_to_the_district_is_recognised_there(who):
    row = planned(who)
    move(who, LOWLAND, date(2024, 3, 1))
    move(who, TOWNSHIP, date(2024, 9, 1))
    assert state_of(row) == State.ALONG


def test_who_holds_nothing_any_more_is_asked_about(who):
    row = planned(who)
    who.posts.update(end=date(2024, 3, 31))
    assert state_of(row) == State.ASKED
    assert told_of(row) == "không giữ chức danh nào ở cấp xã"
    row.kept_on, row.kept_by = date(2024, 4, 1), "KL số 6"
    assert state_of(row) == State.KEPT


def test_over_by_its_end_and_by_its_term(who):
    row = planned(who, ended_on=date(2024, 6, 1), end_reason="withdrawn")
    assert state_of(row, date(2024, 5, 31)) == State.HERE
    assert state_of(row, date(2024, 6, 1)) == State.ENDED
    assert told_of(row) == "từ ngày 01/06/2024, đưa ra khỏi quy hoạch"
    last = planned(who, "PBT", term_from=2020, term_to=2024)
    assert state_of(last, date(2024, 12, 31)) == State.HERE
    assert state_of(last, date(2025, 1, 1)) == State.LAPSED


def test_a_merger_is_no_move(who):
    """Whoever stays where units become one has not moved."""
    row = planned(who)
    reorganise()
    for day in (MERGED, WITHOUT_DISTRICTS, date(2026, 1, 1)):
        assert state_of(row, day) == State.HERE


def test_when_there_are_no_districts_the_district_of_before_counts(who):
    row, old = planned(who), Unit.objects.get(code="535")
    reorganise()
    day, maps = date(2026, 3, 1), Maps.read()
    came = Unit.objects.communes().in_force(day)
    of_old = [unit for unit in came if maps.districts(unit.pk) == {old.pk}]
    here = next(unit for unit in of_old if unit.pk != maps.stands(row.unit_id, day))
    moved = went_to(who, here, day)
    assert state_of(row, day) == State.ALONG
    assert told_of(row, day) == f"đã chuyển đến {here}, trong cùng Huyện Ba Tơ"
    # What came from two districts lies in neither: nobody can say.
    mixed = next(unit for unit in came if len(maps.districts(unit.pk)) > 1)
    moved.unit = mixed
    moved.save()
    assert state_of(row, day) == State.ASKED
    assert "không xác định được" in told_of(row, day) or old.pk not in maps.districts(mixed.pk)
    moved.unit = next(unit for unit in came if old.pk not in maps.districts(unit.pk))
    moved.save()
    assert state_of(row, day) == State.ASKED


def went_to(who, unit, day):
    """End what somebody holds on the eve, and let them begin in a unit of the new map."""
    who.posts.filter(end__isnull=True).update(end=date.fromordinal(day.toordinal() - 1))
    return Post.objects.create(
        person=who, unit=unit, title=Title.objects.get(code="PBT"), start=day,
        start_precision="day",
    )  # fmt: skip


def course(row, unit=MOUNTAIN, day=TODAY, user=None):
    return completed_course(row.person_id, row.title, Unit.objects.get(code=unit), day, user)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, None),
        ({"course": "not"}, False),
        ({"course": "done", "course_day": TODAY}, True),
        ({"course": "done", "course_day": date(2025, 1, 1)}, False),
        ({"course": "done", "course_day": TODAY, "ended_on": TODAY, "end_reason": "left"}, None),
        ({"course": "done", "course_day": TODAY, "decision_day": date(2025, 1, 1)}, None),
        ({"course": "done", "course_day": TODAY, "term_from": 2020, "term_to": 2023}, None),
    ],
)
def test_whether_the_course_was_completed(planner_a, who, facts, expected):
    assert course(planned(who, **facts), user=planner_a) is expected


def test_the_course_counts_for_the_title_in_the_district(planner_a, planner_admin, who):
    row = planned(who, course="done", course_day=TODAY)
    assert course(row, TOWNSHIP, user=planner_a) is True
    assert course(row, LOWLAND, user=planner_admin) is None
    other = Title.objects.get(code="CTUBND")
    here = Unit.objects.get(code=MOUNTAIN)
    assert completed_course(who.pk, other, here, TODAY, planner_a) is None


def test_the_course_is_known_to_nobody_without_the_right(
    planning, who, editor_a, province_admin, settings, planner_a
):
    row = planned(who, course="done", course_day=TODAY)
    assert course(row, user=province_admin) is None
    settings.PLANNING = False
    assert course(row, user=planner_a) is None

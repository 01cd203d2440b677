"""From which state which follows, moving to another class, confirming, and taking out again."""

from datetime import UTC, date, datetime, timedelta

import pytest

from personnel.keeping.recording import Refused
from personnel.models import Enrolment
from personnel.studying.confirming import confirm, remove
from personnel.studying.enrolling import Aim, enrol, propose
from personnel.studying.moving import move
from personnel.studying.seats import Overfull
from personnel.studying.states import FOLLOWING, set_state

from .conftest import class_of

AT = datetime(2027, 3, 2, 8, 30, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
State = Enrolment.State


@pytest.fixture
def sent(three, province_admin):
    """A class with three people sent to it."""
    into = class_of()
    enrol(three, into, state=State.SENT, by=province_admin, at=AT)
    return into


def of(training_class):
    return list(Enrolment.objects.filter(training_class=training_class).order_by("person"))


def test_a_state_is_given_to_many_with_its_day_and_reason(sent, province_admin):
    changed = set_state(
        of(sent), State.POSTPONED, by=province_admin, at=LATER, since=date(2027, 2, 1),
        reason=" Nhiệm vụ ở xã ",
    )  # fmt: skip
    assert len(changed) == 3
    one = of(sent)[0]
    assert (one.state, one.since, one.reason) == ("postponed", date(2027, 2, 1), "Nhiệm vụ ở xã")
    rows = [row.state for row in one.history.order_by("history_date")]
    assert rows == ["sent", "postponed"]


def test_who_has_the_state_already_is_left_alone(sent, province_admin):
    first, *others = of(sent)
    set_state([first], State.STUDYING, by=province_admin, at=LATER, since=date(2027, 1, 5))
    changed = set_state(of(sent), State.STUDYING, by=province_admin, at=LATER)
    assert {e.pk for e in changed} == {e.pk for e in others}
    assert Enrolment.objects.get(pk=first.pk).since == date(2027, 1, 5)
    with pytest.raises(Refused, match="đã ở trạng thái đang học"):
        set_state(of(sent), State.STUDYING, by=province_admin, at=LATER)


@pytest.mark.parametrize("state", [State.FAILED, State.LEFT, State.POSTPONED])
def test_what_came_to_nothing_says_why(sent, province_admin, state):
    with pytest.raises(Refused, match="phải ghi lý do"):
        set_state(of(sent), state, by=province_admin, at=LATER, reason="  ")


def test_finishing_is_written_with_results_alone(sent, province_admin):
    with pytest.raises(Refused, match="cùng kết quả"):
        set_state(of(sent), State.FINISHED, by=province_admin, at=LATER)


def test_every_state_has_what_may_follow_and_none_leads_to_itself():
    assert set(FOLLOWING) == set(State)
    assert all(state not in after for state, after in FOLLOWING.items())
    assert all(State.FINISHED not in after for after in FOLLOWING.values())


def test_what_cannot_follow_is_refused_with_the_name(sent, province_admin):
    set_state(of(sent), State.STUDYING, by=province_admin, at=LATER)
    with pytest.raises(Refused, match="Đinh Văn An đang ở trạng thái đang học, không chuyển sang"):
        set_state(of(sent), State.PROPOSED, by=province_admin, at=LATER)


def test_two_officers_at_once_are_told(sent, province_admin, editor_a):
    shown = {each.pk: each.state for each in of(sent)}
    set_state(of(sent)[:1], State.LEFT, by=province_admin, at=LATER, reason="Chuyển công tác")
    with pytest.raises(Refused, match=r"Đinh Văn An \(thôi học\)"):
        set_state(of(sent), State.STUDYING, by=editor_a, at=LATER, seen=shown)
    assert [e.state for e in of(sent)] == ["left", "sent", "sent"]


def test_what_is_gone_by_now_is_refused(sent, province_admin):
    shown = of(sent)
    remove(shown[:1], by=province_admin, at=LATER, reason="Ghi nhầm")
    with pytest.raises(Refused, match="vừa bị xóa"):
        set_state(shown, State.STUDYING, by=province_admin, at=LATER)


def test_others_people_are_out_of_reach(sent, editor_b, viewer_a):
    for user in (editor_b, viewer_a):
        with pytest.raises(Refused, match="Đinh Văn An, Đinh Văn Ba, Đinh Văn Cang"):
            set_state(of(sent), State.STUDYING, by=user, at=LATER)


def test_a_board_s_change_waits_again_and_the_province_confirms(sent, editor_a, province_admin):
    set_state(of(sent)[:2], State.STUDYING, by=editor_a, at=LATER)
    assert Enrolment.objects.unconfirmed().count() == 2
    with pytest.raises(Refused, match="cấp tỉnh"):
        confirm(of(sent), editor_a, LATER)
    assert len(confirm(of(sent), province_admin, LATER)) == 2
    assert not Enrolment.objects.unconfirmed().exists()
    with pytest.raises(Refused, match="đã được xác nhận"):
        confirm(of(sent), province_admin, LATER)


def test_the_school_writes_and_confirms_in_its_own_classes(three, editor_a, school):
    own, others = class_of(by_school=True), class_of("Lớp của tỉnh", level=3)
    enrol(three, own, state=State.STUDYING, by=editor_a, at=AT)
    enrol(three, others, state=State.STUDYING, by=editor_a, at=AT)
    assert len(confirm(of(own), school, LATER)) == 3
    set_state(of(own)[:1], State.FAILED, by=school, at=LATER, reason="Vắng quá số tiết")
    assert of(own)[0].confirmed_by == school
    with pytest.raises(Refused):
        confirm(of(others), school, LATER)
    with pytest.raises(Refused):
        set_state(of(others), State.LEFT, by=school, at=LATER, reason="x")


def test_a_second_open_enrolment_of_a_course_is_told_by_its_class(sent, three, province_admin):
    set_state(of(sent)[:1], State.LEFT, by=province_admin, at=LATER, reason="Bận")
    enrol(three[:1], class_of("K2"), state=State.STUDYING, by=province_admin, at=LATER)
    with pytest.raises(Refused, match="có tên ở lớp K2"):
        set_state(of(sent)[:1], State.STUDYING, by=province_admin, at=LATER)


def test_the_postponed_go_to_a_later_class_and_are_sent_again(sent, province_admin):
    later = class_of("K2", starts=date(2028, 1, 5), ends=date(2028, 12, 20))
    set_state(of(sent)[:1], State.POSTPONED, by=province_admin, at=AT, reason="Ốm")
    set_state(of(sent)[1:2], State.STUDYING, by=province_admin, at=AT)
    Enrolment.objects.filter(training_class=sent).update(expected=date(2027, 6, 1))
    move(of(sent), later, by=province_admin, at=LATER, since=date(2028, 1, 5))
    assert [(e.state, e.since) for e in of(later)] == [
        ("sent", date(2028, 1, 5)), ("studying", date(2027, 3, 2)), ("sent", date(2027, 3, 2)),
    ]  # fmt: skip
    assert of(later)[0].award_day == date(2028, 12, 20)
    assert not of(sent)


def test_a_proposal_may_be_moved_into_a_class(three, editor_a, province_admin):
    propose(three, Aim("LLCT-TC", "theory", 2), by=editor_a, at=AT)
    into = class_of()
    move(Enrolment.objects.all(), into, by=province_admin, at=LATER)
    assert [e.state for e in of(into)] == ["proposed"] * 3


@pytest.mark.parametrize(
    ("facts", "why"), [({"level": 3}, "đem lại"), ({"kind": "it", "level": 2}, "đem lại")]
)
def test_nobody_is_moved_to_another_course(sent, province_admin, facts, why):
    with pytest.raises(Refused, match=why):
        move(of(sent), class_of("Khác", **facts), by=province_admin, at=LATER)


def test_who_is_through_or_there_already_is_not_moved(sent, three, province_admin):
    other = class_of("K2")
    set_state(of(sent), State.LEFT, by=province_admin, at=LATER, reason="Bận")
    with pytest.raises(Refused, match="không chuyển lớp được"):
        move(of(sent), other, by=province_admin, at=LATER)
    enrol(three[:1], other, state=State.SENT, by=province_admin, at=LATER)
    set_state(of(other), State.LEFT, by=province_admin, at=LATER, reason="Bận")
    set_state(of(sent)[:1], State.SENT, by=province_admin, at=LATER)
    with pytest.raises(Refused, match="đã có trong lớp K2: Đinh Văn An"):
        move(of(sent)[:1], other, by=province_admin, at=LATER)


def test_seats_bind_where_people_are_moved_to(sent, province_admin):
    small = class_of("K2", seats=1)
    with pytest.raises(Overfull):
        move(of(sent), small, by=province_admin, at=LATER)
    assert len(move(of(sent), small, by=province_admin, at=LATER, beyond_seats=True)) == 3


def test_what_was_written_by_mistake_goes_and_stays_in_the_history(sent, editor_a):
    assert remove(of(sent), by=editor_a, at=LATER, reason="Ghi nhầm lớp") == 3
    assert not Enrolment.objects.exists()
    last = Enrolment.history.latest("history_date")
    assert (last.history_type, last.history_change_reason) == ("-", "Ghi nhầm lớp")

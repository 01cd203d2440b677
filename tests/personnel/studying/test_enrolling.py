"""Who is put into a class, who is passed over and why, and whose hands people have to be in."""

from datetime import UTC, date, datetime

import pytest

from personnel.keeping.recording import Refused
from personnel.models import Enrolment, Unit
from personnel.studying.enrolling import Aim, enrol, propose
from personnel.studying.seats import Overfull
from personnel.studying.states import set_state
from tests.factories import MOUNTAIN, credential, person, post

from .conftest import class_of

AT = datetime(2027, 3, 2, 8, 30, tzinfo=UTC)
State = Enrolment.State


def put(people, into, by, state=State.SENT, **more):
    return enrol(people, into, state=state, by=by, at=AT, **more)


def test_people_are_put_into_it_with_their_unit_and_title(three, province_admin):
    done = put(three, class_of(), province_admin, reason="QĐ 12")
    assert [e.person for e in done.added] == three
    assert not done.passed_over
    one = Enrolment.objects.get(person=three[0])
    assert (one.state, one.since, one.reason) == ("sent", date(2027, 3, 2), "QĐ 12")
    assert (one.unit, one.title.code) == (Unit.objects.get(code=MOUNTAIN), "VPDU")
    assert (one.course_code, one.kind, one.level) == ("LLCT-TC", "theory", 2)
    assert (one.confirmed_by, one.confirmed_at) == (province_admin, AT)
    (row,) = one.history.all()
    assert (row.history_user, row.history_change_reason) == (
        province_admin, "Được cử vào lớp Trung cấp lý luận chính trị K1",
    )  # fmt: skip


def test_what_a_board_writes_waits_to_be_confirmed(three, editor_a):
    put(three, class_of(), editor_a, State.PROPOSED)
    assert Enrolment.objects.unconfirmed().count() == 3


def test_nobody_of_others_is_put_into_it(three, stranger_of_town, editor_a, school):
    into = class_of(by_school=True)
    with pytest.raises(Refused, match="Lê Văn Xa"):
        put([*three, stranger_of_town], into, editor_a)
    with pytest.raises(Refused, match="ngoài phạm vi|không thuộc phạm vi"):
        put(three, into, school)
    assert not Enrolment.objects.exists()


def test_who_is_in_it_or_holds_the_level_or_is_elsewhere_is_passed_over(three, province_admin):
    into, other = class_of(), class_of("K2")
    put(three[:1], into, province_admin)
    credential(three[1], "theory", 3)
    put(three[2:], other, province_admin, State.STUDYING)
    done = put(three, into, province_admin)
    assert not done.added
    assert [(who.pk, why) for who, why in done.passed_over] == [
        (three[0].pk, "đã có trong lớp (được cử)"),
        (three[1].pk, "đã có Lý luận chính trị: Cao cấp"),
        (three[2].pk, "có tên ở lớp K2 (đang học)"),
    ]


def test_a_credential_awarded_later_or_of_another_language_does_not_count(three, province_admin):
    into = class_of(kind="ethnic_language", level=1, language="Hrê", course_code="")
    credential(three[0], "ethnic_language", 1, language="Co")
    credential(three[1], "ethnic_language", 1, language="Hrê", awarded=date(2027, 6, 1))
    credential(three[2], "ethnic_language", 1)
    done = put(three, into, province_admin)
    assert [e.person for e in done.added] == three[:2]


def test_who_serves_nowhere_on_the_day_is_passed_over(province, province_admin):
    nobody = person(name="Không Chức Danh")
    gone = post(person(name="Đã Nghỉ"), "VPDU", end=date(2027, 3, 1)).person
    why = "không giữ chức danh nào ngày 02/03/2027"
    done = put([nobody, gone], class_of(), province_admin)
    assert done.passed_over == [(nobody, why), (gone, why)]
    assert len(put([gone], class_of("K2"), province_admin, since=date(2027, 3, 1)).added) == 1


def test_a_proposal_without_a_class_gets_one(three, province_admin, editor_a):
    into = class_of()
    propose(three[:2], Aim.of(into), by=editor_a, at=AT)
    set_state(Enrolment.objects.filter(person=three[1]), State.STUDYING, by=editor_a, at=AT)
    done = put(three, into, province_admin)
    assert {e.person for e in done.placed} == set(three[:2])
    found = dict(Enrolment.objects.values_list("person", "state"))
    assert found == {three[0].pk: "sent", three[1].pk: "studying", three[2].pk: "sent"}
    assert set(Enrolment.objects.values_list("training_class", flat=True)) == {into.pk}


def test_proposed_twice_is_passed_over_with_where(three, editor_a):
    aim = Aim("LLCT-TC", "theory", 2)
    propose(three, aim, by=editor_a, at=AT)
    again = propose(three, aim, by=editor_a, at=AT, state=State.STUDYING)
    assert not again.added
    assert {why for _, why in again.passed_over} == {"có tên, chưa xếp lớp (đề cử)"}
    assert Enrolment.objects.count() == 3


def test_of_what_a_board_knows_the_expected_day_is_kept(three, editor_a):
    propose(
        three[:1], Aim("", "professional", 4), by=editor_a, at=AT, state=State.STUDYING,
        expected=date(2028, 12, 31),
    )  # fmt: skip
    assert Enrolment.objects.get().award_day == date(2028, 12, 31)


def test_seats_bind_unless_more_is_said(three, province_admin):
    into = class_of(seats=2)
    with pytest.raises(Overfull, match="3 người cho 2 chỗ"):
        put(three, into, province_admin)
    assert not Enrolment.objects.exists()
    assert len(put(three, into, province_admin, beyond_seats=True).added) == 3


def test_how_full_it_is_is_not_told_to_whoever_sees_some_alone(
    three, stranger_of_town, province_admin, editor_a
):
    into = class_of(seats=1)
    put([stranger_of_town], into, province_admin)
    with pytest.raises(Overfull) as refused:
        put(three[:1], into, editor_a)
    assert str(refused.value) == f"Chưa ghi gì: lớp {into} không đủ chỗ."


def test_who_left_or_was_postponed_leaves_a_seat(three, province_admin):
    into = class_of(seats=1)
    put(three[:1], into, province_admin)
    set_state(Enrolment.objects.all(), State.POSTPONED, by=province_admin, at=AT, reason="Ốm")
    assert len(put(three[1:2], into, province_admin).added) == 1


def test_into_a_class_that_is_over_nobody_is_proposed(three, province_admin):
    over = class_of(starts=date(2025, 1, 1), ends=date(2025, 12, 1))
    with pytest.raises(Refused, match="đã bế giảng ngày 01/12/2025"):
        put(three, over, province_admin, State.PROPOSED)
    assert len(put(three, over, province_admin, State.STUDYING).added) == 3


def test_nobody_begins_with_the_end(three, province_admin):
    with pytest.raises(Refused, match="hoàn thành"):
        put(three, class_of(), province_admin, State.FINISHED)


def test_who_writes_nobody_changes_nothing(three, province_admin):
    into = class_of()
    put(three, into, province_admin)
    before = Enrolment.history.count()
    assert not put(three, into, province_admin).added
    assert Enrolment.history.count() == before

"""Results of a class become credentials as one batch, which is taken back as any other is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from personnel.batches.standing import entries_of
from personnel.batches.undoing import take_back
from personnel.keeping.recording import Refused
from personnel.models import Batch, Credential, Enrolment, Person
from personnel.studying.confirming import remove
from personnel.studying.enrolling import enrol
from personnel.studying.results import Given, Result, outcomes_of, record_results
from personnel.studying.states import set_state
from personnel.words.partial_dates import PartialDate
from tests.factories import credential, person, post

from .conftest import class_of

AT = datetime(2027, 12, 21, 8, 30, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
DAY = PartialDate(2027, 12, 20)
State = Enrolment.State
DONE = Result(State.FINISHED)


@pytest.fixture
def studied(three, province_admin):
    """A class in which three people study."""
    into = class_of(by_school=True)
    enrol(three, into, state=State.STUDYING, by=province_admin, at=AT, since=date(2027, 1, 5))
    return into


def of(training_class):
    return list(Enrolment.objects.filter(training_class=training_class).order_by("person"))


def record(training_class, results, by, **more):
    usual = {"awarded": DAY, "at": LATER}
    return record_results(training_class, results, by=by, **usual | more)


def test_who_finished_has_the_credential_and_who_did_not_says_why(studied, province_admin):
    one, two, three = of(studied)
    results = {
        one: Result(State.FINISHED, number="LL-01"),
        two: Result(State.FAILED, reason="Thi chưa đạt"),
        three: Result(State.FINISHED, awarded=PartialDate(2027, 11)),
    }
    done = record(studied, results, province_admin, institution="Trường tỉnh")
    assert [done.count(s) for s in (State.FINISHED, State.FAILED, State.LEFT)] == [2, 1, 0]
    held = one.person.credentials.get()
    assert (held.kind, held.level, held.number, held.awarded) == (
        "theory", 2, "LL-01", date(2027, 12, 20),
    )  # fmt: skip
    assert held.institution == "Trường tỉnh"
    other = three.person.credentials.get()
    assert (other.awarded, other.awarded_precision) == (date(2027, 11, 30), "month")
    one, two, three = of(studied)
    assert (one.state, one.credential, one.since) == ("finished", held.pk, date(2027, 12, 20))
    assert (two.state, two.reason, two.credential) == ("failed", "Thi chưa đạt", None)
    assert done.batch.kind == Batch.Kind.RESULTS
    assert done.batch.name == (
        "Kết quả lớp Trung cấp lý luận chính trị K1, khai giảng 05/01/2027: "
        "Lý luận chính trị: Trung cấp (20/12/2027)"
    )
    assert done.batch.rows.count() == 2


def test_taking_the_batch_back_lets_them_study_again(studied, province_admin):
    before = {e.pk: (e.state, e.since) for e in of(studied)}
    done = record(studied, dict.fromkeys(of(studied), DONE), province_admin)
    take_back(done.batch, by=province_admin, at=LATER + timedelta(hours=1))
    assert not Credential.objects.exists()
    assert {e.pk: (e.state, e.since) for e in of(studied)} == before
    assert {e.credential for e in of(studied)} == {None}
    rows = of(studied)[0].history.order_by("history_date").values_list("state", flat=True)
    assert list(rows) == ["studying", "finished", "studying"]


def test_one_alone_is_taken_out_of_the_batch(studied, province_admin):
    done = record(studied, dict.fromkeys(of(studied), DONE), province_admin)
    row = done.batch.rows.order_by("person").first()
    take_back(done.batch, by=province_admin, at=LATER, only=[str(row.pk)])
    assert [e.state for e in of(studied)] == ["studying", "finished", "finished"]


def test_nothing_is_taken_back_under_whoever_studies_it_anew(studied, three, province_admin):
    done = record(studied, dict.fromkeys(of(studied), DONE), province_admin)
    again = Enrolment.objects.get(person=three[0])
    again.pk, again.state, again.credential, again.training_class = None, "sent", None, None
    again.save()
    with pytest.raises(Refused, match="Đinh Văn An đang theo một khóa cùng trình độ"):
        take_back(done.batch, by=province_admin, at=LATER)
    assert Credential.objects.count() == 3


def test_who_has_the_very_credential_takes_that_one(studied, three, province_admin):
    held = credential(three[0], "theory", 2, awarded=date(2027, 12, 20), number="cũ")
    done = record(studied, dict.fromkeys(of(studied), DONE), province_admin)
    assert len(done.written) == 2
    assert of(studied)[0].credential == held.pk
    assert three[0].credentials.count() == 1
    take_back(done.batch, by=province_admin, at=LATER)
    assert [e.state for e in of(studied)] == ["finished", "studying", "studying"]
    set_state(of(studied)[:1], State.STUDYING, by=province_admin, at=LATER)
    assert three[0].credentials.get() == held


def test_all_had_it_already_and_nothing_is_a_batch(studied, three, province_admin):
    for who in three:
        credential(who, "theory", 2, awarded=date(2027, 12, 20))
    done = record(studied, dict.fromkeys(of(studied), DONE), province_admin)
    assert (done.batch, Batch.objects.count()) == (None, 0)
    assert {e.state for e in of(studied)} == {"finished"}


def test_one_that_may_be_the_same_is_asked_about_and_taken(studied, three, province_admin):
    year = credential(three[0], "theory", 2, awarded=date(2027, 12, 31), precision="year")
    credential(three[1], "theory", 2, awarded=date(2027, 1, 4))
    undated = credential(three[2], "theory", 2)
    meant = outcomes_of(studied, dict.fromkeys(of(studied), DONE), Given(DAY))
    assert [list(each.alike) for each in meant] == [[year], [], [undated]]
    assert [each.asked for each in meant] == [True, False, True]
    results = dict.fromkeys(of(studied), DONE) | {of(studied)[0]: Result("finished", takes=year.pk)}
    record(studied, results, province_admin)
    assert of(studied)[0].credential == year.pk
    assert [who.credentials.count() for who in three] == [1, 2, 2]


def test_what_was_chosen_and_is_gone_is_told(studied, province_admin):
    results = {of(studied)[0]: Result(State.FINISHED, takes=999_999)}
    with pytest.raises(Refused, match="vừa được sửa hoặc xóa"):
        record(studied, results, province_admin)


@pytest.mark.parametrize(
    ("result", "more", "why"),
    [
        (Result(State.FAILED), {}, "phải ghi lý do"),
        (Result(State.SENT), {}, "không ghi được cử được"),
        (DONE, {"awarded": None}, "chưa có ngày cấp của Đinh Văn An"),
        (DONE, {"awarded": PartialDate(2028, 1, 5)}, "ngày cấp ở tương lai"),
        (DONE, {"awarded": PartialDate(1970)}, "không sau ngày sinh"),
        (DONE, {"awarded": PartialDate(2027, 1, 4)}, r"trước ngày khai giảng \(05/01/2027\)"),
    ],
)
def test_what_is_not_so_is_refused(studied, province_admin, result, more, why):
    with pytest.raises(Refused, match=why):
        record(studied, {of(studied)[0]: result}, province_admin, **more)
    assert not Credential.objects.exists()
    assert {e.state for e in of(studied)} == {"studying"}


def test_without_anybody_nothing_is_written(studied, province_admin):
    with pytest.raises(Refused, match="chưa chọn kết quả"):
        record(studied, {}, province_admin)


def test_of_another_class_or_state_nothing_is_recorded(studied, province_admin):
    with pytest.raises(Refused, match="không còn ở lớp này"):
        record(class_of("K2"), {of(studied)[0]: DONE}, province_admin)
    set_state(of(studied), State.POSTPONED, by=province_admin, at=AT, reason="Ốm")
    with pytest.raises(Refused, match="đang ở trạng thái hoãn"):
        record(studied, {of(studied)[0]: DONE}, province_admin)


def test_two_who_record_at_once_are_told(studied, province_admin):
    shown = {e.pk: e.state for e in of(studied)}
    people = dict.fromkeys(of(studied), DONE)
    record(studied, people, province_admin)
    with pytest.raises(Refused, match="vừa được người khác ghi khác đi"):
        record(studied, people, province_admin, seen=shown)
    assert Credential.objects.count() == 3


def test_a_board_records_its_own_people_and_waits(studied, stranger_of_town, editor_a, editor_b):
    record(studied, dict.fromkeys(of(studied)[:1], DONE), editor_a)
    assert of(studied)[0].confirmed_at is None
    with pytest.raises(Refused, match="ngoài phạm vi"):
        record(studied, dict.fromkeys(of(studied)[1:], DONE), editor_b)


def test_the_school_records_and_takes_back_what_it_wrote(studied, school):
    done = record(studied, dict.fromkeys(of(studied), DONE), school)
    assert of(studied)[0].confirmed_by == school
    assert len(entries_of(done.batch, school).free) == 3
    take_back(done.batch, by=school, at=LATER)
    assert not Credential.objects.exists()
    assert {e.state for e in of(studied)} == {"studying"}


def test_of_others_classes_the_school_sees_no_results(three, province_admin, school):
    other = class_of("Lớp của tỉnh")
    enrol(three, other, state=State.STUDYING, by=province_admin, at=AT)
    done = record(other, dict.fromkeys(of(other), DONE), province_admin)
    assert not entries_of(done.batch, school).rows


def test_what_a_batch_wrote_is_taken_back_there_and_nowhere_else(studied, province_admin):
    record(studied, dict.fromkeys(of(studied), DONE), province_admin)
    with pytest.raises(Refused, match="Hoàn tác ở trang của đợt đó"):
        set_state(of(studied)[:1], State.STUDYING, by=province_admin, at=LATER)
    with pytest.raises(Refused, match="đã hoàn thành: Đinh Văn An"):
        remove(of(studied)[:1], by=province_admin, at=LATER, reason="nhầm")


def test_whose_credential_was_deleted_since_may_study_again(studied, province_admin):
    record(studied, dict.fromkeys(of(studied), DONE), province_admin)
    of(studied)[0].person.credentials.all().delete()
    Batch.objects.all().delete()
    set_state(of(studied)[:1], State.STUDYING, by=province_admin, at=LATER)
    assert (of(studied)[0].state, of(studied)[0].credential) == ("studying", None)


def test_a_record_that_became_another_is_not_written(studied, three, province_admin):
    shown = of(studied)
    other = post(person(name="Đinh Văn Khác"), "VPDU").person
    Enrolment.objects.filter(pk=shown[0].pk).update(person=other)
    with pytest.raises(Refused, match="chuyển hồ sơ"):
        record(studied, {shown[0]: DONE}, province_admin)
    assert Person.objects.filter(credentials__isnull=False).count() == 0


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({"awarded": date(2027, 1, 5)}, True),
        ({"awarded": date(2027, 12, 19)}, True),
        ({"awarded": date(2027, 1, 4)}, False),
        ({"level": 3}, False),
        ({"language": "Anh"}, True),
    ],
)
def test_which_credentials_may_be_the_one(studied, three, facts, asked):
    credential(three[0], **{"kind": "theory", "level": 2} | facts)
    meant = outcomes_of(studied, {of(studied)[0]: DONE}, Given(DAY))
    assert meant[0].asked is asked


def test_of_another_language_it_is_another(three, province_admin):
    into = class_of(kind="foreign_language", level=4, language="Anh", course_code="")
    enrol(three[:1], into, state=State.STUDYING, by=province_admin, at=AT)
    credential(three[0], "foreign_language", 4, language="Pháp", awarded=date(2027, 5, 1))
    assert not outcomes_of(into, {of(into)[0]: DONE}, Given(DAY))[0].asked


def test_where_the_history_tells_nothing_they_study_again(studied, province_admin):
    done = record(studied, dict.fromkeys(of(studied), DONE), province_admin)
    Enrolment.history.exclude(state=State.FINISHED).delete()
    take_back(done.batch, by=province_admin, at=LATER)
    assert {(e.state, e.credential) for e in of(studied)} == {("studying", None)}

"""Where somebody studies is told in their history, and goes with the record wherever it goes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from personnel.actions.deleting import delete_record, fingerprint
from personnel.actions.restoring import restore
from personnel.joining.joining import join
from personnel.joining.plan import Plan
from personnel.joining.undoing import take_apart
from personnel.keeping.history import changes_to
from personnel.keeping.recording import Refused
from personnel.models import Credential, Enrolment, TrainingClass
from personnel.studying.confirming import confirm, remove
from personnel.studying.enrolling import Aim, enrol, propose
from personnel.studying.moving import move
from personnel.studying.results import Result, record_results
from personnel.studying.states import set_state
from personnel.words.partial_dates import PartialDate
from tests.factories import person, post

from .conftest import class_of

AT = datetime(2027, 3, 2, 8, 30, tzinfo=UTC)
STEP = timedelta(hours=1)
NAME = "Lớp Trung cấp lý luận chính trị K1 (Lý luận chính trị: Trung cấp)"


def of(who):
    return Enrolment.objects.filter(person=who)


def told(who, joined=()):
    """What is told of a person's studies, the first first."""
    changes = changes_to(who, joined=joined)[::-1]
    sentences = [s for change in changes for s in change.sentences]
    return [s for s in sentences if "chức danh" not in s and s != "Lập hồ sơ"]


def test_every_step_is_told_with_the_class(three, editor_a, province_admin):
    who, into = three[0], class_of()
    enrol([who], into, state="proposed", by=editor_a, at=AT)
    confirm(of(who), province_admin, AT + STEP)
    set_state(of(who), "postponed", by=editor_a, at=AT + 2 * STEP, reason="Ốm")
    move(of(who), class_of("K2", ends=date(2028, 12, 20)), by=province_admin, at=AT + 3 * STEP)
    remove(of(who), by=editor_a, at=AT + 4 * STEP, reason="Nhầm người")
    assert told(who) == [
        f"{NAME}: đề cử từ 02/03/2027",
        f"{NAME}: xác nhận đề cử",
        f"{NAME}: đề cử → hoãn từ 02/03/2027 (Ốm)",
        "Lớp K2 (Lý luận chính trị: Trung cấp): hoãn → được cử từ 02/03/2027",
        "Lớp K2 (Lý luận chính trị: Trung cấp): Lớp học: Trung cấp lý luận chính trị K1 → K2",
        "Bỏ khỏi danh sách: lớp K2 (Lý luận chính trị: Trung cấp)",
    ]


def test_a_study_without_a_class_is_told_by_what_it_leads_to(three, editor_a):
    propose(three[:1], Aim("", "ethnic_language", 1, "Hrê"), by=editor_a, at=AT, state="studying")
    assert told(three[0])[0].startswith("Học Tiếng dân tộc thiểu số: ")
    assert told(three[0])[0].endswith(", Hrê: đang học từ 02/03/2027")


def columns(rows):
    return list(rows.order_by("pk").values())


def test_a_deleted_record_comes_back_with_its_studies(three, province_admin):
    who = three[0]
    enrol([who], class_of(), state="studying", by=province_admin, at=AT)
    before, number = columns(of(who)), who.pk
    deletion = delete_record(who, "nhầm", seen=fingerprint(who), by=province_admin, at=AT + STEP)
    assert not Enrolment.objects.exists()
    restore(deletion, by=province_admin, at=AT + 2 * STEP)
    assert columns(of(number)) == before


def test_a_study_written_meanwhile_keeps_a_record_from_being_deleted(three, province_admin):
    seen = fingerprint(three[0])
    enrol(three[:1], class_of(), state="studying", by=province_admin, at=AT)
    with pytest.raises(Refused, match="vừa được người khác sửa"):
        delete_record(three[0], "nhầm", seen=seen, by=province_admin, at=AT)


def test_without_its_class_a_record_is_not_put_back(three, province_admin):
    enrol(three[:1], class_of(), state="studying", by=province_admin, at=AT)
    seen = fingerprint(three[0])
    deletion = delete_record(three[0], "nhầm", seen=seen, by=province_admin, at=AT + STEP)
    TrainingClass.objects.all().delete()
    with pytest.raises(Refused, match="lớp học ghi trong hồ sơ không còn"):
        restore(deletion, by=province_admin, at=AT + 2 * STEP)


@pytest.fixture
def twins(province):
    """Two records of one person."""
    return [post(person(name="Đinh Văn Hai"), "TCKT").person for _ in range(2)]


def joined(kept, gone, by, at):
    plan = Plan(kept, gone)
    answers = {one.name: "one" for one in plan.questions}
    return join(kept, gone, answers, seen=plan.seen, by=by, at=at)


def test_studies_move_to_the_record_that_stays_and_back(twins, province_admin):
    kept, gone = twins
    enrol([gone], class_of(), state="studying", by=province_admin, at=AT)
    before, number = columns(Enrolment.objects.all()), gone.pk
    merge = joined(kept, gone, province_admin, AT + STEP)
    assert of(kept).count() == 1
    assert f"Chuyển từ hồ sơ số {number}: l{NAME[1:]}" in told(kept, [number])
    take_apart(merge, by=province_admin, at=AT + 2 * STEP)
    assert columns(Enrolment.objects.all()) == before


def test_a_study_written_since_keeps_them_joined(twins, province_admin):
    kept, gone = twins
    merge = joined(kept, gone, province_admin, AT)
    enrol([kept], class_of(), state="studying", by=province_admin, at=AT + STEP)
    with pytest.raises(Refused, match="đã thay đổi sau khi gộp"):
        take_apart(merge, by=province_admin, at=AT + 2 * STEP)


@pytest.mark.parametrize("in_one_class", [True, False])
def test_who_studies_it_in_both_records_is_settled_first(twins, province_admin, in_one_class):
    kept, gone = twins
    first = class_of()
    enrol([kept], first, state="studying", by=province_admin, at=AT)
    into = first if in_one_class else class_of("K2")
    enrol([gone], into, state="studying", by=province_admin, at=AT)
    with pytest.raises(Refused, match=f"Cả hai hồ sơ có tên học {into}"):
        joined(kept, gone, province_admin, AT + STEP)
    remove(of(gone), by=province_admin, at=AT + STEP, reason="Trùng")
    joined(kept, gone, province_admin, AT + 2 * STEP)


def test_who_finished_by_a_double_has_finished_by_the_row_that_stays(twins, province_admin):
    kept, gone = twins
    into, day = class_of(), PartialDate(2027, 12, 20)
    done = AT + timedelta(days=365)
    enrol([gone], into, state="studying", by=province_admin, at=AT)
    record_results(
        into, {of(gone).get(): Result("finished")}, awarded=day, by=province_admin, at=done
    )
    own = Credential.objects.get().copy_for(kept)
    own.save()
    merge = joined(kept, gone, province_admin, done + STEP)
    assert of(kept).get().credential == own.pk
    take_apart(merge, by=province_admin, at=done + 2 * STEP)
    assert of(gone.pk or merge.joined).get().credential != own.pk

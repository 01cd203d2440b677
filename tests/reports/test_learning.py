"""A person's page: what was studied, what is, and what is still to be learnt by the deadline."""

from datetime import date, datetime

import pytest
import time_machine
from django.utils import timezone

from personnel.kinds import KINDS
from personnel.models import Course, Enrolment, TrainingClass
from reports.needs.of_one import needs_of
from targets.criteria import H2030, criteria_for
from targets.lens import Lens
from targets.needs.enrolled import LiveEnrolments
from targets.needs.needing import Needs
from targets.needs.offers import Offers
from targets.needs.people import read_standings
from targets.needs.studying import after_studies
from targets.sources import LiveSource
from tests.factories import MOUNTAIN, credential, person, post

TODAY = date(2026, 11, 28)
LENS = "horizon=2030"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime(2026, 11, 28, 5), tick=False):
        yield


@pytest.fixture
def shown(viewer_a, client_for, read):
    """Return a function that reads what a person's page tells of learning, as one line."""

    def page(who, lens=LENS):
        text = " ".join(read(client_for(viewer_a), f"/nhan-su/{who.pk}/?{lens}").split())
        return text.partition('id="hoc-tap"')[2].partition("<aside>")[0]

    return page


def serving(title="BT", **facts):
    return post(person(name="Phạm Thị Hạnh", **facts), title, MOUNTAIN).person


def studies(who, kind="theory", level=2, state="studying", **more):
    told = {"since": date(2026, 9, 1), "unit": who.posts.get().unit} | more
    return Enrolment.objects.create(person=who, kind=kind, level=level, state=state, **told)


def a_class(**more):
    told = {
        "name": "Trung cấp LLCT khóa 9", "kind": "theory", "level": 2, "seats": 40,
        "starts": date(2026, 9, 1), "ends": date(2027, 8, 31),
    }  # fmt: skip
    return TrainingClass.objects.create(**told | more)


def test_nobody_studies_where_nothing_is_recorded(small_province, shown):
    assert "Chưa ghi việc đề cử, đi học nào." in shown(serving())


def test_what_is_studied_is_told_with_its_class_and_the_expected_award(small_province, shown):
    who = serving()
    enrolment = studies(who, training_class=a_class(), confirmed_at=timezone.now())
    page = shown(who)
    for told in ("Lý luận chính trị: Trung cấp", "Trung cấp LLCT khóa 9", "Đang học",
                 "01/09/2026", "31/08/2027"):  # fmt: skip
        assert told in page
    assert "chờ xác nhận" not in page
    Enrolment.objects.filter(pk=enrolment.pk).update(confirmed_at=None, training_class=None)
    page = shown(who)
    assert "chờ xác nhận" in page and "chưa xếp lớp" in page and "chưa rõ" in page


def test_what_was_finished_is_told_as_far_as_the_award_is_known(small_province, shown):
    who = serving()
    given = credential(who, "theory", 2, date(2025, 12, 31), "year")
    studies(who, state="finished", credential=given.pk, since=date(2025, 12, 31))
    page = shown(who)
    assert 'data-label="Thời điểm:">2025<' in page and "31/12/2025" not in page
    given.delete()
    assert 'data-label="Thời điểm:">2025<' in shown(who)


def test_why_somebody_came_to_nothing_is_told(small_province, shown):
    who = serving()
    studies(who, state="left", reason="Chuyển công tác")
    page = shown(who)
    assert "Thôi học" in page and "Chuyển công tác" in page and "Dự kiến cấp:" not in page


def test_each_need_has_its_course_and_what_it_closes(small_province, shown):
    who = serving()
    credential(who, "professional", 3)
    credential(who, "theory", 0)
    page = shown(who)
    assert "Đại học chuyên môn" in page and "24 tháng, khai giảng muộn nhất 01/01/2029" in page
    assert "Trung cấp lý luận chính trị" in page and "khóa chưa xác nhận" in page
    Course.objects.update(confirmed=True)
    assert "khóa chưa xác nhận" not in shown(who)


def test_of_a_kind_of_which_nothing_is_recorded_it_is_asked_first(small_province, shown):
    who = serving()
    assert "Chưa có thông tin: cần xác minh trước khi cử" in shown(who)
    for kind in ("professional", "theory", "state_management", "it", "foreign_language",
                 "ethnic_language", "mass_work", "position_update"):  # fmt: skip
        credential(who, kind, 0)
    assert "cần xác minh" not in shown(who)


def test_what_is_studied_in_time_is_no_need_and_too_late_a_busy_one(small_province, shown):
    who = serving()
    credential(who, "theory", 0)
    needed = '<th scope="row">Lý luận chính trị</th>'
    assert needed in shown(who)
    enrolment = studies(who, expected=date(2028, 6, 30))
    assert needed not in shown(who)
    Enrolment.objects.filter(pk=enrolment.pk).update(expected=date(2031, 1, 1))
    assert needed in shown(who) and "không kịp có kết quả trước hạn" in shown(who)


def test_a_course_that_ends_too_late_is_told(small_province, shown):
    who = serving()
    credential(who, "professional", 0)
    Course.objects.filter(kind="professional").update(months=120)
    page = shown(who)
    assert "Không khóa nào kết thúc trước hạn" in page and "✕ Không kịp:" in page


@pytest.mark.parametrize(
    ("title", "facts", "more", "told"),
    [
        ("BT", {"birth": date(1968, 1, 1)}, LENS, "Đến tuổi nghỉ hưu tháng"),
        ("BT", {}, "horizon=2025", "không còn khóa nào kịp. Chọn mốc mục tiêu sau"),
    ],
)
def test_why_nothing_is_to_be_learnt(small_province, shown, title, facts, more, told):
    assert told in shown(serving(title, **facts), more)


def test_whoever_holds_no_title_then_or_holds_everything_needs_nothing(small_province, shown):
    gone = post(person(name="Lê Văn Thôi"), "BT", MOUNTAIN, end=date(2026, 1, 1)).person
    assert "không giữ chức danh nào được tính" in shown(gone)
    who = serving("CTHCCB")
    for kind in KINDS.values():
        credential(who, kind.code, kind.top)
    assert "Không cần học thêm" in shown(who)


def test_the_needs_of_one_are_those_that_everybody_s_study_has(ba_to):
    """By another way: everybody read at once, as the command does."""
    then = LiveSource.of_province(Lens(H2030, H2030.deadline))
    criteria = [c for c in criteria_for(H2030) if c.about_people]
    recorded = read_standings(then, criteria)
    who = recorded.everybody[0].pk
    enrolment = Enrolment.objects.create(
        person_id=who, kind="theory", level=2, state="sent", since=TODAY,
        expected=date(2028, 1, 1), unit=ba_to,
    )  # fmt: skip
    standings, taken = after_studies(recorded, LiveEnrolments().awaited())
    needs = Needs(standings, Offers.read(date(2027, 1, 1), H2030.deadline), taken)
    for one in standings.everybody:
        own = [enrolment] if one.pk == who else []
        told = needs_of(one.pk, own, H2030, TODAY)
        assert [each.need for each in told.needs] == list(needs.of(one))


def test_a_few_queries_tell_it(small_province, django_assert_max_num_queries):
    who = serving()
    with django_assert_max_num_queries(3):
        assert needs_of(who.pk, [], H2030, TODAY).needs

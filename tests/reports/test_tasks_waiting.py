"""What waits for a user: hand-overs, files, fresh doubts; and what the menu marks."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from personnel.models import HandOver, Title, Unit
from reports.periods.answering import approve, send_back
from reports.periods.taking_back import take_back
from reports.tasks_periods import reports_waiting
from reports.tasks_waiting import waiting_tasks
from sheets.models import Upload
from targets.criteria import H2030
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import person, post
from tests.reports.periods.handing import a_period, district_of, hand_in

NOW = datetime(2026, 11, 28, 5, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def waiting(small_province):
    """Return a function that tells what waits for a user, by label."""

    def of(user, unit=None):
        source = LiveSource(Lens(H2030, TODAY, TODAY), unit or district_of(), user)
        return {task.label: task for task in waiting_tasks(user, source, TODAY)}

    return of


def an_upload(by, state, **facts):
    row = Upload.objects.create(by=by, at=NOW, name="a.xlsx", sha256="0" * 64, size=1,
                                state=state, **facts)  # fmt: skip
    row.districts.add(district_of())
    return row


def test_hand_overs_offered_and_asked_for(waiting, editor_a, editor_b, viewer_a):
    here, there = (Unit.objects.communes().kept_by(district_of(code)).first()
                   for code in ("535", "534"))  # fmt: skip
    facts = {"title": Title.objects.first(), "day": TODAY, "asked_at": NOW}
    for _ in range(2):
        HandOver.objects.create(
            person=person(), giver=district_of("534"), unit=here, state="waiting", **facts
        )
    HandOver.objects.create(
        person=person(), giver=district_of(), unit=there, state="asked", requested_at=NOW, **facts
    )
    found = waiting(editor_a)
    assert found["Quyết định tiếp nhận người chuyển đến"].amount == "2 người"
    assert found["Trả lời đề nghị bàn giao hồ sơ"].amount == "1 hồ sơ"
    assert {task.url for task in found.values()} == {"/ban-giao/"}
    assert waiting(editor_b) == {} and waiting(viewer_a) == {}


def test_files_to_confirm_and_files_undone_this_week(waiting, editor_a, editor_b, viewer_a):
    one = an_upload(editor_a, "read")
    moment = {"written_at": NOW - timedelta(days=30)}
    old = an_upload(editor_a, "undone", undone_at=NOW - timedelta(days=8), **moment)
    assert set(waiting(editor_a)) == {"Xác nhận tệp Excel đã đọc"}
    found = waiting(editor_a)["Xác nhận tệp Excel đã đọc"]
    assert (found.amount, found.url) == ("1 tệp", f"/nhap-tep/{one.pk}/")
    Upload.objects.filter(pk=old.pk).update(undone_at=NOW - timedelta(days=6))
    an_upload(editor_a, "read")
    found = waiting(editor_a)
    assert found["Xác nhận tệp Excel đã đọc"].amount == "2 tệp"
    assert found["Xem lại tệp đã hoàn tác trong 7 ngày qua"].amount == "1 tệp"
    assert waiting(editor_b) == {} and waiting(viewer_a) == {}


def test_doubts_of_records_written_this_week(waiting, viewer_a, client_for, length_of):
    with time_machine.travel(NOW - timedelta(days=8)):
        post(person(name="Lê Cũ", birth=date(1940, 1, 1)), "BT")
    with time_machine.travel(NOW):
        assert waiting(viewer_a) == {}
        post(person(name="Lê Mới", birth=date(1941, 1, 1)), "PCTUBND")
        post(person(name="Lê Trẻ", birth=date(1990, 1, 1), ethnicity="Hrê"), "VHXH")
        (task,) = waiting(viewer_a).values()
        assert task.amount == "1 người"
        client = client_for(viewer_a)
        assert length_of(client, task.url) == 1
        assert "Lê Mới" in client.get(task.url).content.decode()


def test_each_asks_few_queries(waiting, editor_a, django_assert_max_num_queries):
    district = district_of()
    with django_assert_max_num_queries(6):
        waiting(editor_a, district)


def test_the_menu_marks_reports(
    small_province, editor_a, province_admin, province_viewer, viewer_a, client_for,
    django_assert_num_queries,
):  # fmt: skip
    period = a_period(day=date(2025, 12, 31))
    day, both = date(2026, 1, 5), (editor_a, province_admin)

    def marks():
        return [reports_waiting(user, day) for user in both]

    assert marks() == [1, 0] and reports_waiting(editor_a, date(2025, 12, 30)) == 0
    kept = hand_in(period, district_of(), editor_a)
    assert marks() == [0, 1]
    take_back(kept, by=editor_a, at=timezone.now())
    assert marks() == [1, 0]
    send_back(hand_in(period, district_of(), editor_a), "Sai", by=province_admin, at=NOW)
    assert marks() == [1, 0]
    told = client_for(editor_a).get("/bao-cao/").content.decode()
    assert 'class="count">1<span class="sr"> báo cáo chờ xử lý</span>' in told
    approve(hand_in(period, district_of(), editor_a), by=province_admin, at=NOW)
    assert marks() == [0, 0]
    assert reports_waiting(viewer_a, day) == reports_waiting(province_viewer, day) == 0
    for _ in ("written", "kept"):
        with django_assert_num_queries(1):
            reports_waiting(editor_a, day)


def test_the_menu_marks_reports_by_the_rights_of_now(small_province, editor_a):
    """The statement that is kept is kept for rights, never for whoever had them."""
    a_period(day=date(2025, 12, 31))
    day, ba_to, duc_pho = date(2026, 1, 5), district_of("535"), district_of("534")

    def marked():
        return reports_waiting(User.objects.get(pk=editor_a.pk), day)

    assert marked() == marked() == 1
    editor_a.grants.create(role="district_editor", unit=duc_pho)
    assert marked() == 2
    editor_a.grants.filter(unit=ba_to).delete()
    assert marked() == 1
    editor_a.grants.all().delete()
    assert marked() == 0

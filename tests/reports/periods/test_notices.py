"""Who is told by e-mail of what, and when."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse

from personnel.keeping.recording import Refused
from reports.periods.answering import approve, send_back
from reports.periods.notices import notify_approved
from reports.periods.opening import open_period
from tests.reports.periods.handing import DAY, DUE, LATER, NOON, a_user, hand_in

PAST_DUE = datetime(2026, 1, 20, 5, 0, tzinfo=UTC)


@pytest.fixture
def people(province):
    """Users with and without an address, here and elsewhere, in and out of office."""
    a_user("sua", ("district_editor", "535"), email="sua@ba-to.example")
    a_user("xem", ("district_viewer", "535"), email="xem@ba-to.example")
    a_user("khac", ("district_editor", "534"), email="khac@duc-pho.example")
    a_user("khong-thu", ("district_editor", "535"))
    a_user("tinh", ("province_viewer",), email="tinh@example.test")
    gone = a_user("nghi", ("district_editor", "535"), email="nghi@ba-to.example")
    gone.is_active = False
    gone.save()
    ended = a_user("het-quyen", ("district_editor", "535"), email="het@ba-to.example")
    ended.grants.update(valid_to=DAY)


def recipients():
    assert all(len(message.to) == 1 and not message.cc for message in mail.outbox)
    return sorted(address for message in mail.outbox for address in message.to)


def test_an_opened_period_is_told_to_every_district(
    people, province_admin, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        open_period("Báo cáo năm 2025", DAY, "2025", DUE, by=province_admin, at=NOON)
        assert mail.outbox == []
    assert len(callbacks) == 1
    assert recipients() == ["khac@duc-pho.example", "sua@ba-to.example", "xem@ba-to.example"]
    first = mail.outbox[0]
    assert first.subject == "Mở kỳ báo cáo: Báo cáo năm 2025"
    assert "Hạn nộp: 15/01/2026" in first.body
    assert "số liệu ngày 31/12/2025" in first.body


def test_an_answer_is_told_to_the_district_with_its_reason(
    people, period, district, province_admin, django_capture_on_commit_callbacks
):
    submission = hand_in(period, district, province_admin)
    with django_capture_on_commit_callbacks(execute=True):
        send_back(submission, "Thiếu Xã Ba Tô.", by=province_admin, at=LATER)
    assert recipients() == ["sua@ba-to.example", "xem@ba-to.example"]
    assert "Lý do: Thiếu Xã Ba Tô." in mail.outbox[0].body
    mail.outbox.clear()
    again = hand_in(period, district, province_admin)
    with django_capture_on_commit_callbacks(execute=True):
        approve(again, by=province_admin, at=LATER)
    assert recipients() == ["sua@ba-to.example", "xem@ba-to.example"]
    assert "Báo cáo lần 2 của Huyện Ba Tơ" in mail.outbox[0].body
    assert "đã được duyệt" in mail.outbox[0].body


def test_a_page_says_how_many_were_told_and_when_nobody_was(
    people, period, district, province_admin, client_for
):
    client, facts = client_for(province_admin), {"day": "31/12/2024", "horizon": "2025"}
    facts |= {"name": "Báo cáo khác", "due": "15/01/2025"}
    opened = client.post(reverse("period-open"), facts, follow=True).content.decode()
    assert "Thư báo gửi tới 3 địa chỉ thư điện tử." in opened
    url = reverse("submission-answer", args=[hand_in(period, district, province_admin).pk])
    get_user_model().objects.update(email="")
    answered = client.post(url, {"do": "approve"}, follow=True).content.decode()
    assert "Không có thư báo: chưa người dùng nào của đơn vị có địa chỉ" in answered


def test_what_is_refused_is_not_told(
    people, period, district, province_admin, django_capture_on_commit_callbacks
):
    submission = hand_in(period, district, province_admin)
    approve(submission, by=province_admin, at=LATER)
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        for answer in (approve, send_back):
            with pytest.raises(Refused):
                answer(submission, "Muộn", by=province_admin, at=LATER)
    assert callbacks == []


def test_a_mail_server_that_fails_undoes_nothing(
    people, province_admin, monkeypatch, django_capture_on_commit_callbacks
):
    def fail(*args, **kwargs):
        raise OSError

    monkeypatch.setattr("reports.periods.notices.mail.get_connection", fail)
    with django_capture_on_commit_callbacks(execute=True):
        period = open_period("Báo cáo", DAY, "2025", DUE, by=province_admin, at=NOON)
    period.refresh_from_db()


@pytest.mark.parametrize(
    ("handed_in", "told"),
    [
        (NOON, "Lần nộp đầu đúng hạn nên nộp lại không bị ghi là nộp muộn."),
        (PAST_DUE, "Hạn nộp: 15/01/2026 (đã qua). Báo cáo đã được ghi: nộp muộn, ngày 20/01/2026."),
    ],
)
def test_what_is_sent_back_after_the_due_day_says_whether_it_was_late(
    people, period, district, province_admin, django_capture_on_commit_callbacks, handed_in, told
):
    submission = hand_in(period, district, province_admin, at=handed_in)
    with django_capture_on_commit_callbacks(execute=True):
        send_back(submission, "Thiếu Xã Ba Tô.", by=province_admin, at=PAST_DUE)
    assert told in mail.outbox[0].body


def test_a_name_of_several_lines_is_one_line_of_a_letter_s_head(
    people, period, district, province_admin, django_capture_on_commit_callbacks
):
    """No form takes such a name; a letter's head could hold more addresses by it."""
    submission = hand_in(period, district, province_admin)
    submission.period.name = "Báo cáo\r\nBcc: ai-do@example.test"
    with django_capture_on_commit_callbacks(execute=True):
        notify_approved(submission, LATER)
    assert recipients() == ["sua@ba-to.example", "xem@ba-to.example"]
    head = mail.outbox[0].message()
    assert head["Bcc"] is None and "\n" not in mail.outbox[0].subject

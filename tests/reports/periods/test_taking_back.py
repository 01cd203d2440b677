"""A board takes back a report that waits: nothing of it counts, all of it stays."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.urls import reverse

from personnel.keeping.recording import Refused
from reports.models import Submission
from reports.periods.answering import approve, send_back
from reports.periods.districts import progress
from reports.periods.hashing import verify
from reports.periods.summary import Summary
from reports.periods.taking_back import take_back
from tests.racing import at_once, overtaken
from tests.reports.periods.handing import DUE, LATER, NOON, a_user, hand_in

State = Submission.State
TOO_LATE = datetime(2026, 1, 20, 5, 0, tzinfo=UTC)


def own(period, user):
    (found,) = (each for each in progress(period, user) if each.versions)
    return found


def test_it_stays_as_it_was_and_the_numbers_go_on(period, district, editor_a):
    first = take_back(hand_in(period, district, editor_a), by=editor_a, at=LATER)
    assert (first.state, first.withdrawn_by, first.withdrawn_at) == (
        State.WITHDRAWN, editor_a, LATER,
    )  # fmt: skip
    assert verify(first) and first.standings.count() == 5
    found = own(period, editor_a)
    assert (found.latest, found.withdrawn, found.label) == (None, first, "Chưa nộp")
    assert found in Summary.of(period, [found], DUE).silent and found.may_submit(editor_a)
    assert hand_in(period, district, editor_a, LATER).version == 2
    assert own(period, editor_a).withdrawn is None


def test_the_one_before_counts_again_and_its_reason_is_still_to_be_replied_to(
    period, district, editor_a, province_admin
):
    returned = hand_in(period, district, editor_a)
    send_back(returned, "Thiếu xã.", by=province_admin, at=LATER)
    take_back(hand_in(period, district, editor_a), by=editor_a, at=LATER)
    assert own(period, editor_a).returned == returned
    third = hand_in(period, district, editor_a)
    assert (third.version, third.reply) == (3, "Đã bổ sung.")
    approve(third, by=province_admin, at=LATER)
    take_back(hand_in(period, district, editor_a), by=editor_a, at=LATER)
    assert own(period, editor_a).latest == own(period, editor_a).counted == third


def test_nobody_is_in_time_by_a_report_taken_back(period, district, editor_a):
    take_back(hand_in(period, district, editor_a, NOON), by=editor_a, at=TOO_LATE)
    assert own(period, editor_a).punctuality is None
    hand_in(period, district, editor_a, TOO_LATE)
    assert own(period, editor_a).punctuality.is_late


@pytest.mark.parametrize("who", ["province_viewer", "viewer_a", "editor_b", "stranger"])
def test_who_may_not(who, period, district, editor_a, request):
    waiting = hand_in(period, district, editor_a)
    with pytest.raises(Refused, match="ngoài phạm vi"):
        take_back(waiting, by=request.getfixturevalue(who), at=LATER)
    assert Submission.objects.get().waits


def test_not_once_it_is_answered_nor_twice(period, district, editor_a, province_admin):
    kept = hand_in(period, district, editor_a)
    approve(kept, by=province_admin, at=LATER)
    with pytest.raises(Refused, match="đã được tỉnh trả lời"):
        take_back(kept, by=editor_a, at=LATER)
    again = hand_in(period, district, editor_a)
    take_back(again, by=editor_a, at=LATER)
    with pytest.raises(Refused, match="đã rút trước đó"):
        take_back(again, by=editor_a, at=LATER)
    with pytest.raises(Refused, match="đơn vị đã rút"):
        approve(again, by=province_admin, at=LATER)


def test_the_province_is_told(period, district, editor_a, django_capture_on_commit_callbacks):
    a_user("tinh", ("province_viewer",), email="tinh@example.test")
    a_user("huyen", ("district_editor", "535"), email="huyen@example.test")
    waiting = hand_in(period, district, editor_a)
    with django_capture_on_commit_callbacks(execute=True):
        take_back(waiting, by=editor_a, at=LATER)
    (letter,) = mail.outbox
    assert letter.to == ["tinh@example.test"]
    assert "Huyện Ba Tơ đã rút báo cáo lần 1" in letter.body


def test_the_page_offers_it_and_tells(period, district, editor_a, viewer_a, client_for):
    waiting = hand_in(period, district, editor_a)
    page, url = (reverse(name, args=[waiting.pk]) for name in ("submission", "submission-withdraw"))
    assert "Rút báo cáo lần 1" not in client_for(viewer_a).get(page).content.decode()
    board = client_for(editor_a)
    assert "Rút báo cáo lần 1" in board.get(page).content.decode()
    told = board.post(url, follow=True).content.decode()
    assert "Đã rút báo cáo lần 1" in told and "không được tính" in told
    assert board.post(url).status_code == 409


@pytest.mark.usefixtures("reachable")
class TestAgainstTheProvince:
    """On connections of their own."""

    @pytest.fixture
    def waiting(self, reachable, period, district, editor_a):
        return hand_in(period, district, editor_a)

    def test_approved_just_before_it_is_not_taken_back(self, waiting, editor_a, province_admin):
        def answer():
            approve(waiting, by=province_admin, at=LATER)

        with pytest.raises(Refused, match="đã được tỉnh trả lời"), overtaken(answer):
            take_back(waiting, by=editor_a, at=LATER)
        assert Submission.objects.get().state == State.APPROVED

    def test_of_both_at_once_one_is_refused(self, waiting, editor_a, province_admin):
        def trying(deed, by):
            def run():
                try:
                    return deed(waiting, by=by, at=LATER).state
                except Refused:
                    return None

            return run

        done = at_once(trying(approve, province_admin), trying(take_back, editor_a))
        assert done.count(None) == 1
        assert Submission.objects.get().state == next(filter(None, done))

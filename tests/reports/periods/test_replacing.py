"""Correcting what is sealed: a period that replaces another, and what becomes of that one."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from personnel.keeping.recording import Refused
from reports.models import Period
from reports.periods.opening import open_replacement, withdraw_period
from reports.periods.sealing import missing_of, seal
from tests import cast
from tests.factories import five_of_ba_to, leave_few_units
from tests.reports.periods.handing import (
    DUE,
    LATER,
    a_period,
    a_user,
    approved,
    district_of,
    hand_in,
    seal_is_whole,
)

REASON = "Thay thế Báo cáo số 12-BC/BTCTU: ghi nhầm trình độ."
DAY_AFTER = LATER + timedelta(days=1)


def close(period, district, by, admin, at=LATER):
    kept = approved(period, district, by, admin)
    return seal(period, [unit.code for unit in missing_of(period, [kept])], by=admin, at=at)


@pytest.fixture(scope="module")
def standing(in_the_module):
    """The period that is sealed with the report of Ba Tơ's five."""
    with in_the_module():
        leave_few_units()
        five_of_ba_to()
        return close(a_period(), district_of(), cast.editor_a(), cast.province_admin()).pk


@pytest.fixture
def sealed(standing, province):
    return Period.objects.get(pk=standing)


@pytest.fixture
def district(sealed):
    return district_of()


@pytest.fixture
def replace(province_admin):
    def opened(sealed, name="Báo cáo lại", reason=REASON):
        return open_replacement(sealed, name, DUE, reason, by=province_admin, at=DAY_AFTER)

    return opened


def in_effect(at=None):
    return [period.name for period in Period.objects.in_effect(at).order_by("pk")]


def test_it_is_of_the_same_day_and_horizon_and_says_why(sealed, replace):
    opened = Period.objects.get(pk=replace(sealed).pk)
    assert (opened.day, opened.horizon, opened.due) == (sealed.day, sealed.horizon, DUE)
    assert (opened.replaces, opened.replacement_reason) == (sealed, REASON)
    assert not opened.is_sealed


@pytest.mark.parametrize("who", ["province_viewer", "editor_a", "viewer_a", "stranger"])
def test_nobody_but_an_administrator_replaces(who, sealed, request):
    user = request.getfixturevalue(who)
    with pytest.raises(Refused, match="quản trị cấp tỉnh"):
        open_replacement(sealed, "Lại", DUE, REASON, by=user, at=DAY_AFTER)


def test_what_cannot_be_replaced(sealed, replace):
    for reason in (" ", "x" * 501):
        with pytest.raises(Refused, match="lý do thay thế"):
            replace(sealed, reason=reason)
    with pytest.raises(Refused, match="chưa khóa"):
        replace(a_period("Đang mở", horizon="2030"))
    with pytest.raises(Refused, match="mang tên này"):
        replace(sealed, name=sealed.name)
    assert Period.objects.count() == 2


def test_one_at_a_time(sealed, replace):
    """The database refuses the second, whoever of two administrators comes first."""
    replace(sealed)
    with pytest.raises(Refused, match="đã có kỳ thay thế"):
        replace(sealed, name="Lần nữa")
    with pytest.raises(Refused, match="chưa khóa"):
        replace(Period.objects.get(name="Báo cáo lại"), name="Lần nữa")


def test_it_stands_in_the_others_place_once_it_is_sealed(
    sealed, replace, district, editor_a, province_admin
):
    opened = replace(sealed)
    assert in_effect() == [sealed.name] and sealed.replacement == opened
    assert Period.objects.get(pk=sealed.pk).replaced_by is None
    close(opened, district, editor_a, province_admin, at=DAY_AFTER)
    assert in_effect() == ["Báo cáo lại"]
    assert Period.objects.get(pk=sealed.pk).replaced_by == opened
    # As it was before that seal.
    assert in_effect(LATER) == [sealed.name, "Báo cáo lại"]


def test_a_replacement_is_replaced_again(sealed, replace, district, editor_a, province_admin):
    second = close(replace(sealed), district, editor_a, province_admin, at=DAY_AFTER)
    third = replace(second, "Lần ba")
    assert in_effect() == ["Báo cáo lại"]
    with pytest.raises(Refused, match="đã có kỳ thay thế"):
        replace(sealed, "Vượt bậc")
    close(third, district, editor_a, province_admin, at=DAY_AFTER + timedelta(days=1))
    assert in_effect() == ["Lần ba"]


def test_withdrawn_it_leaves_the_other_in_effect(sealed, replace, province_admin):
    withdraw_period(replace(sealed), seen="", by=province_admin, at=DAY_AFTER)
    fresh = Period.objects.get(pk=sealed.pk)
    assert fresh.replacement is None and in_effect() == [sealed.name]
    assert replace(fresh).replaces == sealed


def test_once_a_district_reported_in_it_it_stays(sealed, replace, district, province_admin):
    opened = replace(sealed)
    hand_in(opened, district, province_admin)
    with pytest.raises(Refused, match="đã có đơn vị nộp"):
        withdraw_period(opened, seen="", by=province_admin, at=DAY_AFTER)
    assert in_effect() == [sealed.name]


def test_what_it_replaces_and_why_are_sealed(sealed, replace, district, editor_a, province_admin):
    opened = close(replace(sealed), district, editor_a, province_admin, at=DAY_AFTER)
    for facts in ({"replacement_reason": "Khác"}, {"replaces": opened}):
        fresh = Period.objects.get(pk=opened.pk)
        assert seal_is_whole(fresh)
        for name, value in facts.items():
            setattr(fresh, name, value)
        assert not seal_is_whole(fresh), facts
    assert seal_is_whole(Period.objects.get(pk=sealed.pk))


def test_the_boards_are_told_what_is_replaced_and_why(
    sealed, province_admin, django_capture_on_commit_callbacks
):
    a_user("sua", ("district_editor", "535"), email="sua@ba-to.example")
    with django_capture_on_commit_callbacks(execute=True):
        open_replacement(sealed, "Lại", DUE, REASON, by=province_admin, at=DAY_AFTER)
    (letter,) = mail.outbox
    assert "thay thế kỳ “Báo cáo năm 2025” đã khóa" in letter.body and REASON in letter.body


def test_from_the_page_of_the_sealed_one(
    sealed, district, editor_a, province_admin, province_viewer, client_for, read
):
    admin, viewer, board = (client_for(u) for u in (province_admin, province_viewer, editor_a))
    page, form = (reverse(name, args=[sealed.pk]) for name in ("period", "period-replace"))
    assert "Mở kỳ thay thế…" in read(admin, page) and "Mở kỳ thay thế…" not in read(viewer, page)
    assert 'value="Báo cáo năm 2025 (thay thế)"' in read(admin, form)
    sent = {"name": "Báo cáo lại", "due": "20/12/2026", "reason": REASON}
    silent = admin.post(form, sent | {"reason": ""})
    assert silent.status_code == 409 and "nêu lý do thay thế" in silent.content.decode()
    opened = admin.post(form, sent, follow=True).content.decode()
    assert "Đã mở Báo cáo lại, thay thế Báo cáo năm 2025." in opened and REASON in opened
    again = admin.post(form, sent | {"name": "Nữa"})
    assert again.status_code == 409 and "đã có kỳ thay thế" in again.content.decode()
    own = reverse("report", args=[sealed.pk, "535"])
    for client, url in ((admin, page), (board, own)):
        shown = read(client, url)
        assert "Đang được thay thế" in shown and REASON in shown
        assert "Mở kỳ thay thế…" not in shown
    assert "đang được thay thế" in read(admin, reverse("periods"))
    replacing = Period.objects.get(name="Báo cáo lại")
    assert "Kỳ thay thế" in read(board, reverse("report", args=[replacing.pk, "535"]))
    close(replacing, district, editor_a, province_admin, at=DAY_AFTER)
    listed = read(admin, reverse("periods"))
    assert "Đã được thay thế" in listed and "thay thế: Báo cáo năm 2025" in listed
    submission = sealed.submissions.get()
    for client, url in (
        (admin, page),
        (board, own),
        (board, reverse("submission", args=[submission.pk])),
        (board, reverse("period-people", args=[sealed.pk])),
    ):
        shown = read(client, url)
        assert "Đã được thay thế" in shown and "Báo cáo lại" in shown and REASON in shown
    assert "Đã thay thế" in read(admin, reverse("period", args=[replacing.pk]))
    assert 'value="Báo cáo năm 2025 (thay thế lần 2)"' in read(
        admin, reverse("period-replace", args=[replacing.pk])
    )

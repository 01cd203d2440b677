"""A person's page: schooling, retirement, and what was changed."""

from datetime import date

import pytest
from django.utils import timezone

from personnel.keeping.recording import recording
from tests.factories import MOUNTAIN, credential, person, post

LENS = "horizon=2030&as_of=2025-12-31"


@pytest.fixture
def shown(viewer_a, client_for, read):
    """Return a function that reads a person's page as one line of text."""

    def page(who, more=""):
        return " ".join(read(client_for(viewer_a), f"/nhan-su/{who.pk}/{more}?{LENS}").split())

    return page


def serving(title="BT", **facts):
    return post(person(name="Phạm Thị Hạnh", **facts), title, MOUNTAIN).person


def test_schooling_is_told_where_it_is_recorded(province, shown):
    who = serving()
    assert "<dt>Học vấn</dt>" not in shown(who)
    credential(who, "general_education", 2)
    credential(who, "general_education", 3)
    assert "<dt>Học vấn</dt> <dd>Trung học phổ thông</dd>" in shown(who)


def test_the_month_of_retirement_by_the_decree(province, shown):
    """A woman born in March 1987 leaves at sixty, in March 2047."""
    who = serving(sex="female", birth=date(1987, 3, 14))
    assert "<dt>Dự kiến nghỉ hưu</dt> <dd>03/2047</dd>" in shown(who)


def test_the_head_of_the_veterans_has_none(province, shown):
    who = serving("CTHCCB", birth=date(1950, 1, 1))
    post(who, "UVBCH", MOUNTAIN)
    assert "<dt>Dự kiến nghỉ hưu</dt> <dd>không áp dụng</dd>" in shown(who)


def test_who_has_left_office_is_not_expected_to_retire(province, shown):
    who = post(person(), "BT", MOUNTAIN, end=date(2025, 12, 30)).person
    assert "Dự kiến nghỉ hưu" not in shown(who)


def test_every_change_is_a_link_away_and_paged(province, editor_a, shown, viewer_a, client_for):
    who = serving()
    for number in range(35):
        with recording(by=editor_a, at=timezone.now(), reason="Nhập trực tiếp") as scribe:
            scribe.change(scribe.hold(who), note=f"lần {number}")
    assert f'<a href="/nhan-su/{who.pk}/thay-doi/">Xem tất cả thay đổi</a>' in shown(who)
    first = shown(who, "thay-doi/")
    assert "Ghi chú: lần 33 → lần 34" in first and "Trang 1/2" in first
    last = client_for(viewer_a).get(f"/nhan-su/{who.pk}/thay-doi/?page=2").content.decode()
    assert "Lập hồ sơ" in last and str(editor_a) in last and "lần 34" not in last
    assert client_for(viewer_a).get(f"/nhan-su/{who.pk}/thay-doi/?page=x").status_code == 200


def test_a_record_loaded_without_history_says_so(province, shown):
    who = serving()
    for model in (type(who), type(who.posts.get())):
        model.history.all().delete()
    assert "Hồ sơ nạp ban đầu không kèm lịch sử" in shown(who, "thay-doi/")

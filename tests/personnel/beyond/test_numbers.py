"""A number of somebody else's record: told at a pace, kept whether it is anybody's or not."""

from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from personnel.beyond.numbers import NotChecked, ask_about
from personnel.keeping.pacing import AN_HOUR, WINDOW
from personnel.models import Disclosure, HandOver, Person, Title, Unit
from tests.factories import LOWLAND, person, post
from tests.forms import fields_of

from .conftest import CCCD

ADD, ASK = "/nhan-su/them/", "/ban-giao/de-nghi/"
NOBODYS = "051185991234"


@pytest.fixture
def typed(client_for, editor_b):
    """Return a function by which Đức Phổ types a number into the form of a new record."""

    def send(cccd, path=ADD, user=editor_b):
        client = client_for(user)
        return unescape(
            client.post(path, fields_of(client.get(path)) | {"cccd": cccd}).content.decode()
        )

    return send


def test_the_form_tells_whose_board_it_is_and_keeps_that_it_did(hanh, typed, editor_b, kept):
    assert "do Huyện Ba Tơ quản lý" in typed(CCCD)
    said = "••••••••1234: có hồ sơ, do Huyện Ba Tơ quản lý"
    assert kept("askd") == [(editor_b.pk, hanh.pk, 1, said)]


def test_that_it_is_nobodys_is_an_answer_too(hanh, typed, editor_b, kept):
    assert "đã ghi cho hồ sơ" not in typed(NOBODYS)
    assert kept("askd") == [(editor_b.pk, None, 0, "••••••••1234: không có hồ sơ nào")]


def test_neither_the_number_nor_what_gives_it_away_is_kept(hanh, typed):
    typed(CCCD)
    row = Disclosure.objects.get(kind="askd")
    assert CCCD not in str(vars(row)) and len(row.digest) == 16


def test_the_same_number_within_the_hour_counts_once(hanh, typed, editor_b, kept):
    for _ in range(3):
        typed(CCCD)
    typed("0511 8500 1234")
    assert len(kept("askd")) == 1
    later = timezone.now() + WINDOW
    ask_about(CCCD, by=editor_b, at=later)
    assert len(kept("askd")) == 2


def test_ones_own_records_and_the_province_ask_freely(hanh, editor_a, province_admin, typed, kept):
    assert "hồ sơ Phạm Thị Hạnh" in typed(CCCD, user=editor_a)
    assert "hồ sơ Phạm Thị Hạnh" in typed(CCCD, user=province_admin)
    typed(NOBODYS, user=province_admin)
    assert kept("askd") == []


def test_beyond_the_pace_nothing_is_told_kept_or_written(hanh, typed, slow, editor_b, kept):
    slow(2)
    for number in ("051185000001", "051185000002"):
        typed(number)
    oldest = Disclosure.objects.filter(kind="askd").earliest("at").at
    again = timezone.localtime(oldest + WINDOW)
    for number in (CCCD, NOBODYS):
        page = typed(number)
        assert f"Kiểm tra lại được từ {again:%H:%M ngày %d/%m/%Y}" in page
        assert "Huyện Ba Tơ" not in page
    assert "Chưa kiểm tra" not in typed("051185000002")
    assert len(kept("askd")) == 2 and Person.objects.count() == 1
    with pytest.raises(NotChecked):
        ask_about(CCCD, by=editor_b, at=oldest + WINDOW - timedelta(seconds=1))
    assert ask_about(CCCD, by=editor_b, at=oldest + WINDOW).person == hanh


def test_a_hundred_new_people_an_hour_pass(small_province, editor_b, kept):
    for number in range(100):
        assert ask_about(f"051185{number:06}", by=editor_b, at=timezone.now()) is None
    assert len(kept("askd")) == 100 < AN_HOUR[Disclosure.Kind.ASKED]


def test_what_an_edit_that_is_not_written_asked_is_kept(hanh, typed, editor_b, kept):
    """The transaction of the record is taken back; that the number was asked about is not."""
    own = post(person(name="Lê Văn Phổ"), "BT", LOWLAND).person

    Unit.objects.filter(code=LOWLAND).update(parent=Unit.objects.get(code="534"))
    page = typed(CCCD, f"/nhan-su/{own.pk}/sua/")
    assert "do Huyện Ba Tơ quản lý" in page
    assert [row[1] for row in kept("askd")] == [hanh.pk]
    own.refresh_from_db()
    assert own.cccd == ""


def test_a_number_left_as_it_is_is_no_question(hanh, typed, editor_a, kept):
    typed(CCCD, f"/nhan-su/{hanh.pk}/sua/", editor_a)
    assert kept("askd") == []


def test_asking_a_board_for_a_record_is_the_same_question(hanh, client_for, editor_b, slow, kept):

    Unit.objects.filter(code=LOWLAND).update(parent=Unit.objects.get(code="534"))
    place = {
        "unit": Unit.objects.get(code=LOWLAND).pk, "title": Title.objects.get(code="PBT").pk,
        "since": "01/03/2024", "do": "send",
    }  # fmt: skip
    client = client_for(editor_b)
    page = unescape(client.post(ASK, place | {"cccd": NOBODYS}).content.decode())
    assert "Không có hồ sơ nào mang số CCCD này" in page and len(kept("askd")) == 1
    slow(1)
    answer = client.post(ASK, place | {"cccd": CCCD})
    page = unescape(answer.content.decode())
    assert answer.status_code == 409 and "Chưa kiểm tra số CCCD này" in page
    assert not HandOver.objects.exists() and len(kept("askd")) == 1
    slow(2)
    assert client.post(ASK, place | {"cccd": CCCD}).status_code == 302
    assert [row[1] for row in kept("askd")] == [None, hanh.pk]


def test_the_record_shows_administrators_who_asked(hanh, typed, province_admin, client_for):
    typed(CCCD)
    page = client_for(province_admin).get(f"/nhan-su/{hanh.pk}/").content.decode()
    assert "Hỏi số CCCD ngoài phạm vi" in page.split("Ai đã xem")[1]

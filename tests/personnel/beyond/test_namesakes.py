"""Whether another board keeps the same name and birth date: told at a pace, and kept."""

from html import unescape

import pytest
from django.utils import timezone

from personnel.beyond.namesakes import ask_for_namesakes
from personnel.models import Confirmation, Disclosure, Person, Title, Unit
from tests.factories import MOUNTAIN, person, post
from tests.forms import fields_of, press_again

ADD, PREVIEW = "/nhan-su/them/", "/nhan-su/doi-chieu/"
ELSEWHERE = "Có hồ sơ cùng họ tên và ngày sinh ở đơn vị khác trong tỉnh"
UNCHECKED = "Chưa kiểm tra trùng họ tên và ngày sinh với hồ sơ ở đơn vị khác"


@pytest.fixture
def pho(hanh):
    """Somebody of Đức Phổ, of whom Ba Tơ knows nothing."""
    unit = Unit.objects.filter(parent__code="534", level="commune").order_by("code")[0]
    return post(person(name="Lê Văn Phổ"), "TCKT", unit.code).person


@pytest.fixture
def typed(client_for, editor_a):
    """Return a function by which Ba Tơ sends the form of somebody new."""
    client = client_for(editor_a)
    place = {
        "posts-0-unit": str(Unit.objects.get(code=MOUNTAIN).pk),
        "posts-0-title": str(Title.objects.get(code="TCKT").pk),
    }

    def send(name, path=PREVIEW):
        whom = {"full_name": name, "sex": "male", "birth": "01/05/1980"}
        data = fields_of(client.get(ADD)) | place | whom
        return data, client.post(path, data)

    send.client = client
    return send


def text(sent):
    return unescape(sent[1].content.decode())


def test_each_name_asked_about_is_kept_once(pho, typed, editor_a, kept):
    for _ in range(2):
        assert ELSEWHERE in text(typed("Le van PHO"))
        assert ELSEWHERE not in text(typed("Lê Văn Không"))
    assert ELSEWHERE in text(typed("Lê Văn Phổ", ADD))
    assert kept("twin") == [
        (editor_a.pk, pho.pk, 1, "Le van PHO, sinh 01/05/1980: có hồ sơ ở đơn vị khác"),
        (editor_a.pk, None, 0, "Lê Văn Không, sinh 01/05/1980: không có hồ sơ nào ở đơn vị khác"),
    ]


def test_beyond_the_pace_it_is_said_that_nothing_was_looked_for(pho, typed, slow, kept):
    slow(1)
    typed("Lê Văn Không")
    for name in ("Lê Văn Phổ", "Lê Văn Đâu"):
        page = text(typed(name))
        assert UNCHECKED in page and ELSEWHERE not in page
    assert UNCHECKED not in text(typed("Lê Văn Không"))
    assert len(kept("twin")) == 1


def test_a_record_saved_beyond_the_pace_says_so_and_its_page_too(pho, typed, slow):
    slow(1)
    typed("Lê Văn Không")
    data, first = typed("Lê Văn Phổ", ADD)
    assert first.status_code == 422 and UNCHECKED in unescape(first.content.decode())
    saved = press_again(typed.client, ADD, data, first)
    new = Person.objects.latest("pk")
    assert saved.status_code == 302 and new != pho
    page = unescape(typed.client.get(saved["Location"]).content.decode())
    assert UNCHECKED in page and ELSEWHERE not in page
    slow(2)
    assert ELSEWHERE in unescape(typed.client.get(saved["Location"]).content.decode())


def test_what_was_not_checked_cannot_be_confirmed(pho, typed, slow):
    slow(1)
    typed("Lê Văn Không")
    data, first = typed("Lê Văn Phổ", ADD)
    again = fields_of(first) | data
    again["confirmed"] = again.get("told", "")
    typed.client.post(ADD, again)
    assert Person.objects.filter(full_name="Lê Văn Phổ").count() == 2
    assert not Confirmation.objects.exists()


def test_a_record_whose_name_stays_is_no_question(hanh, client_for, editor_a, kept):
    client, path = client_for(editor_a), f"/nhan-su/{hanh.pk}/sua/"
    data = fields_of(client.get(path)) | {"note": "đã đối chiếu"}
    press_again(client, path, data, client.post(path, data))
    hanh.refresh_from_db()
    assert hanh.note == "đã đối chiếu" and kept("twin") == []


def test_whoever_sees_the_province_is_told_freely(pho, province_admin, client_for, kept):
    assert ask_for_namesakes(pho, by=province_admin, at=timezone.now()) == ""
    assert kept("twin") == [] and not Disclosure.objects.exists()

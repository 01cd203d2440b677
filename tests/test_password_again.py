"""What asks for one's own password again, and what becomes of what was sent."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import FailedSignIn, Grant
from cadre_portal.password_again import DEEDS, FIELD
from tests.forms import fields_of

PASSWORD = "mat-khau-thu"
NOON = datetime(2026, 3, 12, 5, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as moving:
        yield moving


@pytest.fixture
def admin(clock, province_admin):
    """An administrator who signed in eleven minutes ago."""
    browser = Client()
    browser.post("/dang-nhap/", {"username": "quan-tri", "password": PASSWORD})
    clock.shift(timedelta(minutes=11))
    return browser


def text(response):
    return " ".join(unescape(response.content.decode()).split())


def asks(response):
    return f'name="{FIELD}"' in response.content.decode()


def hidden(response):
    """Return what the page keeps of what was sent."""
    found = re.findall(
        r'<input type="hidden" name="([^"]*)" value="([^"]*)">', response.content.decode()
    )
    return {unescape(name): unescape(value) for name, value in found}


def grant_sent(admin, user):
    """Return the form of a user as it is shown, with a right that they are given."""
    sent = fields_of(admin.get(f"/tai-khoan/{user.pk}/"))
    return sent | {
        "full_name": "Đinh “Tơ” & 'b'",
        "grants-0-role": "province_viewer",
        "grants-0-unit": "",
    }


def test_every_deed_has_an_address():
    for name in DEEDS:
        about_one = name.startswith(("user", "period", "personal", "decree", "training"))
        about_one = about_one and name not in ("user-add", "personal-terms", "decree-boards")
        about_one = about_one or name == "api-token-revoke"
        assert reverse(name, args=[1] if about_one else []), name


def test_within_ten_minutes_nothing_is_asked(clock, province_admin, editor_a):
    browser = Client()
    browser.post("/dang-nhap/", {"username": "quan-tri", "password": PASSWORD})
    clock.shift(timedelta(minutes=9, seconds=59))
    answer = browser.post(f"/tai-khoan/{editor_a.pk}/mat-khau/")
    assert "Mật khẩu tạm" in text(answer) and not asks(answer)


def test_a_right_is_given_after_the_password_with_all_that_was_typed(admin, editor_a):
    url, sent = f"/tai-khoan/{editor_a.pk}/", grant_sent(admin, editor_a)
    asked = admin.post(url, sent)
    assert asked.status_code == 200 and asks(asked)
    assert "được giữ nguyên và chưa được ghi" in text(asked)
    kept = hidden(asked)
    assert {name: kept[name] for name in sent if name != "csrfmiddlewaretoken"} == {
        name: value for name, value in sent.items() if name != "csrfmiddlewaretoken"
    }
    assert Grant.objects.get(user=editor_a).role == "district_editor"
    wrong = admin.post(url, kept | {FIELD: "sai"})
    assert wrong.status_code == 422 and "Mật khẩu không đúng" in text(wrong)
    done = admin.post(url, hidden(wrong) | {FIELD: PASSWORD}, follow=True)
    assert "Đã lưu tài khoản ba-to" in text(done)
    right = Grant.objects.select_related("user").get(user=editor_a)
    assert (right.role, right.user.full_name) == ("province_viewer", "Đinh “Tơ” & 'b'")
    assert not asks(admin.post(f"/tai-khoan/{editor_a.pk}/mat-khau/")), "for ten minutes more"


def test_a_form_sent_twice_with_the_password_is_taken_once(admin, editor_a):
    page = admin.get(f"/tai-khoan/{editor_a.pk}/").content.decode()
    key = re.search(r'name="once" value="(\w{22})"', page)[1]
    url = f"/tai-khoan/{editor_a.pk}/mat-khau/"
    kept = hidden(admin.post(url, {"once": key})) | {FIELD: PASSWORD}
    assert "Mật khẩu tạm" in text(admin.post(url, kept))
    assert "chỉ hiện ở lần gửi đầu" in text(admin.post(url, kept, follow=True))
    assert editor_a.history.filter(history_change_reason="Đặt mật khẩu tạm").count() == 1


@pytest.mark.parametrize("name", [name for name in DEEDS if name.startswith("user")])
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_no_header_goes_past_it(admin, editor_a, name, headers):
    url = reverse(name, args=[] if name == "user-add" else [editor_a.pk])
    before = editor_a.history.count()
    assert asks(admin.post(url, {"active": "0"}, headers=headers))
    assert editor_a.history.count() == before


def test_a_seal_is_asked_for(admin):
    assert asks(admin.post(reverse("period-seal", args=[1]), {"add": "1"}))


def test_ending_one_s_other_sessions_is_asked_for(admin):
    other = Client()
    other.post("/dang-nhap/", {"username": "quan-tri", "password": PASSWORD})
    asked = admin.post("/phien-dang-nhap/ket-thuc/")
    assert asks(asked) and other.get("/chi-tieu/").status_code == 200
    done = admin.post("/phien-dang-nhap/ket-thuc/", hidden(asked) | {FIELD: PASSWORD}, follow=True)
    assert "Đã kết thúc 1 phiên" in text(done) and other.get("/chi-tieu/").status_code == 302


def test_a_row_more_is_no_deed(admin):
    answer = admin.post("/tai-khoan/them/", {"add": "grants", "grants-TOTAL_FORMS": 0,
                                             "grants-INITIAL_FORMS": 0})  # fmt: skip
    assert answer.status_code == 200 and not asks(answer)


def test_looking_at_the_secret_is_asked_for_and_then_shown(admin):
    asked = admin.get("/xac-thuc-hai-lop/")
    assert asks(asked) and 'id="secret"' not in asked.content.decode()
    assert "được giữ nguyên" not in text(asked)
    wrong = admin.post("/xac-thuc-hai-lop/", hidden(asked) | {FIELD: "sai"})
    assert "Mật khẩu không đúng" in text(wrong)
    shown = admin.post("/xac-thuc-hai-lop/", hidden(wrong) | {FIELD: PASSWORD}, follow=True)
    assert shown.redirect_chain == [("/xac-thuc-hai-lop/", 302)]
    assert 'id="secret"' in shown.content.decode()


def test_guessing_it_locks_as_signing_in_does(admin, editor_a):
    url = f"/tai-khoan/{editor_a.pk}/mat-khau/"
    answers = [admin.post(url, {FIELD: "sai"}).status_code for _ in range(5)]
    assert answers == [422] * 4 + [429]
    assert admin.post(url, {FIELD: PASSWORD}).status_code == 429
    assert set(FailedSignIn.objects.values_list("kind", flat=True)) == {"again"}


def test_changing_the_password_counts_as_giving_it(admin, editor_a):
    new = "Nang-tren-dong-lua-26"
    sent = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    admin.post("/doi-mat-khau/", sent)
    assert not asks(admin.post(f"/tai-khoan/{editor_a.pk}/mat-khau/"))

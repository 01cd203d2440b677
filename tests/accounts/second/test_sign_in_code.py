"""Signing in with a second factor: nothing is open before the code, and a code is good once."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.test import Client

from accounts.models import FailedSignIn, RecoveryCode, SignIn, User
from accounts.second.codes import digest_of
from tests.accounts.second.conftest import shown_by

PASSWORD = "mat-khau-thu"


def text(response):
    return " ".join(unescape(response.content.decode()).split())


@pytest.fixture
def half_in(phone):
    """Return a function that gives the password with a browser of its own."""

    def give_password(path="/dang-nhap/", **extra):
        browser = Client(**extra)
        sent = {"username": "ba-to", "password": PASSWORD, "next": "/chi-tieu/"}
        browser.answer = browser.post(path, sent)
        return browser

    return give_password


def send(browser, code):
    return browser.post("/dang-nhap/ma/", {"code": code})


def is_in(browser):
    return browser.get("/chi-tieu/").status_code == 200


def test_the_code_follows_the_password_and_leads_where_one_wanted_to(half_in, phone):
    browser = half_in()
    assert browser.answer["Location"] == "/dang-nhap/ma/"
    answer = send(browser, phone.shows())
    assert (answer.status_code, answer["Location"]) == (302, "/chi-tieu/")
    assert is_in(browser) and SignIn.objects.count() == 1


def test_before_the_code_nothing_is_open(half_in):
    browser = half_in()
    for path in ("/", "/nhan-su/", "/doi-mat-khau/", "/xac-thuc-hai-lop/", "/admin/"):
        answer = browser.get(path, follow=True)
        assert answer.redirect_chain[-1][0].startswith("/dang-nhap/?next="), path
        assert "Phiên làm việc đã kết thúc" not in text(answer), "it never began"
    assert not SignIn.objects.exists()


def test_a_code_is_good_once_and_so_is_none_before_it(half_in, phone, clock):
    earlier, used = phone.shows(), None
    clock.shift(30)
    used = phone.shows()
    assert send(half_in(), used).status_code == 302
    for again in (used, earlier):
        assert send(half_in(), again).status_code == 422
    clock.shift(30)
    assert send(half_in(), phone.shows()).status_code == 302


@pytest.mark.parametrize(("seconds", "taken"), [(-60, 422), (-30, 302), (30, 302), (60, 422)])
def test_a_phone_may_be_half_a_minute_off(half_in, phone, clock, seconds, taken):
    clock.shift(300)
    at = datetime.now(UTC) + timedelta(seconds=seconds)
    assert send(half_in(), shown_by(phone.secret, at)).status_code == taken


@pytest.mark.parametrize("typed", ["{} {}", " {}-{} "])
def test_spaces_and_dashes_do_not_matter(half_in, phone, typed):
    code = phone.shows()
    assert send(half_in(), typed.format(code[:3], code[3:])).status_code == 302


@pytest.mark.parametrize("code", ["", "1", "abc", "٣٤٥٦٧٨", "9" * 30, "a" * 500])
def test_whatever_else_is_typed_is_refused(half_in, code):
    browser = half_in()
    assert send(browser, code).status_code == 422
    assert not is_in(browser)


def test_five_minutes_later_the_password_is_asked_for_again(half_in, phone, clock):
    browser = half_in()
    clock.shift(301)
    answer = browser.post("/dang-nhap/ma/", {"code": phone.shows()}, follow=True)
    assert "Đã quá thời gian nhập mã" in text(answer) and not is_in(browser)


def test_a_password_changed_meanwhile_ends_it(half_in, phone, editor_a):
    browser = half_in()
    editor_a.set_password("Nang-tren-dong-lua-26")
    editor_a.save()
    assert send(browser, phone.shows())["Location"] == "/dang-nhap/"
    assert not is_in(browser)


def test_whoever_is_put_out_of_use_meanwhile_is_not_let_in(half_in, phone, editor_a):
    browser = half_in()
    User.objects.filter(pk=editor_a.pk).update(is_active=False)
    assert send(browser, phone.shows())["Location"] == "/dang-nhap/"


def test_codes_are_guessed_as_slowly_as_passwords_and_the_password_resets_nothing(
    half_in, phone, clock
):
    for _ in range(4):
        assert send(half_in(), "000000").status_code == 422
    browser = half_in()
    locked = send(browser, "000000")
    assert locked.status_code == 429 and "Tạm khóa đăng nhập" in text(locked)
    assert send(browser, phone.shows()).status_code == 429, "nor is the right one looked at"
    assert half_in().answer.status_code == 429
    assert set(FailedSignIn.objects.values_list("kind", flat=True)) == {"code"}
    clock.shift(15 * 60 + 1)
    assert send(half_in(), phone.shows()).status_code == 302


def test_a_recovery_code_is_good_once_and_told(half_in, phone, editor_a):
    code = phone.recovery[0]
    browser = half_in()
    answer = browser.post("/dang-nhap/ma/", {"code": code.upper().replace("-", " ")}, follow=True)
    assert "bằng mã dự phòng" in text(answer) and "còn 9 mã" in text(answer)
    reason = editor_a.history.first().history_change_reason
    assert reason == "Đăng nhập bằng mã dự phòng"
    assert send(half_in(), code).status_code == 422
    assert send(half_in(), phone.recovery[1]).status_code == 302


def test_neither_secret_nor_recovery_code_is_kept_as_it_is(phone, editor_a):
    factor = editor_a.second_factor
    kept = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert kept == {digest_of(factor.seed, code) for code in phone.recovery}
    assert len(kept) == 10 and not kept & set(phone.recovery)
    assert phone.secret.lower() not in factor.seed


def test_the_secret_hangs_on_the_portal_s_key(half_in, phone, settings):
    browser = half_in()
    session_key = browser.session.session_key
    assert session_key
    settings.SECRET_KEY = "another" * 9
    shown = phone.shows()
    half = half_in()
    assert send(half, shown).status_code == 422, "the database alone makes no code"
    assert send(half, phone.recovery[0]).status_code == 302, "the codes in its place stay good"

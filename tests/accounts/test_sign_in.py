"""Signing in: lockout, idle time-out, the time before, one's own sessions."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory

from accounts.guarding.addresses import client_address
from accounts.models import SignIn, User
from accounts.own.agents import in_short
from accounts.own.sessions import BEGAN
from accounts.users.managing import give_temporary_password

PASSWORD = "mat-khau-thu"
NOON = datetime(2026, 3, 12, 5, tzinfo=UTC)
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0.0.0 Safari/537.36 Edg/120.0"


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as moving:
        yield moving


@pytest.fixture
def signed_in(province_viewer):
    """Return a function that signs the provincial viewer in with a browser of its own."""

    def sign_in(agent=EDGE, password=PASSWORD, **extra):
        browser = Client(headers={"user-agent": agent}, **extra)
        browser.answer = browser.post("/dang-nhap/", {"username": "theo-doi", "password": password})
        return browser

    return sign_in


def text(response):
    return " ".join(unescape(response.content.decode()).split())


def is_in(browser):
    return browser.get("/chi-tieu/").status_code == 200


def test_the_lockout_says_how_long_and_who_unlocks_and_ends_by_itself(clock, signed_in):
    for _ in range(4):
        assert signed_in(password="sai").answer.status_code == 200
    locked = signed_in(password="sai").answer
    assert locked.status_code == 429
    assert "từ 5 lần trở lên ở nơi này" in text(locked)
    assert "khóa ở nơi này đến 12:15 12/03/2026" in text(locked)
    assert "liên hệ quản trị cấp tỉnh để mở khóa" in text(locked)
    clock.shift(timedelta(minutes=14))
    assert signed_in().answer.status_code == 429
    clock.shift(timedelta(minutes=1, seconds=1))
    assert is_in(signed_in()), "trying meanwhile does not put the end off"


def test_another_machine_is_not_locked(signed_in):
    for _ in range(5):
        signed_in(password="sai")
    assert signed_in().answer.status_code == 429
    assert is_in(signed_in(REMOTE_ADDR="10.0.0.7"))


def test_a_session_lives_while_it_is_used_and_ends_when_it_is_not(clock, signed_in):
    browser = signed_in()
    for _ in range(20):
        clock.shift(timedelta(minutes=29, seconds=59))
        assert is_in(browser)
    clock.shift(timedelta(minutes=31, seconds=1))
    answer = browser.get("/nhan-su/?q=a", follow=True)
    assert answer.redirect_chain[0][0] == "/dang-nhap/?next=/nhan-su/%3Fq%3Da"
    assert "quá 30 phút không thao tác" in text(answer)


def test_a_session_ends_after_twelve_hours_however_it_is_used(clock, signed_in):
    browser = signed_in()
    for _ in range(25):
        clock.shift(timedelta(minutes=28, seconds=47))
        assert is_in(browser)
    clock.shift(timedelta(seconds=26))
    answer = browser.get("/nhan-su/", follow=True)
    assert answer.redirect_chain[0][0] == "/dang-nhap/?next=/nhan-su/"
    assert "quá 12 giờ kể từ khi đăng nhập" in text(answer)
    assert "phút không thao tác" not in text(answer)
    assert not SignIn.objects.going_on(NOON + timedelta(hours=12)).exists()


def test_a_page_knows_how_long_its_session_may_last(clock, signed_in):
    browser = signed_in()
    clock.shift(timedelta(minutes=20))
    assert 'data-left="42000"' in browser.get("/chi-tieu/").content.decode()


def test_a_session_from_before_there_was_an_end_gets_one(clock, signed_in):
    browser = signed_in()
    session = browser.session
    del session[BEGAN]
    session.save()
    clock.shift(timedelta(minutes=2))
    assert is_in(browser) and browser.session[BEGAN] == int(
        (NOON + timedelta(minutes=2)).timestamp()
    )


def test_a_temporary_password_ends_after_a_day(clock, signed_in, province_viewer, province_admin):
    password = give_temporary_password(province_viewer, by=province_admin, at=NOON)
    clock.shift(timedelta(days=1) - timedelta(seconds=1))
    inside = signed_in(password=password)
    assert "dùng được đến 12:00 13/03/2026" in text(inside.get("/doi-mat-khau/"))
    clock.shift(timedelta(seconds=1))
    answer = signed_in(password=password).answer
    assert answer.status_code == 200 and "đã hết hạn lúc 12:00 13/03/2026" in text(answer)
    assert "hết hạn" not in text(signed_in(password="sai").answer), "only who knows it learns so"
    new = "Nang-tren-dong-lua-26"
    sent = {"old_password": password, "new_password1": new, "new_password2": new}
    assert inside.post("/doi-mat-khau/", sent).status_code == 302
    assert is_in(signed_in(password=new))


def test_a_temporary_password_of_an_earlier_release_has_no_end(clock, signed_in, province_viewer):
    User.objects.filter(pk=province_viewer.pk).update(must_change_password=True)
    clock.shift(timedelta(days=30))
    assert signed_in().answer.status_code == 302


def test_a_form_sent_too_late_comes_back_to_its_page(clock, signed_in):
    browser = signed_in()
    clock.shift(timedelta(minutes=40))
    page = {"Referer": "http://testserver/phien-dang-nhap/"}
    answer = browser.post("/phien-dang-nhap/ket-thuc/", headers=page)
    assert answer["Location"] == "/dang-nhap/?next=/phien-dang-nhap/"
    foreign = {"Referer": "https://example.com/x/"}
    answer = Client().post("/phien-dang-nhap/ket-thuc/", headers=foreign)
    assert answer["Location"] == "/dang-nhap/?next=/"


def test_going_on_puts_off_the_end_of_the_session(clock, signed_in):
    browser = signed_in()
    for _ in range(3):
        clock.shift(timedelta(minutes=29))
        assert browser.post("/phien-dang-nhap/tiep-tuc/").status_code == 204
    clock.shift(timedelta(minutes=32))
    assert browser.post("/phien-dang-nhap/tiep-tuc/")["Location"].startswith("/dang-nhap/")


def test_signing_out_twice_tells_no_time_out(signed_in):
    browser, cookies = signed_in(), Client().cookies
    cookies.update(browser.cookies)
    browser.post("/dang-xuat/")
    again = Client()
    again.cookies = cookies
    answer = again.post("/dang-xuat/", follow=True)
    assert "Đăng nhập" in text(answer) and "Phiên làm việc đã kết thúc" not in text(answer)


def test_signing_in_twice_leads_on(signed_in):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies.update(signed_in().cookies)
    answer = browser.post("/dang-nhap/", {"username": "theo-doi"})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    other = browser.post("/phien-dang-nhap/ket-thuc/", headers={"Referer": "http://testserver/x/"})
    assert other.status_code == 403
    assert '<a class="button primary" href="/x/">Mở lại biểu mẫu</a>' in other.content.decode()


def test_a_part_of_a_page_sends_the_whole_window_to_sign_in(db):
    page = {"HX-Request": "true", "HX-Current-URL": "http://testserver/nhan-su/?q=a"}
    answer = Client().get("/nhan-su/?q=an", headers=page)
    assert answer["HX-Redirect"] == "/dang-nhap/?next=/nhan-su/%3Fq%3Da"


def test_reading_writes_at_most_once_a_minute(clock, signed_in, django_assert_num_queries):
    browser = signed_in()
    browser.get("/phien-dang-nhap/")
    clock.shift(timedelta(seconds=59))
    browser.get("/phien-dang-nhap/")
    assert SignIn.objects.get().last_seen == NOON
    clock.shift(timedelta(seconds=1))
    browser.get("/phien-dang-nhap/")
    assert SignIn.objects.get().last_seen == NOON + timedelta(minutes=1)


def test_the_time_before_is_told_not_this_one(clock, signed_in):
    first = signed_in()
    assert "Lần đăng nhập trước" not in text(first.get("/chi-tieu/"))
    assert "Lần đăng nhập trước: chưa có" in text(first.get("/phien-dang-nhap/"))
    clock.shift(timedelta(days=1, hours=3))
    second = signed_in()
    assert "Lần đăng nhập trước: 12/03/2026 12:00." in text(second.get("/chi-tieu/"))
    assert "Lần đăng nhập trước: 12/03/2026 12:00" in text(second.get("/phien-dang-nhap/"))


def test_a_failed_sign_in_is_none(clock, signed_in):
    signed_in(password="sai")
    assert not SignIn.objects.exists()


def test_one_s_sessions_are_listed_and_ended_one_by_one(signed_in):
    here, there, third = (
        signed_in(),
        signed_in("Mozilla/5.0 (X11; Linux) Firefox/130.0"),
        signed_in(),
    )
    page = text(here.get("/phien-dang-nhap/"))
    assert page.count("Phiên này") == 1 and "Edge trên Windows" in page
    assert "Firefox trên Linux" in page and "127.0.0.1" in page
    theirs = SignIn.objects.get(agent__contains="Firefox")
    answer = here.post("/phien-dang-nhap/ket-thuc/", {"sign_in": theirs.pk}, follow=True)
    assert "Đã kết thúc 1 phiên" in text(answer) and "Firefox" not in text(answer)
    assert not is_in(there) and is_in(here) and is_in(third)
    here.post("/phien-dang-nhap/ket-thuc/")
    assert is_in(here) and not is_in(third)


def test_others_sessions_are_out_of_reach(signed_in, editor_a):
    here = signed_in()
    other = Client()
    other.post("/dang-nhap/", {"username": "ba-to", "password": PASSWORD})
    foreign = SignIn.objects.get(user=editor_a)
    own = SignIn.objects.exclude(user=editor_a).get()
    for asked in (foreign.pk, own.pk, 0, "abc", "9" * 40, "9" * 5000, "²", "-1"):
        answer = here.post("/phien-dang-nhap/ket-thuc/", {"sign_in": asked})
        assert answer.status_code == 404, asked
    assert is_in(other) and is_in(here)


def test_the_list_agrees_however_a_session_ends(clock, signed_in, province_viewer):
    left, idle = signed_in(), signed_in()
    left.post("/dang-xuat/")
    clock.shift(timedelta(minutes=20))
    here, there = signed_in(), signed_in()
    assert text(here.get("/phien-dang-nhap/")).count("<tr>") == 1 + 3
    clock.shift(timedelta(minutes=12))
    assert text(here.get("/phien-dang-nhap/")).count("<tr>") == 1 + 2
    assert not is_in(idle)
    new = "Nang-tren-dong-lua-26"
    here.post(
        "/doi-mat-khau/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    )
    page = text(here.get("/phien-dang-nhap/"))
    assert page.count("<tr>") == 1 + 1 and "Phiên này" in page
    assert is_in(here) and not is_in(there)
    assert SignIn.objects.count() == 4
    assert User.history.first().history_change_reason == "Tự đổi mật khẩu"


def forget(before):
    told = StringIO()
    call_command("forget_sign_ins", f"--before={before}", stdout=told)
    return told.getvalue()


def test_old_sign_ins_are_forgotten_but_for_each_user_s_latest(clock, signed_in, editor_a):
    ago = clock.move_to
    ago(NOON - timedelta(days=40))
    long_gone, once = signed_in(), Client()
    once.force_login(editor_a)
    once.get("/phien-dang-nhap/")
    ago(NOON - timedelta(days=2))
    lately = signed_in()
    ago(NOON)
    still_open = signed_in()
    kept = {browser.session.session_key for browser in (once, lately, still_open)}
    assert long_gone.session.session_key not in kept
    assert "Đã xóa 1 lượt đăng nhập" in forget("2026-03-01")
    assert set(SignIn.objects.values_list("session_key", flat=True)) == kept
    assert "Đã xóa 1 lượt" in forget("12/03/2026"), "the day itself stays"
    assert {user.username for user in User.objects.filter(sign_ins__isnull=False)} == {
        "theo-doi", "ba-to",
    }  # fmt: skip
    assert is_in(still_open)


@pytest.mark.parametrize("before", ["13/03/2026", "hôm qua", "31/02/2026"])
def test_no_sign_in_is_forgotten_before_a_day_that_is_none(clock, signed_in, before):
    signed_in(), signed_in()
    with pytest.raises(CommandError):
        call_command("forget_sign_ins", f"--before={before}")
    assert SignIn.objects.count() == 2


def test_a_session_that_began_elsewhere_is_listed_when_it_is_seen(province_viewer):
    browser = Client()
    browser.force_login(province_viewer, backend="django.contrib.auth.backends.ModelBackend")
    assert "Phiên này" in text(browser.get("/phien-dang-nhap/"))


def test_no_page_tells_a_session_s_key(signed_in):
    browser = signed_in()
    assert browser.session.session_key not in browser.get("/phien-dang-nhap/").content.decode()


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (EDGE, "Edge trên Windows"),
        (EDGE.rpartition(" ")[0], "Chrome trên Windows"),
        (EDGE.replace("Edg/120.0", "coc_coc_browser/120"), "Cốc Cốc trên Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1",
         "Safari trên iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Safari/537.36", "Chrome trên Android"),
        ("", "Trình duyệt khác"),
    ],
)  # fmt: skip
def test_a_browser_in_short(agent, said):
    assert in_short(agent) == said


@pytest.mark.parametrize(
    ("behind", "headers", "address"),
    [
        (False, {}, "10.1.1.1"),
        (False, {"X-Forwarded-For": "6.6.6.6"}, "10.1.1.1"),
        (True, {"X-Forwarded-For": "6.6.6.6, 192.168.0.9"}, "192.168.0.9"),
        (True, {"X-Forwarded-For": "rác"}, None),
        (True, {}, "10.1.1.1"),
    ],
)
def test_the_address_is_what_our_own_proxy_saw(settings, behind, headers, address):
    settings.BEHIND_PROXY = behind
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="10.1.1.1")
    assert client_address(request) == address


def test_a_password_is_twelve_characters_at_least_and_not_one_s_name(province_viewer, client_for):
    User.objects.filter(pk=province_viewer.pk).update(full_name="Nguyễn Thị Hạnh Nguyên")
    client = client_for(province_viewer)
    refused = {
        "ngan-11-ky-": "ít nhất 12",
        "nguyễn thị hạnh": "giống",
        "7302915864027": "hoàn toàn là số",
        "password1234": "phổ biến",
        "Quảng Ngãi 2025!": "dễ đoán",
    }
    for password, complaint in refused.items():
        sent = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
        answer = client.post("/doi-mat-khau/", sent)
        assert answer.status_code == 200
        assert re.search(complaint, text(answer).split("field-error")[1]), password


def test_signing_in_begins_a_session_of_its_own_and_signing_out_ends_it(signed_in):
    """A key that was there before, or that somebody kept, opens nothing."""
    browser = Client()
    browser.get("/chi-tieu/")
    session = browser.session
    session["before"] = True
    session.save()
    before = session.session_key
    browser.cookies["sessionid"] = before
    browser.post("/dang-nhap/", {"username": "theo-doi", "password": PASSWORD})
    key = browser.cookies["sessionid"].value
    assert key != before and re.fullmatch("[a-z0-9]{32}", key) and is_in(browser)
    kept, planted = Client(), Client()
    kept.cookies["sessionid"], planted.cookies["sessionid"] = key, before
    assert is_in(kept) and not is_in(planted)
    browser.post("/dang-xuat/")
    assert not is_in(kept) and not is_in(browser)


def test_a_password_of_one_s_own_is_good_for_years(clock, signed_in):
    clock.shift(timedelta(days=5 * 365))
    assert signed_in().get("/chi-tieu/").status_code == 200

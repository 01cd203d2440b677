"""Failed sign-ins: counted by user and place, kept without what was typed, told and forgotten."""

import logging
import re
from datetime import UTC, datetime, timedelta
from html import unescape
from io import StringIO
from itertools import product
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client

from accounts.guarding.addresses import network_of
from accounts.models import FailedSignIn, SignIn
from cadre_portal.logs import Json, Lines
from personnel.basics import request_ids

PASSWORD = "mat-khau-thu"
NOON = datetime(2026, 3, 12, 5, tzinfo=UTC)
HOME, ELSEWHERE = "198.51.100.4", "203.0.113.{}"


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as moving:
        yield moving


def attempt(username="ba-to", password="sai", address=HOME):
    """Try to sign in with a browser of its own; return the answer."""
    sent = {"username": username, "password": password}
    return Client(REMOTE_ADDR=address).post("/dang-nhap/", sent)


def guess(times, **tried):
    return [attempt(**tried).status_code for _ in range(times)]


def text(response):
    return " ".join(unescape(response.content.decode()).split())


@pytest.mark.parametrize("username", ["ba-to", "khong-phai-ai"])
def test_the_wait_grows_and_a_name_nobody_has_is_locked_alike(clock, editor_a, username):
    assert guess(6, username=username) == [200] * 4 + [429] * 2
    clock.shift(timedelta(minutes=15, seconds=1))
    assert guess(5, username=username) == [200] * 4 + [429]
    clock.shift(timedelta(minutes=29, seconds=59))
    assert attempt(username).status_code == 429
    clock.shift(timedelta(seconds=2))
    assert attempt(username).status_code == 200


def test_failures_count_for_a_day(clock, editor_a):
    guess(4)
    clock.shift(timedelta(days=1))
    assert guess(4) == [200] * 4
    assert attempt().status_code == 429


@pytest.mark.parametrize(
    ("address", "network"),
    [
        (None, ""),
        ("10.0.0.7", "10.0.0.7"),
        ("::ffff:10.0.0.7", "10.0.0.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
    ],
)
def test_a_place_is_an_address_or_of_ipv6_its_64(address, network):
    assert network_of(address) == network


def test_another_address_of_the_same_64_is_no_other_place(editor_a):
    for at in range(5):
        attempt(address=f"2001:db8:1:2::{at + 1}")
    assert attempt(address="2001:db8:1:2:ffff::9").status_code == 429
    assert attempt(address="2001:db8:1:3::1").status_code == 200


def test_all_places_together_lock_strange_places_and_never_one_s_own(clock, editor_a):
    attempt(password=PASSWORD)
    clock.shift(timedelta(days=2))
    for at in range(20):
        attempt(address=ELSEWHERE.format(at))
    strange = attempt(password=PASSWORD, address=ELSEWHERE.format(99))
    assert strange.status_code == 429
    assert "ở những nơi không đăng nhập trong 90 ngày qua đến 12:15 14/03/2026" in text(strange)
    assert attempt(password=PASSWORD).status_code == 302
    clock.shift(timedelta(minutes=15, seconds=1))
    assert attempt(password=PASSWORD, address=ELSEWHERE.format(99)).status_code == 302


def test_a_place_of_long_ago_is_strange(clock, editor_a):
    attempt(password=PASSWORD)
    clock.shift(timedelta(days=91))
    for at in range(20):
        attempt(address=ELSEWHERE.format(at))
    assert attempt(password=PASSWORD).status_code == 429


def test_a_success_resets_its_own_user_and_place_alone(editor_a, editor_b):
    strange = ELSEWHERE.format(1)
    guess(4), guess(4, address=strange)
    attempt("duc-pho", PASSWORD), attempt("duc-pho", PASSWORD, strange)
    assert attempt().status_code == 429, "somebody else's success resets nothing"
    assert attempt(password=PASSWORD, address=strange).status_code == 302
    assert guess(4, address=strange) == [200] * 4, "one's own does, from there"
    assert attempt(password=PASSWORD).status_code == 429, "and from nowhere else"


def test_guessing_at_the_change_of_the_password_is_guessing(editor_a, client_for):
    thief, new = client_for(editor_a), "Nang-tren-dong-lua-26"

    def change(old):
        sent = {"old_password": old, "new_password1": new, "new_password2": new}
        return thief.post("/doi-mat-khau/", sent).status_code

    assert [change("sai") for _ in range(5)] == [200] * 4 + [429]
    assert change(PASSWORD) == 429
    assert set(FailedSignIn.objects.values_list("kind", "user")) == {("again", editor_a.pk)}
    editor_a.refresh_from_db()
    assert editor_a.check_password(PASSWORD)


def test_what_was_typed_is_nowhere(editor_a, province_admin, client_for):
    attempt("Bi-mat-go-nham-o-26", "mat-khau-sai-kia")
    attempt("ba-to", "mat-khau-sai-kia")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_failedsignin")
        rows = str(cursor.fetchall())
    page = text(client_for(province_admin).get("/tai-khoan/dang-nhap-sai/"))
    for told in (rows, page):
        assert "nham" not in told and "kia" not in told
    assert "Tên không có trong danh sách" in page and "ba-to" in page and HOME in page


def test_one_line_a_failure_in_the_form_that_the_guide_gives_to_fail2ban(
    editor_a, caplog, settings
):
    guess(6), attempt("Bi-mat-go-nham-o")
    said = [r for r in caplog.records if r.name == "accounts.sign_in"]
    assert [record.getMessage() for record in said] == [
        *[f"sign-in failed user={editor_a.pk} address={HOME} reason=password"] * 5,
        f"sign-in failed user={editor_a.pk} address={HOME} reason=locked",
        f"sign-in failed user=- address={HOME} reason=password",
    ]
    assert {record.levelno for record in said} == {logging.WARNING}
    guide = (Path(settings.BASE_DIR) / "docs" / "operating.md").read_text(encoding="utf-8")
    expression = re.search(r"failregex = (.*)", guide)[1].replace("<HOST>", r"(?P<host>\S+)")
    for record, form in product(said, (Lines, Json)):
        with request_ids.of(request_ids.made()):
            line = form().format(record)
        assert re.search(expression, line)["host"] == HOME


def test_administrators_are_told_of_bursts_and_nobody_else(
    clock, province_admin, editor_a, client_for, read
):
    page, menu = "/tai-khoan/dang-nhap-sai/", "nơi, tài khoản có nhiều lượt"
    admin, other = client_for(province_admin), client_for(editor_a)
    for at in range(9):
        attempt("duc-pho", address=ELSEWHERE.format(at))
        attempt(f"ten-{at}")
    assert menu not in read(admin, "/chi-tieu/") and "đang dò" not in read(admin, page)
    attempt("ten-10"), attempt("ba-to", address=ELSEWHERE.format(200))
    assert menu in read(admin, "/chi-tieu/") and menu not in read(other, "/chi-tieu/")
    assert f"Từ {HOME}</a>: 10 lượt" in " ".join(read(admin, page).split())
    clock.shift(timedelta(days=1))
    assert menu not in read(client_for(province_admin), "/chi-tieu/")


def test_a_burst_at_one_user_from_many_places_is_told(editor_a, province_admin, client_for, read):
    for at in range(10):
        attempt(address=ELSEWHERE.format(at))
    admin = client_for(province_admin)
    page = " ".join(read(admin, "/tai-khoan/dang-nhap-sai/").split())
    assert "Tài khoản ba-to</a>: 10 lượt" in page
    assert "10 lượt trong 24 giờ" in read(admin, f"/tai-khoan/{editor_a.pk}/")


def test_the_list_is_found_by_user_and_by_place(editor_a, province_admin, client_for, read):
    attempt(), attempt("khac", address="2001:db8:1:2::9")
    admin = client_for(province_admin)

    def rows(query):
        return read(admin, f"/tai-khoan/dang-nhap-sai/?q={query}").count('class="nowrap"')

    assert [rows(q) for q in ("", "BA-", "198.51", "2001:db8:1:2", "10.")] == [2, 1, 1, 1, 0]
    assert admin.get("/tai-khoan/dang-nhap-sai/?q=" + "a" * 200).status_code == 400


def test_the_user_learns_of_failures_since_the_time_before(clock, editor_a):
    attempt(password=PASSWORD)
    clock.shift(timedelta(hours=1))
    guess(3)
    browser = Client(REMOTE_ADDR=HOME)
    sent = {"username": "ba-to", "password": PASSWORD}
    assert "có 3 lượt nhập sai" in text(browser.post("/dang-nhap/", sent, follow=True))
    clock.shift(timedelta(hours=1))
    assert "lượt nhập sai" not in text(Client().post("/dang-nhap/", sent, follow=True))


def test_failures_are_forgotten_with_the_sign_ins(clock, editor_a):
    attempt()
    clock.shift(timedelta(days=30))
    attempt()
    told = StringIO()
    call_command("forget_sign_ins", "--before=01/04/2026", stdout=told)
    assert "1 lượt đăng nhập sai" in told.getvalue()
    assert FailedSignIn.objects.get().at == NOON + timedelta(days=30)
    assert not SignIn.objects.exists()

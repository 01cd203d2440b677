"""Signing in with two factors, and what guards it, in a real browser."""

import base64
import hmac
import re
import struct
import time

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from playwright.sync_api import expect

from accounts.guarding.failures import keep_failure
from accounts.models import FailedSignIn
from accounts.own.sessions import PROVED
from tests.browser.conftest import PASSWORD
from tests.browser.test_accessibility import violations

HALF_A_MINUTE = 30


def shown_by(secret, step):
    """Return what a phone with this secret shows in a half minute, as RFC 6238 says."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", step), "sha1")
    number = struct.unpack_from(">I", digest, digest[-1] & 15)[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"


@pytest.fixture
def set_up(records, editor_a, fill_in, live_server, complaints):
    """A factor that was set up from the page: its secret, the step used, its recovery codes."""
    page = fill_in(editor_a)
    page.goto(f"{live_server.url}/phien-dang-nhap/")
    page.get_by_role("link", name="Bật xác thực hai lớp").click()
    picture = page.get_by_role("img", name="Mã QR")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    assert violations(page) == []
    secret, step = page.locator("#secret").inner_text(), int(time.time()) // HALF_A_MINUTE
    page.get_by_label("Mã xác thực").fill(shown_by(secret, step))
    page.get_by_role("button", name="Bật xác thực hai lớp").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mã dự phòng")
    assert violations(page) == []
    codes = page.locator(".recovery-codes code").all_inner_texts()
    page.get_by_role("link", name="Đã cất mã dự phòng").click()
    expect(page.locator("main")).to_contain_text("còn 10 mã dự phòng")
    page.locator(".who summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    assert complaints == []
    return secret, step, codes


def type_code(page, code):
    page.get_by_label("Mã xác thực").fill(code)
    page.get_by_role("button", name="Đăng nhập").click()


def test_the_code_of_a_phone_opens_the_portal_once(set_up, editor_a, fill_in, live_server):
    secret, step, _ = set_up
    page = fill_in(editor_a)
    expect(page).to_have_url(re.compile("/dang-nhap/ma/$"))
    assert violations(page) == []
    page.goto(f"{live_server.url}/nhan-su/")
    expect(page).to_have_url(re.compile("/dang-nhap/\\?next="))
    page.goto(f"{live_server.url}/dang-nhap/ma/")
    type_code(page, shown_by(secret, step))
    expect(page.locator(".field-error")).to_contain_text("đã dùng")
    type_code(page, shown_by(secret, step + 1))
    expect(page.locator("#sign-out")).to_be_attached()


def test_a_recovery_code_opens_it_without_the_phone(set_up, editor_a, fill_in):
    page = fill_in(editor_a)
    type_code(page, set_up[2][3])
    expect(page.locator("main")).to_contain_text("Đã đăng nhập bằng mã dự phòng")


def test_the_password_is_asked_again_and_what_was_typed_is_written(
    records, province_admin, editor_a, sign_in, live_server, complaints
):
    page = sign_in(province_admin, f"/tai-khoan/{editor_a.pk}/")
    page.locator("#id_full_name").fill("Đinh Văn Tơ")
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    _long_ago(cookies["sessionid"])
    page.get_by_role("button", name="Lưu tài khoản").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nhập lại mật khẩu")
    assert violations(page) == []
    page.get_by_label("Mật khẩu của").fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.locator("main")).to_contain_text("Đã lưu tài khoản ba-to")
    expect(page.locator("#id_full_name")).to_have_value("Đinh Văn Tơ")
    expect(page.locator("main")).not_to_contain_text("Đã điền lại")
    assert complaints == []


def _long_ago(session_key):
    """Put the last time that the password was given out of the last ten minutes."""
    session = SessionStore(session_key)
    session[PROVED] = 0
    session.save()


def test_a_burst_of_failures_is_told_in_the_menu_and_on_its_page(
    records, province_admin, editor_a, sign_in, live_server, complaints
):
    for _ in range(10):
        keep_failure(editor_a.username, "203.0.113.7", FailedSignIn.Kind.PASSWORD, timezone.now())
    page = sign_in(province_admin, "/tai-khoan/")
    page.get_by_role("link", name="Đăng nhập sai").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập sai")
    expect(page.get_by_role("alert").first).to_contain_text("Tài khoản ba-to: 10 lượt")
    assert violations(page) == [] and complaints == []


def test_a_locked_sign_in_says_until_when(records, editor_a, fill_in):
    for _ in range(5):
        page = fill_in(editor_a, "sai")
    expect(page.get_by_role("alert").first).to_contain_text("từ 5 lần trở lên")
    assert violations(page) == []

"""A session that ends while somebody types: said before, and nothing of the typing is lost."""

import re
import time

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from accounts.own.sessions import BEGAN
from personnel.models import Person
from tests.browser.conftest import PASSWORD
from tests.browser.test_accessibility import violations

NUMBER = "051190001234"
HOUR, MINUTE = 3600, 60


@pytest.fixture
def typed(records, editor_a, sign_in):
    """A new person half typed, with two posts, and the session over."""
    page = sign_in(editor_a, "/nhan-su/them/")
    page.locator("#id_full_name").fill("Phạm Thị Hoa")
    page.get_by_label("Nữ", exact=True).check()
    page.locator("#id_cccd").fill(NUMBER)
    page.locator("#id_birth").fill("3/1990")
    page.locator("#id_posts-0-unit").select_option(label="Xã Ba Động")
    page.get_by_role("button", name="+ Thêm chức danh").click()
    expect(page.locator("#rows-posts li")).to_have_count(2)
    page.locator("#id_posts-1-since").fill("1/6/2020")
    page.on("dialog", lambda dialog: dialog.accept())
    Session.objects.all().delete()
    return page


def note(page, text):
    """Type into a field that is folded away."""
    page.locator("details", has=page.locator("#id_note")).locator("summary").click()
    page.locator("#id_note").fill(text)


def save(page):
    page.keyboard.press("Control+s")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")


def sign_in_again(page, user):
    page.get_by_label("Tên đăng nhập").fill(user.username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def in_storage(page):
    return page.evaluate("JSON.stringify({...sessionStorage})")


def test_what_was_typed_is_there_after_signing_in_again(typed, editor_a):
    page = typed
    save(page)
    expect(page.locator("#drafts-kept")).to_be_visible()
    assert NUMBER not in in_storage(page)
    sign_in_again(page, editor_a)
    expect(page).to_have_url(re.compile("/nhan-su/them/"))
    notice = page.locator("main .message", has_text="Đã điền lại nội dung nhập dở")
    expect(notice).to_contain_text("CCCD")
    expect(page.locator("#id_full_name")).to_have_value("Phạm Thị Hoa")
    expect(page.locator("#id_birth")).to_have_value("3/1990")
    expect(page.get_by_label("Nữ", exact=True)).to_be_checked()
    expect(page.locator("#id_posts-1-since")).to_have_value("1/6/2020")
    expect(page.locator("#id_posts-0-unit option:checked")).to_have_text("Xã Ba Động")
    expect(page.locator("#id_cccd")).to_have_value("")
    assert violations(page) == []
    notice.get_by_role("button", name="Bỏ nội dung này").click()
    expect(page.locator("#id_full_name")).to_have_value("")
    assert "Hoa" not in in_storage(page)


def test_another_user_finds_nothing(typed, province_admin):
    save(typed)
    sign_in_again(typed, province_admin)
    expect(typed).to_have_url(re.compile("/nhan-su/them/"))
    expect(typed.locator("#id_full_name")).to_have_value("")
    assert "Hoa" not in in_storage(typed)


def test_signing_out_leaves_nothing_in_any_window(records, editor_a, sign_in, live_server):
    page = sign_in(editor_a, "/nhan-su/them/")
    other = page.context.new_page()
    for each in (page, other):
        each.goto(f"{live_server.url}/nhan-su/{records.pk}/sua/")
        note(each, "đã gặp")
        each.on("dialog", lambda dialog: dialog.accept())
        expect(each.locator("#id_note")).to_have_value("đã gặp")
        each.evaluate("window.dispatchEvent(new Event('pagehide'))")
        assert "đã gặp" in in_storage(each)
    page.locator(".who summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    assert "đã gặp" not in in_storage(page)
    other.goto(live_server.url)
    expect(other.locator("#drafts-kept")).to_be_hidden()
    assert "đã gặp" not in in_storage(other)


def test_what_was_saved_is_not_filled_in_again(records, editor_a, sign_in, live_server):
    address = f"/nhan-su/{records.pk}/sua/"
    page = sign_in(editor_a, address)
    note(page, "đã gặp")
    page.keyboard.press("Control+s")
    expect(page.locator(".message.success")).to_contain_text("Đã lưu hồ sơ")
    assert "đã gặp" not in in_storage(page)


def test_what_somebody_else_changed_meanwhile_is_not_written_over(
    records, editor_a, sign_in, live_server
):
    page = sign_in(editor_a, f"/nhan-su/{records.pk}/sua/")
    note(page, "đã gặp")
    page.locator("#id_home_place").fill("Xã Ba Vì")
    page.on("dialog", lambda dialog: dialog.accept())
    Session.objects.all().delete()
    Person.objects.filter(pk=records.pk).update(note="của người khác")
    save(page)
    sign_in_again(page, editor_a)
    expect(page.locator("#id_home_place")).to_have_value("Xã Ba Vì")
    expect(page.locator("#id_note")).to_have_value("của người khác")
    expect(page.locator("main .message", has_text="Đã điền lại")).to_contain_text("đã gặp")


def test_a_form_of_an_earlier_sign_in_leads_back_to_what_was_typed(
    records, editor_a, fill_in, live_server
):
    page = fill_in(editor_a)
    page.goto(f"{live_server.url}/nhan-su/{records.pk}/sua/")
    note(page, "đã gặp")
    other = page.context.new_page()
    other.goto(live_server.url)
    other.locator(".who summary").click()
    page.context.clear_cookies()
    other.goto(f"{live_server.url}/dang-nhap/")
    sign_in_again(other, editor_a)
    expect(other.get_by_role("heading", level=1)).to_have_text("Huyện Ba Tơ")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("heading", level=1)).to_have_text("Biểu mẫu đã hết hạn")
    assert violations(page) == []
    page.get_by_role("link", name="Mở lại biểu mẫu").click()
    expect(page.locator("#id_note")).to_have_value("đã gặp")
    page.keyboard.press("Control+s")
    expect(page.locator(".message.success")).to_contain_text("Đã lưu hồ sơ")


@pytest.fixture
def idle(records, editor_a, sign_in):
    """A page that asks the server nothing by itself, on which nothing was done for 28 minutes."""
    page = sign_in(editor_a)
    page.clock.install()
    sign_in(editor_a, "/doi-mat-khau/")
    expect(page.locator("#idle")).to_be_hidden()
    page.clock.run_for("28:01")
    expect(page.locator("#idle")).to_contain_text("Phiên làm việc sẽ kết thúc lúc")
    return page


def test_two_minutes_before_the_end_one_may_go_on(idle):
    assert violations(idle) == []
    idle.get_by_role("button", name="Tiếp tục làm việc").click()
    expect(idle.locator("#idle")).to_be_hidden()
    idle.clock.run_for("27:00")
    expect(idle.locator("#idle")).to_be_hidden()


def test_after_the_end_one_is_told_where_to_sign_in(idle):
    idle.clock.run_for("02:00")
    expect(idle.locator("#idle")).to_contain_text("Phiên làm việc đã kết thúc")
    link = idle.get_by_role("link", name="Đăng nhập lại")
    expect(link).to_have_attribute("href", "/doi-mat-khau/")


def test_whoever_was_signed_out_elsewhere_is_told_on_going_on(idle):
    Session.objects.all().delete()
    idle.get_by_role("button", name="Tiếp tục làm việc").click()
    expect(idle.locator("#idle")).to_contain_text("Phiên làm việc đã kết thúc")


def test_before_the_longest_a_session_may_last_one_is_told_that_it_ends_anyhow(
    records, editor_a, sign_in, live_server
):
    page = sign_in(editor_a)
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    session = SessionStore(cookies["sessionid"])
    session[BEGAN] = int(time.time()) - 12 * HOUR + 5 * MINUTE
    session.save()
    page.clock.install()
    page.goto(live_server.url + "/doi-mat-khau/")
    expect(page.locator("#idle")).to_be_hidden()
    page.clock.run_for("03:30")
    expect(page.locator("#idle")).to_contain_text("dù vẫn thao tác")
    expect(page.get_by_role("button", name="Tiếp tục làm việc")).to_be_hidden()
    page.clock.run_for("02:00")
    expect(page.locator("#idle")).to_contain_text("Phiên làm việc đã kết thúc")

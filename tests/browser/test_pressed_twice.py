"""A button pressed twice, as people do, with and without JavaScript: one person is there."""

import re

import pytest
from playwright.sync_api import expect

from personnel.models import Person


@pytest.mark.parametrize("javascript", [True, False])
def test_a_button_pressed_twice_adds_one_person(
    records, editor_a, browser, live_server, javascript, client_for
):
    context = browser.new_context(java_script_enabled=javascript)
    cookie = client_for(editor_a).cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/nhan-su/them/")
    page.locator("#id_full_name").fill("Phạm Văn Hai")
    page.get_by_label("Nam", exact=True).check()
    page.get_by_label("Ngày sinh").fill("1990")
    page.locator("#id_party").fill("2015")
    page.locator("#id_posts-0-unit").select_option(label="Xã Ba Động")
    page.locator("#id_posts-0-title").select_option(label="Bí thư Đảng ủy")
    page.get_by_role("button", name="Lưu hồ sơ", exact=True).last.dblclick(delay=60)
    expect(page.get_by_role("heading", level=1)).to_have_text("Phạm Văn Hai")
    expect(page.locator(".message.success")).to_have_text(re.compile("Đã lưu hồ sơ Phạm Văn Hai"))
    assert Person.objects.filter(full_name="Phạm Văn Hai").count() == 1
    context.close()

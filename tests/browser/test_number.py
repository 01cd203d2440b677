"""The identity number is opened in place, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from personnel.models import Disclosure


@pytest.mark.parametrize("javascript", [True, False])
def test_the_number_is_opened_where_it_stands(
    records, editor_a, browser, live_server, javascript, client_for
):
    context = browser.new_context(java_script_enabled=javascript)
    cookie = client_for(editor_a).cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/nhan-su/{records.pk}/?horizon=2025")
    number = page.locator("#so-cccd")
    expect(number).to_contain_text("••••••••1234")
    assert not Disclosure.objects.filter(kind="cccd").exists()
    number.get_by_role("button", name="Hiện").click()
    expect(number).to_have_text(re.compile(r"^\s*051180001234\s*$"))
    expect(page.get_by_role("link", name="Mục tiêu 2025")).to_have_attribute("aria-current", "true")
    assert Disclosure.objects.get(kind="cccd").user == editor_a
    context.close()

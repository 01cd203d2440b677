"""What stays in a browser: nobody after signing out, no identity number in an address."""

import re

from playwright.sync_api import expect

NUMBER = "051180001234"


def test_after_signing_out_back_shows_nobody(records, editor_a, fill_in, live_server, complaints):
    page = fill_in(editor_a)
    page.goto(f"{live_server.url}/nhan-su/{records.pk}/")
    page.locator("#so-cccd").get_by_role("button", name="Hiện").click()
    expect(page.get_by_text(NUMBER)).to_be_visible()
    page.evaluate("sessionStorage.setItem('draft x', 'y')")
    page.locator("header details summary", has_text=str(editor_a)).click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    assert NUMBER not in page.content() and "Phạm Thị Hạnh" not in page.content()
    assert complaints == []


def test_a_number_typed_into_a_search_stands_in_no_address(
    records, editor_a, sign_in, live_server, complaints
):
    page, asked = sign_in(editor_a, "/nhan-su/"), []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#id_q").press_sequentially(NUMBER, delay=5)
    expect(page).to_have_url(re.compile(rf"/nhan-su/{records.pk}/"))
    assert not [url for url in asked if re.search(r"q=\d{5}", url)]
    assert complaints == []


def test_part_of_a_number_is_said_to_find_nobody(records, editor_a, sign_in):
    page = sign_in(editor_a, "/nhan-su/")
    field = page.locator("#id_q")
    field.fill("180001234")
    field.press("Enter")
    told = field.evaluate("(field) => field.validationMessage")
    assert told == "Gõ 3 hoặc 4 số cuối của CCCD, hoặc đủ 12 số."
    field.fill("1234")
    expect(page.locator("#results")).to_contain_text("Phạm Thị Hạnh")
    expect(page).to_have_url(re.compile("q=1234"))

"""A transfer as two boards go through it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_ways_through import NARROW

PATHS = ("thoi-giu/", "bo-nhiem/", "chuyen/", "xoa/")


@pytest.fixture
def transfer(page):
    """Return a function that opens the form from a person's page, fills it in and sends it."""

    def send(commune, title, day):
        page.get_by_text("Thao tác", exact=True).click()
        page.get_by_role("link", name="Chuyển công tác").click()
        page.get_by_label("Chuyển đến").select_option(label=commune)
        page.get_by_label("Chức danh mới").select_option(label=title)
        page.get_by_label("Từ ngày").fill(day)
        page.get_by_role("button", name="Chuyển công tác").click()

    return send


def test_inside_the_district(records, editor_a, sign_in, transfer, live_server, complaints):
    page = sign_in(editor_a, f"/nhan-su/{records.pk}/")
    transfer("Thị trấn Ba Tơ", "Phó Chủ tịch Hội đồng nhân dân", "32/03/2024")
    expect(page.locator(".field-error")).to_contain_text("31/12/2025")
    page.get_by_label("Từ ngày").fill("01/03/2024")
    complaints.clear()  # the browser complains of the page that said what is wrong
    page.get_by_role("button", name="Chuyển công tác").click()
    expect(page.get_by_role("status").first).to_contain_text("thị trấn Ba Tơ")
    line = page.locator(".timeline li")
    expect(line.nth(0)).to_contain_text("Phó Chủ tịch Hội đồng nhân dân")
    expect(line.nth(1)).to_contain_text("01/01/2023 – 29/02/2024")
    assert complaints == []


def test_a_hand_over_that_the_other_board_accepts(
    records, editor_a, editor_b, sign_in, transfer, live_server, complaints
):
    page, record = sign_in(editor_a), f"{live_server.url}/nhan-su/{records.pk}/"
    page.goto(record)
    transfer("Xã Phổ An", "Phó Chủ tịch Hội đồng nhân dân", "01/03/2024")
    expect(page.locator("main")).to_contain_text("Đang chờ Thị xã Đức Phổ tiếp nhận")
    expect(page.locator(".timeline li")).to_have_count(1)

    page.context.clear_cookies()
    sign_in(editor_b, "/")
    page.locator("summary", has_text="Nhập liệu").click()
    page.get_by_role("link", name=re.compile("Bàn giao 1")).click()
    expect(page.locator("main")).not_to_contain_text("051180001234")
    page.get_by_role("link", name="Xem và quyết định").click()
    expect(page.locator("main")).to_contain_text("1980")
    page.get_by_role("button", name="Tiếp nhận", exact=True).click()
    expect(page).to_have_url(record)
    expect(page.get_by_role("link", name="Sửa hồ sơ")).to_be_visible()
    page.locator("summary", has_text="Nhập liệu").click()
    expect(page.get_by_role("link", name="Bàn giao", exact=True)).to_be_visible()
    expect(page.locator(".timeline li").nth(1)).to_contain_text("– 29/02/2024")

    page.context.clear_cookies()
    sign_in(editor_a)
    page.goto(record)
    expect(page.get_by_role("heading", level=1)).to_have_text("Phạm Thị Hạnh")
    expect(page.get_by_role("link", name="Sửa hồ sơ")).to_have_count(0)
    assert complaints == []


def test_no_form_scrolls_sideways_on_a_phone(
    records, editor_a, editor_b, sign_in, transfer, live_server
):
    page = sign_in(editor_a)
    page.set_viewport_size(NARROW)
    for path in PATHS:
        page.goto(f"{live_server.url}/nhan-su/{records.pk}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], path
    page.goto(f"{live_server.url}/nhan-su/{records.pk}/")
    transfer("Xã Phổ An", "Phó Chủ tịch Hội đồng nhân dân", "01/03/2024")
    page.context.clear_cookies()
    sign_in(editor_b, "/ban-giao/")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]

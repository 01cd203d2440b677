"""The main ways through the portal, as a person goes them."""

import re

from playwright.sync_api import expect

from tests.factories import TOWNSHIP

NARROW = {"width": 390, "height": 844}


def test_from_sign_in_to_a_person_and_out(records, province_viewer, fill_in, complaints):
    page = fill_in(province_viewer)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tỉnh Quảng Ngãi")
    page.get_by_role("link", name="Lý luận chính trị: trung cấp").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lý luận chính trị: trung cấp")
    page.locator(".strip").get_by_role("link", name="1", exact=True).first.click()
    page.get_by_role("link", name="Phạm Thị Hạnh").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Phạm Thị Hạnh")
    expect(page.locator("main")).to_contain_text("Đại học")
    page.locator(".who summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page).to_have_url(re.compile("/dang-nhap/"))
    assert complaints == []


def test_a_wrong_password_says_so(records, province_viewer, fill_in):
    page = fill_in(province_viewer, "khong-phai")
    expect(page.get_by_role("alert")).to_contain_text("mật khẩu")


def test_horizon_and_day_stay_while_moving(records, province_viewer, sign_in, complaints):
    page = sign_in(province_viewer, "/")
    page.get_by_role("link", name="Mục tiêu 2025").click()
    page.locator(".lens summary").click()
    page.get_by_label("Tính đến ngày").fill("30/06/2024")
    page.get_by_role("button", name="Xem", exact=True).first.click()
    expect(page.locator("main")).to_contain_text("30/06/2024")
    for name in ("Nhân sự", "Chỉ tiêu", "Tổng quan"):
        menu = page.get_by_role("navigation", name="Chính")
        if name == "Chỉ tiêu":
            menu.get_by_text("Nghị quyết", exact=True).click()
        menu.get_by_role("link", name=name).click()
        expect(page.locator("main")).to_contain_text("30/06/2024")
        expect(page.get_by_role("link", name="Mục tiêu 2025")).to_have_attribute(
            "aria-current", "true"
        )
    assert complaints == []


def test_a_board_sees_its_own_district(records, editor_a, sign_in, live_server):
    page = sign_in(editor_a, "/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Huyện Ba Tơ")
    expect(page.locator("main")).not_to_contain_text("Đức Phổ")
    page.goto(f"{live_server.url}/don-vi/534/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Không tìm thấy")


def test_typing_searches_without_marks(records, province_viewer, sign_in, live_server, complaints):
    page = sign_in(province_viewer, "/nhan-su/")
    search = page.get_by_role("searchbox")
    search.press_sequentially("dinh van lia")
    expect(page.get_by_role("status")).to_contain_text("1 người")
    expect(page.get_by_role("link", name="Đinh Văn Lía")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Phạm Thị Hạnh")
    expect(search).to_be_focused()
    expect(page).to_have_url(re.compile(r"q=dinh(\+|%20)van(\+|%20)lia"))
    page.get_by_role("link", name=re.compile("Bỏ điều kiện")).click()
    expect(page.get_by_role("link", name="Phạm Thị Hạnh")).to_be_visible()
    assert complaints == []


def test_no_page_scrolls_sideways_on_a_phone(records, province_viewer, sign_in, live_server):
    page = sign_in(province_viewer)
    page.set_viewport_size(NARROW)
    for path in (
        "/",
        "/don-vi/535/",
        f"/don-vi/{TOWNSHIP}/",
        "/trinh-bay/",
        "/chi-tieu/",
        "/chi-tieu/2025.key.theory/",
        "/nhan-su/",
        f"/nhan-su/{records.pk}/",
        "/ho-so-cong-viec/?district=535",
        "/doi-mat-khau/",
        "/khong-co/",
    ):
        page.goto(live_server.url + path)
        widest = page.evaluate("document.documentElement.scrollWidth")
        assert widest <= NARROW["width"], path

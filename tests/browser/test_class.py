"""A class of thirty is recorded from the list: tick the page, say what it gave, confirm."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from personnel.models import Credential, Person
from tests.browser.test_accessibility import violations
from tests.factories import MOUNTAIN, TOWNSHIP, credential, person, post

NARROW = {"width": 390, "height": 844}


@pytest.fixture
def thirty(province):
    """Thirty people of Ba Tơ: ten with sơ cấp, one with cao cấp."""
    people = []
    for number in range(30):
        who = person(name=f"Phạm Thị {chr(65 + number % 26)}{number:02}", sex="female")
        post(who, "VPDU", TOWNSHIP if number % 2 else MOUNTAIN)
        people.append(who)
    for who in people[:10]:
        credential(who, "theory", 1, awarded=date(2015, 6, 30))
    credential(people[29], "theory", 3)
    return people


def test_a_class_of_thirty(thirty, editor_a, sign_in, live_server, complaints):
    page = sign_in(editor_a, "/nhan-su/")
    page.get_by_label("Chọn cả trang").check()
    expect(page.get_by_role("checkbox", name="Chọn Phạm Thị A00")).to_be_checked()
    page.get_by_role("button", name="Ghi nhận lớp cho người đã chọn").click()
    expect(page.get_by_role("heading", name="Danh sách lớp: 30 người")).to_be_visible()
    page.get_by_label("Loại").select_option(label="Lý luận chính trị")
    expect(page.get_by_label("Ngôn ngữ")).to_be_hidden()
    page.get_by_label("Trình độ").fill("TC")
    page.get_by_label("Ngày cấp").fill("30/05/2025")
    page.get_by_label("Nơi cấp").fill("Trường Chính trị tỉnh")
    page.get_by_label("Nơi cấp").press("Control+s")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Xem trước: Lý luận chính trị: Trung cấp"
    )
    expect(page.locator(".strip")).to_contain_text(re.compile(r"30\s*người được ghi nhận"))
    expect(page.locator(".strip")).to_contain_text(re.compile(r"29\s*người có trình độ cao hơn"))
    assert not Credential.objects.filter(level=2).exists()
    assert violations(page) == []
    page.get_by_role("button", name="Ghi nhận cho 30 người").click()
    expect(page.locator(".message.success")).to_contain_text("cho 30 người")
    assert complaints == []
    expect(page.get_by_role("heading", level=1)).to_contain_text("Trung cấp (30/05/2025)")
    assert violations(page) == []
    held = Credential.objects.filter(kind="theory", level=2, awarded=date(2025, 5, 30))
    assert set(held.values_list("person", flat=True)) == {who.pk for who in thirty}
    page.get_by_role("link", name="Phạm Thị A00").click()
    expect(page.locator(".changes")).to_contain_text("Sơ cấp → Trung cấp (30/05/2025)")


def test_people_are_searched_added_and_pasted(thirty, editor_a, sign_in, live_server, complaints):
    page = sign_in(editor_a, "/lop-dao-tao/")
    page.get_by_label("Trình độ").fill("TC")
    search = page.get_by_role("searchbox")
    search.press_sequentially("pham thi a")
    page.get_by_role("button", name="Thêm Phạm Thị A00 vào lớp").click()
    expect(page.get_by_role("heading", name="Danh sách lớp: 1 người")).to_be_visible()
    expect(search).to_be_focused()
    page.get_by_role("button", name="Thêm Phạm Thị A26 vào lớp").click()
    expect(page.get_by_role("heading", name="Danh sách lớp: 2 người")).to_be_visible()
    page.get_by_role("button", name="Bỏ Phạm Thị A00 ra khỏi lớp").click()
    expect(page.get_by_role("heading", name="Danh sách lớp: 1 người")).to_be_visible()
    page.get_by_text("Dán các cột từ Excel").click()
    page.get_by_label("Mỗi dòng một người").fill("Phạm Thị B01\nNgười Lạ")
    page.get_by_role("button", name="Thêm các dòng đã dán").click()
    expect(page.get_by_role("heading", name="Danh sách lớp: 2 người")).to_be_visible()
    expect(page.get_by_label("Mỗi dòng một người")).to_have_value("Người Lạ\n")
    expect(page.get_by_label("Trình độ")).to_have_value("TC")
    assert violations(page) == []
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert complaints == []


def test_a_doubtful_line_is_settled_and_the_class_is_undone(
    thirty, editor_a, sign_in, live_server, complaints
):
    page = sign_in(editor_a, "/lop-dao-tao/")
    page.get_by_label("Loại").select_option(label="Lý luận chính trị")
    page.get_by_label("Trình độ").fill("TC")
    page.get_by_label("Ngày cấp").fill("30/05/2025")
    page.get_by_text("Dán các cột từ Excel").click()
    page.get_by_label("Mỗi dòng một người").fill(
        "Ngày sinh\tHọ và tên\n01/05/1980\tPhạm Thị B01\n02/05/1980\tPhạm Thị C02"
    )
    page.get_by_role("button", name="Thêm các dòng đã dán").click()
    asked = page.get_by_role("group", name="02/05/1980 · Phạm Thị C02")
    expect(asked).to_contain_text("ngày sinh trên dòng là 02/05/1980, hồ sơ ghi 01/05/1980")
    # Tall enough for the bar with what one writes with to cover no choice.
    page.set_viewport_size({"width": 1280, "height": 1400})
    assert violations(page) == []
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    asked.get_by_label("Phạm Thị C02, sinh").check()
    page.get_by_role("button", name="Ghi lựa chọn").click()
    expect(page.get_by_role("heading", name="Danh sách lớp: 2 người")).to_be_visible()
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_role("button", name="Ghi nhận cho 2 người").click()
    page.get_by_role("link", name="Hoàn tác…").click()
    undo = page.get_by_role("button", name="Hoàn tác")
    expect(undo).to_be_visible()
    assert violations(page) == []
    undo.click()
    expect(page.locator(".message.success")).to_have_text(
        "Đã hoàn tác: Phạm Thị B01, Phạm Thị C02."
    )
    assert not Credential.objects.filter(level=2).exists()
    assert complaints == []


def test_picked_people_are_given_one_value(thirty, editor_a, sign_in, live_server, complaints):
    page = sign_in(editor_a, "/nhan-su/")
    for name in ("Phạm Thị A00", "Phạm Thị B01"):
        page.get_by_role("checkbox", name=f"Chọn {name}").check()
    page.get_by_role("button", name="Ghi một thông tin cho người đã chọn").click()
    page.get_by_label("Thông tin").select_option(label="Tôn giáo")
    page.get_by_role("button", name="Chọn thông tin").click()
    page.get_by_label("Tôn giáo").fill("Công giáo")
    assert violations(page) == []
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("checkbox", name="Ghi cho Phạm Thị A00")).to_be_checked()
    page.get_by_role("checkbox", name="Ghi cho Phạm Thị A00").uncheck()
    assert violations(page) == []
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    page.get_by_role("button", name="Ghi cho dòng được đánh dấu").click()
    expect(page.locator(".message.success")).to_contain_text("cho 1 người")
    assert Person.objects.get(religion="Công giáo").full_name == "Phạm Thị B01"
    assert complaints == []


def test_a_grid_is_typed_by_keyboard(thirty, editor_a, sign_in, live_server, complaints):
    page = sign_in(editor_a, "/ho-so-cong-viec/")
    page.get_by_label("Tổng số hồ sơ, Thị trấn Ba Tơ").focus()
    for number in ("1250", "1000", "400", "100"):
        page.keyboard.type(number)
        page.keyboard.press("Tab")
    page.keyboard.press("Control+s")
    expect(page.locator(".message.success")).to_contain_text("Đã lưu số liệu của 2 đơn vị.")
    expect(page.locator("tbody tr").first).to_contain_text("80,00%")
    expect(page.locator("tfoot")).to_contain_text("66,67%")
    assert violations(page) == []
    assert complaints == []


def test_a_list_is_saved_and_opened_again(thirty, editor_a, sign_in, live_server, complaints):
    page = sign_in(editor_a, "/nhan-su/")
    page.get_by_role("searchbox").press_sequentially("pham thi b01")
    # All that was typed has been answered: no later answer folds what is opened next.
    expect(page.locator("main tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"q=pham(\+|%20)thi(\+|%20)b01"))
    page.get_by_text("Danh sách đã lưu").first.click()
    page.get_by_label("Lưu danh sách đang xem dưới tên").fill("Chị B")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator(".message.success")).to_contain_text("Đã lưu danh sách “Chị B”.")
    page.goto(f"{live_server.url}/nhan-su/")
    page.get_by_text("Danh sách đã lưu").first.click()
    assert violations(page) == []
    page.get_by_role("link", name="Chị B").click()
    expect(page.get_by_role("status").first).to_contain_text("1 người")
    expect(page.get_by_role("link", name="Phạm Thị B01")).to_be_visible()
    assert complaints == []

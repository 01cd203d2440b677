"""The list of people as an eye sees it: on a screen, on a telephone, on paper; menu, files."""

from datetime import date

import pytest

from personnel.models import Unit
from tests.browser.test_accessibility import violations
from tests.factories import credential, person, post

SCREEN = {"width": 1366, "height": 768}
TELEPHONE = {"width": 390, "height": 844}
PEOPLE = "/nhan-su/?horizon=2030&as_of=2026-11-28"
SHOWN = 15
IN_SIGHT = "rows => rows.filter(row => row.getBoundingClientRect().bottom <= innerHeight).length"


@pytest.fixture
def sixty(province):
    """More people than a page of the list has, in all communes of a district."""
    communes = list(Unit.objects.filter(parent__code="535").order_by("code"))
    titles = ("BT", "TCKT", "VPDU", "CTMTTQ")
    for number in range(60):
        who = person(name=f"Nguyễn Thị Phương {number:02}", birth=date(1980, 1, 1))
        post(who, titles[number % 4], communes[number % len(communes)].code)
        credential(who, "professional", 2)


def test_fifteen_people_stand_on_a_screen(sixty, province_admin, sign_in, live_server, complaints):
    page = sign_in(province_admin)
    page.set_viewport_size(SCREEN)
    page.goto(f"{live_server.url}{PEOPLE}")
    assert page.locator(".people tbody tr").evaluate_all(IN_SIGHT) >= SHOWN
    page.goto(f"{live_server.url}{PEOPLE}&group=key&sex=male")
    assert page.locator(".chips li").count() >= 2
    assert not page.get_by_role("button", name="Lọc", exact=True).is_visible()
    assert complaints == []


def test_on_a_telephone_the_list_begins_on_the_first_screen(
    sixty, province_admin, sign_in, live_server, complaints
):
    page = sign_in(province_admin)
    page.set_viewport_size(TELEPHONE)
    page.goto(f"{live_server.url}{PEOPLE}")
    assert page.locator(".people tbody tr").evaluate_all(IN_SIGHT) >= 1
    assert not page.get_by_label("Nhóm", exact=True).is_visible()
    page.get_by_text("Lọc thêm").click()
    assert page.get_by_label("Nhóm", exact=True).is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
    assert complaints == []


def test_without_a_script_there_is_a_button(
    sixty, province_admin, client_for, browser, live_server
):
    context = browser.new_context(java_script_enabled=False)
    session = client_for(province_admin).cookies["sessionid"]
    context.add_cookies([{"name": session.key, "value": session.value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}{PEOPLE}")
    page.get_by_label("Nhóm", exact=True).select_option("key")
    page.get_by_role("button", name="Lọc", exact=True).click()
    assert "group=key" in page.url
    page.get_by_text("Nhập liệu").click()
    page.get_by_role("link", name="Bàn giao").click()
    assert page.url.endswith("/ban-giao/")
    context.close()


def test_printing_a_list_prints_everybody_and_no_button(
    sixty, province_admin, sign_in, live_server, complaints
):
    page = sign_in(province_admin)
    page.add_init_script("window.print = () => { window.printed = (window.printed ?? 0) + 1 }")
    page.goto(f"{live_server.url}{PEOPLE}")
    page.keyboard.press("Control+p")
    page.wait_for_url("**/ban-in/**")
    page.wait_for_function("window.printed === 1")
    page.emulate_media(media="print")
    assert page.locator(".people tbody tr:visible").count() == 60
    assert page.locator(":is(button, input, select, nav, summary):visible").count() == 0
    assert complaints == []


def test_the_menu_by_keyboard_and_on_a_telephone(
    sixty, province_admin, sign_in, live_server, complaints
):
    page = sign_in(province_admin)
    page.set_viewport_size(SCREEN)
    page.goto(f"{live_server.url}{PEOPLE}")
    page.locator("summary", has_text="Quản trị").first.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("link", name="Nhật ký").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not page.get_by_role("link", name="Nhật ký").is_visible()
    assert page.evaluate("document.activeElement.textContent").startswith("Quản trị")
    page.set_viewport_size(TELEPHONE)
    page.goto(f"{live_server.url}/tai-khoan/")
    inside = page.locator(".top summary[aria-current]").bounding_box()
    assert inside["x"] >= 0 and inside["x"] + inside["width"] <= TELEPHONE["width"]
    page.locator(".top summary[aria-current]").click()
    log = page.get_by_role("link", name="Nhật ký").bounding_box()
    assert log["x"] >= 0 and log["x"] + log["width"] <= TELEPHONE["width"]
    assert complaints == []


def test_the_button_for_files_is_vietnamese(
    province, editor_a, sign_in, live_server, tmp_path, complaints
):
    page = sign_in(editor_a, "/nhap-tep/")
    shown = page.get_by_text("Chọn các tệp")
    assert shown.is_visible()
    with page.expect_file_chooser() as chooser:
        shown.click()
    file = tmp_path / "ba to.xlsx"
    file.write_bytes(b"PK")
    chooser.value.set_files(file)
    assert page.locator(".file-names").text_content() == "ba to.xlsx"
    assert complaints == []


def test_columns_are_ticked_and_moved_with_the_keyboard(
    sixty, province_admin, sign_in, live_server, complaints
):
    page = sign_in(province_admin)
    page.set_viewport_size(SCREEN)
    page.goto(f"{live_server.url}{PEOPLE}")
    page.get_by_text("Cột hiển thị").click()
    assert violations(page) == []
    page.get_by_label("Tháng nghỉ hưu", exact=True).check()
    up = page.get_by_role("button", name="Chuyển cột Tháng nghỉ hưu lên trước")
    for _ in range(8):
        up.press("Enter")
    assert up.is_disabled()
    page.get_by_label("Giới tính", exact=True).last.uncheck()
    page.get_by_role("button", name="Hiển thị", exact=True).click()
    heads = page.locator(".people thead th").all_inner_texts()
    assert heads[2:5] == ["Tháng nghỉ hưu", "Ngày sinh", "Đơn vị"]
    page.get_by_text("Cột hiển thị").click()
    for name in ("Thiếu trong hồ sơ", "Số quyết định", "Ghi chú", "Chức danh kiêm nhiệm"):
        page.get_by_label(name, exact=True).last.check()
    page.get_by_role("button", name="Hiển thị", exact=True).click()
    wide = page.locator(".scroll").evaluate("each => [each.scrollWidth, each.clientWidth]")
    assert wide[0] > wide[1]
    assert page.evaluate("document.documentElement.scrollWidth") <= SCREEN["width"]
    assert complaints == []

"""The year's report from the board's page to the seal, and every page of it accessible."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from personnel.models import Post
from reports.models import Period, Submission
from reports.periods.answering import approve
from reports.periods.sealing import missing_of, seal
from tests.browser.conftest import PASSWORD
from tests.browser.test_accessibility import violations
from tests.browser.test_ways_through import NARROW
from tests.reports.periods.handing import LATER, a_period, district_of, hand_in

SEALED, OPEN = "Báo cáo năm 2024", "Báo cáo năm 2025"
PATHS = (
    "/bao-cao/",
    "/bao-cao/mo/",
    "/bao-cao/{open}/",
    "/bao-cao/{open}/sua/",
    "/bao-cao/{open}/khoa/",
    "/bao-cao/{open}/huyen/535/",
    "/bao-cao/{open}/huyen/534/",
    "/bao-cao/{open}/huyen/534/nop/",
    "/bao-cao/{sealed}/",
    "/bao-cao/{sealed}/kiem-tra/",
    "/bao-cao/{sealed}/khac/",
    "/bao-cao/{sealed}/thay-the/",
    "/bao-cao/{sealed}/huyen/535/",
    "/bao-cao/{sealed}/huyen/534/",
    "/bao-cao/{sealed}/nguoi/?criterion=2025.key.theory&outcome=met",
    "/bao-cao/da-nop/{waiting}/",
    "/bao-cao/da-nop/{waiting}/khac/",
    "/?horizon=2025&as_of=2024-12-31",
    "/?horizon=2025&as_of=2025-06-30",
)


@pytest.fixture
def numbers(records, editor_a, province_admin):
    """A sealed period, and one in which a report waits while the records went on."""
    sealed = a_period(SEALED, day=date(2024, 12, 31))
    kept = approve(hand_in(sealed, district_of(), editor_a), by=province_admin, at=LATER)
    absent = [unit.code for unit in missing_of(sealed, [kept])]
    seal(sealed, absent, by=province_admin, at=LATER)
    period = a_period(OPEN)
    waiting = hand_in(period, district_of(), editor_a)
    Post.objects.filter(title__code="TCKT").delete()
    return {"sealed": sealed.pk, "open": period.pk, "waiting": waiting.pk}


def test_every_page_of_a_period_is_accessible(
    small_province, numbers, province_admin, sign_in, page, live_server, complaints
):
    sign_in(province_admin)
    found = {}
    for path in PATHS:
        page.set_viewport_size({"width": 1366, "height": 768})
        page.goto(live_server.url + path.format(**numbers))
        found[path] = violations(page)
        for width in (1366, NARROW["width"]):
            page.set_viewport_size({"width": width, "height": 800})
            widest = page.evaluate("document.documentElement.scrollWidth")
            found[path] += [f"{widest} px wide at {width}"] if widest > width else []
    assert {path: broken for path, broken in found.items() if broken} == {}
    assert complaints == []


def test_from_the_board_to_the_seal(
    records, editor_a, province_admin, sign_in, page, live_server, complaints
):
    period = a_period(OPEN)
    sign_in(editor_a, "/")
    page.get_by_role("navigation", name="Chính").get_by_role("link", name="Báo cáo").click()
    page.get_by_role("link", name=OPEN).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Huyện Ba Tơ")
    for text in page.locator(".checks textarea").all():
        text.fill("Đang xác minh.")
    page.locator(".note-entry summary").first.click()
    page.locator(".note-entry textarea").first.fill("Lớp đang học.")
    page.keyboard.press("Control+s")
    saved = "Đã lưu ghi chú, giải trình và nội dung báo cáo."
    expect(page.locator(".message.success")).to_have_text(saved)
    page.get_by_role("button", name="Lưu và nộp báo cáo…").click()
    page.get_by_role("button", name="Nộp báo cáo lần 1").click()
    expect(page.locator(".handed-in")).to_contain_text("Chờ duyệt")
    expect(page.locator(".bars")).to_contain_text("Ghi chú: Lớp đang học.")
    page.locator(".strip a").first.click()
    expect(page.get_by_role("link", name="Phạm Thị Hạnh")).to_be_visible()

    page.locator(".who summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    sign_in(province_admin, f"/bao-cao/{period.pk}/")
    page.get_by_role("row", name="Huyện Ba Tơ").get_by_role("link", name="Chờ duyệt").click()
    page.get_by_role("button", name="Duyệt", exact=True).click()
    expect(page.locator(".handed-in")).to_contain_text("Đã duyệt")
    page.goto(f"{live_server.url}/bao-cao/{period.pk}/khoa/")
    page.get_by_label(re.compile("Đồng ý khóa")).check()
    page.get_by_role("button", name="Khóa kỳ báo cáo").click()
    expect(page.locator(".sealed")).to_contain_text("Huyện Lý Sơn")
    page.get_by_role("link", name="Kiểm tra mã").click()
    expect(page.get_by_role("status").last).to_contain_text("Mã khóa của kỳ khớp")
    assert Period.objects.get().is_sealed and Submission.objects.get().people == 3
    assert complaints == []


def test_without_scripts_too(records, editor_a, browser, live_server):
    period = a_period(OPEN)
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(editor_a.username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.goto(f"{live_server.url}/bao-cao/{period.pk}/huyen/535/")
    for text in page.locator(".checks textarea").all():
        text.fill("Đang xác minh.")
    page.get_by_role("button", name="Lưu và nộp báo cáo…").click()
    page.get_by_role("button", name="Nộp báo cáo lần 1").click()
    expect(page.locator(".handed-in")).to_contain_text("Chờ duyệt")
    page.context.close()


def test_a_page_printed_is_the_report_alone(
    small_province, numbers, province_admin, sign_in, page, live_server
):
    sign_in(province_admin, f"/bao-cao/{numbers['sealed']}/")
    page.emulate_media(media="print")
    for aside in (".top nav", ".files", ".crumbs", ".check-seal"):
        expect(page.locator(aside).first).to_be_hidden()
    expect(page.locator(".sealed")).to_contain_text("Mã khóa (SHA-256)")
    page.goto(f"{live_server.url}/bao-cao/{numbers['open']}/huyen/535/")
    for aside in (".actions", ".checks textarea", ".note-entry"):
        expect(page.locator(aside).first).to_be_hidden()
    expect(page.locator(".checks .said").first).to_have_text("Đang xác minh.")

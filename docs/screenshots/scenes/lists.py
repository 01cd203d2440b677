"""Chapters 2 and 13: finding people, and the overview."""

from playwright.sync_api import Locator, Page

from ..desk import NARROW, USUAL_HEIGHT, Desk, Office

BEAMER = 1024


def look_over(office: Office) -> None:
    """The overview of the province, for the README too, of a commune, and a slide."""
    with office.desk("theodoi") as desk:
        page = desk.open("/?horizon=2030")
        desk.shoot("overview", height=USUAL_HEIGHT)
        desk.shoot("tong-quan", page.locator("main h1"), page.locator(".conclusion"),
                   _row(page, ".strips", 4))  # fmt: skip
        page = desk.open("/don-vi/21499/?horizon=2030")
        desk.shoot("tong-quan-xa", page.locator("main h1"), page.locator(".conclusion"),
                   _row(page, ".squares", 3))  # fmt: skip
    with office.desk("theodoi", BEAMER) as desk:
        desk.open("/trinh-bay/?horizon=2030#xa-muc-tieu")
        desk.shoot("trinh-bay")


def _row(page: Page, table: str, at: int) -> Locator:
    return page.locator(f"{table} tbody tr").nth(at)


def find_people(office: Office) -> None:
    """One field for everything, a name typed without marks, filters, columns, a list saved."""
    with office.desk("bato") as desk:
        _from_anywhere(desk)
        page = desk.open("/nhan-su/")
        page.get_by_role("searchbox").press_sequentially("pham thi")
        page.get_by_role("link", name="Bỏ điều kiện").first.wait_for()
        desk.settle()
        desk.shoot("danh-sach", height=640)
        _filter(desk)
        page.get_by_text("Danh sách đã lưu").first.click()
        page.get_by_label("Lưu danh sách đang xem dưới tên").fill("Cần học trung cấp LLCT")
        desk.press("Lưu")
        page.get_by_text("Danh sách đã lưu").first.click()
        tools = page.locator("#results .section-head")
        desk.shoot("danh-sach-da-luu", tools, page.locator(".saved .panel").last)
        desk.open("/nhan-su/")
        page.get_by_text("Cột hiển thị").click()
        panel = page.locator(".choosing .panel")
        panel.get_by_label("Dân tộc", exact=True).check()
        desk.shoot("cot-hien-thi", height=USUAL_HEIGHT)
        desk.open("/nhan-su/")
        page.locator(".lens summary").click()
        desk.shoot("ngay-xem-so-lieu", page.locator(".head"), page.locator(".lens .panel"))
    with office.desk("bato", NARROW) as desk:
        desk.open("/nhan-su/?q=pham+thi")
        desk.shoot("danh-sach-dien-thoai", height=844)


def _from_anywhere(desk: Desk) -> None:
    """Seek a commune in the head of the first page, and a number that no record in reach has."""
    page = desk.open("/")
    page.keyboard.press("/")
    page.keyboard.type("ba dong")
    page.locator("header [role=option]").first.wait_for()
    desk.shoot("tim-tu-moi-trang", height=400)
    desk.open("/nhan-su/theo-so-cccd/")
    page.get_by_label("Số CCCD").fill("051190001234")
    page.get_by_label("Số CCCD").press("Enter")
    desk.settle()
    desk.shoot_content("tim-theo-so-cccd")


def _filter(desk: Desk) -> None:
    """Combine filters, those of the part that opens among them."""
    page = desk.open("/nhan-su/")
    page.get_by_label("Nhóm", exact=True).select_option(label="Công chức")
    page.get_by_text("Lọc thêm").click()
    page.get_by_label("Tuổi đến", exact=True).fill("45")
    page.get_by_label("Trình độ", exact=True).select_option("theory:2")
    page.get_by_label("Mức", exact=True).select_option(label="thấp hơn")
    page.get_by_role("link", name="Trung cấp, thấp hơn").wait_for()
    desk.settle()
    desk.shoot("loc-them", page.locator(".head"), page.locator(".people tbody tr").nth(3))

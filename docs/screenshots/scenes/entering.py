"""Chapter 3: a person entered and corrected."""

from io import BytesIO

from PIL import Image
from playwright.sync_api import FilePayload, Page

from ..desk import NARROW, Desk, Office

NAME = "Phạm Thị Thu Hà"


def enter_a_person(office: Office) -> None:
    """A record typed by keyboard, judged while typed, saved; a diploma scanned."""
    with office.desk("bato") as desk:
        page = desk.open("/nhan-su/them/")
        _type(page)
        page.locator("#meaning").get_by_text("Mục tiêu 2030").wait_for()
        desk.shoot("them-ho-so", page.locator(".head"), page.locator("#meaning"),
                   page.locator(".entry .actions"))  # fmt: skip
        desk.press("Lưu hồ sơ")
        desk.shoot("da-luu-ho-so", height=600)
        _attach(desk)
    with office.desk("bato", NARROW) as desk:
        desk.open("/nhan-su/them/")
        desk.shoot("them-ho-so-dien-thoai", height=844)


def _attach(desk: Desk) -> None:
    """Attach a scan to the diploma of the record that is open."""
    page = desk.page
    page.get_by_role("link", name="Bản quét văn bằng, quyết định").click()
    desk.settle()
    sheet = BytesIO()
    Image.new("L", (1240, 1754), 250).save(sheet, "PNG")
    file: FilePayload = {
        "name": "bang dai hoc.png", "mimeType": "image/png", "buffer": sheet.getvalue(),
    }  # fmt: skip
    page.get_by_label("Của văn bằng, chức danh").select_option(index=1)
    page.locator("input[type=file]").set_input_files(files=[file])
    desk.press("Đính kèm")
    desk.shoot_content("ban-quet")


def make_mistakes(office: Office) -> None:
    """What a record is warned of, and what keeps it from being saved."""
    with office.desk("bato") as desk:
        page = desk.open("/nhan-su/them/")
        _type(page, cccd="051090001235", title="bi thu dang uy")
        page.locator("#meaning .message").first.wait_for()
        desk.settle()
        desk.shoot("canh-bao", page.locator(".entry fieldset").first, page.locator("#rows-posts"),
                   page.locator("#meaning h3").first)  # fmt: skip
        page.get_by_label("Ngày sinh").fill("31/2/1990")
        page.get_by_label("Số CCCD").fill("05119000123")
        page.get_by_label("Trình độ").first.fill("giỏi")
        desk.press("Lưu hồ sơ")
        rows = page.locator("#rows-credentials")
        desk.shoot("loi-nhap", page.locator(".entry fieldset").first, rows.locator("li").first)


def edit_at_the_same_time(office: Office) -> None:
    """Two officers correct the same record; the later one is told, and chooses."""
    with office.desk("bato") as first, office.desk("haihuyen") as second:
        open_form(first)
        first.page.get_by_label("Số CCCD").fill("051190001239")
        open_form(second)
        second.page.get_by_label("Số CCCD").fill("051190001238")
        second.page.get_by_label("Ngày vào Đảng").fill("3/2/2015")
        second.press("Lưu hồ sơ")
        first.press("Lưu hồ sơ")
        form = first.page.locator("#entry")
        first.shoot("hai-nguoi-cung-sua", form.locator(".message"), form.locator(".field-party"))


def open_form(desk: Desk) -> None:
    """Find the person of the story, and open the form to correct the record."""
    open_record(desk)
    desk.page.get_by_role("link", name="Sửa hồ sơ").click()
    desk.settle()


def open_record(desk: Desk) -> None:
    """Find the person of the story, and open the record."""
    page = desk.open("/nhan-su/?q=pham+thi+thu+ha")
    page.get_by_role("link", name=NAME).first.click()
    desk.settle()


def _type(page: Page, cccd: str = "051190001234", title: str = "van phong thong ke") -> None:
    """Fill in a record as a typist does, from field to field."""
    page.get_by_label("Họ và tên").focus()
    keys = page.keyboard
    keys.type(NAME)
    for key in ("Tab", "ArrowRight", "Tab"):
        keys.press(key)
    for text in ("12/3/1990", cccd, "hre"):
        keys.type(text)
        keys.press("Tab")
    page.get_by_label("Đơn vị công tác").focus()
    for text in ("ba dong", title, "1/6/2020"):
        keys.type(text)
        keys.press("Tab")
    held = ("ĐH Luật", "2012"), ("TC", "2018"), ("CV", "9/2019")
    for row, (level, awarded) in enumerate(held):
        page.locator(f"#id_credentials-{row}-level_text").fill(level)
        page.locator(f"#id_credentials-{row}-awarded_text").fill(awarded)

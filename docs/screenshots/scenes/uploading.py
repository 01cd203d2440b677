"""Chapter 10: a list in Excel handed in, looked over, decided on, written, and taken back."""

from playwright.sync_api import FilePayload

from ..desk import Desk, Office
from ..difficult_list import difficult_list
from ..portal import ROOT
from ..workbooks import UNKNOWN_TITLE, worked_on

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOARDS_OWN = ROOT / "tests" / "samples" / "reallife_duc_pho.xlsx"


def hand_in_a_list(office: Office) -> None:
    """A board's own list goes in and is taken back; one worked on in Excel is decided on."""
    with office.desk("ducpho") as desk:
        _hand_in(desk, "Trich ngang Duc Pho.xlsx", BOARDS_OWN.read_bytes())
        desk.page.get_by_role("link", name="Xem và chỉnh cách đọc").click()
        desk.settle()
        desk.shoot("cach-doc-tep", height=720)
        desk.page.go_back()
        _confirm(desk)
        desk.shoot("tep-da-ghi", desk.page.locator(".head"), desk.page.locator(".undo"))
        _undo(desk)
    with office.desk("bato") as desk:
        _hand_in(desk, "Trich ngang Ba To.xlsx", worked_on(_exported(desk)), "nhap-tu-excel")
        desk.shoot("xem-truoc-tep", height=600)
        _decide(desk)
        desk.page.get_by_role("link", name="Ảnh hưởng đến chỉ tiêu").click()
        desk.settle()
        effects = desk.page.locator("#effects")
        desk.shoot("anh-huong-chi-tieu", effects.locator(".section-head").first,
                   effects.locator(".effects tr").nth(7))  # fmt: skip
        desk.press("Bỏ tệp này, không ghi")
        _answer(desk)
        _confirm(desk)
        _undo_the_rest(desk)
        desk.open("/nhap-tep/da-chi-dan/")
        desk.shoot("nhung-gi-da-chi-dan", height=640)


def _answer(desk: Desk) -> None:
    """Hand in a difficult list, and answer all that it asks."""
    page = desk.page
    _hand_in(desk, "Danh sach BTC Ba To.xlsx", difficult_list())
    desk.shoot("tep-kho", height=620)
    page.get_by_role("link", name="Xem và chỉnh cách đọc").first.click()
    desk.settle()
    desk.shoot("tep-kho-cach-doc", page.locator("h1"),
               page.locator("[aria-labelledby=columns-asked]"))  # fmt: skip
    desk.press("Trang này không có danh sách")
    page.get_by_role("link", name="Xem và chỉnh cách đọc").first.click()
    desk.settle()
    page.locator("select[name^=column-]").first.select_option(label="Quản lý nhà nước")
    page.locator("select:has(option[value='?'])").select_option(label="Xã Ba Giang")
    desk.shoot("tep-kho-de-muc", page.locator("#sections"), page.locator(".understood-sections"))
    desk.press("Đọc như trên cho cả tệp")
    page.get_by_role("link", name="câu về cách ghi trong ô").first.click()
    desk.settle()
    for question in page.locator("ul.unknown fieldset").all():
        if "Chức danh" in question.inner_text().split("\n")[0]:
            question.locator("select").select_option(label="Văn phòng - thống kê")
        else:
            question.get_by_role("radio").first.check()
    desk.shoot("tep-kho-cau-hoi", page.locator(".tabs"),
               page.locator("ul.unknown li").nth(2))  # fmt: skip
    desk.press("Đọc lại với các câu trả lời")


def _undo_the_rest(desk: Desk) -> None:
    """Somebody of the upload is edited, and then the upload is taken back."""
    page, written = desk.page, desk.page.url
    page.locator("table.upload-people tbody a").first.click()
    desk.settle()
    desk.open(page.url.removeprefix(desk.address) + "sua/")
    page.get_by_label("Họ và tên").first.fill("Phạm Thị Thùy Dương")
    desk.press("Lưu hồ sơ")
    if page.url.endswith("/sua/"):  # what is doubtful is told first
        desk.press("Lưu hồ sơ")
    desk.open(written.removeprefix(desk.address))
    page.get_by_role("link", name="Hoàn tác").first.click()
    desk.settle()
    page.get_by_label("Lý do").fill("Nộp nhầm danh sách quý trước")
    desk.shoot_content("hoan-tac-phan-con-lai")
    desk.press("Hoàn tác lượt nhập")


def _confirm(desk: Desk) -> None:
    desk.page.get_by_role("button", name="Xác nhận và ghi").click()
    desk.settle()


def _undo(desk: Desk) -> None:
    desk.page.get_by_role("link", name="Hoàn tác lượt nhập…").click()
    desk.page.get_by_label("Lý do").fill("Nộp nhầm danh sách cũ")
    desk.press("Hoàn tác lượt nhập")


def _exported(desk: Desk) -> bytes:
    """Return the present list as the portal gives it out."""
    answer = desk.page.request.get(f"{desk.address}/nhap-tep/mau/535.xlsx?du-lieu=1")
    return answer.body()


def _hand_in(desk: Desk, name: str, content: bytes, picture: str = "") -> None:
    page = desk.open("/nhap-tep/")
    file: FilePayload = {"name": name, "mimeType": EXCEL, "buffer": content}
    page.get_by_label("Tệp Excel").set_input_files(files=[file])
    if picture:
        desk.shoot(picture, height=560)
    desk.press("Nộp và xem trước")


def _decide(desk: Desk) -> None:
    page = desk.page
    page.get_by_role("link", name="Câu hỏi, lỗi, lưu ý").click()
    desk.settle()
    unknown = page.get_by_role("group", name=UNKNOWN_TITLE)
    unknown.locator("select").select_option(label="Văn phòng - thống kê")
    desk.shoot("ten-goi-chua-nhan-ra", page.locator(".tabs"), page.locator(".sort").nth(2))
    desk.press("Đọc lại với các câu trả lời")
    page.locator(".kind-conflict a").click()
    desk.settle()
    page.locator("input[value=new]").first.check()
    page.locator(".asked input[name^=since]").first.fill("01/02/2026")
    page.mouse.move(0, 0)
    desk.shoot("quyet-dinh-tung-dong", page.locator(".tabs"), page.locator(".decide"))
    desk.press("Áp dụng quyết định")

"""Chapters 1, 9 and 27: signing in, one's own account, those of others and of other systems."""

from ..desk import Desk, Office

NEW = "sonha"


def sign_in_and_out(office: Office) -> None:
    """The sign-in page, the menu of one's account, one's sessions, a lock after failures."""
    with office.desk() as desk:
        page = desk.open("/dang-nhap/")
        page.get_by_label("Tên đăng nhập").fill("bato")
        desk.shoot("dang-nhap", height=420)
    with office.desk("bato"), office.desk("bato") as desk:
        desk.page.locator(".who summary").click()
        desk.shoot("trang-dau-va-menu", height=420)
        desk.open("/phien-dang-nhap/")
        desk.shoot_content("tai-khoan-cua-toi")
    with office.desk() as desk:
        for _ in range(5):
            desk.sign_in("minhlong", "quen-mat-khau")
        desk.shoot("khoa-dang-nhap", desk.page.locator("main .narrow"))


def manage_users(office: Office) -> None:
    """Accounts listed, one added, its temporary password changed, one unlocked."""
    with office.desk() as desk:  # the lock of chapter 1 has passed by now
        for _ in range(5):
            desk.sign_in("minhlong", "quen-mat-khau")
    with office.desk("quantri") as desk:
        page = desk.open("/tai-khoan/")
        desk.shoot("tai-khoan", height=560)
        page.get_by_role("link", name="Theo dõi Huyện ủy Minh Long").click()
        desk.settle()
        desk.shoot("mo-khoa", height=640)
        password = _add(desk)
    with office.desk() as desk:
        desk.sign_in(NEW, password)
        desk.shoot("doi-mat-khau-tam", desk.page.locator("main .narrow"))


def give_a_token(office: Office) -> None:
    """What is asked of another system before it may read."""
    with office.desk("quantri") as desk:
        page = desk.open("/tai-khoan/ma-truy-cap/cap/")
        page.get_by_label("Hệ thống sử dụng").fill("Kho dữ liệu tỉnh")
        page.get_by_label("Vai trò").select_option(label="Theo dõi cấp tỉnh")
        desk.shoot("cap-ma-api", page.locator("main .narrow"))


def _add(desk: Desk) -> str:
    """Add a user who edits a district for a year, and return the temporary password."""
    page = desk.open("/tai-khoan/them/")
    page.get_by_label("Tên đăng nhập").fill(NEW)
    page.get_by_label("Họ và tên").fill("Ban Tổ chức Huyện ủy Sơn Hà")
    page.get_by_label("Vai trò").select_option(label="Cập nhật hồ sơ")
    page.get_by_label("Đơn vị phụ trách").select_option(label="Huyện Sơn Hà")
    page.get_by_label("Đến hết ngày").fill("31/12/2026")
    desk.shoot("them-tai-khoan", height=600)
    desk.press("Lưu tài khoản")
    password = str(page.locator("#password").text_content())
    # A real one is another each time; the picture shows what it looks like.
    page.locator("#password").evaluate("shown => { shown.textContent = 'k7mr-w2ph-xd9t'; }")
    desk.shoot("mat-khau-tam", page.locator("main .narrow"))
    return password

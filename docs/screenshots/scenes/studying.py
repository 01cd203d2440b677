"""Chapter 16: a class opened, people put into it, their results looked over."""

from ..desk import Desk, Office

NAMES = "Đinh Thị"
PEOPLE = 8
COURSE = "Bồi dưỡng ngạch chuyên viên (chưa xác nhận)"


def follow_a_class(office: Office) -> None:
    """Opened from the catalogue, filled by searching, its results looked over."""
    with office.desk("quantri") as desk:
        page = desk.open("/dao-tao/lop/moi/")
        page.get_by_label("Khóa trong danh mục").select_option(label=COURSE)
        desk.press("Điền sẵn")
        page.get_by_label("Khai giảng").fill("05/01/2026")
        desk.press("Mở lớp")
        _fill(desk)
        page.reload()
        desk.settle()
        desk.shoot_content("lop-hoc")
        page.get_by_role("link", name="Ghi kết quả").click()
        desk.settle()
        page.get_by_label("Ai để trống kết quả").select_option(label="hoàn thành")
        last = page.locator(".results tbody tr").last
        last.get_by_role("combobox").select_option(label="Không đạt")
        last.get_by_role("textbox").last.fill("Vắng quá số tiết quy định")
        page.locator(".actions").get_by_role("button", name="Xem trước").click()
        desk.settle()
        desk.shoot_content("lop-hoc-ket-qua")


def _fill(desk: Desk) -> None:
    """Put the first few whom a search finds into the class, and leave the page at it."""
    desk.page.get_by_role("link", name="Thêm người học").first.click()
    desk.settle()
    desk.page.get_by_label("Họ tên, xã, chức danh").fill(NAMES)
    desk.press("Tìm")
    for _ in range(PEOPLE):
        desk.page.locator("#found").get_by_role("button").first.click()
        desk.settle()
    desk.page.get_by_label("Trạng thái").select_option(label="Đang học")
    desk.page.get_by_label("Từ ngày").fill("05/01/2026")
    desk.press("Ghi vào lớp")

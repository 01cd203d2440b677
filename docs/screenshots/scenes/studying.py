"""Chapter 16: a class opened, people put into it, their results looked over."""

from ..desk import Desk, Office

PEOPLE = 8
COURSE = "Bồi dưỡng ngạch chuyên viên (chưa xác nhận)"
WITHOUT = "/nhan-su/?group=civil&level=state_management:2&rule=below"


def follow_a_class(office: Office) -> None:
    """Opened from the catalogue, filled from a list, its results looked over."""
    with office.desk("quantri") as desk:
        people = _people(desk)
        page = desk.open("/dao-tao/lop/moi/")
        page.get_by_label("Khóa trong danh mục").select_option(label=COURSE)
        desk.press("Điền sẵn")
        page.get_by_label("Khai giảng").fill("05/01/2026")
        desk.press("Mở lớp")
        page.goto(f"{page.url}them-nguoi/?{'&'.join(f'person={pk}' for pk in people)}")
        page.get_by_label("Trạng thái").select_option(label="Đang học")
        page.get_by_label("Từ ngày").fill("05/01/2026")
        desk.press("Ghi vào lớp")
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


def _people(desk: Desk) -> list[str]:
    """Return the numbers of the first few in a list of those without the level."""
    ticks = desk.open(WITHOUT).locator(".people tbody input[name=person]")
    return [str(ticks.nth(at).get_attribute("value")) for at in range(PEOPLE)]

"""Chapter 5: a class recorded for many people at once."""

from ..desk import Office


def record_a_class(office: Office) -> None:
    """Ticked in a list, completed by pasting, looked over, written."""
    with office.desk("bato") as desk:
        page = desk.open("/nhan-su/?group=civil&age_to=45&level=theory:2&rule=below")
        page.get_by_label("Chọn cả trang").check()
        desk.shoot("chon-trong-danh-sach", page.locator("#results .section-head"),
                   page.locator(".people tbody tr").nth(5))  # fmt: skip
        desk.press("Ghi nhận lớp cho người đã chọn")
        page.get_by_text("Dán các cột từ Excel").click()
        page.get_by_label("Mỗi dòng một người").fill("Phạm Thị Sa\nNguyễn Văn Chưa Có")
        desk.press("Thêm các dòng đã dán")
        desk.shoot("lop-dong-chua-ro", page.get_by_label("Mỗi dòng một người"),
                   page.locator(".unsettled"))  # fmt: skip
        page.locator(".unsettled").get_by_role("radio").nth(1).check()
        desk.press("Ghi lựa chọn")
        page.get_by_label("Loại").select_option(label="Lý luận chính trị")
        page.get_by_label("Trình độ").fill("TC")
        page.get_by_label("Ngày cấp").fill("20/2/2026")
        page.get_by_label("Nơi cấp").fill("Trường Chính trị tỉnh")
        desk.settle()
        desk.shoot("lop-dao-tao", height=760)
        page.get_by_label("Mỗi dòng một người").fill("")
        desk.press("Xem trước")
        desk.shoot("lop-xem-truoc", height=600)
        page.get_by_role("button", name="Ghi nhận cho").click()
        desk.settle()
        desk.shoot("dot-da-ghi", height=480)

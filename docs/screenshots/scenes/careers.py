"""Chapter 4: appointing, ending, moving, handing over."""

from ..desk import Office
from .entering import NAME, open_record


def appoint_and_end(office: Office) -> None:
    """The actions on a person, an appointment, a retirement."""
    with office.desk("bato") as desk:
        open_record(desk)
        page = desk.page
        page.get_by_text("Thao tác", exact=True).click()
        desk.shoot("thao-tac", height=420)
        page.get_by_role("link", name="Bổ nhiệm").click()
        desk.settle()
        page.get_by_label("Chức danh mới").select_option(label="Phó Chủ tịch Ủy ban nhân dân")
        page.get_by_label("Giữ chức danh từ").fill("1/2/2026")
        desk.shoot_content("bo-nhiem")
        desk.press("Ghi bổ nhiệm")
        desk.open("/nhan-su/?group=civil&sort=birth")
        page.locator(".people tbody th a").first.click()
        desk.settle()
        page.get_by_text("Thao tác", exact=True).click()
        page.get_by_role("link", name="Thôi giữ chức danh").click()
        desk.settle()
        page.get_by_label("Lý do").select_option(label="Nghỉ hưu")
        page.get_by_label("Ngày cuối cùng giữ chức danh").fill("28/2/2026")
        desk.shoot_content("thoi-giu-chuc-danh")


def hand_over(office: Office) -> None:
    """Somebody moves to another district: asked by one board, accepted by the other."""
    with office.desk("bato") as desk:
        open_record(desk)
        page = desk.page
        page.get_by_text("Thao tác", exact=True).click()
        page.get_by_role("link", name="Chuyển công tác").click()
        page.get_by_label("Chuyển đến").select_option(label="Xã Phổ An")
        page.get_by_label("Chức danh mới").select_option(label="Phó Chủ tịch Ủy ban nhân dân")
        page.get_by_label("Từ ngày").fill("5/3/2026")
        desk.settle()
        desk.shoot_content("chuyen-cong-tac")
        desk.press("Chuyển công tác")
        desk.shoot("cho-tiep-nhan", height=400)
    with office.desk("ducpho") as desk:
        page = desk.open("/ban-giao/")
        desk.shoot("ban-giao", height=470)
        page.get_by_role("row", name=NAME).get_by_role("link", name="Xem và quyết định").click()
        desk.settle()
        desk.shoot_content("quyet-dinh-ban-giao")
        desk.press("Tiếp nhận")
        desk.shoot("da-tiep-nhan", height=500)

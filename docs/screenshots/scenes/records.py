"""Chapter 8: deleting, undoing, what changed, and personal data."""

from ..desk import Office
from .entering import NAME, open_record


def delete_and_restore(office: Office) -> None:
    """A record's changes and number, its deletion, and undoing that."""
    with office.desk("ducpho") as desk:
        open_record(desk)
        page = desk.page
        facts = page.locator("aside dl")
        desk.shoot("so-cccd", page.locator("h2", has_text="Thông tin cá nhân"), facts)
        page.get_by_role("link", name="Xem tất cả thay đổi").click()
        desk.settle()
        desk.shoot_content("thay-doi-cua-ho-so")
    with office.desk("bato") as desk:
        page = desk.open("/nhan-su/?q=pham+thi+sa")
        page.get_by_role("link", name="Phạm Thị Sa").first.click()
        page.get_by_text("Thao tác", exact=True).click()
        page.get_by_role("link", name="Xóa hồ sơ nhập nhầm").click()
        page.get_by_label("Lý do").fill("Nhập hai lần cho một người")
        desk.settle()
        desk.shoot_content("xoa-ho-so")
        desk.press("Xóa hồ sơ")
    with office.desk("quantri") as desk:
        desk.open("/da-xoa/")
        desk.shoot_content("ho-so-da-xoa")
        desk.page.get_by_role("button", name="Khôi phục").first.click()
        desk.settle()


def read_the_log(office: Office) -> None:
    """Both logs of an administrator."""
    with office.desk("bato") as desk:
        desk.open("/nhan-su/?group=civil")
        with desk.page.expect_download():
            desk.page.get_by_role("link", name="Excel", exact=True).click()
    with office.desk("quantri") as desk:
        page = desk.open(f"/nhat-ky/?q={NAME}")
        desk.shoot("nhat-ky", height=470)
        page.get_by_role("link", name="Dữ liệu cá nhân").click()
        desk.settle()
        desk.shoot("nhat-ky-du-lieu-ca-nhan", height=420)

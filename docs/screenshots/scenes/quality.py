"""Chapters 6 and 7: what is missing or doubtful, and the grid of work dossiers."""

from ..desk import Office


def look_for_gaps(office: Office) -> None:
    """The page of data quality, its figures by commune, and the list that mends one."""
    with office.desk("bato") as desk:
        page = desk.open("/chat-luong-du-lieu/")
        desk.shoot("chat-luong-du-lieu", height=660)
        table = page.locator("table.quality")
        desk.shoot("chat-luong-theo-xa", page.locator("h2", has_text="Theo đơn vị"), table)
        page.get_by_role("listitem").filter(has_text="Chưa có số CCCD").get_by_role("link").click()
        desk.settle()
        desk.shoot("danh-sach-can-bo-sung", page.locator("#headline"),
                   page.locator(".mending tbody tr").nth(5))  # fmt: skip


def count_dossiers(office: Office) -> None:
    """The grid typed, a mistake in it, and somebody else's work meanwhile."""
    with office.desk("bato") as first, office.desk("haihuyen") as second:
        page = first.open("/ho-so-cong-viec/")
        first.shoot("ho-so-cong-viec", height=600)
        page.get_by_label("Xử lý trên môi trường mạng, Xã Ba Điền").fill("9000")
        page.get_by_label("Tổng số hồ sơ, Xã Ba Vinh").fill("")
        first.press("Lưu cả bảng")
        first.shoot("ho-so-cong-viec-loi", page.locator("table.dossiers thead"),
                    page.locator("table.dossiers tbody tr").nth(3))  # fmt: skip
        page = first.open("/ho-so-cong-viec/")
        page.get_by_label("Tổng số hồ sơ, Xã Ba Điền").fill("530")
        other = second.open("/ho-so-cong-viec/?district=535")
        other.get_by_label("Tổng số hồ sơ, Xã Ba Điền").fill("525")
        second.press("Lưu cả bảng")
        first.press("Lưu cả bảng")
        first.shoot("ho-so-cong-viec-cung-sua", height=540)

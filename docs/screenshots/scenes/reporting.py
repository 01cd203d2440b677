"""Chapters 11 and 12: a period opened, prepared, handed in, answered and sealed."""

import re

from ..desk import Desk, Office

PERIOD = "Báo cáo năm 2025"
REASON = "Đang đối chiếu hồ sơ gốc, bổ sung trong tháng 3/2026."
NOTE = "Đã cử 12 người học lớp chuyên viên, khóa học kết thúc tháng 6/2026."


def report_the_year(office: Office) -> None:
    """The province opens a period, two boards hand in, the province answers and seals."""
    with office.desk("quantri") as province:
        _open(province)
    with office.desk("bato") as board:
        _prepare(board)
        _hand_in(board)
    with office.desk("ducpho") as board:
        _explain_all(board)
        _hand_in(board, pictures=False)
    with office.desk("quantri") as province:
        _answer(province)
        _seal(province)
    with office.desk("bato") as board:
        page = board.open("/chi-tieu/2025.key.professional/?as_of=2026-03-09")
        aside = page.locator("aside").last
        board.shoot("tien-do-da-khoa", aside.get_by_role("heading").first,
                    aside.get_by_role("link", name="Vì sao thay đổi"))  # fmt: skip


def _open(desk: Desk) -> None:
    page = desk.open("/bao-cao/mo/")
    page.get_by_label("Hạn nộp").fill("20/03/2026")
    desk.shoot("mo-ky-bao-cao", height=640)
    desk.press("Mở kỳ báo cáo")


def _follow(desk: Desk, name: str) -> None:
    desk.page.get_by_role("link", name=name, exact=True).first.click()
    desk.settle()


def _prepare(desk: Desk) -> None:
    desk.open("/bao-cao/")
    _follow(desk, PERIOD)
    page = desk.page
    page.locator(".checks textarea").first.fill(REASON)
    desk.shoot("chuan-bi-bao-cao", height=720)
    _explain_all(desk, here=True)
    notes = page.locator(".note-entry")
    notes.first.locator("summary").click()
    notes.first.locator("textarea").fill(NOTE)
    desk.shoot("ghi-chu-chi-tieu", page.locator("#figures"),
               page.locator(".bars tbody").first)  # fmt: skip


def _explain_all(desk: Desk, here: bool = False) -> None:
    if not here:
        desk.open("/bao-cao/")
        _follow(desk, PERIOD)
    for text in desk.page.locator(".checks textarea").all():
        text.fill(REASON)


def _hand_in(desk: Desk, pictures: bool = True) -> None:
    desk.press("Lưu và nộp báo cáo…")
    desk.page.get_by_role("button", name=re.compile("^Nộp báo cáo lần")).click()
    desk.settle()
    if pictures:
        desk.shoot("bao-cao-da-nop", height=560)


def _answer(desk: Desk) -> None:
    desk.open("/bao-cao/")
    _follow(desk, PERIOD)
    desk.shoot("cac-huyen-nop", height=500)
    address = desk.page.url
    for district in ("Huyện Ba Tơ", "Thị xã Đức Phổ"):
        desk.page.get_by_role("row", name=district).get_by_role("link", name="Chờ duyệt").click()
        desk.settle()
        if district == "Huyện Ba Tơ":
            desk.shoot("duyet-bao-cao", height=640)
        desk.press("Duyệt")
        desk.page.goto(address)
        desk.settle()


def _seal(desk: Desk) -> None:
    page = desk.page
    _follow(desk, "Khóa kỳ báo cáo…")
    page.get_by_label(re.compile("Đồng ý khóa")).check()
    desk.shoot("khoa-ky-bao-cao", height=760)
    desk.press("Khóa kỳ báo cáo")
    desk.shoot("ky-da-khoa", height=400)

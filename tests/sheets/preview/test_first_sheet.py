"""The first list of a new commune goes the whole way, and is taken back."""

from datetime import date

import pytest

from accounts.models import Grant, User
from personnel.models import Person, Post, Unit
from sheets.models import Upload
from tests import maps
from tests.factories import MOUNTAIN, person, post
from tests.sheets.building import sheet_of, somebody

from .handing_in import confirm, hand_in, row_of, send

NOW, EVE, FIRST = "Xã Ba Vinh", date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def served(small_province):
    """Three who led the two communes that became Xã Ba Vinh, and a clerk."""
    an, ben, cuc, dung = (
        person(name=f"Nguyễn Văn {name}") for name in ("An", "Bền", "Cúc", "Dũng")
    )
    post(an, "BT", MOUNTAIN)
    post(an, "CTHDND", MOUNTAIN)
    post(ben, "BT", "21490")
    post(cuc, "CTUBND", MOUNTAIN)
    post(dung, "VPTK", "21490")
    maps.reorganise()
    return an, ben, cuc, dung


@pytest.fixture
def board(served, client_for):
    """The board of the new commune."""
    user = User.objects.create(username="ba-vinh")
    unit = Unit.objects.in_force(FIRST).get(name=NOW)
    Grant.objects.create(user=user, role=Grant.Role.EDITOR, unit=unit)
    return client_for(user)


def row(name, title, since="01/07/2025"):
    facts = {"sex": "Nam", "born": "01/05/1980", "district": None, "unit": NOW}
    return somebody(name=f"Nguyễn Văn {name}", title=title, since=since, **facts)


def shown(client, upload, view=""):
    return client.get(f"/nhap-tep/{upload.pk}/xem-truoc/{view}").content.decode()


def posts():
    found = Post.objects.order_by("pk").select_related("unit", "title", "person")
    return [(p.person.full_name[-3:].strip(), p.title.code, p.start, p.end) for p in found]


def test_old_posts_end_new_ones_begin_and_all_is_taken_back(board, served):
    an, _, cuc, _ = served
    before = list(Post.objects.order_by("pk").values())
    rows = row("An", "Bí thư Đảng ủy"), row("Bền", "Phó Bí thư Đảng ủy")
    upload = hand_in(board, sheet_of(*rows, row("Dũng", "Văn phòng - thống kê", None)).getvalue())
    page = shown(board, upload)
    assert "2 người: 2 chức danh ở đơn vị cũ kết thúc, 2 chức danh bắt đầu ở đơn vị mới" in page
    assert upload.counts["anew"]["rows"] == upload.counts["anew"]["heads"] == 1
    offered = shown(board, upload, "?kind=unnamed")
    assert "Chủ tịch Hội đồng nhân dân (Xã Ba Điền), từ 01/01/2015: thôi giữ đến hết" in offered
    assert "Nguyễn Văn Bền" not in offered.partition("<tbody>")[2]
    asked = row_of(upload, an.full_name)
    send(board, upload, "dong", row=asked.pk, **{f"unnamed-{asked.pk}": "on"})
    absent = shown(board, upload, "?view=absent")
    assert "1 người đứng đầu đơn vị cũ không có trong danh sách" in absent
    assert 'value="30/06/2025"' in absent
    fields = {"shown": [cuc.pk], f"day-{cuc.pk}": "30/06/2025", "offered-reason": "other"}
    send(board, upload, "khong-co-trong-tep", do="offered", view="absent", **fields)
    confirm(board, upload)
    long_ago = date(2015, 1, 1)
    assert posts() == [
        ("An", "BT", long_ago, EVE),
        ("An", "CTHDND", long_ago, EVE),
        ("Bền", "BT", long_ago, EVE),
        ("Cúc", "CTUBND", long_ago, EVE),
        ("ũng", "VPTK", long_ago, None),
        ("An", "BT", FIRST, None),
        ("Bền", "PBT", FIRST, None),
    ]
    assert Person.objects.count() == 4
    board.post(f"/nhap-tep/{upload.pk}/hoan-tac/", {"reason": "Nhầm tệp"})
    assert Upload.objects.get().state == "undone"
    assert list(Post.objects.order_by("pk").values()) == before

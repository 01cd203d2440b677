"""What a board has answered once holds for its next files, until it is taken back."""

import pytest
from django.utils import timezone

from personnel.models import Unit
from sheets.models import RememberedLayout, TaughtReading, Upload
from tests.sheets.building import sheet_of, somebody
from tests.sheets.preview.handing_in import hand_in, send

PAGE = "/nhap-tep/da-chi-dan/"


def file_of(title: str, name: str = "Phạm Thị Lành") -> bytes:
    return sheet_of(somebody(title=title, name=name)).read()


@pytest.fixture
def answered(province, client, editor_a):
    """A file of Ba Tơ whose one unknown title was answered, and which was then put aside."""
    client.force_login(editor_a)
    upload = hand_in(client, file_of("Tổ trưởng tổ 3"))
    upload.refresh_from_db()
    assert [row.status for row in upload.rows.all()] == ["asked"]
    send(
        client, upload, "ten-goi", number="1", field_1="title", text_1="Tổ trưởng tổ 3",
        other_1="Văn phòng - thống kê",
    )  # fmt: skip
    client.post(f"/nhap-tep/{upload.pk}/bo/")
    upload.refresh_from_db()
    assert upload.state == Upload.State.DISCARDED
    return upload


def test_an_answer_holds_for_the_next_file_though_the_first_was_put_aside(answered, client) -> None:
    upload = hand_in(client, file_of("Tổ trưởng tổ 12", "Phạm Văn Bền"))
    (row,) = upload.rows.all()
    assert row.status == "new"
    text = client.get(f"/nhap-tep/{upload.pk}/xem-truoc/?view=problems").content.decode()
    assert "“Tổ trưởng tổ 3” đọc là <strong>Văn phòng - thống kê</strong>" in text


def test_another_board_is_asked(answered, client, editor_b) -> None:
    client.force_login(editor_b)
    rows = somebody(title="Tổ trưởng tổ 3") | {"Huyện/Thị xã/Thành phố": "Thị xã Đức Phổ"}
    upload = hand_in(client, sheet_of(rows | {"Đơn vị công tác": "Xã Phổ An"}).read())
    assert [row.status for row in upload.rows.all()] == ["asked"]


def test_what_is_taken_back_is_asked_again(answered, client, read) -> None:
    taught = TaughtReading.objects.get()
    assert (taught.district.code, taught.text) == ("535", "Tổ trưởng tổ 3")
    shown = read(client, PAGE)
    assert "“Tổ trưởng tổ 3”" in shown and "<td>Văn phòng - thống kê</td>" in shown
    client.post(PAGE, {"answer": taught.pk})
    assert "Chưa có câu trả lời nào." in read(client, PAGE)
    upload = hand_in(client, file_of("Tổ trưởng tổ 4"))
    assert [row.status for row in upload.rows.all()] == ["asked"]


def test_an_answer_undone_on_the_preview_is_forgotten(answered, client) -> None:
    upload = hand_in(client, file_of("Tổ trưởng tổ 5"))
    send(
        client, upload, "ten-goi", number="p1", field_p1="title", text_p1="Tổ trưởng tổ 5",
        undo="p1",
    )  # fmt: skip
    assert not TaughtReading.objects.exists()
    assert [row.status for row in upload.rows.all()] == ["asked"]


def test_nobody_sees_or_takes_back_what_another_board_taught(
    answered, client, editor_b, read
) -> None:
    client.force_login(editor_b)
    assert "Tổ trưởng" not in read(client, PAGE)
    client.post(PAGE, {"answer": TaughtReading.objects.get().pk})
    assert TaughtReading.objects.exists()


def test_what_a_layout_was_told_is_said_in_words(province, client, editor_a, read) -> None:
    columns = {"trình độ": "professional=4", "họ tên": "full_name", "khác": ""}
    sections = {"người đã nghỉ": "left", "công chức": "group:civil", "ba tô": "21487"}
    RememberedLayout.objects.create(
        district=Unit.objects.get(code="535", level="district"), signature="1", by=editor_a,
        at=timezone.now(), correction={"columns": columns, "sections": sections},
    )  # fmt: skip
    client.force_login(editor_a)
    page = read(client, PAGE)
    assert "Trình độ chuyên môn: Đại học" in page and "professional" not in page
    assert "Những người không còn giữ chức danh" in page and "Nhóm: Công chức" in page
    assert "group:" not in page and "21487" not in page

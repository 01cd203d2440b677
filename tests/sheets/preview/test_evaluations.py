"""Evaluations of a list on the pages: the year answered, told before they are written, undone."""

import re

import pytest

from personnel.models import Evaluation, Person
from sheets.models import RememberedLayout
from sheets.uploads.understanding import Understanding
from tests.factories import MOUNTAIN, person, post
from tests.sheets.building import HEADERS, sheet_of, somebody, workbook_of

from .handing_in import confirm, hand_in, row_of, send

HEADS = ["TT", "Họ và tên", "Giới tính", "Năm sinh", "Chức danh", "Xếp loại"]


@pytest.fixture
def board(editor_a, client_for):
    """The board of Huyện Ba Tơ."""
    return client_for(editor_a)


def _listed(*grades, heads=HEADS, title="DANH SÁCH CÁN BỘ"):
    names = ("Phạm Thị Lành", "Phạm Thị Bền", "Đinh Thị Cúc")
    rows = [[1, n, "Nữ", 1987, "VP-TK", g] for n, g in zip(names, grades, strict=False)]
    return workbook_of({"Xã Ba Tô": [[title], [], heads, *rows]}).getvalue()


def _text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def _answer(client, upload, year):
    """Answer the one column that is asked: it is of this year."""
    (column,) = Understanding.of(upload).asked_columns
    sent = {"do": "correct", "run": upload.run, f"column-{column.number}": f"evaluated_{year}"}
    client.post(f"/nhap-tep/{upload.pk}/cach-doc/", sent)
    upload.refresh_from_db()


def test_a_year_that_no_heading_tells_is_answered_for_this_file_alone(board):
    upload = hand_in(board, _listed("HTTNV", "KHTNV"))
    assert upload.counts["questions"]["layout"] == 1 and not upload.counts["evaluations"]["new"]
    page = board.get(f"/nhap-tep/{upload.pk}/cach-doc/").content.decode()
    assert '<optgroup label="Kết quả xếp loại">' in page
    assert "chưa rõ của năm nào" in page
    _answer(board, upload, 2024)
    assert upload.counts["evaluations"] == {"new": 2, "known": 0}
    confirm(board, upload)
    assert set(Evaluation.objects.values_list("year", "grade")) == {
        (2024, "good"),
        (2024, "failed"),
    }
    assert RememberedLayout.objects.get().correction["columns"] == {}
    next_one = hand_in(board, _listed("HTNV", "HTNV"))
    assert next_one.counts["questions"]["layout"] == 1


def test_the_preview_counts_them_and_undoing_takes_them_back(board):
    heads = [*HEADS[:5], "Kết quả xếp loại năm 2024"]
    upload = hand_in(board, _listed("HTTNV", "KHTNV", None, heads=heads))
    text = _text(board.get(f"/nhap-tep/{upload.pk}/xem-truoc/"))
    assert "Ghi kết quả xếp loại 2" in text
    assert "Xếp loại năm 2024: Hoàn thành tốt nhiệm vụ" in text
    confirm(board, upload)
    assert "2 Kết quả xếp loại" in _text(board.get(f"/nhap-tep/{upload.pk}/"))
    assert Evaluation.objects.count() == 2
    send(board, upload, "hoan-tac", reason="Nhầm tệp")
    assert not Evaluation.objects.exists() and not Person.objects.exists()


def test_a_text_that_is_no_level_is_answered_once(board):
    heads = [*HEADS[:5], "Xếp loại năm 2024"]
    upload = hand_in(board, _listed("Loại A", "loại a", "Không xếp loại", heads=heads))
    assert upload.counts["questions"]["cells"] == 2
    page = board.get(f"/nhap-tep/{upload.pk}/xem-truoc/?view=problems").content.decode()
    assert "Bỏ qua: không ghi xếp loại" in page
    fields = {"number": ["1", "2"], "field_1": "evaluated_2024", "text_1": "Loại A"}
    fields |= {"pick_1": "Hoàn thành tốt nhiệm vụ"}
    fields |= {"field_2": "evaluated_2024", "text_2": "Không xếp loại"}
    fields |= {"pick_2": "Chưa có thông tin"}
    send(board, upload, "ten-goi", **fields, view="problems")
    assert (upload.counts["asked"], upload.counts["evaluations"]["new"]) == (0, 2)
    confirm(board, upload)
    assert Person.objects.count() == 3
    assert list(Evaluation.objects.values_list("grade", flat=True)) == ["good", "good"]


def test_a_year_before_the_first_post_is_written_only_with_a_yes(board):
    row = somebody(since="01/06/2022") | {"Xếp loại năm 2021": "HTT"}
    upload = hand_in(board, sheet_of(row, headers=[*HEADERS, "Xếp loại năm 2021"]).getvalue())
    text = _text(board.get(f"/nhap-tep/{upload.pk}/xem-truoc/?view=rows"))
    assert "chức danh đầu tiên đã ghi bắt đầu từ năm 2022" in text
    assert "Xếp loại năm 2021: vẫn ghi, dù trước chức danh đầu tiên đã ghi" in text
    shown = row_of(upload, "Phạm Thị Lành")
    early = {f"lower-{shown.pk}": "evaluated_2021"}
    send(board, upload, "dong", row=shown.pk, **early)
    assert upload.counts["evaluations"]["new"] == 1
    confirm(board, upload)
    assert Evaluation.objects.get().year == 2021


def test_a_list_of_evaluations_offers_nobody_to_leave_and_nothing_else(board):
    who = person(name="Phạm Thị Lành", sex="female")
    post(who, "VPTK", MOUNTAIN)
    post(person(name="Lê Văn Tám"), "BT", MOUNTAIN)
    heads = ["TT", "Họ và tên", "Ngày sinh", "Kết quả xếp loại"]
    rows = [["XẾP LOẠI NĂM 2024"], heads, [1, "Phạm Thị Lành", "01/05/1980", "HTTNV"]]
    upload = hand_in(board, workbook_of({"Xã Ba Điền": rows}).getvalue())
    assert (upload.counts["changed"], upload.counts["absent"]) == (1, [])
    text = _text(board.get(f"/nhap-tep/{upload.pk}/xem-truoc/?view=problems"))
    assert "chỉ ghi kết quả xếp loại cho người đã có hồ sơ" in text
    assert "Danh sách chỉ có kết quả xếp loại: không lập hồ sơ mới" in text
    confirm(board, upload)
    assert who.evaluations.get().grade == "good"


def test_no_other_board_sees_or_writes_them(board, editor_b, client_for):
    heads = [*HEADS[:5], "Xếp loại năm 2024"]
    upload = hand_in(board, _listed("HTTNV", heads=heads))
    other = client_for(editor_b)
    assert other.get(f"/nhap-tep/{upload.pk}/xem-truoc/").status_code == 404
    assert other.post(f"/nhap-tep/{upload.pk}/xac-nhan/", {"run": upload.run}).status_code == 404
    assert not Evaluation.objects.exists()

"""Columns that compete for one field, or that nobody knows, are asked; others are named."""

import pytest

from tests.sheets.building import workbook_of

from .lists import BEN, CUC, FRONT, LANH, Read, held, key_of, listed, questions, read, titles

__all__ = ["read"]


def test_two_columns_of_one_level_are_asked_once_and_neither_is_read(read: Read) -> None:
    file = listed(
        [*FRONT, "Chức vụ", "Chuyên môn", "Trình độ đào tạo"],
        [*LANH, "VP-TK", "TC", "ĐH"],
        [*BEN, "TP-HT", "CĐ", "CĐ"],
    )
    reading = read(file)
    (asked,) = questions(reading)
    assert asked.text == "Chuyên môn (cột F); Trình độ đào tạo (cột G)"
    assert held(reading) == [{}, {}]
    answered = read(file, columns={key_of(reading, "G"): "professional"})
    assert held(answered) == [{"professional": 4}, {"professional": 3}]
    assert not answered.errors
    assert [found.reason for found in answered.warnings] == [
        "không đọc cột này: đã đọc cột «Trình độ đào tạo»"
    ]


def test_two_columns_that_say_the_same_are_no_question(read: Read) -> None:
    rows = [[*LANH, "VP-TK", "ĐH", "ĐH"], [*BEN, "TP-HT", None, None]]
    reading = read(listed([*FRONT, "Chức vụ", "Chuyên môn", "Trình độ đào tạo"], *rows))
    assert held(reading) == [{"professional": 4}, {}] and not reading.errors


def test_what_is_no_level_beside_levels_may_be_the_field_of_study(read: Read) -> None:
    file = listed(
        [*FRONT, "Chức vụ", "Chuyên môn", "Trình độ đào tạo"],
        [*LANH, "VP-TK", "Luật", "ĐH"],
        [*BEN, "TP-HT", "Kế toán", "TC"],
    )
    reading = read(file)
    assert held(reading) == [{"professional": 4}, {"professional": 2}]
    (asked,) = questions(reading)
    assert "nội dung thì khác" in asked.reason
    column = reading.layout.sheets[0].columns[5]
    assert column.offered == "field_of_study"
    answered = read(file, columns={column.key: column.offered})
    assert [one.held[0].field_of_study for one in answered.rows] == ["Luật", "Kế toán"]


def test_two_births_are_one_question_and_no_error_of_each_row(read: Read) -> None:
    file = listed([*FRONT, "Năm sinh", "Chức vụ"], [*LANH, 1988, "VP-TK"], [*BEN, 1981, "TP-HT"])
    reading = read(file)
    assert (reading.rows, len(reading.errors)) == ([], 1)
    assert questions(reading)[0].column == "Ngày sinh"
    answered = read(file, columns={key_of(reading, "E"): "birth"})
    assert [str(row.birth) for row in answered.rows] == ["1988", "1981"]


def test_a_title_of_now_beside_another_is_asked(read: Read) -> None:
    file = listed(
        [*FRONT, "Chức vụ hiện tại", "Chức vụ"], [*LANH, "VP-TK", "Chủ tịch Hội Nông dân"]
    )
    reading = read(file)
    assert (reading.rows, [asked.asks for asked in questions(reading)]) == ([], ["column"])
    first = {key_of(reading, "E"): "title", key_of(reading, "F"): ""}
    assert titles(read(file, columns=first)) == [["VPTK"]]
    both = read(file, columns=dict.fromkeys(first, "title"))
    assert titles(both) == [["VPTK", "CTHND"]]


def test_a_missing_column_is_one_question_and_no_error_of_each_row(read: Read) -> None:
    reading = read(listed(FRONT, LANH, BEN))
    assert [(found.column, found.row) for found in reading.errors] == [("Chức danh", 1)]
    assert reading.rows == []


@pytest.mark.parametrize(
    ("heading", "cells", "offered"),
    [
        ("Bằng", ["ĐH Luật", "TC Kế toán"], "professional"),
        ("Bằng về chính trị", ["Cao cấp", "Trung cấp"], "theory"),
        ("Thành phần khác", ["x", None], ""),
        ("Nhiệm vụ kiêm thêm", ["Đảng ủy viên", "Thú y"], "other_titles"),
        ("Ngày được kết nạp vào Đảng CSVN", ["03/02/2010", "2012"], "party_joined"),
        ("Ngày nâng lương", ["03/02/2010", "2012"], ""),
        ("Số điện thoại", ["0905123456", "0905"], ""),
        ("Nhóm máu", ["A", "B"], ""),
        ("Hộ khẩu thường trú", ["Xã Ba Tô", "Xã Ba Vì"], ""),
        ("Trường đào tạo", ["ĐH Huế", "ĐH Luật"], ""),
        ("Lớp", ["12/12", "9/12"], "general_education"),
    ],
)
def test_a_column_nobody_knows_is_asked_when_it_looks_like_what_is_wanted(
    read: Read, heading: str, cells: list[str], offered: str
) -> None:
    rows = [[*LANH, "VP-TK", cells[0]], [*BEN, "TP-HT", cells[1]]]
    reading = read(listed([*FRONT, "Chức vụ", heading], *rows))
    assert [asked.text for asked in questions(reading)] == [heading][: bool(offered)]
    assert reading.layout.sheets[0].columns[5].offered == offered
    assert reading.unknown_columns == [heading]


def test_cells_without_any_heading_are_asked(read: Read) -> None:
    reading = read(listed([*FRONT, "Chức vụ"], [*LANH, "VP-TK", "ĐH Luật"]))
    (asked,) = questions(reading)
    assert asked.text == "cột F, không có tiêu đề"


def test_the_same_column_of_several_sheets_is_told_once(read: Read) -> None:
    rows = [[*FRONT, "Chức vụ", "Chức danh quy hoạch"], [*LANH, "VP-TK", "Bí thư Đảng ủy"]]
    other = [rows[0], [*BEN, "TP-HT", "PCT UBND"]]
    reading = read(workbook_of({"Xã Ba Tô": rows, "Xã Ba Vì": other}))
    assert len(reading.rows) == 2
    assert [found.sheet for found in reading.warnings] == ["Xã Ba Tô"]


@pytest.mark.parametrize(
    ("heading", "value", "asked"),
    [
        ("Ngày nghỉ hưu", "01/05/2023", True),
        ("Lý do nghỉ", "Chuyển về huyện", True),
        ("Thời điểm nghỉ việc", 2024, True),
        ("Đã nghỉ hưu", "x", True),
        ("Đã nghỉ hưu", "-", False),
        ("Ngày nghỉ hưu", "01/05/2040", False),
        ("Biến động", "Giảm", True),
        ("Biến động trong năm", "Tăng mới", False),
        ("Biến động trong năm", "chuyển đến", False),
        ("Biến động trong năm", "Thai sản", False),
        ("Tăng, giảm", "g", True),
        ("Tăng/giảm", "T", False),
        ("Giảm", "x", True),
        ("Tăng", "x", False),
        ("Thời gian công tác đến", "30/06/2024", True),
        ("Thời gian giữ chức vụ đến", "30/06/2024", True),
        ("Công tác đến", "nay", False),
        ("Đến ngày", "30/06/2024", True),
        ("Ngày đến", "30/06/2024", False),
        ("QĐ nghỉ", "123/QĐ-UBND", True),
        ("Ngày điều động đến", "30/06/2024", False),
        ("Luân chuyển đi", "30/06/2024", True),
        ("Còn công tác", "Không", True),
        ("Còn công tác", "Có", False),
        ("Dự kiến nghỉ hưu", "01/05/2023", False),
        ("Năm đủ tuổi nghỉ hưu", 2023, False),
        ("Ngày nghỉ hưu (dự kiến)", 2023, False),
    ],
)
def test_a_column_of_who_left_is_asked_of_those_it_names(
    read: Read, heading: str, value: object, asked: bool
) -> None:
    rows = [[*LANH, "VP-TK", value], [*BEN, "TP-HT", None]]
    reading = read(listed([*FRONT, "Chức vụ", heading], *rows))
    assert [found.field for found in questions(reading)] == ["left"][: int(asked)]
    assert len(reading.rows) == 2 - asked


def test_what_stands_under_the_heading_of_changes(read: Read) -> None:
    above = [*FRONT, "Chức vụ", "Biến động", None, None, "Thời gian giữ chức vụ", None]
    below = [*[None] * 5, "Tăng", "Giảm", "Ngày", "Từ ngày", "Đến ngày"]
    rows = [
        [*LANH, "VP-TK", "x", None, "01/07/2024", "01/07/2024", "nay"],
        [*BEN, "TP-HT", None, "x", "01/07/2024", "01/02/2015", None],
        [*CUC, "VH-XH", None, None, None, "01/02/2015", "30/06/2024"],
    ]
    merged = "A1:A2 B1:B2 C1:C2 D1:D2 E1:E2 F1:H1 I1:J1"
    reading = read(listed(above, below, *rows, merged=merged))
    assert [(found.text, found.places) for found in questions(reading)] == [
        ("Biến động / Giảm: x", [("Xã Ba Tô", 4)]),
        ("Thời gian giữ chức vụ / Đến ngày: 30/06/2024", [("Xã Ba Tô", 5)]),
    ]
    assert [str(row.since) for row in reading.rows] == ["01/07/2024"]


def test_a_day_of_leaving_that_has_not_come_is_told(read: Read) -> None:
    rows = [[*LANH, "VP-TK", "30/06/2090"], [*BEN, "TP-HT", "30/06/2091"]]
    reading = read(listed([*FRONT, "Chức vụ", "Công tác đến"], *rows))
    assert not reading.errors and len(reading.rows) == 2
    assert [(note.column, note.value) for note in reading.warnings] == [
        ("Công tác đến", "30/06/2090")
    ]


@pytest.mark.parametrize("parent", ["Kỷ luật", "Đào tạo", "Phụ cấp"])
def test_the_end_of_something_else_is_no_leaving(read: Read, parent: str) -> None:
    above = [*FRONT, "Chức vụ", parent, None]
    below = [*[None] * 5, "Từ ngày", "Đến ngày"]
    row = [*LANH, "VP-TK", "01/01/2020", "30/06/2024"]
    reading = read(listed(above, below, row, merged="A1:A2 B1:B2 C1:C2 D1:D2 E1:E2 F1:G1"))
    assert not reading.errors and len(reading.rows) == 1

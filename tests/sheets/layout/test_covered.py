"""Cells merged down a column hold for every row; dates, names and titles in several columns."""

from datetime import date

import pytest

from .lists import BEN, CUC, FRONT, LANH, Read, held, listed, questions, read, titles

__all__ = ["read"]


def test_merged_cells_hold_for_every_row_and_column(read: Read) -> None:
    reading = read(
        listed(
            [*FRONT, "Dân tộc", "Chức vụ", "Giữ chức vụ từ", "LLCT", "Chuyên môn"],
            [*LANH, "Kinh", "VP-TK", "2020", "TC", "ĐH"],
            [*BEN, None, None, None, None, "CĐ"],
            [*CUC, None, "TP-HT", None, None, None],
            merged="E2:E4 F2:F3 G2:G4 H2:H3",
        )
    )
    assert not reading.errors
    assert [row.ethnicity.name for row in reading.rows if row.ethnicity] == ["Kinh"] * 3
    assert titles(reading) == [["VPTK"], ["VPTK"], ["TPHT"]]
    assert [str(row.since) for row in reading.rows] == ["2020"] * 3
    assert held(reading) == [
        {"professional": 4, "theory": 2},
        {"professional": 3, "theory": 2},
        {},
    ]


def test_a_tick_and_a_title_of_two_columns_hold_for_the_rows_they_cover(read: Read) -> None:
    reading = read(
        listed(
            [*FRONT, "Chức vụ", "Chức danh", "Chuyên môn", None],
            [*[None] * 6, "ĐH", "CĐ"],
            [*LANH, "VP-TK", "Đảng ủy viên", "x", None],
            [*BEN, "TP-HT", None, None, None],
            merged="G1:H1 A1:A2 B1:B2 F3:F4 G3:G4",
        )
    )
    assert titles(reading) == [["VPTK", "UVBCH"], ["TPHT", "UVBCH"]]
    assert held(reading) == [{"professional": 4}] * 2


def test_merged_cells_make_nobody_of_a_heading_or_a_blank_row(read: Read) -> None:
    reading = read(
        listed(
            [*FRONT, "Dân tộc", "Chức vụ", "LLCT"],
            [*LANH, "Kinh", "VP-TK", "TC"],
            [None, "Công chức"],
            [*BEN, None, "TP-HT", None],
            [3],
            merged="E2:E5 G2:G5",
        )
    )
    assert [row.full_name for row in reading.rows] == ["Phạm Thị Lành", "Phạm Văn Bền"]
    assert reading.records == 2 and [row.record.group for row in reading.rows] == ["", "civil"]


def test_one_name_over_several_rows_is_still_one_person(read: Read) -> None:
    reading = read(
        listed(
            [*FRONT, "Dân tộc", "Chức vụ"],
            [*LANH, "Kinh", "VP-TK"],
            [None, None, None, None, None, "Đảng ủy viên"],
            [*BEN, None, "TP-HT"],
            merged="A2:A3 B2:B3 C2:C3 D2:D3 E2:E4",
        )
    )
    assert titles(reading) == [["VPTK", "UVBCH"], ["TPHT"]]
    assert all(row.ethnicity and row.ethnicity.name == "Kinh" for row in reading.rows)


def test_a_heading_merged_into_the_list_says_nothing_of_people(read: Read) -> None:
    rows = [[*FRONT, "Chức vụ", "Quê quán"], [*LANH, "VP-TK", None], [*BEN, "TP-HT", "Ba Vì"]]
    reading = read(listed(*rows, merged="F1:F2"))
    assert [row.home_place for row in reading.rows] == ["", "Ba Vì"]


@pytest.mark.parametrize(
    ("headings", "merged"),
    [
        ([["Ngày sinh", None, None], ["Ngày", "Tháng", "Năm"]], "D1:F1 A1:A2 B1:B2 C1:C2 G1:G2"),
        ([["Ngày", "Tháng", "Năm"]], ""),
        ([["Ngày sinh", "Tháng sinh", "Năm sinh"]], ""),
    ],
)
def test_a_birth_in_three_columns(read: Read, headings: list[list[str]], merged: str) -> None:
    first = ["TT", "Họ và tên", "Giới tính", *headings[0], "Chức vụ"]
    below = [[None, None, None, *row, None] for row in headings[1:]]
    rows = [
        [*LANH[:3], 5, "03", 1987, "VP-TK"],
        [*BEN[:3], None, 7, "1980", "TP-HT"],
        [*CUC[:3], None, None, 1985, "TC-KT"],
    ]
    reading = read(listed(first, *below, *rows, merged=merged))
    assert [str(row.birth) for row in reading.rows] == ["05/03/1987", "07/1980", "1985"]
    assert not reading.problems


def test_a_day_without_its_month_is_no_month(read: Read) -> None:
    row = [*LANH[:3], 5, None, 1987, "VP-TK"]
    headings = ["TT", "Họ và tên", "Giới tính", "Ngày", "Tháng", "Năm", "Chức vụ"]
    (error,) = read(listed(headings, row)).errors
    assert error.value == "5/?/1987"


def test_a_whole_date_in_the_first_of_three_columns(read: Read) -> None:
    headings = ["TT", "Họ và tên", "Giới tính", "Ngày", "Tháng", "Năm", "Chức vụ"]
    row = [*LANH[:3], date(1987, 3, 5), None, None, "VP-TK"]
    assert str(read(listed(headings, row)).rows[0].birth) == "05/03/1987"


@pytest.mark.parametrize(
    "headings", [["Họ đệm", "Tên"], ["Họ và tên đệm", "Tên"], ["Họ lót", "Tên"], ["Họ", "Tên"]]
)
def test_a_name_in_two_columns(read: Read, headings: list[str]) -> None:
    row = [1, "Phạm Thị", "Lành", "Nữ", 1987, "VP-TK"]
    reading = read(listed(["TT", *headings, "Giới tính", "Năm sinh", "Chức vụ"], row))
    assert [found.full_name for found in reading.rows] == ["Phạm Thị Lành"]


def test_a_title_its_day_and_its_allowance_under_one_heading(read: Read) -> None:
    reading = read(
        listed(
            [*FRONT, "Chức vụ", None, None],
            [*[None] * 4, "Tên", "Ngày bổ nhiệm", "Phụ cấp"],
            [*LANH, "VP-TK", "01/02/2020", 0.2],
            merged="E1:G1 A1:A2 B1:B2",
        )
    )
    assert titles(reading) == [["VPTK"]] and str(reading.rows[0].since) == "01/02/2020"
    assert reading.unknown_columns == ["Chức vụ / Phụ cấp"] and not questions(reading)


def test_what_stands_under_each_kind(read: Read) -> None:
    below = ["Bằng cấp", "Năm TN", "Nơi đào tạo", "Hình thức đào tạo"]
    reading = read(
        listed(
            [*FRONT, "Chức vụ", "LLCT", None, None, None, "Chuyên môn", None, None, None],
            [*[None] * 5, *below, *below],
            [*LANH, "VP-TK", "TC", 2015, "Trường CT", "Tập trung", "ĐH", 2010, "Huế", "Tại chức"],
        )
    )
    (row,) = reading.rows
    assert {one.kind: (one.level, str(one.awarded)) for one in row.held} == {
        "theory": (2, "2015"),
        "professional": (4, "2010"),
    }
    assert len(reading.unknown_columns) == 4 and not reading.problems

"""Columns of what somebody studies for are read as that, and as nothing held."""

import pytest

from .lists import BEN, FRONT, LANH, Read, held, key_of, listed, questions, read

__all__ = ["read"]

ROW = [*LANH, "VP-TK"]
OTHER = [*BEN, "TP-HT"]


def _studies(reading: object) -> list[list[str]]:
    return [[str(study) for study in row.studies] for row in reading.rows]  # type: ignore[attr-defined]


def test_columns_under_one_heading_are_of_a_kind_each(read: Read) -> None:
    reading = read(
        listed(
            [*FRONT, "Chức vụ", "Đang học", None, "Hiện có", None],
            [*[None] * 5, "Chuyên môn", "LLCT", "Chuyên môn", "LLCT"],
            [*ROW, "ThS Luật 2024-2026", None, "ĐH", "TC"],
            [*OTHER, None, "CC", "CĐ", "TC"],
            merged="F1:G1 H1:I1 A1:A2 B1:B2",
        )
    )
    assert _studies(reading) == [
        ["Trình độ chuyên môn: Thạc sĩ, dự kiến 2026"],
        ["Lý luận chính trị: Cao cấp"],
    ]
    assert held(reading) == [{"professional": 4, "theory": 2}, {"professional": 3, "theory": 2}]
    assert not reading.errors and reading.unknown_columns == []
    notes = [(found.column, found.value) for found in reading.warnings]
    assert notes == [("Đang học / Chuyên môn", "ThS Luật 2024-2026"), ("Đang học / LLCT", "CC")]
    assert "đọc là việc đang học, không tính là đã có trình độ" in reading.warnings[0].reason


@pytest.mark.parametrize("heading", ["Đang học", "Đang đào tạo", "Đang theo học"])
def test_a_column_of_no_kind_is_told_by_its_cells(read: Read, heading: str) -> None:
    file = listed([*FRONT, "Chức vụ", heading], [*ROW, "ĐH Luật"], [*OTHER, "Cao cấp LLCT"])
    reading = read(file)
    assert _studies(reading) == [
        ["Trình độ chuyên môn: Đại học"],
        ["Lý luận chính trị: Cao cấp"],
    ]
    assert held(reading) == [{}, {}]


def test_a_column_that_names_no_level_is_left_out_as_before(read: Read) -> None:
    file = listed([*FRONT, "Chức vụ", "Con đang học"], [*ROW, "lớp 5"], [*OTHER, "lớp 7"])
    reading = read(file)
    assert _studies(reading) == [[], []] and not reading.errors


def test_a_column_that_holds_nothing_is_no_column_of_studies(read: Read) -> None:
    reading = read(listed([*FRONT, "Chức vụ", "LLCT đang học"], [*ROW, None]))
    assert _studies(reading) == [[]] and not reading.problems


def test_ticks_are_levels_of_their_headings(read: Read) -> None:
    reading = read(
        listed(
            [*FRONT, "Chức vụ", "LLCT đang học", None],
            [*[None] * 5, "Trung cấp", "Cao cấp"],
            [*ROW, "x", None],
            [*OTHER, None, "x"],
            merged="F1:G1 A1:A2 B1:B2",
        )
    )
    assert _studies(reading) == [["Lý luận chính trị: Trung cấp"], ["Lý luận chính trị: Cao cấp"]]
    assert held(reading) == [{}, {}]


def test_a_tick_under_no_level_is_asked(read: Read) -> None:
    reading = read(listed([*FRONT, "Chức vụ", "Đang học LLCT"], [*ROW, "x"], [*OTHER, None]))
    (asked,) = questions(reading)
    assert (asked.field, asked.text) == ("studying_theory", "x")
    assert _studies(reading) == [[]]


def test_a_column_may_be_said_to_be_of_studies_or_not(read: Read) -> None:
    file = listed([*FRONT, "Chức vụ", "Đang học"], [*ROW, "Trung cấp"], [*OTHER, "Cao cấp"])
    reading = read(file)
    assert [asked.field for asked in questions(reading)] == ["studying"]
    key = key_of(reading, "F")
    theory = read(file, columns={key: "studying_theory"})
    assert _studies(theory) == [["Lý luận chính trị: Trung cấp"], ["Lý luận chính trị: Cao cấp"]]
    refused = read(file, columns={key: ""})
    assert _studies(refused) == [[], []] and not refused.problems

"""Columns about something else than now are left out, and said to be."""

import pytest

from sheets.layout.meaning import NOW, PLAIN, meaning
from sheets.layout.otherwise import Otherwise, about

from .lists import BEN, FRONT, LANH, Read, held, key_of, listed, questions, read, titles

__all__ = ["read"]


@pytest.mark.parametrize(
    ("path", "otherwise"),
    [
        (("Quy hoạch", "Chức danh"), Otherwise.PLANNED),
        (("Chức danh QH giai đoạn 2025-2030",), Otherwise.PLANNED),
        (("Chức vụ", "Dự kiến"), Otherwise.PLANNED),
        (("Phương án bố trí", "Chức vụ"), Otherwise.PLANNED),
        (("Người thay thế", "Họ và tên"), Otherwise.PLANNED),
        (("Ngày nghỉ hưu (dự kiến)",), Otherwise.PLANNED),
        (("Nhu cầu đào tạo", "LLCT"), Otherwise.NEEDED),
        (("Kế hoạch đào tạo năm 2025", "Chuyên môn"), Otherwise.NEEDED),
        (("Đăng ký học", "QLNN"), Otherwise.NEEDED),
        (("Chuyên môn (đang học)",), Otherwise.STUDYING),
        (("Trình độ chuyên môn", "Đang theo học"), Otherwise.STUDYING),
        (("Chuyên môn", "Chưa đạt"), Otherwise.STANDARD),
        (("Trình độ theo quy định", "LLCT"), Otherwise.STANDARD),
        (("Yêu cầu vị trí", "Chuyên môn"), Otherwise.STANDARD),
        (("Trình độ cần đạt", "Chuyên môn"), Otherwise.STANDARD),
        (("Ngạch công chức", "Chuyên viên"), Otherwise.RANK),
        (("QLNN", "Ngạch công chức"), Otherwise.RANK),
        (("Chức vụ trước khi nghỉ",), Otherwise.PAST),
        (("Chức vụ cũ",), Otherwise.PAST),
        (("Vợ (chồng)", "Họ và tên"), Otherwise.KIN),
        (("Năm sinh của cha",), Otherwise.KIN),
        (("Năm 2023", "Chuyên môn"), Otherwise.PERIOD),
        (("Nhiệm kỳ 2025-2030", "Chức vụ"), Otherwise.PERIOD),
        (("QLNN (ngạch)",), Otherwise.UNSURE),
        (("QLNN", "Ngạch"), Otherwise.UNSURE),
        (("LLCT (đã có hoặc đang học)",), Otherwise.UNSURE),
    ],
)
def test_what_else_a_heading_is_about(path: tuple[str, ...], otherwise: Otherwise) -> None:
    assert about(path) is otherwise
    assert meaning(path).field == ""


@pytest.mark.parametrize(
    ("path", "field", "rank"),
    [
        (("Chức vụ", "Hiện nay"), "title", NOW),
        (("Quy hoạch cán bộ", "Chức vụ hiện nay"), "title", NOW),
        (("Trình độ hiện có", "LLCT"), "theory", NOW),
        (("Trình độ chuyên môn", "Đã tốt nghiệp"), "professional", NOW),
        (("Trình độ (tính đến 31/12/2024)", "LLCT"), "theory", NOW + 1),
        (("QLNN", "Ngạch chuyên viên"), "state_management", PLAIN),
        (("BD cập nhật theo chức danh quy hoạch",), "position_update", PLAIN),
        (("Ngày vào Đảng dự bị",), "party_joined", PLAIN),
        (("Ngoại ngữ", "Đang học"), "foreign_language", PLAIN),
        (("Bố mẹ", "Nơi ở"), "", PLAIN),
    ],
)
def test_what_is_of_now_is_read(path: tuple[str, ...], field: str, rank: int) -> None:
    assert meaning(path)[:2] == (field, rank)


def test_planned_titles_and_levels_that_are_needed_are_left_out_and_named(read: Read) -> None:
    reading = read(
        listed(
            [*FRONT, "Chức vụ", None, "Quy hoạch", None, "Chuyên môn", "Cần đào tạo", None],
            [*[None] * 4, "Hiện nay", "Dự kiến", "Chức danh", "Thời gian", None, "CM", "LLCT"],
            [*LANH, "VP-TK", "Bí thư Đảng ủy", "PCT UBND", "2025-2030", "TC", "ĐH", "CC"],
            merged="E1:F1 G1:H1 J1:K1 A1:A2 B1:B2 I1:I2",
        )
    )
    assert (titles(reading), held(reading)) == ([["VPTK"]], [{"professional": 2}])
    assert not reading.errors
    assert [(found.column, found.value) for found in reading.warnings] == [
        ("Chức vụ / Dự kiến", "Bí thư Đảng ủy"),
        ("Quy hoạch / Chức danh", "PCT UBND"),
        ("Quy hoạch / Thời gian", "2025-2030"),
        ("Cần đào tạo / CM", "ĐH"),
        ("Cần đào tạo / LLCT", "CC"),
    ]
    assert "nói về nhu cầu, kế hoạch đào tạo; không đọc" in reading.warnings[-1].reason


def test_what_is_held_is_read_wherever_it_stands(read: Read) -> None:
    reading = read(
        listed(
            [*FRONT, "Chức vụ", "Đang học", None, "Năm 2020", None, "Hiện nay", None],
            [*[None] * 5, "Chuyên môn", "LLCT", "Chuyên môn", "LLCT", "Chuyên môn", "LLCT"],
            [*LANH, "VP-TK", "ThS Luật", "CC", "TC", "SC", "ĐH", "TC"],
            [*BEN, "TP-HT", None, None, None, None, "CĐ", "SC"],
            merged="F1:G1 H1:I1 J1:K1 A1:A2 B1:B2",
        )
    )
    assert held(reading) == [
        {"professional": 4, "theory": 2},
        {"professional": 3, "theory": 1},
    ]
    assert not questions(reading) and len(reading.warnings) == 4


def test_a_column_left_out_that_holds_nothing_is_not_told(read: Read) -> None:
    reading = read(listed([*FRONT, "Chức vụ", "Chức danh quy hoạch"], [*LANH, "VP-TK", None]))
    assert (reading.problems, titles(reading)) == ([], [["VPTK"]])


def test_the_rank_is_no_training(read: Read) -> None:
    reading = read(
        listed(
            [*FRONT, "Chức vụ", "QLNN", "Ngạch công chức"],
            [*LANH, "VP-TK", None, "Chuyên viên chính"],
        )
    )
    assert held(reading) == [{}] and not reading.errors
    assert reading.unknown_columns == ["Ngạch công chức"]


def test_kin_are_nobody(read: Read) -> None:
    reading = read(
        listed(
            [*FRONT, "Chức vụ", "Vợ/chồng", None],
            [*[None] * 5, "Họ và tên", "Năm sinh"],
            [*LANH, "VP-TK", "Lê Văn Chồng", 1979],
            merged="F1:G1 A1:A2",
        )
    )
    (row,) = reading.rows
    assert (row.full_name, str(row.birth)) == ("Phạm Thị Lành", "1987")
    assert [found.column for found in reading.warnings] == [
        "Vợ/chồng / Họ và tên",
        "Vợ/chồng / Năm sinh",
    ]


@pytest.mark.parametrize("heading", ["Chuyên môn năm 2023", "Chuyên môn (đã/đang học)"])
def test_a_column_that_may_be_of_now_is_asked(read: Read, heading: str) -> None:
    file = listed([*FRONT, "Chức vụ", heading], [*LANH, "VP-TK", "ĐH"], [*BEN, "TP-HT", "TC"])
    reading = read(file)
    (asked,) = questions(reading)
    assert (asked.asks, asked.text) == ("column", heading)
    assert "«ĐH», «TC»" in asked.reason
    assert held(reading) == [{}, {}]
    key = key_of(reading, "F")
    answered = read(file, columns={key: "professional"})
    assert held(answered) == [{"professional": 4}, {"professional": 2}] and not answered.problems
    refused = read(file, columns={key: ""})
    assert held(refused) == [{}, {}] and not refused.problems

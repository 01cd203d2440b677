"""Ticks per level in the words of form BM02, and the level that somebody says a tick means."""

import pytest

from personnel.kinds import KINDS
from sheets.layout.headed import headed_level, label_of, level_of

from .lists import BEN, CUC, FRONT, LANH, Read, held, key_of, listed, questions, read

__all__ = ["read"]


@pytest.mark.parametrize(
    ("kind", "heading", "level"),
    [
        ("professional", "Trên ĐH", 5),
        ("professional", "Sau đại học", 5),
        ("professional", "ĐH trở lên", 4),
        ("professional", "ĐH (tại chức)", 4),
        ("professional", "ĐH, trên ĐH", 4),
        ("professional", "Cao đẳng", 3),
        ("professional", "Chưa qua ĐT", 0),
        ("professional", "CĐ, ĐH", None),
        ("professional", "Khác", None),
        ("professional", "Từ trung cấp trở lên", 2),
        ("professional", "Dưới đại học", None),
        ("professional", "Cao đẳng trở xuống", None),
        ("theory", "Cao cấp, cử nhân", 3),
        ("theory", "Cử nhân & cao cấp", 3),
        ("theory", "Trung cấp và tương đương", 2),
        ("state_management", "CVCC & TĐ", 4),
        ("state_management", "CVC và TĐ", 3),
        ("state_management", "CV & TĐ", 2),
        ("state_management", "Cán sự (tương đương)", 1),
        ("it", "Trung cấp trở lên", 4),
        ("it", "Chứng chỉ", 1),
        ("foreign_language", "Chứng chỉ (A,B,C)", 2),
        ("foreign_language", "ĐH trở lên", 10),
        ("general_education", "THPT", 3),
        ("general_education", "Tốt nghiệp THCS", 2),
        ("general_education", "TH", 1),
        ("mass_work", "Đã bồi dưỡng", None),
    ],
)
def test_the_level_that_heads_a_column(kind: str, heading: str, level: int | None) -> None:
    assert level_of(kind, headed_level(kind, (kind, heading))) == level


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if not kind.is_course])
def test_each_level_can_be_said_of_a_tick(kind: object) -> None:
    levels = range(kind.top + 1)  # type: ignore[attr-defined] # a Kind, as the parameter's name says
    code = kind.code  # type: ignore[attr-defined] # the same
    assert [level_of(code, label_of(code, level)) for level in levels] == list(levels)


BM02 = [
    [*FRONT, "Chức vụ", "Trình độ chuyên môn", None, None, "Tin học", None, "Tiếng Anh", None],
    [
        *[None] * 5, "Trên ĐH", "ĐH", "Chưa qua ĐT",
        "Trung cấp trở lên", "Chứng chỉ", "ĐH trở lên", "Chứng chỉ (A,B,C)",
    ],
]  # fmt: skip
MERGED = "F1:H1 I1:J1 K1:L1 A1:A2 B1:B2 C1:C2 D1:D2 E1:E2"


def test_ticks_in_the_words_of_the_form(read: Read) -> None:
    reading = read(
        listed(
            *BM02,
            [*LANH, "VP-TK", "x", None, None, "x", None, "x"],
            [*BEN, "TP-HT", None, "x", None, None, "v", None, "x"],
            [*CUC, "TC-KT", None, None, "x"],
            merged=MERGED,
        )
    )
    assert held(reading) == [
        {"professional": 5, "it": 4, "foreign_language": 10},
        {"professional": 4, "it": 1, "foreign_language": 2},
        {"professional": 0},
    ]
    assert {one.language for row in reading.rows for one in row.held} == {"", "Anh"}
    assert [(found.column, "«Thạc sĩ»" in found.reason) for found in reading.warnings] == [
        ("Trình độ chuyên môn / Trên ĐH", True),
        ("Tin học / Trung cấp trở lên", False),
    ]


def test_a_tick_of_a_language_that_is_not_named_is_asked(read: Read) -> None:
    reading = read(
        listed(
            [*FRONT, "Chức vụ", "Ngoại ngữ", None, None],
            [*[None] * 5, "Tiếng Anh", None, "Ngoại ngữ khác"],
            [*[None] * 5, "ĐH trở lên", "Chứng chỉ", "Chứng chỉ"],
            [*LANH, "VP-TK", None, "x", None],
            [*BEN, "TP-HT", None, None, "x"],
            merged="F1:H1 F2:G2 A1:A3 B1:B3",
        )
    )
    assert held(reading) == [{"foreign_language": 2}]
    (asked,) = questions(reading)
    assert (asked.field, asked.text.startswith("ngoại ngữ khác")) == ("foreign_language", True)


def test_levels_of_no_kind_are_asked_and_answered_by_column(read: Read) -> None:
    file = listed(
        [*FRONT, "Chức vụ", "Trình độ", None],
        [*[None] * 5, "ĐH", "Trung cấp"],
        [*LANH, "VP-TK", "x", None],
        [*BEN, "TP-HT", None, "x"],
        merged="F1:G1 A1:A2 B1:B2",
    )
    reading = read(file)
    columns = {c.key: c.offered for c in reading.layout.sheets[0].columns if c.asks}
    assert list(columns.values()) == ["professional=4", "professional=2"]
    assert len(questions(reading)) == 2 and held(reading) == [{}, {}]
    answered = read(file, columns=columns)
    assert held(answered) == [{"professional": 4}, {"professional": 2}] and not answered.problems
    other = read(file, columns={key_of(reading, "F"): "", key_of(reading, "G"): "theory=2"})
    assert held(other) == [{}, {"theory": 2}]


def test_headings_that_name_a_kind_and_a_level_together(read: Read) -> None:
    headings = ["Trung cấp LLCT", "Cao cấp chính trị", "BD QLNN ngạch chuyên viên", "Tiếng Anh B1"]
    rows = [[*LANH, "VP-TK", "x", None, "x", None], [*BEN, "TP-HT", None, 2015, None, "x"]]
    reading = read(listed([*FRONT, "Chức vụ", *headings], *rows))
    assert held(reading) == [
        {"theory": 2, "state_management": 2},
        {"theory": 3, "foreign_language": 5},
    ]
    assert not reading.problems


def test_a_column_named_by_hand_without_a_level_is_read_as_before(read: Read) -> None:
    file = listed(*BM02, [*LANH, "VP-TK", None, "x"], merged=MERGED)
    key = key_of(read(file), "G")
    assert held(read(file, columns={key: "professional"})) == [{"professional": 4}]

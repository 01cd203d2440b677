"""What a cell of a level tells besides: its award, or a study that nobody knows the end of."""

import pytest

from personnel.kinds import KINDS
from personnel.words.partial_dates import PartialDate
from personnel.words.telling import levels_told
from personnel.words.values import BadCell

SHORT = {
    "professional": {
        2: ("THSP", "TC chuyên nghiệp", "Trung cấp nghề", "TCCN", "TC nghề Điện"),
        3: ("CĐSP", "Cử nhân cao đẳng Kế toán", "Kỹ sư thực hành", "Cử nhân thực hành", "CĐ nghề"),
        4: ("ĐHSP", "Đại học tại chức", "ĐH (VLVH)", "Tốt nghiệp đại học Luật", "Đại học-Luật"),
        5: ("thạc sỹ", "ThS.", "Thạc sĩ"),
        6: ("Tiến sỹ", "TS."),
    },
    "theory": {
        1: ("SCCT",),
        2: ("TCCT", "TC LLCT-HC", "TC (không tập trung)", "Trung cấp lý luận"),
        3: ("CC LLCT", "CCCT", "Cao cấp lý luận chính trị - hành chính"),
        4: ("Cử nhân chính trị",),
    },
    "state_management": {
        2: ("QLNN CV", "CV & TĐ", "BD ngạch CV", "Chuyên viên và tương đương"),
        3: ("CVC", "QLNN CVC"),
    },
    "it": {
        1: ("tin B", "CC B", "CC tin học A"),
        2: ("UDCNTT CB", "UDCNTT cơ bản", "CNTT CB", "Chuẩn kỹ năng sử dụng CNTT cơ bản"),
        3: ("CNTT NC", "UDCNTT nâng cao"),
        5: ("Cử nhân cao đẳng tin học",),
    },
    "foreign_language": {
        2: ("Anh văn B", "CC B Anh văn"),
        9: ("CĐSP tiếng Anh",),
        10: ("ĐHSP Anh",),
    },
    "general_education": {
        2: ("lớp 9/12", "PTCS", "Cấp II"),
        3: ("12/12 BTVH", "BTVH 12/12", "THPT (12/12)", "TN THPT", "PTTH", "10/10 (BT)"),
    },
}


@pytest.mark.parametrize(
    ("kind", "level", "text"),
    [(k, level, t) for k, of in SHORT.items() for level, texts in of.items() for t in texts],
)
def test_short_forms(kind: str, level: int, text: str) -> None:
    assert KINDS[kind].read(text).level == level


def test_a_field_of_study_in_the_word_of_the_level() -> None:
    assert KINDS["professional"].read("ĐHSP Toán").field_of_study == "Sư phạm Toán"
    assert KINDS["professional"].read("THSP").field_of_study == "Sư phạm"
    assert KINDS["professional"].read("ĐH (tại chức)").field_of_study == ""


@pytest.mark.parametrize(
    ("kind", "text", "level", "awarded"),
    [
        ("professional", "Đại học Luật, 2015", 4, PartialDate(2015)),
        ("professional", "Cử nhân cao đẳng Kế toán (06/2009)", 3, PartialDate(2009, 6)),
        ("theory", "Trung cấp (2015)", 2, PartialDate(2015)),
        ("theory", "cao cấp LLCT - 2019", 3, PartialDate(2019)),
        ("state_management", "Chuyên viên cao cấp 2015", 4, PartialDate(2015)),
        ("it", "Tin học B (2010)", 1, PartialDate(2010)),
        ("foreign_language", "Anh B1, 12/2018", 5, PartialDate(2018, 12)),
        ("ethnic_language", "Hrê - chứng chỉ 2012", 2, PartialDate(2012)),
        ("mass_work", "x (2016)", 1, PartialDate(2016)),
        ("general_education", "12/12 (1998)", 3, PartialDate(1998)),
    ],
)
def test_a_year_behind_a_level_of_any_kind(
    kind: str, text: str, level: int, awarded: PartialDate
) -> None:
    held = KINDS[kind].read(text)
    assert (held.level, held.awarded) == (level, awarded)


def test_a_year_is_no_part_of_the_field() -> None:
    assert KINDS["professional"].read("Đại học Luật, 2015").field_of_study == "Luật"
    assert KINDS["professional"].read("ĐH Luật (văn bằng 2), 2015").field_of_study == (
        "Luật (văn bằng 2)"
    )


def test_nothing_is_awarded_with_no_level() -> None:
    assert KINDS["theory"].read("Chưa (2015)").awarded is None


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "ethnic_language"])
@pytest.mark.parametrize("doubt", ["(nợ bằng)", "(chưa tốt nghiệp)", "năm thứ 2", "- 2022-2026"])
def test_what_is_studied_for_is_never_held(kind: str, doubt: str) -> None:
    language = "Anh " if kind == "foreign_language" else ""
    top = KINDS[kind].level_label(KINDS[kind].top).removesuffix(" trở lên")
    assert KINDS[kind].read(f"{language}{top}") is not None
    with pytest.raises(BadCell, match="chưa tính"):
        KINDS[kind].read(f"{language}{top} {doubt}")


@pytest.mark.parametrize("text", ["cao học", "Cao học Luật", "NCS", "Nghiên cứu sinh Kinh tế"])
def test_a_study_by_its_own_name_is_asked(text: str) -> None:
    with pytest.raises(BadCell, match="đang học hay đã có bằng"):
        KINDS["professional"].read(text)


@pytest.mark.parametrize("text", ["Chưa tốt nghiệp ĐH", "Chưa có bằng trung cấp", "chưa học xong"])
def test_an_unfinished_study_does_not_say_that_nothing_is_held(text: str) -> None:
    with pytest.raises(BadCell, match="chưa học xong"):
        KINDS["professional"].read(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [("foreign_language", "đang học tiếng Anh"), ("ethnic_language", "Hrê - đang học")],
)
def test_studying_is_a_level_of_languages(kind: str, text: str) -> None:
    assert KINDS[kind].read(text).level == 1


@pytest.mark.parametrize(
    "text",
    ["Trung cấp Luật\nĐại học Kinh tế", "TC - ĐH", "Cử nhân Sư phạm (cao đẳng)", "CĐ Luật ĐH Huế"],
)
def test_two_levels_however_they_stand_together(text: str) -> None:
    with pytest.raises(BadCell, match="nhiều trình độ"):
        KINDS["professional"].read(text)


@pytest.mark.parametrize("text", ["ĐH TC-KT", "ĐH Tài chính và Ngân hàng", "Đại học\nLuật"])
def test_short_words_of_a_field_are_no_levels(text: str) -> None:
    assert KINDS["professional"].read(text).level == 4


@pytest.mark.parametrize("text", ["ĐH Luật K15", "Đại học 2", "ĐH 05/15"])
def test_numbers_that_say_nothing_known_are_asked(text: str) -> None:
    with pytest.raises(BadCell):
        KINDS["professional"].read(text)


@pytest.mark.parametrize("text", ["9/12 THPT", "THCS (12/12)"])
def test_a_class_and_a_level_that_disagree(text: str) -> None:
    with pytest.raises(BadCell, match="không khớp"):
        KINDS["general_education"].read(text)


@pytest.mark.parametrize(
    ("text", "held", "studied"),
    [
        ("ĐH Luật (đang theo học)", [], [4]),
        ("TC Luật, đang học ĐH Luật", [2], [4]),
        ("TC Luật đang học ĐH", [2], [4]),
        ("Cao đẳng (đang hoàn thiện đại học)", [3], [4]),
        ("ĐH Luật, đang học cao học", [4], [5]),
        ("Thạc sĩ (2019 - 2021)", [], [5]),
        ("Chưa tốt nghiệp ĐH", [], [4]),
    ],
)
def test_levels_held_and_studied_for_in_one_cell(
    text: str, held: list[int], studied: list[int]
) -> None:
    assert levels_told(KINDS["professional"].vocabulary, text) == (held, studied)

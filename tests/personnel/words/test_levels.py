"""A level with a field of study, by classes, as a course: what stands between and is not known."""

import unicodedata
from datetime import date, datetime

import pytest

from personnel.kinds import KINDS
from personnel.words.levels import read_course, read_school, read_with_field
from personnel.words.partial_dates import PartialDate
from personnel.words.values import BadCell
from personnel.words.vocabulary import Held, Vocabulary

STUDY = Vocabulary("study", [["Chưa qua"], ["Trung cấp", "TC"], ["Đại học", "ĐH"], ["Thạc sĩ"]])
SCHOOL = Vocabulary("school", [["Chưa học"], ["TH"], ["THCS"], ["THPT", "PTTH"]])
COURSE = Vocabulary("course", [["Chưa bồi dưỡng"], ["Đã bồi dưỡng"]])


@pytest.mark.parametrize(
    ("cell", "field"),
    [
        ("ĐH Luật", "Luật"),
        ("ÐH Luật", "Luật"),
        ("ĐH\u00a0Luật", "Luật"),
        ("ĐH-Luật", "Luật"),
        ("ĐH–Luật", "Luật"),
        ("ĐH—Luật", "Luật"),
        ("ĐH:Luật", "Luật"),
        ("ĐH,Luật", "Luật"),
        ("ĐH (Luật)", "Luật"),
        ("ĐH（Luật）", "Luật"),
        ("Đại học ngành Luật", "Luật"),
        ("ĐH chuyên ngành Luật", "Luật"),
        ("ĐH Kế toán - kiểm toán", "Kế toán - kiểm toán"),
        ("ĐH Luật; Kinh tế", "Luật; Kinh tế"),
        ("ĐH", ""),
        ("ĐH -", ""),
    ],
)
def test_a_field_of_study_however_it_is_set_apart(cell: str, field: str) -> None:
    for text in (cell, unicodedata.normalize("NFD", cell)):
        assert read_with_field(STUDY, text) == Held("study", 2, field_of_study=field)


@pytest.mark.parametrize("cell", ["TC, ĐH", "TC; ĐH", "TC+ĐH", "TC/ĐH", "TC và ĐH Luật"])
def test_several_levels(cell: str) -> None:
    with pytest.raises(BadCell, match="^ghi nhiều trình độ"):
        read_with_field(STUDY, cell)


@pytest.mark.parametrize("cell", ["ĐH Luật (đang học)", "ĐH: đang\u00a0học", "ĐH chưa xong"])
def test_who_studies_now(cell: str) -> None:
    with pytest.raises(BadCell, match="chưa có bằng thì chưa tính là có trình độ này"):
        KINDS["professional"].read(cell)


@pytest.mark.parametrize("cell", ["Luật", "Luật ĐH", "ĐHLuật", 12, "???"])
def test_a_field_without_a_level(cell: object) -> None:
    with pytest.raises(BadCell, match="^không rõ trình độ$"):
        read_with_field(STUDY, cell)


def test_a_field_too_long_for_its_column() -> None:
    assert read_with_field(STUDY, "ĐH " + "x" * 197) is not None
    with pytest.raises(BadCell, match="tối đa 200 ký tự"):
        read_with_field(STUDY, "ĐH " + "x" * 198)


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("5/12", 1), ("8/12", 1), ("9/12", 2), ("11/12", 2), ("12/12", 3),
        ("4/10", 1), ("6/10", 1), ("7/10", 2), ("9/10", 2), ("10/10", 3),
        ("12 / 12", 3), ("12\u00a0/\u00a012", 3), ("１２/１２", 3), ("9／12", 2), ("09/12", 2),
        ("THPT", 3), ("ptth", 3), ("chưa", 0),
        (datetime(2025, 12, 5), 1), (date(2025, 12, 9), 2), (date(2025, 9, 12), 2),
        (date(2025, 12, 12), 3),
    ],
)  # fmt: skip
def test_classes_finished_in_either_system(cell: object, level: int) -> None:
    assert read_school(SCHOOL, cell) == Held("school", level)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("4/12", "không rõ lớp đã học xong"),
        ("3/10", "không rõ lớp đã học xong"),
        ("0/10", "không rõ lớp đã học xong"),
        ("13/12", "không rõ lớp đã học xong"),
        ("11/10", "không rõ lớp đã học xong"),
        (date(2025, 12, 4), "không rõ lớp đã học xong"),
        (date(2025, 10, 10), "không rõ trình độ"),
        ("12/11", "không rõ trình độ"),
        ("12-12", "không rõ trình độ"),
        ("012/12", "không rõ trình độ"),
        (12, "không rõ trình độ"),
    ],
)
def test_classes_that_say_no_level(cell: object, reason: str) -> None:
    with pytest.raises(BadCell, match=f"^{reason}$"):
        read_school(SCHOOL, cell)


@pytest.mark.parametrize(
    ("cell", "level", "awarded"),
    [
        ("x", 1, None),
        ("Ｘ", 1, None),
        ("✓", 1, None),
        ("Có", 1, None),
        ("Đã\u00a0bồi  dưỡng", 1, None),
        ("Ðã bồi dưỡng", 1, None),
        (2016, 1, PartialDate(2016)),
        (2016.0, 1, PartialDate(2016)),
        ("２０１６", 1, PartialDate(2016)),
        ("6/2016", 1, PartialDate(2016, 6)),
        ("15–3–2016", 1, PartialDate(2016, 3, 15)),
        (date(2016, 3, 15), 1, PartialDate(2016, 3, 15)),
        ("chưa", 0, None),
    ],
)
def test_a_course_done_or_not(cell: object, level: int, awarded: PartialDate | None) -> None:
    assert read_course(COURSE, cell) == Held("course", level, awarded=awarded)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("Không", "không rõ đã bồi dưỡng"),
        ("bồi dưỡng", "không rõ có hay không"),
        ("1919", "năm phải từ 1920"),
        ("2101", "năm phải từ 1920"),
        ("²", "không phải ngày"),
        (1, "không phải ngày"),
    ],
)
def test_what_says_nothing_of_a_course(cell: object, reason: str) -> None:
    with pytest.raises(BadCell, match=f"^{reason}"):
        read_course(COURSE, cell)


@pytest.mark.parametrize(
    ("read", "vocabulary"),
    [(read_with_field, STUDY), (read_school, SCHOOL), (read_course, COURSE)],
)
@pytest.mark.parametrize("cell", [None, "", "\u00a0\u200b", "chưa rõ"])
def test_blank_cells(read, vocabulary: Vocabulary, cell: object) -> None:
    assert read(vocabulary, cell) is None


@pytest.mark.parametrize(
    ("cell", "level", "field"),
    [("ĐH.Luật", 4, "Luật"), ("TC.KT", 2, "KT"), ("ĐH CQ", 4, ""), ("ĐH (đã TN)", 4, ""),
     ("đã TN ĐH", 4, ""), ("ThS.Luật", 5, "Luật"), ("Th.S Luật", 5, "Luật")],
)  # fmt: skip
def test_dots_and_ways_of_studying(cell: str, level: int, field: str) -> None:
    held = KINDS["professional"].read(cell)
    assert held and (held.level, held.field_of_study) == (level, field)


@pytest.mark.parametrize("cell", ["ĐH TC", "ĐH (?)", "ĐH dự bị"])
def test_what_stands_behind_a_level_and_is_no_field_is_asked(cell: str) -> None:
    with pytest.raises(BadCell):
        KINDS["professional"].read(cell)


@pytest.mark.parametrize("cell", ["ĐH trở lên", "Cao đẳng trở xuống", "Dưới đại học", "Trên ĐH"])
def test_more_or_less_than_a_level_is_none(cell: str) -> None:
    with pytest.raises(BadCell, match="không cho biết trình độ cụ thể"):
        KINDS["professional"].read(cell)
    assert KINDS["it"].read("Đại học trở lên").level == 6

"""The words for the four levels of a year; what names none of them is never guessed at."""

import pytest

from personnel.words.grades import Grade, read_grade
from personnel.words.values import BadCell

EXCELLENT, GOOD, FULFILLED, FAILED = Grade


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Hoàn thành xuất sắc nhiệm vụ", EXCELLENT),
        ("hoàn thành xuất sắc nhiệm vụ.", EXCELLENT),
        ("HTXSNV", EXCELLENT),
        ("HT XS NV", EXCELLENT),
        ("Xuất sắc", EXCELLENT),
        ("Hoàn thành tốt nhiệm vụ", GOOD),
        ("HTTNV", GOOD),
        ("HT tốt NV", GOOD),
        ("Tốt", GOOD),
        ("Hoàn thành nhiệm vụ", FULFILLED),
        ("HTNV", FULFILLED),
        ("Không hoàn thành nhiệm vụ", FAILED),
        ("KHTNV", FAILED),
        ("Không HTNV", FAILED),
        ("", None),
        (None, None),
        ("Chưa có thông tin", None),
    ],
)
def test_the_words_of_boards_are_read(text, grade):
    """Full words, short ones, in any case, with full stops and spaces."""
    assert read_grade(text) == grade


@pytest.mark.parametrize(
    "text",
    [
        "1", 1, 4, 2.0, "A", "Loại 1", "Khá", "Trung bình", "Chưa hoàn thành nhiệm vụ", "x", "Có",
        "Không", "Hoàn thành tốt nhiệm vụ; HTNV", "Hoan thanh tot nhiem vu", True,
    ],
)  # fmt: skip
def test_what_names_no_level_is_not_guessed_at(text):
    """A number may count from either end; "Chưa hoàn thành" may be of work still going on."""
    with pytest.raises(BadCell, match="không rõ mức xếp loại"):
        read_grade(text)


def test_the_level_of_the_decree_before_is_none_of_the_four():
    """Nghị định 56/2015/NĐ-CP had another one for civil servants."""
    with pytest.raises(BadCell, match="56/2015"):
        read_grade("Hoàn thành nhiệm vụ nhưng còn hạn chế về năng lực")


@pytest.mark.parametrize("text", ["Không xếp loại", "Chưa đánh giá", "KXL"])
def test_not_graded_is_said_by_an_empty_cell(text):
    """It takes back nothing that is recorded, and records nothing."""
    with pytest.raises(BadCell, match="để trống"):
        read_grade(text)


@pytest.mark.parametrize("grade", Grade)
def test_every_level_is_read_from_what_the_portal_writes(grade):
    """Its name and its short form."""
    assert read_grade(grade.label) == read_grade(grade.short) == grade

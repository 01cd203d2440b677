"""What is typed into a search: each mark that is typed has to be there."""

import re

import pytest

from personnel.words.typed import beginning, initials, is_marked, is_whole, says


@pytest.mark.parametrize(
    ("typed", "said", "found"),
    [
        ("ba to", "Xã Ba Tô", True),
        ("ba to", "Thị trấn Ba Tơ", True),
        ("ba tô", "Xã Ba Tô", True),
        ("ba tô", "Thị trấn Ba Tơ", False),
        ("BA TÔ", "Xã Ba Tô", True),
        ("bà to", "Xã Ba Tô", False),
        ("Ba T", "Xã Ba Tô", False),
        ("tô", "Xã Ba Tô", True),
        ("hoà", "Xã Phổ Hòa", True),
        ("hòa", "Xã Phổ Hoà", True),
        ("hoa", "Xã Phổ Hòa", True),
        ("hóa", "Xã Phổ Hòa", False),
        ("duc", "Thị xã Đức Phổ", True),
        ("đuc", "Thị xã Đức Phổ", True),
        ("đưc", "Thị xã Đức Phổ", True),
        ("đức", "Thị xã Đức Phổ", True),
        ("đức pho", "Thị xã Đức Phổ", True),
        ("dúc", "Thị xã Đức Phổ", True),
        ("đục", "Thị xã Đức Phổ", False),
        ("", "Xã Ba Tô", False),
        (".*", "Xã Ba Tô", False),
        ("(", "Xã Ba Tô", False),
        ("tài chính - kế toán", "Tài chính - Kế toán", True),
    ],
)
def test_whole_words_with_the_marks_that_are_typed(typed, said, found):
    assert says(typed, said) is found


@pytest.mark.parametrize(
    ("typed", "name", "found"),
    [
        ("phạ", "Phạm Thị Hoa", True),
        ("pha", "Phạm Thị Hoa", True),
        ("phà", "Phạm Thị Hoa", False),
        ("nguyê", "Nguyễn Văn An", True),
        ("nguyễ", "NGUYỄN VĂN AN", True),
        ("hò", "Lê Văn Hoà", True),
        ("r'", "K’ Pă R’Ê", True),
        ("guyễn", "Nguyễn Văn An", False),
    ],
)
def test_the_beginning_of_a_word(typed, name, found):
    assert bool(re.search(beginning(typed), name)) is found


@pytest.mark.parametrize(
    ("typed", "name", "found"),
    [
        ("PTH", "Phạm Thị Hoa", True),
        ("pth", "Phạm Thị Hoa", True),
        ("PTH", "Phạm Thị Thu Hoa", False),
        ("PH", "Phạm Thị Hoa", False),
        ("PT", "Phạm Thị Hoa", False),
        ("ĐVL", "Đinh Văn Lía", True),
        ("DVL", "Đinh Văn Lía", True),
        ("ĐVL", "Dương Văn Lía", False),
        ("TÔ", "Trần Oanh", False),
        ("TO", "Trần Oanh", True),
    ],
)
def test_initials(typed, name, found):
    assert bool(re.search(initials(typed), name)) is found


@pytest.mark.parametrize("typed", ["P", "ha", "hoa", "Hoa", "PTHABCD", "P T", "P1", ""])
def test_what_is_no_initials(typed):
    assert initials(typed) == ""


def test_a_whole_name_is_no_part_of_it():
    assert is_whole("bí thư", "Bí thư") and is_whole("bi thu", "Bí thư")
    assert not is_whole("bí thư", "Phó Bí thư")


@pytest.mark.parametrize(("text", "marked"), [("Hoa", False), ("Hòa", True), ("Đa", True)])
def test_whether_there_are_marks(text, marked):
    assert is_marked(text) is marked

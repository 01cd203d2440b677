"""A made-up kind's words: what stands around them, in front of a field, within other words."""

import unicodedata

import pytest

from personnel.words.text import match_key
from personnel.words.values import BadCell
from personnel.words.vocabulary import Held, Vocabulary, says_none, says_nothing, words_of

NAMES = [
    ["Chưa biết"],
    ["Sơ đẳng", "SĐ"],
    ["Trung đẳng", "TĐ", "Trung đẳng nghề", "giữa chừng"],
    ["Cao đẳng", "CĐ"],
]
VOCABULARY = Vocabulary("craft", NAMES, noise=("nghề rèn", "chứng nhận"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nghe, nói được", "nghe nói được"),
        (" (Hrê) -  giao tiếp;được: ", "hrê giao tiếp được"),
        ("TC–LLCT", "tc llct"),
        ("TC\u00a0—\u00a0LLCT", "tc llct"),
        ("", ""),
        (" - ", ""),
    ],
)
def test_one_space_stands_for_every_separator(text: str, words: str) -> None:
    assert words_of(text) == match_key(words)
    assert words_of(unicodedata.normalize("NFD", text)) == match_key(words)


@pytest.mark.parametrize("text", ["", "Chưa có thông tin", "CHƯA RÕ", "chưa\u00a0xác định"])
def test_nothing_is_said(text: str) -> None:
    assert says_nothing(text)
    assert VOCABULARY.read(text) is None


@pytest.mark.parametrize("text", ["chưa", "Chưa qua đào tạo", "(chưa)", "CHƯA: đang chờ"])
def test_none_is_a_fact_of_its_own(text: str) -> None:
    assert says_none(text) and not says_nothing(text)
    assert VOCABULARY.read(text) == Held("craft", 0)


@pytest.mark.parametrize("text", ["", "chua", "chưahọc", "Không", "SĐ chưa xong"])
def test_only_a_first_word_says_none(text: str) -> None:
    assert not says_none(text)


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("Sơ đẳng", 1),
        ("sđ", 1),
        ("CAO ÐẲNG", 3),
        ("C\u0189", 3),
        ("ＳĐ", 1),
        ("Trung\u00a0đẳng", 2),
        ("trung đẳng (nghề rèn)", 2),
        ("Chứng nhận - CĐ", 3),
        ("giữa  chừng", 2),
        (unicodedata.normalize("NFD", "Sơ đẳng"), 1),
    ],
)
def test_a_level_alone(cell: str, level: int) -> None:
    assert VOCABULARY.read(cell) == Held("craft", level)


@pytest.mark.parametrize("cell", ["Sơ", "đẳng", "S Đ", "SĐ TĐ", "nghề rèn", "?", 1, 2.5, True])
def test_what_is_no_level(cell: object) -> None:
    with pytest.raises(BadCell, match="^không rõ trình độ$"):
        VOCABULARY.read(cell)


@pytest.mark.parametrize("cell", [None, "", " \u200b\u00a0"])
def test_a_blank_cell(cell: object) -> None:
    assert VOCABULARY.read(cell) is None


@pytest.mark.parametrize(
    ("text", "level", "rest"),
    [
        ("SĐ", 1, ""),
        ("Sơ đẳng Mộc", 1, "Mộc"),
        ("CĐ. Nề", 3, "Nề"),
        ("TĐ (Rèn)", 2, "Rèn"),
        ("TĐ - Rèn, đúc", 2, "Rèn, đúc"),
        ("Trung đẳng nghề Mộc", 2, "Mộc"),
        ("Trung đẳng Mộc (nghề)", 2, "Mộc (nghề)"),
    ],
)
def test_the_longest_level_in_front_counts(text: str, level: int, rest: str) -> None:
    assert VOCABULARY.level_in_front(text) == (level, rest)


@pytest.mark.parametrize("text", ["", "Mộc SĐ", "Chưa biết Mộc"])
def test_no_level_in_front(text: str) -> None:
    with pytest.raises(BadCell):
        VOCABULARY.level_in_front(text)
    assert not VOCABULARY.names_a_level(text)


def test_whether_a_text_begins_with_a_level() -> None:
    assert VOCABULARY.names_a_level("  TĐ Mộc")
    assert not VOCABULARY.names_a_level("Mộc")


@pytest.mark.parametrize(
    ("text", "level", "rest"),
    [
        ("hrê cao đẳng", 3, "hrê"),
        ("sđ và cđ", 3, "sđ và"),
        ("trung đẳng nghề rèn", 2, "nghề rèn"),
    ],
)
def test_the_highest_level_within_a_text_counts(text: str, level: int, rest: str) -> None:
    found, left = VOCABULARY.level_within(words_of(text))
    assert (found, left.strip()) == (level, match_key(rest))


def test_no_level_within_a_text() -> None:
    with pytest.raises(BadCell):
        VOCABULARY.level_within("hrê")

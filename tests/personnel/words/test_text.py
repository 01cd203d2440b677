import unicodedata

import pytest

from personnel.words.text import match_key


@pytest.fixture(autouse=True)
def asked_anew() -> None:
    """Nothing is answered out of what was asked before."""
    match_key.cache_clear()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uỷ ban nhân dân", "ỦY  BAN NHÂN DÂN"),
        ("Văn hoá - Xã hội", "văn hóa-xã hội"),
        ("VP – TK", "vp-tk"),
        ("Thuý", "Thúy"),
        ("Bí\u00a0thư", "bí thư"),
        ("Đảng ủy", unicodedata.normalize("NFD", "Đảng ủy")),
    ],
)
def test_ways_of_writing_the_same_words_have_one_key(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ba Tô", "Ba Tơ"),
        ("Sơn Hà", "Sơn Hạ"),
        ("Bình Thạnh", "Bình Thanh"),
        ("Hành Tín", "Hành Tin"),
        ("Đức", "Dức"),
    ],
)
def test_different_marks_are_different_words(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)

import unicodedata

import pytest

from personnel.words.text import match_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uỷ ban nhân dân", "ỦY  BAN NHÂN DÂN"),
        ("Văn hoá - Xã hội", "văn hóa-xã hội"),
        ("VP – TK", "vp-tk"),
        ("Thuý", "Thúy"),
        ("Bí\u00a0thư", "bí thư"),
        ("Đảng ủy", unicodedata.normalize("NFD", "Đảng ủy")),
        ("Ðảng ủy", "Đảng ủy"),
        ("\u0189ảng ủy", "đảng ủy"),
        ("H’Mông", "H'Mông"),
        ("M`Nông", "mʼnông"),
        ("VP\u2011TK", "VP - TK"),
        ("VP\u2212TK", "VP—TK"),
        ("VP－TK", "vp-tk"),
        ("ＣＴ　ＨĐＮＤ", "CT HĐND"),
        ("Bí\u200e thư\ufeff", "bí thư"),
        ("Qúy", "Quý"),
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
        ("Gié Triêng", "Gié-Triêng"),
        ("HĐND/UBND", "HĐND UBND"),
    ],
)
def test_different_marks_are_different_words(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


def test_nothing_has_no_key() -> None:
    assert match_key("") == match_key(" \u00a0\u200b") == ""

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


@pytest.mark.parametrize("typed", ["Ðinh", "Ɖinh", "ðinh", "ɖinh", "D\u0335inh", "d\u0336inh"])
def test_what_looks_like_the_letter_is_the_letter(typed: str) -> None:
    assert match_key(typed) == match_key("Đinh")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Nguye\u0303\u0302n", "Nguyễn"),
        ("La\u0301\u0306m", "Lắm"),
        ("Tru\u031bo\u031b\u0300ng", "Trường"),
        ("Tru\u031bo\u0300\u031bng", "Trường"),
        ("Lo\u0323\u0302c", "Lộc"),
        ("Lo\u0302\u0323c", "Lộc"),
        ("é\u0302", "ế"),
    ],
)
def test_marks_in_another_order_make_the_same_letter(typed: str, meant: str) -> None:
    assert match_key(typed) == match_key(meant)

import pytest

from personnel.words.syllables import is_syllable


@pytest.mark.parametrize(
    "word",
    ["Nguyễn", "Quốc", "quý", "Giêng", "gìn", "nghiêng", "Hoà", "Hòa", "Uỷ", "Ủy", "khuỷu", "Ý"],
)
def test_words_of_vietnamese(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word",
    [
        "Krông",
        "Hrê",
        "Müller",
        "José",
        "Dupont",
        "Jrai",
        "cac",
        "hôc",
        "hộcc",
        "âḿ̀",
        "",
        "w",
        "Nguyeãn",
    ],
)
def test_what_is_no_word_of_vietnamese(word: str) -> None:
    assert not is_syllable(word)

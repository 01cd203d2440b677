"""A language and a level, in any order and however they are set apart."""

import unicodedata

import pytest

from personnel.words.languages import LANGUAGES, read_ethnic_language, read_foreign_language
from personnel.words.values import BadCell
from personnel.words.vocabulary import Held, Vocabulary

FOREIGN = Vocabulary("foreign", [["Chưa có"], ["đang học"], ["A", "B", "C"], ["B1"], ["Trung cấp"]])
ETHNIC = Vocabulary("ethnic", [["Chưa có"], ["đang học"], ["chứng chỉ"], ["nghe, nói được"]])


def foreign(cell: object) -> Held | None:
    return read_foreign_language(FOREIGN, cell, certificates=(2, 3))


@pytest.mark.parametrize(
    "cell",
    ["Anh B1", "B1 Anh", "anh-b1", "Anh – B1", "Anh; B1", "Anh: B1", "(Anh) B1", "Tiếng Anh B1",
     "B1 tiếng\u00a0Anh", "Anh văn B1", "Anh ngữ: B1", "ＡＮＨ Ｂ１", "B1"],
)  # fmt: skip
def test_a_language_and_a_level(cell: str) -> None:
    for text in (cell, unicodedata.normalize("NFD", cell)):
        assert foreign(text) == Held("foreign", 3, language="Anh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_by_its_name(language: str) -> None:
    assert foreign(f"Tiếng {language} B1") == Held("foreign", 3, language=language)


@pytest.mark.parametrize(
    ("cell", "language", "level"),
    [
        ("Trung B1", "Trung", 3),
        ("tiếng Trung Quốc B1", "Trung", 3),
        ("Nhật Bản B1", "Nhật", 3),
        ("Ðức B1", "Đức", 3),
        ("Trung cấp", "", 4),
        ("Trung cấp tiếng Anh", "Anh", 4),
        ("Tiếng Trung trung cấp", "Trung", 4),
        ("đang học", "", 1),
        ("Pháp, đang học", "Pháp", 1),
    ],
)
def test_a_language_is_not_taken_for_a_level(cell: str, language: str, level: int) -> None:
    assert foreign(cell) == Held("foreign", level, language=language)


@pytest.mark.parametrize("cell", ["Anh", "tiếng Anh", "Anh văn"])
def test_a_language_without_a_level(cell: str) -> None:
    with pytest.raises(BadCell, match="^thiếu trình độ của ngôn ngữ$"):
        foreign(cell)


@pytest.mark.parametrize("cell", ["Anh/B1", "Anh B1; Pháp B1", "Anh giỏi", "Ý B1", 3])
def test_a_level_that_nobody_knows(cell: object) -> None:
    with pytest.raises(BadCell, match="^không rõ trình độ$"):
        foreign(cell)


@pytest.mark.parametrize(
    ("cell", "language", "level"),
    [
        ("Hrê - nghe nói được", "hrê", 3),
        ("Hrê: nghe, nói được", "hrê", 3),
        ("nghe nói được tiếng Hrê", "hrê", 3),
        ("Xơ Ðăng – chứng chỉ", "xơ đăng", 2),
        ("Hrê (đang\u00a0học)", "hrê", 1),
        ("H’Mông; chứng chỉ", "h'mông", 2),
        ("chứng chỉ", "", 2),
    ],
)
def test_an_ethnic_language_comes_as_it_is_written(cell: str, language: str, level: int) -> None:
    for text in (cell, unicodedata.normalize("NFD", cell)):
        assert read_ethnic_language(ETHNIC, text) == Held("ethnic", level, language=language)


def test_an_ethnic_language_without_a_level() -> None:
    with pytest.raises(BadCell, match="^không rõ trình độ$"):
        read_ethnic_language(ETHNIC, "Hrê")


@pytest.mark.parametrize("cell", [None, "", "\u00a0", "chưa rõ"])
def test_blank_cells(cell: object) -> None:
    assert foreign(cell) is None
    assert read_ethnic_language(ETHNIC, cell) is None


@pytest.mark.parametrize("cell", ["Chưa", "chưa biết tiếng Anh"])
def test_none_is_of_no_language(cell: str) -> None:
    assert foreign(cell) == Held("foreign", 0)
    assert read_ethnic_language(ETHNIC, cell) == Held("ethnic", 0)

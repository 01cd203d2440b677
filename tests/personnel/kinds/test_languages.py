import pytest

from personnel.kinds import KINDS
from personnel.words.values import BadCell


@pytest.mark.parametrize(
    ("cell", "language", "level"),
    [
        ("Anh B1", "Anh", 5),
        ("Tiếng Anh B1", "Anh", 5),
        ("Anh B", "Anh", 2),
        ("Anh C", "Anh", 2),
        ("Anh bậc 2", "Anh", 4),
        ("Anh bậc 3", "Anh", 5),
        ("Anh bậc 3/6", "Anh", 5),
        ("Anh B1 (bậc 3)", "Anh", 5),
        ("Anh C1", "Anh", 7),
        ("ĐH tiếng Anh", "Anh", 10),
        ("Cử nhân Anh văn", "Anh", 10),
        ("CĐ tiếng Pháp", "Pháp", 9),
        ("đang học tiếng Anh", "Anh", 1),
        ("Anh - đang học", "Anh", 1),
        ("Chứng chỉ B tiếng Anh", "Anh", 2),
        ("Anh văn B", "Anh", 2),
        ("Tiếng Trung Quốc A2", "Trung", 4),
        ("Trung B1", "Trung", 5),
        ("A", "Anh", 2),
        ("B", "Anh", 2),
        ("A2", "Anh", 4),
        ("Chưa", "", 0),
        ("Chưa biết", "", 0),
    ],
)
def test_foreign_languages(cell: str, language: str, level: int) -> None:
    held = KINDS["foreign_language"].read(cell)
    assert held is not None
    assert (held.kind, held.language, held.level) == ("foreign_language", language, level)


@pytest.mark.parametrize("cell", ["Anh Z9", "Anh", "tiếng Anh", "B3", "Anh bậc 7", "khá", "D"])
def test_foreign_languages_without_a_known_level(cell: str) -> None:
    with pytest.raises(BadCell):
        KINDS["foreign_language"].read(cell)


@pytest.mark.parametrize(
    ("cell", "language", "level"),
    [
        ("Hrê - giao tiếp được", "hrê", 3),
        ("Cor - chứng chỉ", "cor", 2),
        ("Hrê - đang học", "hrê", 1),
        ("Ca Dong – giao tiếp được", "ca dong", 3),
        ("Chứng chỉ tiếng Hrê", "hrê", 2),
        ("đang học tiếng Hrê", "hrê", 1),
        ("Hrê: nghe và nói được", "hrê", 3),
        ("Chưa", "", 0),
    ],
)
def test_ethnic_languages(cell: str, language: str, level: int) -> None:
    held = KINDS["ethnic_language"].read(cell)
    assert held is not None
    assert (held.kind, held.language, held.level) == ("ethnic_language", language, level)


@pytest.mark.parametrize("cell", ["Hrê", "x", "Hrê - giỏi"])
def test_ethnic_languages_without_a_known_level(cell: str) -> None:
    with pytest.raises(BadCell):
        KINDS["ethnic_language"].read(cell)

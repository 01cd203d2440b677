"""The four levels of a year's evaluation, and the words that boards write for them.

Nghị định 90/2020/NĐ-CP as amended by 48/2023/NĐ-CP. What names none of the four is never guessed
at: no number, no letter, no level of earlier years.
"""

from __future__ import annotations

from django.db import models

from .text import match_key
from .values import BadCell, CellValue, cell_text, says_nothing
from .vocabulary import words_of


class Grade(models.TextChoices):
    """The levels, the best first."""

    EXCELLENT = "excellent", "Hoàn thành xuất sắc nhiệm vụ"
    GOOD = "good", "Hoàn thành tốt nhiệm vụ"
    FULFILLED = "fulfilled", "Hoàn thành nhiệm vụ"
    FAILED = "failed", "Không hoàn thành nhiệm vụ"

    @property
    def short(self) -> str:
        """The level as boards write it in a narrow column."""
        return _WORDS[self][0]


_WORDS: dict[Grade, tuple[str, ...]] = {
    Grade.EXCELLENT: (
        "HTXSNV", "HTXS", "HT xuất sắc NV", "HT xuất sắc", "Hoàn thành XS nhiệm vụ",
        "Hoàn thành XSNV", "Hoàn thành xuất sắc", "Hoàn thành xuất sắc NV", "Xuất sắc", "XS",
        "HTXS nhiệm vụ", "HT xuất sắc nhiệm vụ",
    ),
    Grade.GOOD: (
        "HTTNV", "HTT", "HT tốt NV", "HT tốt", "Hoàn thành tốt", "Hoàn thành tốt NV",
        "Hoàn thành TNV", "HTT nhiệm vụ", "HT tốt nhiệm vụ", "Tốt",
    ),
    Grade.FULFILLED: ("HTNV", "HT", "HT nhiệm vụ", "Hoàn thành NV", "Hoàn thành"),
    Grade.FAILED: (
        "KHTNV", "KHT", "KHT nhiệm vụ", "Không HTNV", "Không HT", "Không HT nhiệm vụ",
        "Không hoàn thành", "Không hoàn thành NV", "KHoàn thành nhiệm vụ",
    ),
}  # fmt: skip


def _key(text: str) -> str:
    """Return what is compared: "HT XS NV." and "htxsnv" are one."""
    return words_of(text).replace(" ", "")


_KNOWN = {_key(word): grade for grade in Grade for word in (str(grade.label), *_WORDS[grade])}
# Said of somebody who has no level: no level is recorded by it, nor is one taken back.
_NOT_GRADED = {
    match_key(text)
    for text in (
        "chưa xếp loại", "không xếp loại", "chưa đánh giá", "không đánh giá", "KXL", "CXL",
        "không đánh giá, xếp loại", "chưa đánh giá, xếp loại",
    )
}  # fmt: skip
# A level of civil servants until 2020 (Nghị định 56/2015/NĐ-CP, article 20), and none of the four.
_LIMITED = _key("còn hạn chế về năng lực")


def read_grade(value: CellValue) -> Grade | None:
    """Return the level that a cell names; None where it is blank, or says that nothing is known.

    Raises BadCell for all else.
    """
    text = cell_text(value)
    if says_nothing(text):
        return None
    if match_key(text) in _NOT_GRADED:
        raise BadCell("không phải mức xếp loại; để trống ô nếu không xếp loại")
    found = _KNOWN.get(_key(text))
    if found is None and _LIMITED in _key(text):
        raise BadCell(
            "là mức của Nghị định 56/2015/NĐ-CP, không còn trong bốn mức; chọn một trong bốn mức"
        )
    if found is None:
        raise BadCell("không rõ mức xếp loại")
    return found

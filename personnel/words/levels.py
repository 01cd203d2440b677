"""The ways in which a cell tells a level: with a field of study, by classes, as a course done.

Each reads a cell by the vocabulary of a kind, as `Vocabulary.read` does where a level stands
alone: None for a blank cell, BadCell for what it does not know.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from .partial_dates import PartialDate, read_date
from .text import DASHES, match_key, whole_words
from .values import BadCell, CellValue, cell_text, read_lines, read_text, read_yes_no, says_nothing
from .vocabulary import Held, Vocabulary, says_none

_GLUED = re.compile(rf"^([\w. ]+?)\s*(?:[:.,{DASHES}]\s*|(?=\())")
_SEVERAL = re.compile(r"[;,+/&\n]| và | - ", re.IGNORECASE)
# Levels with the field of study in the same word.
_WITH_FIELD = (
    (re.compile(r"^(ĐH|CĐ|TC)SP(?!\w)"), r"\1 Sư phạm"),
    (re.compile(r"^THSP(?!\w)"), "TC Sư phạm"),
)
# How somebody studied; where nothing else stands behind a level, that is no field.
_WAY = re.compile(
    r"(?:hệ )?(?:tại chức|vlvh|vhvl|cq|đã tn|(?:đã )?tốt nghiệp"
    r"|vừa làm vừa học|vừa học vừa làm|từ xa|chính quy|không chính quy"
    r"|liên thông|chuyên tu|mở rộng|tập trung|không tập trung)",
    re.IGNORECASE,
)
_SECOND_DIPLOMA = re.compile(r"(?<!\w)(?:văn bằng|bằng|vb) ?(?:thứ )?[2II]+(?!\w)", re.IGNORECASE)
# A way of studying, and a field.
_AT_WORK = match_key("TC")
# More or less than a level, and none itself.
_VAGUE = whole_words("trở (?:lên|xuống)|^(?:dưới|trên)")
_TWO_LEVELS = "ghi nhiều trình độ; chỉ ghi trình độ cao nhất"
# The last class finished that makes each level, in the systems of ten and twelve years.
_SCHOOL_YEARS = {12: (5, 9, 12), 10: (4, 7, 10)}


def read_with_field(vocabulary: Vocabulary, value: CellValue) -> Held | None:
    """Read a level, with the field of study behind it: "ĐH Luật"."""
    lines, text = read_lines(value), read_text(value, longest=200)
    if says_nothing(text):
        return None
    if says_none(text):
        return Held(vocabulary.kind, 0)
    if _VAGUE.search(match_key(text)):
        raise BadCell("không cho biết trình độ cụ thể")
    if sum(map(vocabulary.names_a_level, _SEVERAL.split(lines))) > 1:
        raise BadCell(_TWO_LEVELS)
    level, field = vocabulary.level_in_front(_apart(vocabulary, _spelt_out(vocabulary, text)))
    if set(vocabulary.levels_spelt_out(field)) - {level}:
        raise BadCell(_TWO_LEVELS)
    if any(char.isdigit() for char in _SECOND_DIPLOMA.sub("", field)):
        raise BadCell("không rõ chữ số ghi kèm trình độ nghĩa là gì")
    field = _field(field)
    if field and not any(map(str.isalpha, field)):
        raise BadCell(f"không rõ «{field}» ghi kèm trình độ nghĩa là gì")
    if match_key(field) == _AT_WORK:
        raise BadCell(f"«{field}» là tại chức hay tài chính; ghi rõ, hoặc chỉ ghi trình độ")
    return Held(vocabulary.kind, level, field_of_study=field)


def _spelt_out(vocabulary: Vocabulary, text: str) -> str:
    """Return a cell with the level in front: "Tốt nghiệp ĐHSP Toán" → "ĐH Sư phạm Toán"."""
    text = vocabulary.without_noise_in_front(text)
    for short, whole in _WITH_FIELD:
        text = short.sub(whole, text)
    return text


def _apart(vocabulary: Vocabulary, text: str) -> str:
    """Return a cell with a blank behind the level: "ĐH-Kế toán", "Đại học (Luật)"."""
    found = _GLUED.match(text)
    if found and vocabulary.levels_alone(found[1]):
        return f"{found[1]} {text[found.end() :]}"
    return text


def _field(text: str) -> str:
    text = re.sub(r"^(chuyên )?ngành ", "", text)
    return "" if _WAY.fullmatch(text) else text


def read_school(vocabulary: Vocabulary, value: CellValue) -> Held | None:
    """Read the level of schooling: 12/12 (or 10/10 in the old system), THPT, THCS, TH."""
    if isinstance(value, (datetime, date)):
        value = _school_years_made_a_date(value)
    text = cell_text(value)
    classes = re.search(r"(?<![\d/])(\d{1,2})\s*/\s*(10|12)(?![\d/])", text)
    if not classes or says_none(text):
        return vocabulary.read(text)
    level = _level_of(*map(int, classes.groups()))
    beside = vocabulary.bare(text.replace(classes[0], " "))
    if beside and vocabulary.level(beside) != level:
        raise BadCell("lớp đã học xong và cấp học ghi kèm không khớp")
    return Held(vocabulary.kind, level)


def _level_of(done: int, years: int) -> int:
    """Return the level of a class finished, of so many years; raises BadCell for none."""
    level = sum(done >= needed for needed in _SCHOOL_YEARS[years])
    if done > years or not level:
        raise BadCell("không rõ lớp đã học xong")
    return level


def _school_years_made_a_date(day: date) -> str:
    """Undo what Excel does to a typed "9/12": it becomes 9 December or 12 September."""
    if 12 not in (day.month, day.day):
        raise BadCell("không rõ trình độ")
    return f"{day.day if day.month == 12 else day.month}/12"


def read_course(vocabulary: Vocabulary, value: CellValue) -> Held | None:
    """Read a course: x, the year (or date) of it, or "Chưa"."""
    text = cell_text(value)
    if says_nothing(text):
        return None
    if says_none(text):
        return Held(vocabulary.kind, 0)
    if text[0].isdigit():
        return Held(vocabulary.kind, 1, awarded=_done_on(value))
    done, *_ = vocabulary.names[1]
    if match_key(text) != match_key(done) and not read_yes_no(value):
        raise BadCell("không rõ đã bồi dưỡng hay chưa")
    return Held(vocabulary.kind, 1)


def _done_on(value: CellValue) -> PartialDate | None:
    try:
        return read_date(value)
    except BadCell as error:
        raise BadCell(str(error)) from error

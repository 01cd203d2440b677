"""The ways in which a cell tells a level: with a field of study, by classes, as a course done.

Each reads a cell by the vocabulary of a kind, as `Vocabulary.read` does where a level stands
alone: None for a blank cell, BadCell for what it does not know.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from .partial_dates import read_date
from .text import DASHES, match_key
from .values import BadCell, CellValue, cell_text, read_text, read_yes_no
from .vocabulary import Held, Vocabulary, says_none, says_nothing

_STUDYING = match_key("đang học")
_GLUED = re.compile(rf"^([\w.]+)\s*(?:[:,{DASHES}]\s*|(?=\())")
_SEVERAL = re.compile(r"[;,+/]| và ")
# The last class finished that makes each level, in the systems of ten and twelve years.
_SCHOOL_YEARS = {12: (5, 9, 12), 10: (4, 7, 10)}


def read_with_field(vocabulary: Vocabulary, value: CellValue) -> Held | None:
    """Read a level, with the field of study behind it: "ĐH Luật"."""
    text = read_text(value, longest=200)
    if says_nothing(text):
        return None
    if says_none(text):
        return Held(vocabulary.kind, 0)
    if sum(map(vocabulary.names_a_level, _SEVERAL.split(text))) > 1:
        raise BadCell("ghi nhiều trình độ; chỉ ghi trình độ cao nhất")
    level, field = vocabulary.level_in_front(_GLUED.sub(r"\1 ", text))
    if _STUDYING in match_key(field) or says_none(field):
        raise BadCell("đang học thì chưa tính là có trình độ này")
    return Held(vocabulary.kind, level, field_of_study=re.sub(r"^(chuyên )?ngành ", "", field))


def read_school(vocabulary: Vocabulary, value: CellValue) -> Held | None:
    """Read the level of schooling: 12/12 (or 10/10 in the old system), THPT, THCS, TH."""
    if isinstance(value, (datetime, date)):
        value = _school_years_made_a_date(value)
    text = cell_text(value)
    classes = re.fullmatch(r"(\d{1,2})\s*/\s*(10|12)", text)
    if not classes:
        return vocabulary.read(text)
    done, years = map(int, classes.groups())
    level = sum(done >= needed for needed in _SCHOOL_YEARS[years])
    if done > years or not level:
        raise BadCell("không rõ lớp đã học xong")
    return Held(vocabulary.kind, level)


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
        return Held(vocabulary.kind, 1, awarded=read_date(value))
    done, *_ = vocabulary.names[1]
    if match_key(text) != match_key(done) and not read_yes_no(value):
        raise BadCell("không rõ đã bồi dưỡng hay chưa")
    return Held(vocabulary.kind, 1)

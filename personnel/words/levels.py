"""Level columns: what boards write for each kind, and the level it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from personnel.kinds import KINDS

from .partial_dates import read_date
from .text import match_key
from .values import BadCell, CellValue, cell_text, read_text, read_yes_no
from .vocabulary import Held, Vocabulary, says_none, says_nothing

_STUDYING = match_key("đang học")

Reader = Callable[[CellValue], Held | None]

_PROFESSIONAL = Vocabulary(
    "professional",
    {
        1: "SC",
        2: "TC | THCN | Trung học chuyên nghiệp",
        3: "CĐ",
        4: "ĐH | Cử nhân | Kỹ sư | Kĩ sư",
        5: "ThS | Th.S | Thạc sỹ",
        6: "TS | T.S | Tiến sỹ",
    },
)
_GLUED = re.compile(r"^([\w.]+)\s*(?:[-:,]\s*|(?=\())")
_SEVERAL = re.compile(r"[;,+/]| và ")


def read_professional(value: CellValue) -> Held | None:
    """Read a professional level, with the field of study behind it: "ĐH Luật"."""
    text = read_text(value, longest=200)
    if says_nothing(text):
        return None
    if says_none(text):
        return Held("professional", 0)
    if sum(map(_PROFESSIONAL.names_a_level, _SEVERAL.split(text))) > 1:
        raise BadCell("ghi nhiều trình độ; chỉ ghi trình độ cao nhất")
    level, field = _PROFESSIONAL.level_in_front(_GLUED.sub(r"\1 ", text))
    if _STUDYING in match_key(field) or says_none(field):
        raise BadCell("đang học thì chưa tính là có trình độ này")
    return Held("professional", level, field_of_study=re.sub(r"^(chuyên )?ngành ", "", field))


read_theory: Reader = Vocabulary(
    "theory",
    {1: "SC", 2: "TC", 3: "CC", 4: "CN"},
    noise=("LLCT", "lý luận chính trị", "chính trị", "hành chính", "HC"),
).read

read_state_management: Reader = Vocabulary(
    "state_management",
    {1: "CS", 2: "CV", 3: "CVC", 4: "CVCC"},
    noise=("QLNN", "quản lý nhà nước", "ngạch", "bồi dưỡng", "chứng chỉ"),
).read

read_it: Reader = Vocabulary(
    "it",
    {
        1: "A | B | C",
        2: "cơ bản",
        3: "nâng cao",
        4: "TC",
        5: "CĐ",
        6: "ĐH | Đại học | Cử nhân | Kỹ sư | Thạc sĩ | Tiến sĩ | ThS | TS",
    },
    noise=(
        "chứng chỉ",
        "trình độ",
        "tin học",
        "tin",
        "ứng dụng",
        "CNTT",
        "công nghệ thông tin",
        "ngành",
        "cũ",
    ),
).read

_SCHOOL = Vocabulary("general_education", {1: "TH | cấp 1", 2: "THCS | cấp 2", 3: "THPT | cấp 3"})
# The last class finished that makes each level, in the systems of ten and twelve years.
_SCHOOL_YEARS = {12: (5, 9, 12), 10: (4, 7, 10)}


def read_general_education(value: CellValue) -> Held | None:
    """Read the school level: 12/12 (or 10/10 in the old system), THPT, THCS, TH."""
    if isinstance(value, (datetime, date)):
        value = _school_years_made_a_date(value)
    text = cell_text(value)
    classes = re.fullmatch(r"(\d{1,2})\s*/\s*(10|12)", text)
    if not classes:
        return _SCHOOL.read(text)
    done, years = map(int, classes.groups())
    level = sum(done >= needed for needed in _SCHOOL_YEARS[years])
    if done > years or not level:
        raise BadCell("không rõ lớp đã học xong")
    return Held("general_education", level)


def _school_years_made_a_date(day: date) -> str:
    """Undo what Excel does to a typed "9/12": it becomes 9 December or 12 September."""
    if 12 not in (day.month, day.day):
        raise BadCell("không rõ trình độ")
    return f"{day.day if day.month == 12 else day.month}/12"


def course_reader(kind: str) -> Reader:
    """Return the reader of a course column: x, the year (or date) of it, or "Chưa"."""
    done = match_key(KINDS[kind].level_label(1))

    def read(value: CellValue) -> Held | None:
        text = cell_text(value)
        if says_nothing(text):
            return None
        if says_none(text):
            return Held(kind, 0)
        if text[0].isdigit():
            return Held(kind, 1, awarded=read_date(value))
        if match_key(text) != done and not read_yes_no(value):
            raise BadCell("không rõ đã bồi dưỡng hay chưa")
        return Held(kind, 1)

    return read

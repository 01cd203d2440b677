"""Columns of how people were evaluated: what their headings say, of which year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from personnel.words.grades import read_grade
from personnel.words.headings import heading_key
from personnel.words.values import BadCell, CellValue, says_nothing
from personnel.words.vietnamese import clean
from sheets.columns import EVALUATED, EVALUATIONS
from sheets.understood import Column
from xlsx.workbook import Cells

from .grids import text_of
from .otherwise import Otherwise
from .ticks import is_mark, says_yes
from .words import phrases

Path = tuple[str, ...]
# Decrees and days have years too, and none of them is the one of an evaluation.
_DECREE = re.compile(
    r"(?:(?:theo|tại)\s+)?(?:(?:nghị định|quyết định|quy định|hướng dẫn|kế hoạch|báo cáo|tờ trình)"
    r"\s+)?(?:số\s+)?\d+(?:/\d{4})?[/-][^\W\d_]{2,}[^\s,;)]*",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|(?<!\d)\d{1,2}[/.-]\d{4}"
    r"|ngày\s+\S+\s+tháng\s+\S+\s+năm\s+\d{4}|tháng\s+\d+\s+năm\s+\d{4}",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?:(?:theo|tại)\s+)?(?:(?:nghị định|quyết định|quy định|hướng dẫn|kế hoạch|báo cáo|tờ trình)"
    r"\s+)?(?:số\s+)?\d+(?:/\d{4})?[/-][^\W\d_]{2,}[^\s,;)]*"
    r"|(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|(?<!\d)\d{1,2}[/.-]\d{4}"
    r"|ngày\s+\S+\s+tháng\s+\S+\s+năm\s+\d{4}|tháng\s+\d+\s+năm\s+\d{4}",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19\d\d|20\d\d|2100)(?!\d)")
_YEARS_TOGETHER = re.compile(r"\b\d{1,2} năm\b")
_EVALUATION = phrases(
    "đánh giá xếp loại | đánh giá phân loại | đánh giá | xếp loại | phân loại | ĐGXL | KQXL | XL "
    "| mức độ hoàn thành nhiệm vụ | mức độ hoàn thành"
)
# Whatever else a heading says of somebody's own evaluation; any other word makes it another one.
_BESIDE = phrases(
    "kết quả | KQ | mức | mức độ | chất lượng | hoàn thành nhiệm vụ | hoàn thành | nhiệm vụ "
    "| công tác | cán bộ cấp xã | công chức cấp xã | CBCC cấp xã | cán bộ xã | công chức xã "
    "| CBCC xã | cán bộ | công chức | viên chức | CBCC | CBCCVC | CB CC | CB CCVC | CB | CC "
    "| người hoạt động không chuyên trách | không chuyên trách | NHĐKCT | KCT | người lao động "
    "| NLĐ | cá nhân | hằng năm | hàng năm | cuối năm | trong năm | các năm | năm | và | của "
    "| gần nhất | gần đây | liền kề | trong | thông tin | cấp có thẩm quyền | cấp thẩm quyền "
    "| lãnh đạo quản lý"
)
# What somebody is evaluated as besides, and what is no result yet.
_ANOTHER = {
    Otherwise.MEMBER: phrases("đảng viên | tổ chức đảng | chi bộ | về đảng"),
    Otherwise.EMULATION: phrases(
        "thi đua | danh hiệu | khen thưởng | khen | lao động tiên tiến | LĐTT | CSTĐ "
        "| chiến sĩ thi đua"
    ),
    Otherwise.PROPOSED: phrases("tự | đề nghị | dự kiến | đề xuất | đăng ký"),
}
# What else a title that speaks of evaluating may be about, so that its year is another one.
_OF_OTHERS = phrases(
    "đơn vị hành chính | tập thể | tốt nghiệp | học lực | học viên | học sinh | tín nhiệm "
    "| sức khỏe | gia đình | văn hóa | đoàn viên | hội viên | đại biểu | hộ | thôn | giữa năm "
    "| tháng | quý | nhiệm kỳ | quy hoạch"
)
_EMULATION = phrases("thi đua | danh hiệu thi đua | lao động tiên tiến | LĐTT | CSTĐ")


@lru_cache(maxsize=2048)
def is_of_evaluation(path: Path) -> bool:
    """Whether a heading given from the top down is of somebody's own evaluation, and only that."""
    key = _key(" ".join(_above_grade(path)))
    return _has(key, _EVALUATION) and not _without(_without(key, _EVALUATION), _BESIDE).strip()


@lru_cache(maxsize=2048)
def evaluation_headed(path: Path) -> str:
    """Return the field of a heading that is of an evaluation of one year; "" for all else."""
    years = years_in(" ".join(path)) if path and is_of_evaluation(path) else set()
    column = EVALUATIONS.get(years.pop()) if len(years) == 1 else None
    return column.field if column else ""


def another_evaluation(path: Path) -> Otherwise | None:
    """Return what else than somebody's own evaluation a heading is of; None where nobody knows."""
    key = _key(" ".join(path))
    if not _has(key, _EVALUATION):
        return Otherwise.EMULATION if _has(key, _EMULATION) else None
    return next((sort for sort, words in _ANOTHER.items() if _has(key, words)), None)


def speaks_of_evaluation(text: str) -> bool:
    """Whether a text has words of evaluating, whatever else it says."""
    return _has(_key(text), _EVALUATION)


def is_of_others(text: str) -> bool:
    """Whether a title speaks of what is no evaluation of people's work in a year."""
    return _has(_key(_DAY.sub(" ", clean(text))), _OF_OTHERS)


def years_in(text: str) -> set[int]:
    """Return the years that a text names, none of a day or a decree."""
    return set(map(int, _YEAR.findall(_DAY.sub(" ", _DECREE.sub(" ", clean(text))))))


def is_a_year(text: str) -> bool:
    """Whether a heading is nothing but a year."""
    return bool(_YEAR.fullmatch(text))


@lru_cache(maxsize=2048)
def grade_headed(path: Path) -> str:
    """Return the level that heads a column of ticks; "" where its heading is none."""
    return path[-1] if len(path) > 1 and is_a_grade(path[-1]) else ""


@lru_cache(maxsize=4096)
def is_a_grade(text: str) -> bool:
    """Whether a text names one of the four levels."""
    try:
        return read_grade(text) is not None
    except BadCell:
        return False


def are_grades(cells: Iterable[CellValue], path: Path) -> bool:
    """Whether most texts of a column are levels, or all are ticks under one."""
    texts = [text for text in dict.fromkeys(map(text_of, cells)) if not says_nothing(text)]
    if grade_headed(path):
        return bool(texts) and all(map(is_mark, texts))
    return bool(texts) and sum(map(is_a_grade, texts)) * 2 > len(texts)


def grades_told(columns: Iterable[Column], cells: Cells) -> dict[str, CellValue]:
    """Return what the columns of evaluations say of a row, by field.

    A tick is the level of its heading. What several columns of one year say otherwise is told
    together, as nobody can know which is meant.
    """
    said: dict[str, dict[str, CellValue]] = {}
    for column in columns:
        value = cells[column.at] if column.at < len(cells) else None
        text = text_of(value)
        if column.ticked and is_mark(text):
            text = column.ticked if says_yes(value) and text.strip("-–—.…0 ") else ""
            value = text
        if text:
            said.setdefault(column.field, {})[text] = value
    return {
        field: next(iter(texts.values())) if len(texts) == 1 else "; ".join(texts)
        for field, texts in said.items()
    }


def is_evaluated(column: Column) -> bool:
    """Whether a column is read as one of an evaluation."""
    return column.field in EVALUATED


def _above_grade(path: Path) -> Path:
    """Return a heading without the level below which it is ticked."""
    return path[:-1] if grade_headed(path) else path


def _key(text: str) -> str:
    """Return a heading's key without years and decrees, a space on either side."""
    plain = _YEAR.sub(" ", _DECREE.sub(" ", clean(text)))
    return f" {_YEARS_TOGETHER.sub(' ', heading_key(plain))} "


def _has(key: str, words: tuple[str, ...]) -> bool:
    return any(phrase in key for phrase in words)


def _without(key: str, words: tuple[str, ...]) -> str:
    for phrase in words:
        while phrase in key:
            key = key.replace(phrase, " ")
    return key

"""What the cells of a column look like, where its heading does not say what they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Set
from functools import partial

from personnel.kinds import KINDS
from personnel.words.headings import heading_key
from personnel.words.partial_dates import read_date
from personnel.words.text import match_key
from personnel.words.values import BadCell, CellValue, says_nothing
from personnel.words.vocabulary import says_none
from sheets.reading.matching import References

from .grids import text_of
from .headed import headed_level, level_of
from .ticks import is_mark
from .words import names_a_home, phrases

# So many of the cells must look alike, and so many are looked at.
_MOST, _LOOKED_AT = 0.6, 40
_SHORTEST = 2
# What boards keep beside, and nobody needs to be asked about.
_HARMLESS = phrases(
    "điện thoại | SĐT | di động | email | mail | thư điện tử | địa chỉ | chỗ ở"
    " | nơi ở | thường trú | tạm trú | hộ khẩu | lương | hệ số | phụ cấp | tài khoản"
    " | bảo hiểm | BHXH | BHYT | thuế | nơi cấp | ngày cấp | tuyển dụng | khen | thưởng"
    " | kỷ luật | xếp loại | đánh giá | sức khỏe | chiều cao | cân nặng | quân hàm"
    " | danh hiệu | sở trường | nâng lương | đoàn viên | công đoàn | quyết định | thâm niên"
    " | tuổi | nơi đào tạo | trường | cơ sở đào tạo | hình thức | hệ đào tạo | nguồn đào tạo"
    " | loại hình | chữ ký | ký nhận | ảnh | quá trình | quốc tịch | biên chế | nghề nghiệp"
    " | thành phần | lý do | mã | phiếu | phụ trách | địa bàn"
    " | hạng | nơi học | quân đội | chính sách"
)
# Dates are asked about where the heading speaks of what they may be.
_DATED = {
    "party_joined": phrases("đảng | ĐCSVN | kết nạp"),
    "since": phrases("chức vụ | chức danh | bổ nhiệm | bầu | phê chuẩn | nhận nhiệm vụ"),
    "minority_area_since": phrases("DTTS | dân tộc thiểu số | miền núi | vùng cao"),
    "birth": phrases("sinh"),
}
_SEXES = frozenset(map(match_key, ("nam", "nữ")))
_CLASSES = re.compile(r"\d{1,2}\s*/\s*1[02]")


def resembles(
    path: Sequence[str], cells: Iterable[CellValue], known: Set[str], references: References
) -> str:
    """Return what a column that is not understood looks like, as a correction of it would say.

    `path` is its heading from the top down, `known` are the fields that have a column. ""
    where it is like nothing that is wanted, or like what boards keep beside.
    """
    heading = f" {heading_key(' '.join(path))} "
    texts = _distinct(cells)
    if not texts or any(word in heading for word in _HARMLESS) or names_a_home(heading):
        return ""
    if all(map(is_mark, texts)):
        return _ticked(path, known)
    return next(
        (
            field
            for field, fits in _looks(heading, references)
            if field not in known and fits(texts)
        ),
        "",
    )


def readable(field: str, cells: Iterable[CellValue]) -> float:
    """Return the share of cells that say a level of a kind."""
    texts = _distinct(cells)
    return sum(level_of(field, text) is not None for text in texts) / len(texts) if texts else 0.0


def _distinct(cells: Iterable[CellValue]) -> list[str]:
    found: dict[str, None] = {}
    for cell in cells:
        text = text_of(cell)
        if text and not says_nothing(text):
            found.setdefault(text)
        if len(found) >= _LOOKED_AT:
            break
    return list(found)


def _ticked(path: Sequence[str], known: Set[str]) -> str:
    """Return the level that a heading of ticks may be, of a kind that has no column yet."""
    for kind in KINDS:
        told = headed_level(kind, tuple(path)) if kind not in known else ""
        level = level_of(kind, told)
        # "CB" and "CC" alone may be cán bộ and công chức; "Cao đẳng" is a level for certain.
        if level is not None and (path[:-1] or " " in path[-1]):
            return f"{kind}={level}"
    return ""


def _looks(
    heading: str, references: References
) -> Iterable[tuple[str, Callable[[list[str]], bool]]]:
    for kind in KINDS.values():
        if not kind.is_course:
            yield kind.code, partial(_mostly, fits=_says_level(kind.code))
    yield "ethnicity", partial(_mostly, fits=_does(references.ethnicity))
    yield "sex", partial(_mostly, fits=lambda text: match_key(text) in _SEXES)
    yield "title", partial(_mostly, fits=_does(_title(references)))
    yield "other_titles", partial(_mostly, fits=_does(_title(references)))
    yield "unit", partial(_mostly, fits=_does(references.communes.named_in_full))
    for field, words in _DATED.items():
        if any(word in heading for word in words):
            yield field, partial(_mostly, fits=_does(read_date))


def _mostly(texts: list[str], fits: Callable[[str], bool]) -> bool:
    return sum(map(fits, texts)) >= _MOST * len(texts)


def _says_level(kind: str) -> Callable[[str], bool]:
    """Whether a text is plainly a level: no "x", no letter alone, no "Không"."""

    def says(text: str) -> bool:
        is_plain = len(text) >= _SHORTEST and not says_none(text)
        is_word = any(map(str.isalpha, text)) or bool(_CLASSES.fullmatch(text))
        return is_plain and is_word and level_of(kind, text) is not None

    return says


def _title(references: References) -> Callable[[str], object]:
    return lambda text: references.titles_in(text, None)


def _does(read: Callable[[str], object]) -> Callable[[str], bool]:
    def does(text: str) -> bool:
        try:
            return bool(read(text))
        except BadCell:
            return False

    return does

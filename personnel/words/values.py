"""Single cells read into plain values: text, sex, yes or no, identity number.

A parser returns None (or "") for a blank cell and raises BadCell, with a reason in
Vietnamese, for anything it does not know; what is accepted stands with the column.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from .names import complaint_of, taken_apart
from .text import match_key
from .vietnamese import clean, title_case

CellValue = str | int | float | bool | date | datetime | time | timedelta | None

CCCD_LENGTH = 12
# Of the identity cards (CMND) before; they are no CCCD, and nobody is known by them.
OLD_LENGTH = 9
_FORMULA_ERRORS = {
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
}
# `Person.masked_cccd`, as lists and filled sheets give it out.
_MASKED = re.compile(r"[•*]{2,}([0-9]{4})")
_TICKS = {match_key(mark) for mark in ("x", "✓", "✔", "√")}
_YES = {*_TICKS, match_key("có")}
_NO = {match_key("không")}
_NOT_IN_SHORT = set(map(match_key, ("ko", "k")))
# The portal's own words for "nothing recorded", and what boards write for it.
_NOT_RECORDED = {match_key(t) for t in ("chưa có thông tin", "chưa rõ", "chưa xác định")}
# Said of a religion, they name none.
_NO_RELIGION = {*_YES, *map(match_key, ("không rõ", "không khai", "chưa khai"))}
_SEXES = {match_key("nam"): "male", match_key("nữ"): "female"}


class BadCell(ValueError):
    """A cell that cannot be read; the text says why, in Vietnamese.

    `unknown` is the part of it that names nothing known, "" when that is the whole cell;
    `replaceable` is whether another text may be read instead.
    """

    def __init__(self, reason: str, unknown: str = "", *, replaceable: bool = True) -> None:
        super().__init__(reason)
        self.unknown, self.replaceable = unknown, replaceable


def cell_text(value: CellValue) -> str:
    """Return a cell as clean text: NFC, single spaces; whole numbers without a fraction."""
    if value is None:
        return ""
    if isinstance(value, (datetime, date)):
        return value.strftime("%d/%m/%Y")
    text = clean(str(_whole(value)))
    if text in _FORMULA_ERRORS:
        raise BadCell("ô chứa lỗi công thức của Excel", replaceable=False)
    return text


def _whole(value: CellValue) -> CellValue:
    """Return a cell, a whole number without a fraction."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def says_nothing(text: str) -> bool:
    """Whether a cell is blank, or says that nothing is known."""
    return not text or match_key(text) in _NOT_RECORDED


def read_text(value: CellValue, longest: int | None = None) -> str:
    """Return free text; raises BadCell when it has more than `longest` characters."""
    text = cell_text(value)
    if longest and len(text) > longest:
        raise BadCell(f"quá dài (tối đa {longest} ký tự)")
    return text


def read_words(value: CellValue, longest: int) -> str:
    """Return free text; raises BadCell for a date or number, which names nothing."""
    text = read_text(value, longest)
    if says_nothing(text):
        return ""
    if not any(map(str.isalpha, text)):
        raise BadCell("chỉ có số hoặc dấu, không có chữ")
    return text


def read_lines(value: CellValue) -> str:
    """Return text with the lines that it has in its cell."""
    lines = value.splitlines() if isinstance(value, str) else [value]
    return "\n".join(filter(None, map(cell_text, lines)))


def read_name(value: CellValue) -> str:
    """Return a full name; one typed all in capitals comes in title case.

    Raises BadCell for what is no part of a name: digits, remarks, forms of address, signs.
    """
    name = title_case(read_text(value, longest=100))
    if complaint := complaint_of(name):
        raise BadCell(complaint, replaceable=bool(taken_apart(name).other))
    return name


def read_sex(value: CellValue) -> str | None:
    """Return "male" or "female"."""
    text = cell_text(value)
    if text and match_key(text) not in _SEXES:
        raise BadCell("không rõ giới tính")
    return _SEXES.get(match_key(text))


def read_choice(
    value: CellValue, labels: Mapping[str, str], also: Mapping[str, str] = MappingProxyType({})
) -> str:
    """Return the code of what a cell names among `labels` (by code), or `also` (by text).

    "" when blank; raises BadCell for anything else.
    """
    key = match_key(cell_text(value))
    if says_nothing(key):
        return ""
    codes = {match_key(label): code for code, label in labels.items()}
    codes |= {match_key(label): code for label, code in also.items()}
    if (code := codes.get(key)) is None:
        raise BadCell("không có trong danh mục")
    return code


def read_yes_no(value: CellValue) -> bool | None:
    """Return True for x or Có, False for Không, None for a blank cell."""
    if isinstance(value, bool):
        return value
    key = match_key(cell_text(value))
    if says_nothing(key):
        return None
    if key not in _YES | _NO:
        raise BadCell("không rõ có hay không")
    return key in _YES


def is_tick(value: CellValue) -> bool:
    """Whether a cell is only ticked."""
    return isinstance(value, str) and match_key(value) in _TICKS


def read_religion(value: CellValue) -> str | None:
    """Return the religion; "" for Không, Không theo đạo …, None when nothing is recorded."""
    text = read_text(value, longest=50)
    if says_nothing(text):
        return None
    if match_key(text) in _NO_RELIGION:
        raise BadCell("không rõ tôn giáo")
    if match_key(text) in _NOT_IN_SHORT or match_key(text).split(" ")[0] in _NO:
        return ""
    if text and not any(char.isalpha() for char in text):
        raise BadCell("không rõ tôn giáo")
    return text


def read_cccd(value: CellValue) -> str:
    """Return the identity number as 12 digits; see `lost_leading_zero` for the padding."""
    text = re.sub(r"[\s']", "", cell_text(value))
    if lost_leading_zero(value):
        text = text.zfill(CCCD_LENGTH)
    if text and not (text.isascii() and text.isdigit()):
        raise BadCell("số CCCD chỉ gồm chữ số")
    if text and not text.strip("0"):
        raise BadCell("không phải số CCCD")
    if is_cut_off(value):
        raise BadCell("Excel đã làm tròn số, mất các chữ số cuối; phải gõ lại dạng văn bản")
    if text and len(text) != CCCD_LENGTH:
        raise BadCell(f"số CCCD phải có đủ {CCCD_LENGTH} chữ số, ở đây có {len(text)}")
    return text


def masked_end(value: CellValue) -> str:
    """Return the end digits of a number given out masked (••••••••1234); "" for all else."""
    found = _MASKED.fullmatch(cell_text(value)) if isinstance(value, str) else None
    return found[1] if found else ""


def read_cccd_or_mask(value: CellValue) -> str:
    """Return the identity number; a masked one says nothing of it."""
    return "" if masked_end(value) else read_cccd(value)


def lost_leading_zero(value: CellValue) -> bool:
    """Whether a number cell holds 11 digits: Excel dropped the zero in front."""
    return isinstance(value, (int, float)) and len(cell_text(value)) == CCCD_LENGTH - 1


def is_cut_off(value: CellValue) -> bool:
    """Whether a number ends in more noughts than any identity number does: it was rounded."""
    return (
        isinstance(value, (int, float)) and len(cell_text(value)) > OLD_LENGTH and not value % 10**6
    )


def old_number(value: CellValue) -> bool:
    """Whether a cell holds the nine digits of an old identity card (a zero lost in front)."""
    text = re.sub(r"[\s'.]", "", clean(str(_whole(value)))) if value is not None else ""
    digits = len(text) if text.isascii() and text.isdigit() else 0
    return digits == OLD_LENGTH or isinstance(value, (int, float)) and digits == OLD_LENGTH - 1

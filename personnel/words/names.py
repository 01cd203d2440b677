"""Names as lists write them: with honorifics, remarks and stars, which are no part of a name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from .leaving import says_left
from .text import match_key, whole_words
from .vietnamese import clean

# What only a form of address can be in front of a name.
_ADDRESSES = re.compile(
    r"^(?:đ/c|đ\.\s?c|đc[.:]|đồng chí|(?:th\.?s|ts|bs|ks|cn|ls)\.|th\.s(?=\s)|bà|mr|mrs|ms)"
    r"(?:[.:]\s*|\s+|(?<=\.))(?=\w)",
    re.IGNORECASE,
)
# Đồng is a family name: "Đồng Chí Hiếu", where "Đồng chí Hiếu" is somebody addressed.
_AS_A_NAME = re.compile(r"Đồng Chí \w+")
# "Ông" is a family name too, "Anh" a given one: they are taken off before a family name alone.
_DOUBTFUL = re.compile(
    r"^(?:ông|anh|chị|cô|thầy|ths|thạc sĩ|tiến sĩ|bác sĩ|kỹ sư)[.:]?\s+(?=\w)", re.IGNORECASE
)
_FAMILIES = (
    "a y bùi cao cù châu chu đàm đào đặng điểu đinh đoàn đỗ dương giang hà hồ hoàng huỳnh hứa "
    "kiều la lâm lê lò lương lưu lý ma mai nghiêm ngô nguyễn ninh nông phạm phan phùng "
    "quách sầm tạ thạch thái thân tô tôn tống trần triệu trịnh trương từ vi võ vũ vương xa"
)
_FAMILY_NAMES = frozenset(map(match_key, _FAMILIES.split(" ")))
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
# What stands behind a dash, a comma or a slash; a hyphen inside a name has no spaces.
_BEHIND = re.compile(r"(?:\s+[-–—/]+\s*|\s*[,;:]\s*)(.+)$")
_STARS = re.compile(r"[*†‡§#•·^~_+=|\\<>!?¹²³⁰-⁹₀-₉]+|['’`]{2,}")
_FOOTNOTE = re.compile(r"(?<=\D)\d{1,2}$|^\d{1,3}[.)]\s*")
# Remarks of one or two words that might be taken for names.
_REMARKS = frozenset(
    map(
        match_key,
        (
            "nữ", "nam", "luân chuyển", "biệt phái", "tăng cường", "phụ trách", "quyền", "dtts",
            "dân tộc", "đảng viên", "đv", "kinh", "hrê", "cor", "ca dong", "tập sự", "hợp đồng",
            "kiêm nhiệm", "kn", "bí thư", "chủ tịch", "cấp ủy", "trẻ", "mới", "thai sản",
            "bt", "ct", "pct", "pbt", "đuv", "huv",
        ),
    )
)  # fmt: skip
_PLANNED = whole_words("(?:dự kiến|quy hoạch|dự nguồn|nguồn|giới thiệu|chờ|đề nghị)", "^")
_OTHER_NAME = re.compile(
    r"^(?:tên (?:khác|thường gọi|gọi khác|thật|cũ|khai sinh)|tức|bí danh|hay|thường gọi)"
    r"(?: là)?:?\s+",
    re.IGNORECASE,
)
_NOBODY = tuple(
    f"{match_key(words)} "
    for words in ("khuyết", "để trống", "còn trống", "đang khuyết", "còn khuyết",
                    "chưa có", "chưa bố trí", "chưa bầu", "chưa bổ nhiệm", "chưa tuyển",
                    "chưa kiện toàn", "chưa phân công", "chờ bố trí", "chờ bổ nhiệm", "chờ tuyển",
                    "chờ bầu", "chờ kiện toàn", "vacant", "không bố trí")
)  # fmt: skip
# Letters, one space, apostrophe, dot or hyphen between them.
_STRANGE = re.compile(r"[^\w\s.'’ʼ‘`-]|[_ªº]|\s[-]|-\s")
_APOSTROPHES = "ʼʻ"
_NOBODY_ALONE = frozenset(map(match_key, ("trống", "thiếu", "không có", "không", "chưa")))


@dataclass(frozen=True)
class Written:
    """A name cell taken apart: the name, and what stands around it.

    `remarks` are no part of the name; `left` is the one that says that the person has left,
    `other` a second name, which of the two is meant nobody knows.
    """

    name: str
    remarks: tuple[str, ...] = ()
    left: str = ""
    other: str = ""


def is_nobody(text: str) -> bool:
    """Whether a name cell says that a post is vacant: "Khuyết", "(trống)", "Chưa bố trí"."""
    key = match_key(text.strip(" ()[]-–.*…"))
    return key in _NOBODY_ALONE or f"{key} ".startswith(_NOBODY)


# Room for the names of a large sheet, each of which is taken apart when it is found and read.
@lru_cache(maxsize=16_384)
def taken_apart(text: str) -> Written:
    """Return what a name cell holds besides a name."""
    name, remarks = clean(text), list[str]()
    remarks += (found.strip() for found in _BRACKETS.findall(name))
    name = " ".join(_BRACKETS.sub(" ", name).split())
    if (found := _BEHIND.search(name)) and not _is_a_name(found[1]):
        remarks.append(found[1].strip())
        name = name[: found.start()]
    for pattern in (_STARS, _FOOTNOTE):
        remarks += (found.strip() for found in pattern.findall(name))
        name = " ".join(pattern.sub(" ", name).split())
    name, address = _without_address(name.strip(" .,;:/-–"))
    left = next((remark for remark in remarks if _is_not_in_post(remark)), "")
    other = next((remark for remark in remarks if _is_a_name(remark)), "")
    said = tuple(filter(None, (address, *remarks)))
    return Written(name, said, left, _OTHER_NAME.sub("", other))


def _is_not_in_post(remark: str) -> bool:
    """Whether somebody is said to be no longer, or not yet, in post."""
    return bool(says_left(remark) or _PLANNED.match(match_key(remark)))


def _without_address(name: str) -> tuple[str, str]:
    """Return a name without the form of address in front, and that."""
    found = _ADDRESSES.match(name)
    if not found and (doubtful := _DOUBTFUL.match(name)):
        family, *given = name[doubtful.end() :].split(" ")
        found = doubtful if given and match_key(family) in _FAMILY_NAMES else None
    if found and _AS_A_NAME.fullmatch(name):
        found = None
    return (name[found.end() :], found[0].strip()) if found else (name, "")


def _is_a_name(remark: str) -> bool:
    """Whether a remark is a second name: its words begin with capitals, and it is no remark."""
    if _OTHER_NAME.match(remark):
        return True
    words = remark.split()
    key = match_key(remark)
    if not words or key in _REMARKS or _is_not_in_post(remark) or is_nobody(remark):
        return False
    return all(word[0].isupper() and word.replace("'", "").isalpha() for word in words)


def complaint_of(name: str) -> str:
    """Return what is wrong with a name, in Vietnamese; "" when nothing is."""
    if any(char.isdigit() for char in name):
        return "họ và tên không được chứa chữ số"
    if name and not any(char.isalpha() for char in name):
        return "họ và tên phải có chữ cái"
    if len(name) == 1:
        return f"«{name}» không phải họ và tên"
    written = taken_apart(name)
    if written.other:
        return f"ghi hai tên, «{written.name}» và «{written.other}»"
    if written.remarks:
        said = ", ".join(f"«{remark}»" for remark in written.remarks)
        return f"chỉ ghi họ và tên, không ghi kèm {said}"
    if says_left(name):
        return "chỉ ghi họ và tên, không ghi kèm việc thôi giữ chức danh"
    if name and is_nobody(name):
        return f"«{name}» không phải họ và tên"
    strange = "".join(dict.fromkeys([*_STRANGE.findall(name), *filter(_is_foreign, name)]))
    if not strange:
        return ""
    return (
        f"họ và tên có ký tự lạ «{strange}»; chỉ ghi chữ cái tiếng Việt hoặc tiếng dân tộc, dấu "
        "nháy, gạch nối, dấu chấm"
    )


@lru_cache(maxsize=1024)
def _is_foreign(char: str) -> bool:
    """Whether a character is a letter of another script, an ornamental one, or a fraction.

    Those of the ethnic groups are Latin with marks of their own: "Rơ Châm Ƀlơi", "Čil Yú".
    """
    if char.isascii() or char in _APOSTROPHES:
        return False
    return char.isalnum() and not unicodedata.name(char, "").startswith("LATIN ")

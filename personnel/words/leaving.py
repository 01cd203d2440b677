"""Words that say that somebody left their post, and those that only look like it.

The one list of them: for notes and headings, remarks beside names, titles and columns.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from .text import match_key, whole_words

_LONGEST = 120

_AWAY = "đi|về|sang|đến|lên|ra|khỏi|xã|phường|thị trấn|huyện|tỉnh"
_WORDS = (
    "nghỉ hưu|hưu trí|về hưu|nghỉ chế độ|nghỉ việc|nghỉ công tác|nghỉ hẳn|nghỉ theo|nghỉ thôi"
    r"|đã nghỉ|xin nghỉ|nghỉ từ|nghỉ ngày|nghỉ \d{1,2}/\d+"
    "|nghỉ mất sức|nghỉ trước tuổi|nghỉ tinh giản|tinh giản biên chế"
    "|tinh giản|tgbc|tinh giảm biên chế|tinh giảm|giảm biên chế|thôi việc|thôi giữ|thôi chức"
    "|thôi công tác|thôi nhiệm vụ|thôi tham gia|thôi làm|đã thôi|chuyển công tác|chuyển ngành"
    "|chuyển đơn vị|chuyển ct|thuyên chuyển|đã điều động|bỏ việc|từ trần|qua đời|đã mất|đã chết"
    "|hy sinh|hi sinh|miễn nhiệm|bãi nhiệm|cách chức|từ chức|buộc thôi|rời khỏi"
    "|(?:không|ko|k) còn công tác|(?:không|ko|k) còn (?:giữ|làm)|không tái cử"
    "|(?:bố trí|nhận|làm)(?: công tác| nhiệm vụ| việc) khác|chuyển làm|không bố trí|thôi đảm nhiệm"
    "|(?:dừng|kết thúc|chấm dứt) (?:công tác|hoạt động|nhiệm vụ|hợp đồng|làm việc)"
    "|ra khỏi ngành|đã rời|giải quyết chế độ|hết nhiệm kỳ"
    f"|(?:chuyển|điều động|luân chuyển|biệt phái)(?: công tác)? (?:{_AWAY})"
)
# Where little is said at all, these are enough: a heading, or the whole of a note.
_WORDS_IN_SHORT = (
    "nghỉ|mất|chết|hưu|đã chuyển|cán bộ cũ|nhân sự cũ|giảm trong năm|(?:không|ko) còn$"
    "|nghi huu|nghi viec|thoi viec|da nghi|chuyen cong tac"
)
_OF_HEADINGS = whole_words(r"^nguyên|giảm(?:$| \d)")
# Fewer by one; "giảm nghèo" is somebody's work.
_FEWER = whole_words(
    r"giảm(?:$| (?:từ|do|vì|ngày|tháng|quý|năm|trong|\d+(?! ?%)))",
    match_key("^(?:đã |biến động[:,]? )?"),
)
# What a column of those in post denies: "Còn công tác: Không".
_DENIED = whole_words(
    "^(?:hiện |đang |còn )*(?:công tác|giữ chức vụ|giữ chức danh|giữ chức|làm việc|đương chức)"
    ": ?(?:không|ko|k|hết|đã (?:nghỉ|thôi|chuyển))"
)
# A post has its end on a day: "Thời gian công tác đến: 30/6/2024", not what is counted until one.
_UNTIL = re.compile(
    match_key("(?<!\\w)(?:công tác|giữ chức|chức vụ|chức danh|đảm nhiệm|làm việc|hợp đồng)(?!\\w)")
    + match_key(r".{0,40}?(?<!tính )đến:? (?:hết )?(?:ngày |tháng |năm )?\d")
)
_LEFT, _IN_SHORT = whole_words(_WORDS), whole_words(_WORDS_IN_SHORT)
# The same in a text as it is typed, to the end of what is said of it.
_AS_TYPED = re.compile(
    r"[\s,;–-]*(?<!\w)(?:(?:đã|xin|chờ|mới|vừa|được)\s+)*"
    rf"(?:{_WORDS}|{_WORDS_IN_SHORT})".replace(" ", r"\s+") + r"(?!\w)[^;,+\n]*",
    re.IGNORECASE,
)  # fmt: skip
_BRACKETED = re.compile(r"\s*\([^()]*\)")
# What a column of leaving is headed with besides, and what speaks of years to come.
_OF_COLUMNS = whole_words(
    "(?:ngày|tháng|năm|thời điểm|thời gian|lý do|quyết định|qđ|số|chế độ|hình thức)"
    " (?:nghỉ|thôi|giảm|chuyển$)|^(?:đã )?(?:nghỉ|thôi|giảm)(?:$| trong| từ| do)"
)
_TO_COME = whole_words(
    "tuổi|đủ điều kiện|(?<!không )còn|số năm|số tháng|số ngày|về(?! hưu)|đến"
    "|lương|phụ cấp|thuế|bảo hiểm|hệ số|giảm trừ|giảm nghèo"
)
_IN_POST = whole_words("(?:đang|đương|hiện) (?:công tác|làm việc|chức|nhiệm)|hiện đang|hiện có")
_SHORT = 4
_STAYS = whole_words(
    "thai sản|hộ sản|nghỉ ts|nghỉ phép|nghỉ ốm|ốm đau|nghỉ lễ|nghỉ dưỡng|không lương"
    "|không hưởng lương"
    "|nghỉ sinh|nghỉ chữa bệnh|nghỉ điều trị|nghỉ học|dự kiến|kế hoạch|nguyện vọng"
    "|lương hưu|đang hưởng|mất (?:bằng|sổ|giấy|thẻ|hồ sơ|sức|cccd|cmnd)"
)
# In front of the words of leaving: not yet, not this person, or another's leaving.
_NOT_YET = whole_words(
    "sắp|chuẩn bị|sẽ|(?:đến|đủ|tới|trước) tuổi|đủ điều kiện|đề nghị|chờ|đăng ký|diện|đối tượng"
    "|trước khi|trừ|chưa|không|thay|thay thế|kế nhiệm|vợ|chồng|bố|mẹ|cha|con|anh|chị|em"
)
_PLACE = (
    "xã|phường|thị trấn|tt|huyện|thị xã|thành phố|tỉnh|ubnd|đảng ủy|hđnd|phòng|ban|sở|trường"
    "|công ty|đơn vị|cơ quan|quân đội|nơi|ngoài|thôn|x|p"
)
# "chuyển công tác từ xã X đến" came; "từ xã X về huyện Y" left; "từ 01/2024" is a day.
_FROM = whole_words(f"từ (?:{_PLACE})")
_FROM_AND_TO = whole_words(f"từ (?:{_PLACE}).* (?:về|sang|đến|lên) (?:.* )?(?:{_PLACE})")
_CAME = whole_words(
    f"(?:chuyển|điều động|luân chuyển)(?: công tác)? (?:{_AWAY}) từ"
    "|mới (?:chuyển|điều động|luân chuyển)|nhận công tác(?! khác)|tiếp nhận"
)
# "luân chuyển về xã": to where the list is.
_HERE = re.compile(
    match_key(r"(?<!\w)(?:về|đến) (?:ubnd |đảng ủy )?(?:xã|phường|thị trấn|địa phương|đây)")
    + (_NO_PLACE := match_key(r"(?: (?:năm|từ|ngày|tháng)(?!\w)| ?[,(]|$| \d)"))
)
# Where no place is named, "điều động đến" is said by those to whom somebody came.
_TO_US = re.compile(
    match_key("(?<!\\w)(?:chuyển|điều động|tăng cường|biệt phái)(?: công tác)?")
    + match_key("(?: về| đến(?! [0-9]))")
    + _NO_PLACE
)
_TO = f"(?:{match_key('về|sang|đến')})"
_CLAUSE = re.compile(r"[;,\n()\[\]]|\.\s")
_DAY = re.compile(r"(?<!\d)(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?((?:19|20)\d\d)(?!\d)")
_TERM = re.compile(r"((?:19|20)\d\d)\s*[-–]\s*(?:19|20)\d\d(?!\d)")


@lru_cache(maxsize=4096)
def says_left(
    text: str, today: date | None = None, own: str = "", *, is_heading: bool = False
) -> str:
    """Return the words of a text by which somebody left, "" where it says nothing of the kind.

    A retirement that is planned, or lies ahead of `today` (None: any day counts), is none; who
    came from elsewhere, or to the commune `own`, did not leave.
    """
    for clause in _CLAUSE.split(text):
        key = match_key(clause)
        if _is_leaving(key, is_heading) and not _came(key, own):
            if today and _is_ahead(clause, today):
                continue
            return clause.strip()[:_LONGEST]
    return ""


def without_leaving(text: str) -> str:
    """Return a text without what it tells of leaving."""
    for told in (_BRACKETED, _AS_TYPED):
        text = told.sub(lambda found: "" if says_left(found[0]) else found[0], text)
    return text


def heads_leaving(heading: str) -> bool:
    """Whether a column is headed as one of those who left: "Ngày nghỉ hưu", not when they will."""
    key = match_key(heading)
    found = _LEFT.search(key) or _OF_COLUMNS.search(key)
    if not found or _STAYS.search(key) or _TO_COME.search(key):
        return False
    return not _NOT_YET.search(key, 0, found.start())


def denies(heading: str, text: str) -> bool:
    """Whether a cell says of a column of people in post that somebody is not: "Không"."""
    return len(text) < _LONGEST and bool(_DENIED.search(match_key(f"{heading}: {text}")))


def says_in_post(heading: str) -> bool:
    """Whether a heading is that of people in post: "Đang công tác"."""
    return bool(_IN_POST.search(match_key(heading)))


def _is_leaving(key: str, is_heading: bool) -> bool:
    short = is_heading or len(key.split()) <= _SHORT
    found = _LEFT.search(key) or (_IN_SHORT.search(key) if short else None)
    found = found or (_OF_HEADINGS if is_heading else _UNTIL).search(key) or _FEWER.search(key)
    if _DENIED.search(key):
        return True
    if not found or _STAYS.search(key):
        return False
    # "không còn công tác" says so itself.
    return not _NOT_YET.search(key, 0, found.start())


def _came(key: str, own: str) -> bool:
    """Whether somebody came to where the list is."""
    if _CAME.search(key) or _HERE.search(key) or _TO_US.search(key):
        return True
    if own and re.search(rf"{_TO} (?:.* )?{re.escape(match_key(own))}", key):
        return True
    return bool(_FROM.search(key)) and not _FROM_AND_TO.search(key)


def _is_ahead(text: str, today: date) -> bool:
    """Whether the last day that a text names has not come; of a term, its first."""
    text = _TERM.sub(r"\1", text)
    days = [(int(y), int(m or 1), int(d or 1)) for d, m, y in _DAY.findall(text)]
    return bool(days) and days[-1] > (today.year, today.month, today.day)

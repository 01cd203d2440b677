"""What a text tells of a study that goes on: what is studied, and when it is to end.

Whoever only plans a study, put it off or gave it up does not study; whether a study has ended is
not told by "chưa tốt nghiệp" alone.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from .awards import split_award
from .not_held import end_of_study
from .partial_dates import PartialDate, read_date
from .values import BadCell
from .vietnamese import clean

_STOPPED = re.compile(
    r"(?<!\w)(?:bảo\s+lưu|tạm\s+(?:dừng|ngừng|hoãn)|hoãn|đình\s+chỉ|bỏ\s+(?:học|dở)|học\s+dở"
    r"|dở\s+dang|(?:nghỉ|thôi|ngừng|dừng)\s+học|chưa\s+(?:được\s+)?(?:đi\s+|theo\s+|cử\s+)?học|sẽ|sắp"
    r"|chuẩn\s+bị|đăng\s+k[ýí]|trúng\s+tuyển|nhập\s+học|ôn\s+thi|chờ|nợ|thiếu|không|dự\s+bị"
    r"|dự\s+kiến\s+(?:(?:được|cử|đi|theo)\s+)*học)(?!\w)",
    re.IGNORECASE,
)
_GOING_ON = (
    r"(?:(?:hiện|hiện\s+nay|nay)\s+)?đang(?:\s+(?:được|cử|theo|đi|tham\s+gia|làm|ôn))*"
    r"(?:\s+(?:học|dự|đào\s+tạo|bồi\s+dưỡng|luận\s+(?:văn|án)))?(?:\s+(?:tập|viên))?"
    r"|theo\s+học|đi\s+học|(?:là\s+)?(?:sinh|học)\s+viên|sv|luận\s+(?:văn|án)|bảo\s+vệ\s+đề\s+\w+"
    r"|năm\s+(?:thứ\s+\w+|cuối|nhất|hai|ba|tư|bốn|\d(?:\s?/\s?\d)?(?![\d/.-]))"
    r"|(?:học\s+)?k[ỳì]\s+\w+|học\s+k[ỳì]"
)
_WORDS = re.compile(rf"(?<!\w)(?:{_GOING_ON})(?!\w)", re.IGNORECASE)
_MOMENT = r"(?:\d{1,2}[/.-]){0,2}(?:19|20)\d\d"
_DATE = rf"{_MOMENT}(?![\d/.-])"
_SPAN = re.compile(
    rf"(?:từ\s+)?(?:năm\s+)?{_MOMENT}\s*(?:[-‐-―/]+>?|đến|tới)\s*"
    rf"(?:hết\s+)?(?:năm\s+)?(?:{_DATE}|nay(?!\w))",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?<!\w)(?:(?:dự\s+kiến|tốt\s+nghiệp|tn|kết\s+thúc|hoàn\s+thành|học\s+xong|xong|ra\s+trường"
    r"|bế\s+giảng|nhận\s+bằng|cấp\s+bằng|đến|tới|hết|vào|khoảng|tháng|năm|ngày)[\s:]*)+"
    rf"({_DATE})",
    re.IGNORECASE,
)
_LED = re.compile(r"tháng|năm|ngày|khoảng|vào|[\s:]", re.IGNORECASE)
_SINCE = re.compile(rf"(?<!\w)(?:từ|học\s+từ)\s+(?:(?:tháng|năm|ngày)\s+)?{_DATE}", re.IGNORECASE)
_CLASS = re.compile(
    r"(?<!\w)(?:lớp|khóa|khoá|hệ)(?!\w)|(?<!\w)k\s?\d{1,3}(?!\w)|(?<=khóa)\s+\d{1,3}(?!\w)",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"\(\W*\)")


def is_going_on(text: str, day: date) -> bool:
    """Whether a text plainly tells of a study that goes on, or of an award after `day`."""
    text = clean(text)
    if _STOPPED.search(text):
        return False
    return bool(_WORDS.search(text)) or _spans(text, day) or until(text, day) is not None


def until(text: str, day: date) -> PartialDate | None:
    """Return when the study is said to end, where that has not passed; None: nobody said."""
    text = clean(text)
    found = [end for end in (end_of_study(text), _told_end(text), _award(text)) if end]
    return next((end for end in found if end.last >= day), None)


def what_is_studied(text: str) -> str:
    """Return a text without the words of studying and the years that belong to them."""
    text = clean(text)
    for words in (_SPAN, _SINCE, _TO, _CLASS, _WORDS):
        text = words.sub(" ", text)
    with suppress(BadCell):
        text = split_award(clean(text))[0]
    return clean(_EMPTY.sub(" ", text)).strip(" ,;:.-–")


def _spans(text: str, day: date) -> bool:
    """Whether a text tells of a span of years that reaches to today or beyond."""
    span = _SPAN.search(text)
    end = end_of_study(text)
    return bool(span) and (end is None or end.last >= day)


def _told_end(text: str) -> PartialDate | None:
    """Return the date behind words for the end of a study; "năm 2024" alone says no end."""
    found = _TO.search(text)
    if found is None or not _LED.sub("", found[0][: found.start(1) - found.start()]):
        return None
    with suppress(BadCell):
        return read_date(found[1].replace(".", "/"))
    return None


def _award(text: str) -> PartialDate | None:
    with suppress(BadCell):
        return split_award(text)[1]
    return None

"""Words and years that tell of a study beside a level: whoever studies holds nothing yet."""

from __future__ import annotations

import re

from .partial_dates import PartialDate
from .vietnamese import clean

_WORDS = (
    # What is going on, or has not come to its end.
    r"đang|chưa|sắp|sẽ|chờ|chuẩn\s+bị|dự\s+kiến|bảo\s+lưu|dự\s+bị|tạm\s+dừng|đình\s+chỉ",
    r"(?:còn\s+)?nợ(?=\s+(?:bằng|môn|học|tín|tốt|chứng|điểm|thi|tiếng)|\W*$)|còn\s+nợ",
    r"thiếu\s+(?:bằng|chứng|môn|điểm)|không\s+có\s+(?:bằng|chứng)|học\s+dở|bỏ\s+(?:học|dở)|dở\s+dang",
    r"(?:nghỉ|thôi)\s+học|theo\s+học|đi\s+học|nhập\s+học|ôn\s+thi|trúng\s+tuyển|đăng\s+k[ýí]",
    r"luận\s+(?:văn|án)|bảo\s+vệ\s+đề",
    # Where in the study somebody is.
    r"năm\s+(?:thứ\s+\w+|cuối|nhất|hai|ba|tư|bốn|\d(?:\s?/\s?\d)?(?![\d/.-]))",
    r"học\s+(?:kỳ|kì)|kỳ\s+\d|sinh\s+viên|học\s+viên|sv",
)
_DOUBT = re.compile(rf"(?<!\w)(?:{'|'.join(_WORDS)})(?!\w)", re.IGNORECASE)
_YEAR = r"(?:19|20)\d\d"
_END = rf"(?:(?:\d{{1,2}}[/.]){{0,2}})({_YEAR})"
_SPAN = re.compile(
    rf"(?<!\d){_END}\s*(?:[-‐-―/]+>?|đến|tới)\s*(?:hết\s+)?(?:năm\s+)?(?:{_END}(?!\d)|nay(?!\w))",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;()\n]")


def doubt_in(text: str) -> re.Match[str] | None:
    """Return where a text first tells of a study that may not have ended; None when nowhere.

    `text` is clean; a span of years is a study too ("2022-2026").
    """
    found = [match for form in (_DOUBT, _SPAN) if (match := form.search(text))]
    return min(found, key=re.Match.start, default=None)


def told_doubt(text: str) -> str:
    """Return the words by which a text tells of a study, to the end of what they say; "" if none.

    `text` is clean: "ĐH Luật (đang theo học), TC" says "đang theo học".
    """
    found = doubt_in(text)
    return _CLAUSE_END.split(text[found.start() :])[0].strip() if found else ""


def marked_spans(text: str) -> str:
    """Return a text with spans of years in brackets, each a part of its own."""
    return _SPAN.sub(lambda span: f"({span[1]}-{span[2] or 'nay'})", text)


def is_doubted(text: str) -> bool:
    """Whether a text tells of a study that may not have ended."""
    return doubt_in(clean(text)) is not None


def before_doubt(text: str) -> str:
    """Return what stands in front of the words that tell of a study: "ĐH Luật (đang học)"."""
    text = clean(text)
    found = doubt_in(text)
    return text[: found.start()].rstrip(" (,;:-–") if found else text


def end_of_study(text: str) -> PartialDate | None:
    """Return the year that a span of years ends in; None when there is no such span."""
    found = _SPAN.search(clean(text))
    return PartialDate(int(found[2])) if found and found[2] else None

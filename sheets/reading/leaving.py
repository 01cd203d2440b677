"""Words in a title cell that say its title is no longer, or not yet, held."""

from __future__ import annotations

import re

# "Nghỉ thai sản" and "nghỉ phép" are no leaving.
_GONE = (
    r"(?:đã\s+|xin\s+|chờ\s+|mới\s+|vừa\s+|được\s+)*"
    r"(?:nghỉ\s+(?:hưu|việc|chế\s+độ|công\s+tác|theo|không|từ|thôi|mất)|nghỉ(?=\s*(?:$|[);,.\d-]))"
    r"|hưu\s+trí|về\s+hưu|thôi\s+(?:việc|giữ|làm|chức|nhiệm|tham)|chuyển\s+(?:công|ngành|sang|về|đi"
    r"|đến|đơn|khỏi)|điều\s+động\s+(?:đi|về|lên|sang|đến)|luân\s+chuyển\s+(?:đi|về|lên|sang|đến)"
    r"|miễn\s+nhiệm|bãi\s+nhiệm|cách\s+chức|buộc\s+thôi|từ\s+trần|qua\s+đời|từ\s+chức"
    r"|hết\s+nhiệm\s+kỳ)"
    r"|đã\s+(?:nghỉ|thôi|chuyển|mất|chết|miễn)"
)
_LEFT = re.compile(rf"(?<!\w)(?:{_GONE})(?!\w)", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\([^()]*\)")
# What is said of leaving reaches to the next title's separator.
_CLAUSE = re.compile(rf"[\s,;–-]*(?<!\w)(?:{_GONE})(?!\w)[^;,+\n]*", re.IGNORECASE)
_SEVERAL = re.compile(r"[;,+&/\n]|(?<!\w)(?:kiêm|và)(?!\w)", re.IGNORECASE)
_WAS = re.compile(r"^\W*(?:nguyên|cựu(?!\s+(?:chiến|thanh|tnxp|quân)))\s+", re.IGNORECASE)
# What is not, not yet or no more a post: planned, described, told of somewhere else.
_NO_POST = re.compile(
    r"^\W*(?:nguyên|cựu|dự\s+kiến|quy\s+hoạch|dự\s+nguồn|được|đề\s+nghị|giới\s+thiệu|phụ\s+trách"
    r"|phân\s+công|theo\s+dõi|điều\s+động|luân\s+chuyển|tăng\s+cường|biệt\s+phái|từ|nhiệm\s+kỳ|nk"
    r"|khóa|khoá|hiện|sẽ|chưa)(?!\w)",
    re.IGNORECASE,
)


def says_left(text: str) -> bool:
    """Whether a title cell tells of leaving: "(nghỉ hưu 01/2024)", "nguyên Bí thư"."""
    return bool(_LEFT.search(text) or _WAS.match(text) and not _SEVERAL.search(text))


def without_leaving(text: str) -> str:
    """Return a title cell without what it tells of leaving."""
    text = _BRACKETED.sub(lambda found: "" if _LEFT.search(found[0]) else found[0], text)
    text = _CLAUSE.sub("", text)
    return (text if _SEVERAL.search(text) else _WAS.sub("", text)).strip(" ,;-–\n")


def may_be_no_post(text: str) -> bool:
    """Whether a part of a title cell speaks of something else than a post held now."""
    return bool(_NO_POST.match(text))

"""Words in a title cell that say its title is no longer, or not yet, held."""

from __future__ import annotations

import re

from personnel.words import leaving

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
    return bool(leaving.says_left(text) or _WAS.match(text) and not _SEVERAL.search(text))


def without_leaving(text: str) -> str:
    """Return a title cell without what it tells of leaving."""
    text = leaving.without_leaving(text)
    return (text if _SEVERAL.search(text) else _WAS.sub("", text)).strip(" ,;-–\n")


def may_be_no_post(text: str) -> bool:
    """Whether a part of a title cell speaks of something else than a post held now."""
    return bool(_NO_POST.match(text))

"""Rows that sum up people, told from people whose family name begins so: "Tổng Minh Hải"."""

from __future__ import annotations

from personnel.models import Unit
from personnel.words.text import match_key, whole_words

from .clothes import bare
from .phrases import unknown_words
from .sections import Headings

_SUMS = whole_words("tổng cộng|tổng số|cộng dồn|toàn huyện|toàn tỉnh|toàn xã", "^")
# These begin a sum, and are family names too.
_MAY_SUM = whole_words("tổng(?! hợp)|cộng(?! hòa)", "^")
_PARTS = whole_words("trang|biểu|dòng|lại")


def sums_up(text: str, headings: Headings, district: Unit | None) -> bool:
    """Whether a text, behind its ordinal, sums up people: of a list, or of a named commune."""
    words = bare(text)
    # Asked of every name: most do not begin like one.
    if words[:1] not in ("T", "t", "C", "c"):
        return False
    if _SUMS.match(match_key(words)):
        return True
    rest = _behind(words)
    if rest is None:
        return False
    return not unknown_words(_PARTS.sub(" ", rest)) or bool(headings.read(rest, district).units)


def may_sum_up(text: str) -> bool:
    """Whether a text begins as a sum does, and so may a name."""
    return _behind(bare(text)) is not None


def _behind(words: str) -> str | None:
    """Return what is summed up, as `match_key` writes it; None where nothing is."""
    key = match_key(words)
    found = _MAY_SUM.match(key)
    return key[found.end() :].strip(" .:") if found else None

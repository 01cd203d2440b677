"""Where in a heading a place is named, and whether the heading is about that place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .phrases import is_sentence, is_title, unknown_words

_KIND_WORD = re.compile(
    r"(?<!\w)((?:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố)(?=\s)"
    r"|(?:x|p|tt|đk|h|tx|tp)(?:\.|(?=\s)))\s*(?=\S)",
    re.IGNORECASE,
)
# The Party's committee of a district bears its name too.
_COMMITTEES = (
    (re.compile("huyện (?:ủy|uỷ)", re.IGNORECASE), "huyện"),
    (re.compile("thị (?:ủy|uỷ)", re.IGNORECASE), "thị xã"),
    (re.compile("thành (?:ủy|uỷ)", re.IGNORECASE), "thành phố"),
)
_DISTRICT_WORDS = ("huyện", "thị xã", "thành phố", "h", "tx", "tp")
_FROM = re.compile(
    r"(?<!\w)(?:từ|về|sang|đến|lên|ra)\s+(?:(?:ubnd|đảng ủy|đảng uỷ|hđnd)\s+)?$", re.IGNORECASE
)
_PAUSE = re.compile(r"^\s*(?:[:;,–]|-\s)")


def begins_as_place(text: str) -> bool:
    """Whether a text begins with the kind of a place."""
    return bool(_KIND_WORD.match(text))


def kind_by_first_word(name: str) -> str:
    """Return what kind of place a heading begins with that names none anybody knows."""
    first = _KIND_WORD.match(name)
    if not first or is_sentence(name) or not unknown_words(name[first.end() :]):
        return ""
    is_district = first[1].casefold().rstrip(".") in _DISTRICT_WORDS
    return "district" if is_district else "unit"


def comes_from(lead: str) -> bool:
    """Whether somebody comes from, or goes to, the place behind these words."""
    return bool(_FROM.search(lead))


def frames(lead: str, tail: str) -> bool:
    """Whether a place between these words is what the heading is about."""
    if comes_from(lead):
        return False
    is_led = not unknown_words(lead) or is_title(lead) and not is_sentence(lead)
    return is_led and (not unknown_words(tail) or bool(_PAUSE.match(tail)))


def with_committees(text: str) -> str:
    """Return a text with the districts that Party committees of it bear the name of."""
    for committee, district in _COMMITTEES:
        text = committee.sub(district, text)
    return text


def places_in(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield what may be a place's whole name, from each kind of place on, the longest first."""
    for match in _KIND_WORD.finditer(text):
        start = match.start(1)
        words = list(re.finditer(r"\S+", text[start:]))
        for word in reversed(words[:6]):
            end = start + word.end()
            yield (start, end), text[start:end].strip(" ,;:.-–()")

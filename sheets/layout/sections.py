"""What a row between people says: a commune, a district, a group of titles, a sum, the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from personnel.models import Title, Unit
from personnel.words.text import match_key
from sheets.reading.matching import References, unit_key

# "I.", "II.1", "A -", "1)" in front of a heading; "X. Ba Tô" is tried as it stands first.
_ORDINAL = re.compile(r"^\s*(?:[IVXLC]+|[A-ZĐ]|\d{1,2})(?:[.,]\d{1,2})*\s*[.,)/:–-]\s*(?=\S)")
ORDINAL = re.compile(r"(?:[IVXLCivxlc]+|[A-Za-zĐđ]|\d{1,3})(?:\.\d{1,2})*\s*[.,)/:]?")
# What may follow a commune's name: "(29 người)", ": 29", "có 29 người".
_COUNT = re.compile(r"\s*[(:,–-]*\s*(?:có\s+)?\d+\s*(?:người|đồng chí|đ/c|cán bộ)?\s*\)?\s*$")
_KIND_WORD = re.compile(
    r"(?<!\w)((?:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố)(?=\s)"
    r"|(?:x|p|tt|đk|h|tx|tp)(?:\.|(?=\s)))\s*(?=\S)",
    re.IGNORECASE,
)
# The Party's committee of a district bears its name too.
_COMMITTEES = (("huyện ủy", "huyện"), ("thị ủy", "thị xã"), ("thành ủy", "thành phố"))
_DISTRICT_WORDS = ("huyện", "thị xã", "thành phố", "h", "tx", "tp")
_SUMS = re.compile(r"^(?:tổng cộng|tổng số|tổng|cộng|cộng dồn|toàn huyện|toàn tỉnh|toàn xã)(?!\w)")
_END = re.compile(
    r"người lập|lập biểu|ký tên|ký, ghi rõ|thủ trưởng|xác nhận|nơi nhận"
    r"|^t[./]?\s*m[./]?\s|^k[./]?\s*t[./]?\s|^trưởng ban|^phó trưởng ban"
    r"|^ban thường vụ|ngày\s*(?:\d{1,2}|[.…]+)\s*tháng"
)
# The words of a group, the telling ones first: "không chuyên trách" before "công chức".
_GROUPS = (
    (Title.Group.NONSPECIALISED, "không chuyên trách|bán chuyên trách"),
    (Title.Group.MASS, "chính trị-xã hội|chính trị xã hội|đoàn thể|mặt trận"),
    (Title.Group.KEY, "chủ chốt"),
    (Title.Group.COMMITTEE, "cấp ủy|ban chấp hành|bch đảng bộ"),
    (Title.Group.CIVIL, "công chức"),
)
_GROUP_KEYS = [
    (group, tuple(match_key(word) for word in words.split("|"))) for group, words in _GROUPS
]


@dataclass(frozen=True)
class Heading:
    """What a heading says: a commune, a district, a group of titles, or several of them.

    `key` is that of the text without its ordinal; `place` is "unit" or "district" when the
    text is the name of one, even of one that nobody knows. Several `units` bear one name.
    """

    text: str
    key: str
    place: str = ""
    units: tuple[Unit, ...] = ()
    district: Unit | None = None
    group: str = ""

    @property
    def kind(self) -> str:
        """Return what sort of section the heading opens."""
        return self.place or ("group" if self.group else "other")


def is_sum(text: str) -> bool:
    """Whether a row that begins so sums up people."""
    return bool(_SUMS.match(bare(text).casefold()))


def is_end(text: str) -> bool:
    """Whether a text belongs to the block of signatures below a list."""
    return bool(_END.search(text.casefold()))


def bare(text: str) -> str:
    """Return a heading without its ordinal."""
    return _ORDINAL.sub("", text).strip()


@lru_cache(maxsize=1024)
def group_of(text: str) -> str:
    """Return the group of titles that a heading names; "" for none, or for several at once."""
    key = match_key(text)
    found = [group for group, words in _GROUP_KEYS if any(word in key for word in words)]
    if found[:1] == [Title.Group.NONSPECIALISED] and "," not in key and ";" not in key:
        return found[0]
    return str(found[0]) if len(found) == 1 else ""


@dataclass
class Headings:
    """Reads headings against the portal's units, within one district where that is known."""

    references: References
    corrected: Mapping[str, str]
    _seen: dict[tuple[str, int | None], Heading] = field(default_factory=dict)

    def read(self, text: str, district: Unit | None) -> Heading:
        """Return what a heading says; of several communes of the name, those of `district`."""
        seen = text, district.pk if district else None
        if seen not in self._seen:
            self._seen[seen] = self._read(text, district)
        return self._seen[seen]

    def _read(self, text: str, district: Unit | None) -> Heading:
        name = _COUNT.sub("", bare(text))
        key, group = unit_key(name), group_of(text)
        if key in self.corrected:
            units = tuple(self.references.communes.named(self.corrected[key]))
            return Heading(text, key, "unit" if units else "", units, group=group)
        for whole in dict.fromkeys((text, bare(text), name)):
            if units := self._communes(whole, district):
                return Heading(text, key, "unit", units, group=group)
            if found := self.references.districts.named_in_full(whole):
                return Heading(text, key, "district", district=found[0], group=group)
        return self._inside(text, key, group, district)

    def _inside(self, text: str, key: str, group: str, district: Unit | None) -> Heading:
        """Look for places behind their kinds: "UBND xã Ba Tô", "Công chức xã Ba Tô"."""
        names = list(_places_in(text))
        found = next((d for n in names for d in self.references.districts.named_in_full(n)), None)
        units = next((u for n in names if (u := self._communes(n, found or district))), ())
        place = "unit" if units else "district" if found else ""
        first = _KIND_WORD.match(bare(text))
        if first and not place and not group:
            is_district = first[1].casefold().rstrip(".") in _DISTRICT_WORDS
            place = "district" if is_district else "unit"
        if not place and not group:
            units = self._by_name_alone(bare(text), district)
            place = "unit" if units else ""
        return Heading(text, key, place, units, found, group)

    def _communes(self, name: str, district: Unit | None) -> tuple[Unit, ...]:
        return _within(self.references.communes.named_in_full(name), district)

    def _by_name_alone(self, name: str, district: Unit | None) -> tuple[Unit, ...]:
        units = _within(self.references.communes.named(name), district)
        return units if len(units) == 1 else ()


def _within(units: list[Unit], district: Unit | None) -> tuple[Unit, ...]:
    inside = [unit for unit in units if district and unit.is_right_below(district)]
    return tuple(inside or units)


def _places_in(text: str) -> Iterator[str]:
    """Yield what may be a place's whole name, from each kind of place on, the longest first."""
    rest = _COUNT.sub("", bare(text))
    for committee, district in _COMMITTEES:
        rest = re.sub(committee, district, rest, flags=re.IGNORECASE)
    for match in _KIND_WORD.finditer(rest):
        words = rest[match.start(1) :].split()
        for count in range(min(len(words), 6), 0, -1):
            yield " ".join(words[:count]).strip(" ,;:.-–()")

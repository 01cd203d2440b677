"""The units that a sheet may name, by code, full name or name alone."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

from personnel.models import Unit
from personnel.words.text import match_key
from personnel.words.values import BadCell
from personnel.words.vietnamese import TONES, fold

_SHORT_KINDS: dict[str, Unit.Kind] = {
    "x": Unit.Kind.COMMUNE,
    "p": Unit.Kind.WARD,
    "tt": Unit.Kind.TOWNSHIP,
    "ttr": Unit.Kind.TOWNSHIP,
    "ttrấn": Unit.Kind.TOWNSHIP,
    "đk": Unit.Kind.SPECIAL_ZONE,
    "h": Unit.Kind.DISTRICT,
    "tx": Unit.Kind.TOWN,
    "tp": Unit.Kind.CITY,
}
# The kinds of unit as `unit_key` writes them, "thị xã" and "thị trấn" before what they contain.
UNIT_KINDS = tuple(sorted((f"{match_key(kind)} " for kind in Unit.Kind.values), reverse=True))


def unit_key(text: str) -> str:
    """Return the key of a unit's name, its kind written out: "X. Ba Tô" → "xã ba tô"."""
    key = match_key(text.replace(".", " "))
    kind, _, name = key.partition(" ")
    return f"{match_key(_SHORT_KINDS[kind].value)} {name}" if kind in _SHORT_KINDS else key


# The bodies of a commune, which stand for it: "UBND xã Ba Tô", "Đảng ủy xã Ba Tô".
_BODY_WORDS = (
    "ủy ban nhân dân|ub nhân dân|ubnd|hội đồng nhân dân|hđnd|đảng ủy|đảng bộ|đu|đb"
    "|ban chấp hành|bch|ban thường vụ|btv|thường trực|văn phòng|vp|cơ quan|khối đảng|khối"
    "|chính quyền|ủy ban mặt trận tổ quốc|ủy ban mttq|mặt trận tổ quốc|mặt trận|ubmttqvn|ubmttq"
    "|ub mttqvn|ub mttq|mttqvn|mttq|việt nam|vn|hội nông dân|hội liên hiệp phụ nữ|hội lhpn"
    "|hội phụ nữ|hội cựu chiến binh|hội ccb|đoàn thanh niên|đoàn tncs hcm|đoàn tn|đoàn thể"
    "|công an|ban chỉ huy quân sự|ban chqs|bch quân sự|trạm y tế|và"
)
_BODIES = re.compile(rf"(?:(?:{match_key(_BODY_WORDS)})(?![\w\u0300-\u0323])[\s,&/+:-]*)+")
_DISTRICT_BEHIND = re.compile(
    rf"\s*[,;(-]?\s*(?:{match_key('huyện|h|thị xã|tx|thành phố|tp|tỉnh')}) .*$"
)


_TONES = frozenset(TONES) - {""}
# The breve, the circumflex and the horn are part of a letter.
_MARKS = frozenset("\u0306\u0302\u031b")


def body_of(key: str) -> str:
    """Return what a unit's key says behind the bodies it begins with; "" where it has none."""
    found = _BODIES.match(key)
    return unit_key(key[found.end() :]) if found else ""


def letters_of(key: str) -> str:
    """Return a key without its spaces and signs: "xã:ba động" and "xãba động" are the same.

    The tones stand sorted behind all letters, as a glued word does not tell whose each is.
    """
    parts = unicodedata.normalize("NFD", key)
    tones = "".join(sorted(sign for sign in parts if sign in _TONES))
    letters = "".join(sign for sign in parts if sign.isalnum() or sign in _MARKS)
    return f"{unicodedata.normalize('NFC', letters)}{tones}"


def dated_name(unit: Unit) -> str:
    """Return a unit's name told from others that bore it: "Xã Trà Giang (từ 01/07/2025)".

    Its first day tells it, or its last where it has no first.
    """
    told = [f"từ {unit.valid_from:%d/%m/%Y}"] if unit.valid_from else []
    told += [f"đến {unit.valid_to:%d/%m/%Y}"] if unit.valid_to and not told else []
    return f"{unit.name} ({told[0]})" if told else unit.name


def answer_of(unit: Unit) -> str:
    """Return what is kept of a unit that somebody picked: its code while that is its own alone.

    A code may have been another's before, or be another's since: then it is `dated_name`.
    """
    return unit.code if unit.valid_from is None and unit.valid_to is None else dated_name(unit)


class Places:
    """Units of one level, found by code, by full name or by name alone; and by `dated_name`."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.all = list(units)
        self._by_code: dict[str, list[Unit]] = defaultdict(list)
        self._dated = {unit_key(dated_name(unit)): unit for unit in self.all}
        self._by_full_name: dict[str, list[Unit]] = defaultdict(list)
        self._by_name: dict[str, list[Unit]] = defaultdict(list)
        self._by_letters: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.all:
            self._by_code[unit.code].append(unit)
            full = unit_key(unit.name)
            name = full.removeprefix(match_key(unit.kind)).strip()
            self._by_full_name[full].append(unit)
            self._by_name[name].append(unit)
            short = [letters for letters, kind in _SHORT_KINDS.items() if kind == unit.kind]
            for letters in {letters_of(f"{kind}{name}") for kind in (match_key(unit.kind), *short)}:
                self._by_letters[letters].append(unit)

    def named(self, text: str) -> list[Unit]:
        """Return the units that `text` may mean: by code, else full name, else name alone.

        A body of a commune stands for it, and a district behind the name may tell which.
        """
        if text in self._by_code:
            return self._by_code[text]
        key = unit_key(text)
        return self._known(key) or self._known(body_of(key)) or self._of_district(key)

    def dated(self, text: str) -> Unit | None:
        """Return the unit that `text` tells from all others, as `dated_name` does."""
        return self._dated.get(unit_key(text)) if "(" in text else None

    def _known(self, key: str) -> list[Unit]:
        found = self._by_full_name.get(key) or self._by_name.get(key)
        return found or self._by_letters.get(letters_of(key), [])

    def _of_district(self, key: str) -> list[Unit]:
        name = _DISTRICT_BEHIND.sub("", key)
        if not name or name == key:
            return []
        found = self._known(name) or self._known(body_of(name))
        told = [unit for unit in found if unit.above and unit_key(unit.above.name) in key]
        return told or found

    def named_in_full(self, text: str) -> list[Unit]:
        """Return the units of this full name, its kind written out or short."""
        key = unit_key(text)
        return self._by_full_name.get(key) or self._by_letters.get(letters_of(key), [])

    def like(self, text: str) -> list[Unit]:
        """Return the units whose name differs from `text` only by marks or kind."""
        kinds = tuple(f"{fold(kind)} " for kind in Unit.Kind.values)
        bare = _without_kind(fold(unit_key(text)), kinds)
        return [unit for unit in self.all if _without_kind(fold(unit.name), kinds) == bare]


def only(found: Sequence[Unit], places: Places, text: str, level: str) -> Unit:
    """Return the one unit found for `text` among `places`; raises BadCell for none or several."""
    if len(found) > 1:
        names = ", ".join(f"{unit.name} ({unit.above}, mã {unit.code})" for unit in found)
        raise BadCell(f"nhiều đơn vị cùng tên: {names}")
    if not found:
        like = ", ".join(unit.name for unit in places.like(text)[:3])
        raise BadCell(f"không có đơn vị {level} này" + (f"; gần giống: {like}" if like else ""))
    return found[0]


def _without_kind(name: str, kinds: tuple[str, ...]) -> str:
    return next((name.removeprefix(kind) for kind in kinds if name.startswith(kind)), name)

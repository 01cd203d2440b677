"""The titles that a cell names: one or several, in full or short, and what names none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.functional import cached_property

from personnel.models import Body, Title, Unit
from personnel.words.text import match_key
from personnel.words.values import BadCell

from .body_names import keys_with_bodies
from .communes import Communes
from .places import Places
from .title_names import Part, parts_of, title_key, title_keys, trimmed, words_of_deputies
from .title_words import TitlesByWords

# Instead of a part of a cell that is no post held: what it is read as when somebody says so.
NO_TITLE = "Không phải chức danh đang giữ"

# A name of so many parts is none.
_LONGEST = 12
_STAFF = re.compile(r"(?:công chức|cán bộ|cc|cb)[.:]?\s+", re.IGNORECASE)
_OFFICE = re.compile(r"(?:ubnd|hđnd|đảng ủy|đảng uỷ|đảng bộ)\s+", re.IGNORECASE)
_OF_A_KIND = {match_key(text) for text in ("xã", "phường", "thị trấn", "cấp xã", "của xã")}
_WORDS_OF_A_PLACE = 6
# Between these stand titles apart, and no body behind its title.
_LISTED = re.compile(r"[;\n]")


class Titles:
    """The titles of the portal as cells name them, on one day."""

    def __init__(
        self, titles: Iterable[Title], districts: Places, communes: Communes, day: date
    ) -> None:
        self._districts, self._communes, self._day = districts, communes, day
        self._keys: dict[str, tuple[str, list[Unit]]] = {}
        self._names: dict[str, list[str]] = {}
        self.all = sorted(titles, key=lambda title: title.order)
        self._by_key: dict[str, list[Title]] = defaultdict(list)
        self._own = {title.pk: title_key(title.name) for title in self.all}
        self._apart: dict[str, list[Title]] = defaultdict(list)
        for title in self.all:
            for key in {key for name in (title.name, *title.aliases) for key in title_keys(name)}:
                self._by_key[key].append(title)
            # Only words in brackets tell it from another of the same name.
            if "(" in title.name:
                self._apart[title_key(title.name.partition("(")[0])].append(title)
        self._in_body = keys_with_bodies(self.all)

    @property
    def in_force(self) -> list[Title]:
        """The titles that may be held on the day, in their order."""
        return [title for title in self.all if title.is_in_force(self._day)]

    @cached_property
    def by_words(self) -> TitlesByWords:
        """The titles in force, to look for what a text that names none may have meant."""
        return TitlesByWords(self.in_force)

    def all_in(self, text: str, unit: Unit | None, group: str = "") -> list[Title]:
        """Return the titles of a cell in their order; raises BadCell for what is none."""
        if text == NO_TITLE:
            return []
        names = [name for name in self.names_in(text) if not self._is_place_of(name, unit)]
        return [self.named(name, unit, group) for name in names]

    def names_in(self, text: str) -> list[str]:
        """Return the names of single titles in a cell: the longest known ones, then the rest."""
        if text not in self._names:
            self._names[text] = self._split(text)
        return self._names[text]

    def _split(self, text: str) -> list[str]:
        parts, names, at = parts_of(text), list[str](), 0
        unknown: Part | None = None
        while at < len(parts):
            upwards = range(min(len(parts), at + _LONGEST) - 1, at - 1, -1)
            start, follows = parts[at].start, parts[at].follows
            ends = (n for n in upwards if self._knows(text[start : parts[n].end]))
            last = next(
                (n for n in ends if not self._begins_another(text, parts[at + 1 :], n - at)), None
            )
            whole = Part(start, parts[at if last is None else last].end, follows)
            if last is not None or unknown is None or not follows:
                names.append(trimmed(text[whole.start : whole.end]))
            else:
                whole.start = unknown.start
                names[-1] = trimmed(text[whole.start : whole.end])
            unknown = whole if last is None else None
            at = (at if last is None else last) + 1
        return names or [text]

    def _begins_another(self, text: str, behind: list[Part], last: int) -> bool:
        """Whether the `last` part is "Xã" of the next title: "ĐUV, Xã đội trưởng"."""
        if not 0 < last < len(behind):
            return False
        end, next_one = behind[last - 1], behind[last]
        says_kind = match_key(trimmed(text[end.start : end.end])) in _OF_A_KIND
        return says_kind and self._knows(text[end.start : next_one.end])

    def named(self, text: str, unit: Unit | None, group: str = "") -> Title:
        """Return the title of this name or alias.

        An alias of two titles means the one of the `group` that the row stands under, then
        the one that the kind of `unit` has. Without a unit (its own cell could not be read)
        any of them will do: the row is refused anyway. Raises BadCell for what is no title,
        may be several, or is one of another commune than `unit`.
        """
        key, places = self._key_of(text)
        if places and unit and not self._communes.are_one(unit, places):
            where = ", ".join(dict.fromkeys(place.name for place in places))
            raise BadCell(f"«{text}» là của {where}, còn dòng này thuộc {unit.name}", text)
        found = self._by_key.get(key) or [title for title, _ in self._in_a_body(key)]
        apart = (
            t for own in (key, *(self._own[t.pk] for t in found)) for t in self._apart.get(own, ())
        )
        grouped = list(dict.fromkeys(t for t in (*found, *apart) if t.group == group))
        named = [title for title in found if self._own[title.pk] == key]
        fitting = grouped or named or found
        if len(fitting) > 1 or not named:
            fitting = [t for t in fitting if unit is None or t.fits(unit.kind)]
        if not fitting:
            raise BadCell(f"không có chức danh «{text}» trong danh mục", text)
        if len(fitting) > 1 and unit is not None:
            names = ", ".join(title.name for title in fitting)
            raise BadCell(f"«{text}» có thể là: {names}", text)
        return self._held(fitting[0], text)

    def body_in(self, text: str) -> str:
        """Return the body that a name puts its title into: "Chuyên viên Phòng Kinh tế"; or ""."""
        key = self._key_of(text)[0]
        return next(("" if key in self._by_key else body for _, body in self._in_a_body(key)), "")

    def _in_a_body(self, key: str) -> list[tuple[Title, Body]]:
        return [self._in_body[key]] if key in self._in_body else []

    def within(self, text: str) -> list[Title]:
        """Return the titles in force that are named inside `text`, the longest name first."""
        # A deputy's title is not the one that stands in it.
        words = f" {words_of_deputies(text)} "
        named = (
            (len(name), title)
            for title in self.in_force
            for name in map(words_of_deputies, (title.name, *title.aliases))
            if len(name) > 2 and f" {name} " in words
        )
        by_length = sorted(named, key=lambda found: -found[0])
        return list(dict.fromkeys(title for _, title in by_length))

    def _held(self, title: Title, text: str) -> Title:
        if title.ended_before(self._day):
            raise BadCell(f"chức danh này chỉ áp dụng đến {title.valid_to:%d/%m/%Y}", text)
        if title.begins_after(self._day):
            raise BadCell(f"chức danh này áp dụng từ {title.valid_from:%d/%m/%Y}", text)
        return title

    def _knows(self, text: str) -> bool:
        key = self._key_of(text)[0]
        return key in self._by_key or key in self._in_body and not _LISTED.search(text)

    def _key_of(self, text: str) -> tuple[str, list[Unit]]:
        """Return the key a name is known by, and the communes that it names as its own.

        It may stand with whose title it is, and with what its holder is: "Chủ tịch UBND xã",
        "Công chức Tư pháp - hộ tịch". The whole name's key where none is known.
        """
        if text not in self._keys:
            self._keys[text] = self._found_key(text)
        return self._keys[text]

    def _found_key(self, text: str) -> tuple[str, list[Unit]]:
        known = self._by_key if _LISTED.search(text) else {**self._by_key, **self._in_body}
        for name, places in self._shorter(text):
            for bare in (name, _STAFF.sub("", name, count=1) if _STAFF.match(name) else name):
                if key := next((key for key in title_keys(bare) if key in known), ""):
                    return key, places
        return title_key(text), []

    def _shorter(self, text: str) -> Iterator[tuple[str, list[Unit]]]:
        yield text, []
        words = text.split()
        for count in range(min(_WORDS_OF_A_PLACE, len(words) - 1), 0, -1):
            tail = trimmed(" ".join(words[-count:]))
            places = self._communes.named(tail) if len(tail) > 1 else []
            if places or match_key(tail) in _OF_A_KIND:
                yield trimmed(" ".join(words[:-count])), places

    def _is_place_of(self, text: str, unit: Unit | None) -> bool:
        """Whether a part only says where: the commune of the row, or its district."""
        if match_key(text) in _OF_A_KIND:
            return True
        name = _OFFICE.sub("", text, count=1) if _OFFICE.match(text) else text
        if unit is None or self._knows(text):
            return False
        above = self._communes.districts_of(unit)
        in_district = any(place.pk in above for place in self._districts.named(name))
        return in_district or self._communes.are_one(unit, self._communes.named(name))

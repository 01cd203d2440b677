"""Names in a sheet matched with the portal's units, titles and ethnic groups.

Always with their marks: Ba Tô and Ba Tơ, Sơn Hà and Sơn Hạ are different places. Case,
spacing and the vowel a tone mark sits on are free.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from personnel.models import Ethnicity, Title, Unit
from personnel.words.text import match_key
from personnel.words.values import BadCell
from personnel.words.vocabulary import words_of
from xlsx.safety import SheetRefused

from .places import UNIT_KINDS, Places, unit_key

__all__ = ["UNIT_KINDS", "Places", "References", "unit_key"]

_COMMITTEE_MEMBER = "UVBCH"
_TITLE_SEPARATOR = re.compile(r"[;,]|(?<!\w)kiêm(?: nhiệm)?(?!\w)", re.IGNORECASE)
# "Chủ tịch UBND xã", "Công chức Tư pháp - hộ tịch": whose title it is, and what its holder is.
_OF_A_UNIT = re.compile(rf" (?:{'|'.join(map(match_key, ('xã', 'phường', 'thị trấn')))})(?: .*)?$")
_STAFF = re.compile(rf"^{match_key('công chức')} ")


@dataclass(frozen=True)
class References:
    """The portal's lists that cells of a sheet name, as they stand on one day."""

    day: date
    districts: Places
    communes: Places
    titles: dict[str, list[Title]]
    titles_apart: dict[str, list[Title]]
    ethnicities: dict[str, Ethnicity]
    committee_member: Title

    @classmethod
    def on(cls, day: date) -> References:
        """Read the lists of `day`, in three queries; raises SheetRefused when there are none."""
        titles = list(Title.objects.all())
        member = next((title for title in titles if title.code == _COMMITTEE_MEMBER), None)
        units = list(Unit.objects.in_force(day).with_above())
        if member is None or not units:
            raise SheetRefused(
                "Chưa có danh mục đơn vị và chức danh. Hãy chạy lệnh load_reference trước."
            )
        return cls(
            day=day,
            districts=Places(unit for unit in units if unit.is_district),
            communes=Places(unit for unit in units if unit.is_commune),
            titles=_by_name(titles),
            titles_apart=_apart(titles),
            ethnicities={
                words_of(name): ethnicity
                for ethnicity in Ethnicity.objects.all()
                for name in (*ethnicity.aliases, ethnicity.name)
            },
            committee_member=member,
        )

    @property
    def titles_in_force(self) -> list[Title]:
        """The titles that may be held on the day, in their order."""
        found = {title.pk: title for titles in self.titles.values() for title in titles}
        in_force = (title for title in found.values() if title.is_in_force(self.day))
        return sorted(in_force, key=lambda title: title.order)

    def district(self, text: str) -> Unit:
        """Return the district that `text` names; raises BadCell when none or several do."""
        return _only(self.districts, self.districts.named(text), text, "cấp huyện")

    def commune(self, text: str, district: Unit | None) -> Unit:
        """Return the commune that `text` names, in `district` when that is known."""
        found = self.communes.named(text)
        inside = [unit for unit in found if district is None or unit.is_right_below(district)]
        if found and not inside:
            raise BadCell(f"đơn vị này không thuộc {district}", replaceable=False)
        return _only(self.communes, inside, text, "cấp xã")

    def ethnicity(self, text: str) -> Ethnicity:
        """Return the ethnic group of this name or alias; raises BadCell for others."""
        found = self.ethnicities.get(words_of(text))
        if found is None:
            raise BadCell("không có dân tộc này trong danh mục")
        return found

    def titles_in(self, text: str, unit: Unit | None, group: str = "") -> list[Title]:
        """Return the titles of a cell, the seat on the committee last; raises BadCell.

        They stand one after the other with ; or , or "kiêm" between; as many words as make
        a known name are one title.
        """
        found = [self.title(name, unit, group) for name in self.title_names(text)]
        return sorted(found, key=lambda title: title == self.committee_member)

    def title_names(self, text: str) -> list[str]:
        """Return the names of single titles in a cell: the longest known ones, then the rest.

        Lines of a cell are titles of their own where each is known by itself.
        """
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > 1 and all(map(self._knows_each, lines)):
            return [name for line in lines for name in self.title_names(line)]
        text = " ".join(lines)
        cuts = [(0, 0), *((m.start(), m.end()) for m in _TITLE_SEPARATOR.finditer(text))]
        ends = [*(start for start, _ in cuts[1:]), len(text)]
        names, at = [], 0
        while at < len(cuts):
            start = cuts[at][1]
            upwards = range(len(cuts) - 1, at - 1, -1)
            last = next((n for n in upwards if self._knows(text[start : ends[n]])), at)
            if name := text[start : ends[last]].strip():
                names.append(name)
            at = last + 1
        return names or [text]

    def _knows_each(self, text: str) -> bool:
        """Whether every name of a line is that of a title."""
        names = self.title_names(text)
        return all(any(key in self.titles for key in _title_keys(name)) for name in names)

    def _knows(self, text: str) -> bool:
        return match_key(text) in self.titles

    def title(self, text: str, unit: Unit | None, group: str = "") -> Title:
        """Return the title of this name or alias.

        An alias of two titles means the one of the `group` that the row stands under, then
        the one that the kind of `unit` has. Without a unit (its own cell could not be read)
        any of them will do: the row is refused anyway.
        """
        keys = _title_keys(text)
        key = next((key for key in keys if key in self.titles), keys[0])
        found = self.titles.get(key, [])
        grouped = [t for t in (*found, *self.titles_apart.get(key, ())) if t.group == group]
        named = [title for title in found if match_key(title.name) == key]
        fitting = grouped or named or found
        if len(fitting) > 1 or not named:
            fitting = [t for t in fitting if unit is None or t.fits(unit.kind)]
        if not fitting:
            raise BadCell(f"không có chức danh «{text}» trong danh mục", text)
        if len(fitting) > 1 and unit is not None:
            names = ", ".join(title.name for title in fitting)
            raise BadCell(f"«{text}» có thể là: {names}", text)
        return self._in_force(fitting[0], text)

    def _in_force(self, title: Title, text: str) -> Title:
        if title.valid_to and title.ended_before(self.day):
            raise BadCell(f"chức danh này chỉ áp dụng đến {title.valid_to:%d/%m/%Y}", text)
        return title


def _title_keys(text: str) -> list[str]:
    """Return the keys of a title: as it stands, without whose it is, without "công chức"."""
    key = match_key(text)
    shorter = _OF_A_UNIT.sub("", key)
    return list(dict.fromkeys((key, shorter, _STAFF.sub("", shorter))))


def _apart(titles: Iterable[Title]) -> dict[str, list[Title]]:
    """Return the titles that only words in brackets tell from another of the same name."""
    found: dict[str, list[Title]] = defaultdict(list)
    for title in titles:
        if "(" in title.name:
            found[match_key(title.name.partition("(")[0])].append(title)
    return dict(found)


def _by_name(titles: Iterable[Title]) -> dict[str, list[Title]]:
    found: dict[str, list[Title]] = defaultdict(list)
    for title in titles:
        for name in {match_key(text) for text in (title.name, *title.aliases)}:
            found[name].append(title)
    return dict(found)


def _only(places: Places, found: list[Unit], text: str, level: str) -> Unit:
    if len(found) > 1:
        names = ", ".join(f"{unit.name} ({unit.above}, mã {unit.code})" for unit in found)
        raise BadCell(f"nhiều đơn vị cùng tên: {names}")
    if not found:
        like = ", ".join(unit.name for unit in places.like(text)[:3])
        raise BadCell(f"không có đơn vị {level} này" + (f"; gần giống: {like}" if like else ""))
    return found[0]

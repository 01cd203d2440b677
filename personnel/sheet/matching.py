"""Names in a sheet matched with the portal's units, titles and ethnic groups.

Always with their marks: Ba Tô and Ba Tơ, Sơn Hà and Sơn Hạ are different places. Case,
spacing and the vowel a tone mark sits on are free.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from personnel.models import Ethnicity, Title, Unit
from personnel.vietnamese import fold

from .levels import words_of
from .safety import SheetRefused
from .text import match_key
from .values import BadCell

_SHORT_KINDS = {
    "x": Unit.Kind.COMMUNE,
    "p": Unit.Kind.WARD,
    "tt": Unit.Kind.TOWNSHIP,
    "đk": Unit.Kind.SPECIAL_ZONE,
    "h": Unit.Kind.DISTRICT,
    "tx": Unit.Kind.TOWN,
    "tp": Unit.Kind.CITY,
}
_COMMITTEE_MEMBER = "UVBCH"
_TITLE_SEPARATOR = ";"


def unit_key(text: str) -> str:
    """Return the key of a unit's name, its kind written out: "X. Ba Tô" → "xã ba tô"."""
    key = match_key(text.replace(".", " "))
    kind, _, name = key.partition(" ")
    return f"{match_key(_SHORT_KINDS[kind].value)} {name}" if kind in _SHORT_KINDS else key


class Places:
    """Units of one level, found by code, by full name or by name alone."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = list(units)
        self._by_code = {unit.code: unit for unit in self._units}
        self._by_full_name: dict[str, list[Unit]] = defaultdict(list)
        self._by_name: dict[str, list[Unit]] = defaultdict(list)
        for unit in self._units:
            full = unit_key(unit.name)
            self._by_full_name[full].append(unit)
            self._by_name[full.removeprefix(match_key(unit.kind)).strip()].append(unit)

    def named(self, text: str) -> list[Unit]:
        """Return the units that `text` may mean: by code, else full name, else name alone."""
        if text in self._by_code:
            return [self._by_code[text]]
        key = unit_key(text)
        return self._by_full_name.get(key) or self._by_name.get(key) or []

    def like(self, text: str) -> list[Unit]:
        """Return the units whose name differs from `text` only by marks or kind."""
        kinds = tuple(f"{fold(kind)} " for kind in Unit.Kind.values)
        bare = _without_kind(fold(unit_key(text)), kinds)
        return [unit for unit in self._units if _without_kind(fold(unit.name), kinds) == bare]


def _without_kind(name: str, kinds: tuple[str, ...]) -> str:
    return next((name.removeprefix(kind) for kind in kinds if name.startswith(kind)), name)


@dataclass(frozen=True)
class References:
    """The portal's lists that cells of a sheet name, as they stand on one day."""

    day: date
    districts: Places
    communes: Places
    titles: dict[str, list[Title]]
    ethnicities: dict[str, Ethnicity]
    committee_member: Title

    @classmethod
    def on(cls, day: date) -> References:
        """Read the lists of `day`, in three queries; raises SheetRefused when there are none."""
        titles = list(Title.objects.all())
        member = next((title for title in titles if title.code == _COMMITTEE_MEMBER), None)
        units = list(Unit.objects.in_force(day).select_related("parent"))
        if member is None or not units:
            raise SheetRefused(
                "Chưa có danh mục đơn vị và chức danh. Hãy chạy lệnh load_reference trước."
            )
        return cls(
            day=day,
            districts=Places(unit for unit in units if unit.level == Unit.Level.DISTRICT),
            communes=Places(unit for unit in units if unit.level == Unit.Level.COMMUNE),
            titles=_by_name(titles),
            ethnicities={
                words_of(name): ethnicity
                for ethnicity in Ethnicity.objects.all()
                for name in (*ethnicity.aliases, ethnicity.name)
            },
            committee_member=member,
        )

    def district(self, text: str) -> Unit:
        """Return the district that `text` names; raises BadCell when none or several do."""
        return _only(self.districts, self.districts.named(text), text, "cấp huyện")

    def commune(self, text: str, district: Unit | None) -> Unit:
        """Return the commune that `text` names, in `district` when that is known."""
        found = self.communes.named(text)
        inside = [unit for unit in found if district is None or unit.parent_id == district.pk]
        if found and not inside:
            raise BadCell(f"đơn vị này không thuộc {district}")
        return _only(self.communes, inside, text, "cấp xã")

    def ethnicity(self, text: str) -> Ethnicity:
        """Return the ethnic group of this name or alias; raises BadCell for others."""
        found = self.ethnicities.get(words_of(text))
        if found is None:
            raise BadCell("không có dân tộc này trong danh mục")
        return found

    def titles_in(self, text: str, unit: Unit | None) -> list[Title]:
        """Return the titles of a cell, separated by semicolons; raises BadCell for others."""
        names = [name.strip() for name in text.split(_TITLE_SEPARATOR) if name.strip()]
        return [self.title(name, unit) for name in names or [text]]

    def title(self, text: str, unit: Unit | None) -> Title:
        """Return the title of this name or alias.

        An alias of two titles means the one that the kind of `unit` has. Without a unit
        (its own cell could not be read) any of them will do: the row is refused anyway.
        """
        found = self.titles.get(match_key(text), [])
        named = [title for title in found if match_key(title.name) == match_key(text)]
        fitting = named or [t for t in found if unit is None or t.fits(unit.kind)]
        if not fitting:
            raise BadCell(f"không có chức danh «{text}» trong danh mục")
        if len(fitting) > 1 and unit is not None:
            raise BadCell(f"«{text}» có thể là: {', '.join(title.name for title in fitting)}")
        return self._in_force(fitting[0])

    def _in_force(self, title: Title) -> Title:
        if title.valid_to and title.valid_to < self.day:
            raise BadCell(f"chức danh này chỉ áp dụng đến {title.valid_to:%d/%m/%Y}")
        return title


def _by_name(titles: Iterable[Title]) -> dict[str, list[Title]]:
    found: dict[str, list[Title]] = defaultdict(list)
    for title in titles:
        for name in {match_key(text) for text in (title.name, *title.aliases)}:
            found[name].append(title)
    return dict(found)


def _only(places: Places, found: list[Unit], text: str, level: str) -> Unit:
    if len(found) > 1:
        names = ", ".join(f"{unit.name} ({unit.parent}, mã {unit.code})" for unit in found)
        raise BadCell(f"nhiều đơn vị cùng tên: {names}")
    if not found:
        like = ", ".join(unit.name for unit in places.like(text)[:3])
        raise BadCell(f"không có đơn vị {level} này" + (f"; gần giống: {like}" if like else ""))
    return found[0]

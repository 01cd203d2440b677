"""Names in a sheet matched with the portal's units, titles and ethnic groups.

Always with their marks: Ba Tô and Ba Tơ, Sơn Hà and Sơn Hạ are different places. Case,
spacing and the vowel a tone mark sits on are free.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from personnel.models import Ethnicity, Title, Unit
from personnel.words.values import BadCell
from personnel.words.vocabulary import words_of
from xlsx.safety import SheetRefused

from .places import UNIT_KINDS, Places, unit_key
from .titles import Titles

__all__ = ["UNIT_KINDS", "Places", "References", "unit_key"]

_COMMITTEE_MEMBER = "UVBCH"


@dataclass(frozen=True)
class References:
    """The portal's lists that cells of a sheet name, as they stand on one day."""

    day: date
    districts: Places
    communes: Places
    titles: Titles
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
        districts = Places(unit for unit in units if unit.is_district)
        communes = Places(unit for unit in units if unit.is_commune)
        return cls(
            day=day,
            districts=districts,
            communes=communes,
            titles=Titles(titles, districts, communes, day),
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
        return self.titles.in_force

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
        """Return the titles of a cell, the seat on the committee last; raises BadCell."""
        found = self.titles.all_in(text, unit, group)
        return sorted(found, key=lambda title: title == self.committee_member)

    def title_names(self, text: str) -> list[str]:
        """Return the names of single titles in a cell, see `Titles.names_in`."""
        return self.titles.names_in(text)

    def title(self, text: str, unit: Unit | None, group: str = "") -> Title:
        """Return the title of this name or alias, see `Titles.named`."""
        return self.titles.named(text, unit, group)


def _only(places: Places, found: list[Unit], text: str, level: str) -> Unit:
    if len(found) > 1:
        names = ", ".join(f"{unit.name} ({unit.above}, mã {unit.code})" for unit in found)
        raise BadCell(f"nhiều đơn vị cùng tên: {names}")
    if not found:
        like = ", ".join(unit.name for unit in places.like(text)[:3])
        raise BadCell(f"không có đơn vị {level} này" + (f"; gần giống: {like}" if like else ""))
    return found[0]

"""Names in a sheet matched with the portal's units, titles and ethnic groups.

Always with their marks: Ba Tô and Ba Tơ, Sơn Hà and Sơn Hạ are different places. Case,
spacing and the vowel a tone mark sits on are free.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property

from personnel.models import Ethnicity, Title, Unit
from personnel.words.partial_dates import PartialDate
from personnel.words.values import BadCell
from personnel.words.vocabulary import words_of
from sheets.scope import Scope
from xlsx.safety import SheetRefused

from .communes import Commune, Communes
from .places import UNIT_KINDS, Places, only, unit_key
from .titles import Titles

__all__ = ["UNIT_KINDS", "Places", "References", "unit_key"]

_COMMITTEE_MEMBER = "UVBCH"


@dataclass(frozen=True)
class References:
    """The portal's lists that cells of a sheet name, as they stand on one day.

    Units that ended before are among them: a sheet may name them as they were.
    """

    day: date
    districts: Places
    communes: Communes
    titles: Titles
    ethnicities: dict[str, Ethnicity]
    committee_member: Title

    @classmethod
    def on(cls, day: date) -> References:
        """Read the lists of `day`, in three queries; raises SheetRefused when there are none."""
        titles = list(Title.objects.all())
        member = next((title for title in titles if title.code == _COMMITTEE_MEMBER), None)
        units = list(Unit.objects.with_above())
        if member is None or not any(unit.is_in_force(day) for unit in units):
            raise SheetRefused(
                "Chưa có danh mục đơn vị và chức danh. Hãy chạy lệnh load_reference trước."
            )
        begun = (unit for unit in units if unit.is_district and not unit.begins_after(day))
        districts, communes = Places(begun), Communes(units, day)
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

    @cached_property
    def districts_in_force(self) -> list[Unit]:
        """The districts of the day; there may be none."""
        return [unit for unit in self.districts.all if unit.is_in_force(self.day)]

    def districts_named(self, text: str) -> list[Unit]:
        """Return the districts that `text` may mean: those of the day, else those that ended."""
        found = self.districts.named(text)
        return [unit for unit in found if unit.is_in_force(self.day)] or found[-1:]

    def district(self, text: str) -> Unit:
        """Return the district that `text` names; raises BadCell when none or several do."""
        return only(self.districts_named(text), self.districts, text, "cấp huyện")

    def commune(
        self,
        text: str,
        district: Unit | None,
        scope: Scope | None = None,
        since: PartialDate | None = None,
    ) -> Commune:
        """Return the commune that a row names, see `Communes.of_row`."""
        return self.communes.of_row(text, district, scope, since)

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

    def body_in(self, text: str) -> str:
        """Return the body that the name of a title puts it into, see `Titles.body_in`."""
        return self.titles.body_in(text)

    def title(self, text: str, unit: Unit | None, group: str = "") -> Title:
        """Return the title of this name or alias, see `Titles.named`."""
        return self.titles.named(text, unit, group)

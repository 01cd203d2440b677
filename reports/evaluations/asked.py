"""What an address of evaluations asks for: the year, where, and of a list which number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.functional import cached_property

from personnel.models import Unit
from personnel.models.evaluations import FIRST_YEAR
from personnel.reading.evaluated import due_year
from personnel.scope import Viewer, viewer
from personnel.words.dates import last_day
from reports.asking import by_groups, chosen, unit_asked, year_asked
from reports.links import page_url
from reports.scope import named, root_of, rows_below, units_in_view
from reports.yearly.graded import collectives_of, people_of
from reports.yearly.levels import ALL, LABELS, WHO, WHO_LABELS, collective_labels
from reports.yearly.reading import asked_of
from reports.yearly.told import Told
from targets.lens import Lens
from targets.sources import LiveSource

OFFERED = 6  # so many years are offered


@dataclass(frozen=True)
class Asked:
    """Evaluations of a `year` in the unit `top` among those in view; the rest says of which list.

    `collective` is "" where people are listed, `who` then one of `WHO` or "" for all of them;
    `what` is a number of `LABELS`, `within` a row of the tables.
    """

    user: Viewer
    lens: Lens
    units: list[Unit]
    root: Unit
    top: Unit
    year: int
    grouped: bool = False
    what: str = ALL
    who: str = ""
    collective: str = ""
    within: Unit | None = None

    @classmethod
    def of(cls, request: HttpRequest) -> Asked | None:
        """Read the address; None for whoever sees nothing. Raises BadRequest."""
        lens, user, params = Lens.of(request), viewer(request), request.GET
        units = units_in_view(user, lens)
        root = root_of(user, units)
        if root is None:
            return None
        asked = cls(
            user, lens, units, root,
            top=unit_asked(params, units, lens) or root,
            year=_year(params.get("year", ""), lens.day),
            grouped=by_groups(params),
            what=chosen(params, "what", LABELS, ALL),
            who=chosen(params, "who", WHO),
            collective=chosen(params, "collective", collective_labels()),
        )  # fmt: skip
        within = params.get("in", "")
        return replace(asked, within=asked.row_named(within)) if within else asked

    @property
    def day(self) -> date:
        """The day on which whoever is in post is counted: the end of the year, if it is over."""
        return min(last_day(self.year), self.lens.day)

    @property
    def running(self) -> bool:
        """Whether the year is not over on the day looked at."""
        return self.day < last_day(self.year)

    @cached_property
    def source(self) -> LiveSource:
        """The records of that day, by the map of the lens."""
        then = replace(self.lens, day=self.day, map_day=None).on_map(self.lens.units_on)
        return LiveSource(then, self.top, self.user)

    @cached_property
    def people(self) -> Told:
        """Everybody in post on the day, by level."""
        return Told(tuple(people_of(asked_of(self.source), self.year)))

    @cached_property
    def collectives(self) -> Told:
        """The collectives of the communes of that day, by level."""
        return Told(tuple(collectives_of(asked_of(self.source), self.year)))

    @cached_property
    def rows(self) -> list[Unit]:
        """The units by which the tables break down what is counted."""
        grouped = self.grouped and self.source.grouped
        return [] if self.top.is_commune else rows_below(self.source, grouped=grouped)

    def row_named(self, address: str) -> Unit:
        """Return the row that an address means; raises BadRequest for another."""
        found = named(self.rows, address, self.lens.units_on)
        if found is None:
            raise BadRequest(f"Không có đơn vị mang mã “{address}” trong bảng.")
        return found

    def inside(self, unit: Unit) -> frozenset[int]:
        """Return the ids of a row and of all that stands in it."""
        below = (each.pk for each in self.source.units if each.above_id == unit.pk)
        return frozenset((unit.pk, *below, *unit.parts))

    @property
    def years(self) -> Iterator[tuple[int, str, bool]]:
        """The years that are offered, the latest first: each with its address, the one shown."""
        now = self.lens.day.year
        offered = range(max(now - OFFERED + 1, FIRST_YEAR), now + 1)
        for year in sorted({*offered, self.year}, reverse=True):
            yield year, self.url(year=year), year == self.year

    @property
    def headline(self) -> str:
        """What is listed, in words."""
        whom = collective_labels().get(self.collective) or WHO_LABELS.get(self.who, "")
        place = (self.within or self.top).name
        what = "" if self.what == ALL else LABELS[self.what]
        return " · ".join(filter(None, (whom or "Tất cả", what, place)))

    @property
    def said(self) -> str:
        """The same as the log of personal data keeps it."""
        recast = f"; {self.source.lens.recast}" if self.source.lens.recast else ""
        return f"Xếp loại năm {self.year}: {self.headline}; ngày {self.day:%d/%m/%Y}{recast}"

    @property
    def kept(self) -> dict[str, str]:
        """What a form keeps that asks for another unit."""
        rows = {"rows": "groups"} if self.grouped else {}
        return self.lens.params | {"year": str(self.year)} | rows

    @property
    def listed(self) -> dict[str, str]:
        """What says which list this is."""
        within = self.lens.address(self.within) if self.within else ""
        asked = {"what": self.what, "who": self.who, "collective": self.collective, "in": within}
        return {name: value for name, value in asked.items() if value}

    def url(self, name: str = "evaluation-figures", **told: object) -> str:
        """Return an address of the same year and unit, with more parameters."""
        unit = "" if self.top == self.root else self.lens.address(self.top)
        return page_url(self.lens, name, **(self.kept | {"unit": unit} | told))


def _year(told: str, day: date) -> int:
    if not told:
        return max(due_year(day), FIRST_YEAR)
    return year_asked(told, FIRST_YEAR, day.year)

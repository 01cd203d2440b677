"""What an address of the results asks for: the year, the unit, and of a list which number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property

from personnel.models import Title, Unit
from personnel.words.dates import last_day
from reports.asking import chosen, year_asked
from reports.scope import rows_below
from reports.studies.counting import Reading, live_reading
from reports.studies.listing import BESIDES, PLANNED, Chosen
from reports.studies.results import EVERY, Result, Results
from targets.sources import LiveSource
from training.sight import Sight

FIRST_YEAR, OFFERED = 2000, 6  # years that may be asked for, and how many are offered


@dataclass(frozen=True)
class Asked:
    """The results of a `year` in the unit `top`, as far as is seen; the rest says of which list."""

    sight: Sight
    year: int
    top: Unit
    course: str = EVERY
    result: str = Result.ALL.value
    group: str = ""
    within: Unit | None = None

    @classmethod
    def of(cls, request: HttpRequest) -> Asked | None:
        """Read the address; None where nothing is seen. Raises BadRequest for what is none."""
        sight = Sight.of(request)
        if sight is None:
            return None
        params = request.GET
        asked = cls(
            sight, _year(params.get("year", ""), sight.lens.day), sight.unit(params.get("unit", ""))
        )
        numbers = (*Result.values, *asked.besides)
        result = chosen(params, "result", numbers, Result.ALL.value)
        group = chosen(params, "group", Title.Group.values)
        within = params.get("in", "")
        return replace(
            asked,
            course=params.get("course", ""),
            result=result,
            group=group,
            within=asked.row_named(within) if within else None,
        )

    @property
    def tells_holders(self) -> bool:
        """Whether whoever holds a level is told: to the school nobody beyond its own courses is."""
        return not self.sight.school

    @property
    def besides(self) -> list[str]:
        """What a list may be of besides a result."""
        return [*BESIDES] if self.tells_holders else [PLANNED]

    @property
    def day(self) -> date:
        """The day to which they are counted: the end of a year that is over, else today."""
        return min(last_day(self.year), self.sight.lens.day)

    @cached_property
    def source(self) -> LiveSource:
        """The records of the day."""
        source = self.sight.source(self.top)
        return source if self.day == source.lens.day else source.on(self.day)

    @cached_property
    def reading(self) -> Reading:
        """Who was sent, and what had become of it."""
        return live_reading(self.source, self.sight.only)

    @cached_property
    def results(self) -> Results:
        """The same as numbers."""
        return self.reading.results()

    @cached_property
    def rows(self) -> list[Unit]:
        """The units right below the one that is looked at."""
        return rows_below(self.source, grouped=False)

    def row_named(self, address: str) -> Unit:
        """Return the row that an address means; raises BadRequest for another."""
        day = self.source.lens.units_on
        found = next((unit for unit in self.rows if address == unit.address_on(day)), None)
        if found is None:
            raise BadRequest(f"Không có đơn vị mang mã “{address}” trong bảng.")
        return found

    def inside(self, unit: Unit) -> frozenset[int]:
        """Return the numbers of a row and of all that stands below it."""
        below = (each.pk for each in self.source.units if each.above_id == unit.pk)
        return frozenset((unit.pk, *below, *unit.parts))

    @property
    def chosen(self) -> Chosen:
        """The number that a list is of."""
        units = self.inside(self.within) if self.within else None
        return Chosen(self.course, self.result, units, self.group)

    @property
    def years(self) -> Iterator[tuple[int, str, bool]]:
        """The years that are offered, each with its address, the one that is shown marked."""
        now = self.sight.lens.day.year
        for year in sorted({*range(now - OFFERED + 1, now + 1), self.year}, reverse=True):
            yield year, self.url("training-results", year=str(year)), year == self.year

    def url(self, name: str, **told: str) -> str:
        """Return an address of the same year and unit, with more keys."""
        params = {"year": str(self.year)}
        if self.top != self.sight.root:
            params["unit"] = self.sight.lens.address(self.top)
        if self.sight.school and self.sight.user.scope_units:
            params["school"] = "1"
        return f"{reverse(name)}?{urlencode(params | told)}"


def _year(told: str, today: date) -> int:
    return year_asked(told, FIRST_YEAR, today.year) if told else today.year

"""What an address of the page of movements asks for: where, which year, which number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.http import HttpRequest
from django.utils.functional import cached_property

from personnel.models import Title, Unit
from personnel.reading.counted import apart
from personnel.scope import Viewer, viewer
from reports.asking import chosen, unit_asked
from reports.links import page_url
from reports.scope import right_below, root_of, units_in_view
from reports.workforce import GROUP_LABELS
from reports.yearly.moved import Column, How, New
from reports.yearly.moving import Reading
from targets.lens import Lens

YEARS = 5
# What is listed where nothing is chosen: each movement, from above or not; no first posts.
USUALLY = tuple(c for c in Column if c not in (Column.UNSAID, Column.WITHIN))
# A seat on the committee goes along with any title, and makes nobody new.
GROUPS = tuple(group for group in Title.Group.values if group != Title.Group.COMMITTEE)


@dataclass(frozen=True)
class Asked:
    """What is asked: a lens, a unit among those in view, a year, and which number's list.

    `show` is a `Column` or a `New`; "" the usual list. The others narrow it.
    """

    user: Viewer
    lens: Lens
    units: list[Unit]
    root: Unit
    top: Unit
    year: int
    show: str = ""
    how: str = ""
    title: str = ""
    group: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        """Read the address; None for whoever sees nothing. Raises BadRequest."""
        lens, user, params = Lens.of(request), viewer(request), request.GET
        units = units_in_view(user, lens)
        root = root_of(user, units)
        if root is None:
            return None
        years = {str(year): year for year in years_to(lens.day)}
        return cls(
            user, lens, units, root,
            top=unit_asked(params, units, lens) or root,
            year=years[chosen(params, "year", years, str(lens.day.year))],
            show=chosen(params, "show", (*Column.values, *New.values)),
            how=chosen(params, "how", How.values),
            title=params.get("title", "")[:120],
            group=chosen(params, "group", GROUPS),
        )  # fmt: skip

    @property
    def years(self) -> list[int]:
        """The years side by side, the latest first."""
        return years_to(self.lens.day)

    @property
    def last(self) -> date:
        """The last day that the year is told to."""
        return min(date(self.year, 12, 31), self.lens.day)

    @property
    def is_new(self) -> bool:
        """Whether those newly appointed are listed, not those moved."""
        return self.show in New.values

    @cached_property
    def inside(self) -> frozenset[int]:
        """The ids of the unit asked for and of all in it."""
        return self.within(self.top)

    def within(self, unit: Unit) -> frozenset[int]:
        """Return the ids of a unit and of all in it, as far as they are in view."""
        if unit.whole_province:
            return frozenset(each.pk for each in self.units)
        below = {each.pk for each in self.units if unit.contains(each)}
        return frozenset({unit.pk, *unit.parts, *below})

    @property
    def rows(self) -> Sequence[Unit]:
        """The units that break down what is asked for: those right below, or groups."""
        if self.top.is_commune:
            return ()
        groups = [unit for unit in self.units if unit.is_group and unit != self.top]
        if not (self.top.is_province and groups):
            return right_below(self.top, self.units)
        found = apart(groups)
        grouped = frozenset[int]().union(*(group.parts for group in found))
        alone = (u for u in self.units if u.is_commune and u.pk not in grouped)
        return [*sorted(found, key=lambda u: u.code), *sorted(alone, key=lambda u: u.code)]

    @property
    def columns(self) -> list[Column]:
        """What is counted of the unit; nobody goes out of the whole province."""
        whole = self.top.whole_province
        return [column for column in Column if not (whole and column == Column.GONE)]

    def reading(self) -> Reading:
        """Return the records of all these years."""
        first = date(self.years[-1], 1, 1)
        return Reading(first, self.lens, self.top, self.inside, self.user)

    @property
    def said(self) -> str:
        """What is listed, in words, as the log of personal data keeps it."""
        what = [self.shown]
        what += [str(How(self.how).label)] if self.how else []
        what += [self.title] if self.title else []
        what += [GROUP_LABELS[self.group]] if self.group else []
        recast = [self.lens.recast] if self.lens.recast else []
        year = f"năm {self.year}, đến ngày {self.last:%d/%m/%Y}"
        return "; ".join(["Luân chuyển, điều động", *what, str(self.top), year, *recast])

    @property
    def shown(self) -> str:
        """What is listed, as a heading."""
        if not self.show:
            return "Luân chuyển, điều động, biệt phái"
        return str((New if self.is_new else Column)(self.show).label)

    @property
    def kept(self) -> dict[str, str]:
        """What a form keeps that asks for another unit."""
        own = {"show": self.show, "how": self.how, "title": self.title, "group": self.group}
        return self.lens.params | {"year": str(self.year)} | {k: v for k, v in own.items() if v}

    def url(self, name: str = "movements", **changed: object) -> str:
        """Return an address that asks the same but for what is changed."""
        return page_url(self.lens, name, **(self._here | changed))

    @property
    def _here(self) -> dict[str, object]:
        unit = "" if self.top == self.root else self.lens.address(self.top)
        return {**self.kept, "unit": unit}

    def number(self, show: str, **changed: object) -> str:
        """Return the address of the list behind a number, of nothing else that is asked now."""
        plain: dict[str, object] = {"show": show, "how": "", "title": "", "group": ""}
        return page_url(self.lens, "movements", **(self._here | plain | changed))


def years_to(day: date) -> list[int]:
    """Return the year of a day and those before it, the latest first."""
    return [day.year - back for back in range(YEARS)]

"""What an address of the page asks for: a unit, a year, and of a list which number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils.functional import cached_property

from personnel.models import Unit
from personnel.reading.recruited import IN_FORCE
from personnel.scope import Viewer, viewer
from reports.asking import chosen, unit_asked, year_asked
from reports.links import page_url
from reports.scope import right_below, root_of, units_in_view
from reports.yearly.recruits import Recruit, State, recruits_by
from targets.lens import Lens


class Show(TextChoices):
    """Which of those taken on are listed or counted."""

    ALL = "all", "Được tuyển chọn"
    MET = State.MET.value, State.MET.label
    BELOW = State.BELOW.value, State.BELOW.label
    STILL = "still", "Trong đó đến nay vẫn thấp hơn"
    UNKNOWN = State.UNKNOWN.value, State.UNKNOWN.label

    def holds(self, recruit: Recruit) -> bool:
        """Whether somebody taken on is among them."""
        if self == Show.STILL:
            return recruit.is_below_still
        return self in {Show.ALL, Show(recruit.state.value)}


@dataclass(frozen=True)
class Asked:
    """What is asked: a lens, a unit among those in view, a year (None: all), which are listed."""

    user: Viewer
    lens: Lens
    units: list[Unit]
    root: Unit
    top: Unit
    year: int | None = None
    show: Show = Show.ALL

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        """Read the address; None for whoever sees nothing. Raises BadRequest."""
        lens, user, params = Lens.of(request), viewer(request), request.GET
        units = units_in_view(user, lens)
        root = root_of(user, units)
        if root is None:
            return None
        top = unit_asked(params, units, lens) or root
        year = _year(params.get("year", ""), lens)
        show = Show(chosen(params, "show", Show.values, Show.ALL.value))
        return cls(user, lens, units, root, top, year, show)

    @cached_property
    def recruits(self) -> list[Recruit]:
        """Everybody taken on there since the resolution; two queries."""
        return recruits_by(self.lens, self.user, self.inside(self.top))

    @property
    def years(self) -> Iterator[int]:
        """The years there are, the latest first."""
        return reversed(range(IN_FORCE.year, max(self.lens.day.year, IN_FORCE.year) + 1))

    @property
    def rows(self) -> list[Unit]:
        """The units right below the one that is looked at."""
        return right_below(self.top, self.units)

    @property
    def listed(self) -> list[Recruit]:
        """Those whom the address asks for."""
        return [r for r in self.recruits if r.year in {self.year or r.year} and self.show.holds(r)]

    def inside(self, unit: Unit) -> frozenset[int]:
        """Return the ids of a unit and of all in view that stand within it."""
        within = (u.pk for u in self.units if u == unit or unit.contains(u))
        return frozenset((unit.pk, *within))

    @property
    def said(self) -> str:
        """What is listed, in words, as the log of personal data keeps it."""
        when = f"năm {self.year}" if self.year else "từ khi có Nghị quyết"
        what = f"Người hoạt động không chuyên trách được tuyển chọn {when}"
        day = f"tính đến ngày {self.lens.day:%d/%m/%Y}"
        return "; ".join([what, self.show.label, str(self.top), day])

    def url(self, name: str = "recruits", **changed: object) -> str:
        """Return an address that asks the same but for what is changed."""
        unit = "" if self.top == self.root else self.lens.address(self.top)
        show = "" if self.show == Show.ALL else self.show.value
        return page_url(
            self.lens, name, **{"unit": unit, "year": self.year, "show": show} | changed
        )


def _year(told: str, lens: Lens) -> int | None:
    return year_asked(told, IN_FORCE.year, max(lens.day.year, IN_FORCE.year)) if told else None

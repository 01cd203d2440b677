"""What an address of the pages asks for: the year, the unit, which list; or one unit, one paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from django.http import Http404, HttpRequest
from django.utils.functional import cached_property

from personnel.models import Following, Unit
from personnel.models.following import FIRST_YEAR
from personnel.scope import Editor, viewer
from personnel.words.dates import last_day
from reports.asking import chosen, unit_asked, year_asked
from reports.links import page_url
from reports.scope import root_of, units_in_view
from reports.yearly.committees import OWED, Kind, Standing, State, owing, standings
from targets.lens import Lens

from .rights import kinds_written

ALL, THERE, OWING = "all", "there", "owing"
INSPECTED, UNREMEDIED = "inspected", "unremedied"
# Of programmes and reviews a list may be of a state, or of those that are there or owed.
SHOWN = {ALL: "Phải có", THERE: "Đã có", OWING: "Chưa có"}
OF_INSPECTIONS = {
    INSPECTED: "Đã được kiểm tra, giám sát",
    UNREMEDIED: "Chưa ghi kết quả khắc phục",
}


@dataclass(frozen=True)
class Asked:
    """A year of the units in view, to a day of it, as it stands on the day of the lens.

    `lens` is that of the day of the year, `today` the day that is looked from: never one to come.
    `kind` and `show` say which of them are listed.
    """

    user: Editor
    lens: Lens
    year: int
    today: date
    units: list[Unit]
    root: Unit
    top: Unit
    kind: str = ""
    show: str = ALL

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        """Read the address; None for whoever sees nothing. Raises BadRequest."""
        lens, user, params = Lens.of(request), viewer(request), request.GET
        today = min(lens.day, lens.today or lens.day)
        year = _year(params.get("year", ""), today)
        there = replace(lens, day=min(last_day(year), today), map_day=None).on_map(lens.map_day)
        units = units_in_view(user, there)
        root = root_of(user, units)
        if root is None:
            return None
        kind = chosen(params, "kind", Kind.values)
        return cls(
            user, there, year, today, units, root,
            top=unit_asked(params, units, there) or root,
            kind=kind,
            show=chosen(params, "show", _shown(kind), ALL),
        )  # fmt: skip

    @cached_property
    def rows(self) -> list[Standing]:
        """The units asked about with what they have of the year.

        Those that owe it; communes below a district where it is looked at, elsewhere those of them
        that have something.
        """
        inside = [unit for unit in self.units if self._is_asked(unit)]
        day = self.lens.units_on
        owed = owing([unit.pk for unit in inside], day)
        standing = [unit for unit in inside if unit.pk in owed or unit.is_in_force(day)]
        standing.sort(key=_place)
        found = standings(standing, owed, self.year, self.lens.day, self.today)
        return [row for row in found if row.owes or self.top.is_district or row.papers]

    def _is_asked(self, unit: Unit) -> bool:
        has_a_committee = unit.is_district or unit.is_commune
        return has_a_committee and (unit == self.top or self.top.contains(unit))

    @property
    def owing(self) -> list[Standing]:
        """Those of them that owe a programme and a review."""
        return [row for row in self.rows if row.owes]

    @property
    def listed(self) -> list[Standing]:
        """Those that the address asks for; all where it asks for none."""
        return [row for row in self.rows if is_listed(row, self.kind, self.show)]

    @property
    def said(self) -> str:
        """What is listed, in words."""
        told = [str(Kind(self.kind).label), _shown(self.kind)[self.show]] if self.kind else []
        return " · ".join([f"Năm {self.year}", *told, self.top.name])

    @property
    def years(self) -> Iterator[tuple[int, str, bool]]:
        """The years there are, the latest first, each with its address and whether it is shown."""
        for year in range(max(self.today.year, self.year), FIRST_YEAR - 1, -1):
            yield year, self.url(year=year, unit="", kind="", show=""), year == self.year

    @property
    def kept(self) -> dict[str, str]:
        """What a form keeps that asks for another unit."""
        return {"as_of": self.today.isoformat(), "year": str(self.year)}

    def url(self, name: str = "following", **changed: object) -> str:
        """Return an address that asks the same but for what is changed."""
        here: dict[str, object] = {
            "as_of": self.today.isoformat(),
            "year": self.year,
            "unit": "" if self.top == self.root else self.lens.address(self.top),
            "kind": self.kind,
            "show": self.show if self.kind else "",
        }
        if self.lens.map_day:
            here["map"] = self.lens.map_day.isoformat()
        return page_url(self.lens, name, **(here | changed))


def is_listed(row: Standing, kind: str, show: str) -> bool:
    """Whether a unit is among what is listed of a kind."""
    if kind not in OWED:
        return not kind or bool(row.unremedied if show == UNREMEDIED else row.inspections)
    state = row.act(kind).state
    among = {ALL: (*State,), THERE: (State.IN_TIME, State.LATE)}
    among[OWING] = (State.MISSING, State.OVERDUE)
    return row.owes and state in among.get(show, (state if state.value == show else None,))


def unit_or_404(request: HttpRequest, pk: int) -> Unit:
    """Return a unit with a committee that the user may see."""
    unit = Unit.objects.visible_to(viewer(request)).with_above().filter(pk=pk).first()
    if unit is None or not (unit.is_district or unit.is_commune):
        raise Http404("Không có đơn vị này trong phạm vi được xem của tài khoản.")
    return unit


def writable_or_404(request: HttpRequest, pk: int) -> tuple[Unit, list[Kind]]:
    """Return a unit and the kinds of paper that the user writes for it."""
    unit = unit_or_404(request, pk)
    kinds = kinds_written(viewer(request), unit.pk)
    if not kinds:
        raise Http404("Tài khoản này không ghi văn bản của đơn vị.")
    return unit, kinds


def paper_or_404(request: HttpRequest, pk: int) -> Following:
    """Return a paper that the user may see, with its unit."""
    papers = Following.objects.visible_to(viewer(request)).select_related("unit")
    if (found := papers.filter(pk=pk).first()) is None:
        raise Http404("Không có văn bản này trong phạm vi được xem của tài khoản.")
    return found


def own_paper_or_404(request: HttpRequest, pk: int) -> Following:
    """Return a paper that the user may change."""
    found = paper_or_404(request, pk)
    if found.kind not in kinds_written(viewer(request), found.unit_id):
        raise Http404("Văn bản này không do tài khoản này ghi.")
    return found


def _place(unit: Unit) -> tuple[str, str]:
    """Sort a commune right behind its district."""
    above = unit.above
    return (above.code, unit.code) if above and above.is_district else (unit.code, "")


def _shown(kind: str) -> dict[str, str]:
    """Return what may be listed of a kind, each in words."""
    if kind == Kind.INSPECTION:
        return {ALL: OF_INSPECTIONS[INSPECTED]} | OF_INSPECTIONS
    return SHOWN | {state.value: str(state.label) for state in State}


def _year(told: str, today: date) -> int:
    last = max(today.year, FIRST_YEAR)
    return year_asked(told, FIRST_YEAR, last) if told else last

"""The table of a period's units: those of one state alone if asked, in the order of a column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from reports.asking import chosen

from .districts import Progress
from .summary import Summary

# Fewer units than these are seen at a glance.
MANY = 16
STATES: dict[str, tuple[str, Callable[[Summary], Sequence[Progress]]]] = {
    "approved": ("Đã duyệt", lambda summary: summary.approved),
    "waiting": ("Chờ duyệt", lambda summary: summary.waiting),
    "returned": ("Trả lại", lambda summary: summary.returned),
    "silent": ("Chưa nộp", lambda summary: summary.silent),
    "idle": ("Không phải nộp", lambda summary: summary.idle),
    "overdue": ("Nộp muộn", lambda summary: summary.overdue),
    "late": ("Quá hạn", lambda summary: summary.late),
}
SORTS: dict[str, tuple[str, Callable[[Progress], Any]]] = {
    "state": ("Tình trạng", lambda each: each.label),
    "submitted": ("Nộp", lambda each: (not each.latest, each.latest and each.latest.submitted_at)),
    "people": ("Số người", lambda each: -(each.latest.people if each.latest else -1)),
}


@dataclass(frozen=True)
class Choice:
    """A way to narrow or sort the table: what it is called, where it leads, whether it is on."""

    label: str
    url: str
    chosen: bool
    count: int | None = None


@dataclass(frozen=True)
class UnitsTable:
    """The units asked for; where the other orders are, and where they are many each state."""

    rows: list[Progress]
    states: list[Choice]
    sorts: dict[str, Choice]

    @classmethod
    def read(cls, params: QueryDict, summary: Summary) -> "UnitsTable":
        """Read an address; raises BadRequest for a state or an order that there is not."""
        state, sort = chosen(params, "state", STATES), chosen(params, "sort", SORTS)
        rows = list(STATES[state][1](summary) if state else summary.districts)
        if sort:
            rows.sort(key=SORTS[sort][1])
        sorts = {
            code: Choice(label, _url(state, code), code == sort)
            for code, (label, _) in SORTS.items()
        }
        sorts["unit"] = Choice("Đơn vị", _url(state, ""), not sort)
        return cls(rows, list(_states(summary, state, sort)), sorts)


def _states(summary: Summary, state: str, sort: str) -> Sequence[Choice]:
    if len(summary.districts) < MANY and not state:
        return []
    every = Choice("Tất cả", _url("", sort), not state, len(summary.districts))
    found = [
        Choice(label, _url(code, sort), code == state, len(among(summary)))
        for code, (label, among) in STATES.items()
    ]
    return [every, *(choice for choice in found if choice.count or choice.chosen)]


def _url(state: str, sort: str) -> str:
    asked = {name: value for name, value in (("state", state), ("sort", sort)) if value}
    return f"?{urlencode(asked)}#units"

"""Posts as plain rows, and what units and titles were on any day: for what asks years of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from personnel.basics.periods import span
from personnel.models import Post, Title, TitleGroup, Unit, UnitPlace

COLUMNS = (
    "pk", "person_id", "unit_id", "branch_id", "title_id", "start", "end", "end_reason", "basis",
    "came_from",
)  # fmt: skip
_RANKS = {group: rank for rank, group in enumerate(Title.Group.values)}


@dataclass(frozen=True)
class Row:
    """A post as it is recorded, without the rest of what hangs on it."""

    pk: int
    person: int
    unit: int
    branch: int | None
    title: int
    start: date | None
    end: date | None
    end_reason: str
    basis: str
    came_from: str

    @cached_property
    def span(self) -> tuple[date, date]:
        """Its first and last day, to compare with: an unknown first is past."""
        return span(self.start, self.end)

    def lasts_on(self, day: date) -> bool:
        """Whether it is held on `day`; its last day counts."""
        first, last = self.span
        return first <= day <= last


def rows_of(posts: QuerySet[Post, Any]) -> Iterator[list[Row]]:
    """Yield everybody's posts among these, person by person, in the order in which they began."""
    found: dict[int, list[Row]] = defaultdict(list)
    for values in posts.order_by("pk").values_list(*COLUMNS):
        row = Row(*values)
        found[row.person].append(row)
    for rows in found.values():
        yield sorted(rows, key=lambda row: (row.span[0], row.pk))


class Atlas:
    """What stands for each unit, and the group of each title, on any day; four queries."""

    @cached_property
    def _places(self) -> Mapping[tuple[int, int], list[tuple[date, date, int]]]:
        found: dict[tuple[int, int], list[tuple[date, date, int]]] = defaultdict(list)
        rows = UnitPlace.objects.values_list("unit_id", "branch", "first", "last", "place_id")
        for unit, branch, first, last, place in rows:
            if place != unit:
                found[unit, branch].append((first, last, place))
        return found

    @cached_property
    def _units(self) -> Mapping[int, tuple[date, bool]]:
        """The first day of units that have one or were another province's; whether they were."""
        own = Unit.objects.filter(Q(valid_from__isnull=False) | Q(outside=True))
        rows = own.values_list("pk", "valid_from", "outside")
        return {pk: (first or date.min, outside) for pk, first, outside in rows}

    @cached_property
    def titles(self) -> Mapping[int, Title]:
        """Every title by id."""
        return Title.objects.in_bulk()

    @cached_property
    def _groups(self) -> Mapping[int, list[tuple[date, date, str]]]:
        found: dict[int, list[tuple[date, date, str]]] = defaultdict(list)
        for title, first, last, group in TitleGroup.objects.values_list(
            "title_id", "first", "last", "group"
        ):
            found[title].append((first, last, group))
        return found

    def place(self, row: Row, day: date) -> int:
        """Return the id of the unit that stands on `day` for that of a post."""
        lines = self._places.get((row.unit, row.branch or 0), ())
        return next((place for first, last, place in lines if first <= day <= last), row.unit)

    def is_outside(self, unit: int) -> bool:
        """Whether a unit is one of another province."""
        return self._units.get(unit, (date.min, False))[1]

    def began(self, row: Row) -> date:
        """Return the day from which a post is in its unit: of one known by its year no sooner
        than the unit began.
        """
        return max(row.span[0], self._units.get(row.unit, (date.min, False))[0])

    def group(self, row: Row, day: date) -> str:
        """Return the group of a post's title on `day`."""
        lines = self._groups.get(row.title, ())
        found = (group for first, last, group in lines if first <= day <= last)
        return next(found, self.titles[row.title].group)

    def precedence(self, row: Row, day: date) -> tuple[int, int, int]:
        """Sort posts begun together as the principal one is chosen (DOMAIN section 1)."""
        return _RANKS[self.group(row, day)], self.titles[row.title].order, row.pk

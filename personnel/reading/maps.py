"""The maps there were: from which day to which the units below the province were the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from personnel.basics.periods import span
from personnel.basics.spells import EVER, NEVER
from personnel.basics.statements import rows_found
from personnel.models import Unit
from personnel.models.hierarchy import GROUPS

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Map:
    """The days, both included, on which the units were the same; open ends are EVER and NEVER."""

    first: date
    last: date

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    @property
    def day(self) -> date:
        """A day that stands for it: its first, or where it has always been so its last."""
        return self.last if self.first == EVER else self.first

    @property
    def told(self) -> str:
        """From when to when: "đến hết 31/12/2024", "01/01/2025 – 30/06/2025"."""
        if self.first == EVER:
            return f"đến hết {self.last:%d/%m/%Y}"
        if self.last == NEVER:
            return f"từ {self.first:%d/%m/%Y}"
        return f"{self.first:%d/%m/%Y} – {self.last:%d/%m/%Y}"


def maps() -> list[Map]:
    """Return every map in order; one, without ends, where no unit ever changed. One query.

    Groups are no part of a map: they only take its units together; nor are units of another
    province.
    """
    begun = _changes()
    firsts = [EVER, *begun]
    return [Map(first, last) for first, last in zip(firsts, [*(day - DAY for day in begun), NEVER],
                                                    strict=True)]  # fmt: skip


def on_one_map(one: date, other: date) -> bool:
    """Return whether no unit changed between two days; one query."""
    first, last = sorted((one, other))
    return not any(first < day <= last for day in _changes())


def _changes() -> list[date]:
    """Return the days on which units began, and those after one ended, in order."""

    def write() -> QuerySet[Unit, tuple[date | None, date | None]]:
        changed = Q(valid_from__isnull=False) | Q(valid_to__isnull=False)
        units = Unit.objects.filter(changed, outside=False).exclude(**GROUPS).order_by()
        return units.values_list("valid_from", "valid_to").distinct()

    spans = (span(*days) for days in rows_found("days of units", write, Unit))
    days = {day for first, last in spans for day in (first, last if last == NEVER else last + DAY)}
    return sorted(days - {EVER, NEVER})

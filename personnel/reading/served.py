"""How long days last together, in whole months: Civil Code 2015, articles 146 and 148.

Days in a row are a run, whatever they were held by. A month of a run ends on the day before the
one of the same number, or where the month has no such day on its last (article 148). What is left
of several runs is added up, thirty days to a month (article 146: a time that is not of one piece).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
MONTHS_OF_A_YEAR, DAYS_OF_A_MONTH = 12, 30
# The first day and the last, both included.
Run = tuple[date, date]


@dataclass(frozen=True, order=True)
class Length:
    """Whole months, and the days left of one."""

    months: int = 0
    days: int = 0

    @property
    def told(self) -> str:
        """It in years and months: "7 năm 3 tháng"."""
        years, months = divmod(self.months, MONTHS_OF_A_YEAR)
        parts = [f"{years} năm"] if years else []
        parts += [f"{months} tháng"] if months else []
        return " ".join(parts) or "chưa đủ 1 tháng"


def runs_of(spells: Iterable[Run]) -> list[Run]:
    """Return the runs of the days of some spells, in order; a day of several counts once."""
    found: list[Run] = []
    for first, last in sorted(spells):
        if found and found[-1][1] >= first - DAY:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def length_on(runs: Sequence[Run], day: date) -> Length:
    """Return how long runs lasted up to the end of `day`."""
    parts = [_length(first, min(last, day)) for first, last in runs if first <= day]
    return parts[0] if len(parts) == 1 else _of_several(parts)


def reached(runs: Sequence[Run], months: int) -> date | None:
    """Return the first day at whose end so many months are full; None where they never are."""
    before: Length | None = None
    for first, last in runs:
        day = _full_on(first, months, before)
        if day <= last:
            return day
        length = _length(first, last)
        before = _of_several([before, length] if before else [length])
    return None


def _full_on(first: date, months: int, before: Length | None) -> date:
    """Return the day of an endless run on which so many months are full, `before` being there.

    Within the last of them thirty days together are enough, where they are sooner.
    """
    if before is None:
        return _after(first, months) - DAY
    left = months - before.months
    if left <= 0:
        return first
    by_days = _after(first, left - 1) + DAY * (DAYS_OF_A_MONTH - before.days)
    return min(_after(first, left), by_days) - DAY


def _length(first: date, last: date) -> Length:
    end = last + DAY
    months = (end.year - first.year) * MONTHS_OF_A_YEAR + end.month - first.month
    if _after(first, months) > end:
        months -= 1
    return Length(months, (end - _after(first, months)).days)


def _of_several(parts: Sequence[Length]) -> Length:
    more, days = divmod(sum(part.days for part in parts), DAYS_OF_A_MONTH)
    return Length(sum(part.months for part in parts) + more, days)


def _after(first: date, months: int) -> date:
    """Return the first day that so many months from `first` do not reach."""
    year, month = divmod(first.year * MONTHS_OF_A_YEAR + first.month - 1 + months, 12)
    month += 1
    if first.day > monthrange(year, month)[1]:
        return date(year, month, monthrange(year, month)[1]) + DAY
    return date(year, month, first.day)

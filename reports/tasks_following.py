"""Programmes and reviews of the resolution (IV.1) that are due: of one's own, or of the province.

Only what the province set a day for: without one nothing is asked of anybody here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from personnel.basics.asked_again import found_again
from personnel.models import Unit, UnitQuerySet
from personnel.scope import Editor
from personnel.words.dates import last_day
from reports.yearly.committees import OWED, Dues, Kind, Standing, State, standings, those_owing

from .task import Task

# So long before its day something is told of, and so many units are named.
SOON, NAMED = timedelta(days=30), 4
_TO_DO = {
    Kind.PROGRAMME: "ban hành chương trình, kế hoạch thực hiện Nghị quyết",
    Kind.REVIEW: "sơ kết thực hiện Nghị quyết năm {year}",
}
# Before the province it is said in so few words that a line of the first page has them.
_URGED = {
    Kind.PROGRAMME: "Đôn đốc, quá hạn: ban hành chương trình, kế hoạch",
    Kind.REVIEW: "Đôn đốc, quá hạn: sơ kết năm {year}",
}


def following_tasks(user: Editor, today: date) -> Iterator[Task]:
    """Yield what is due soon or overdue: of a board its own, of the province who is overdue.

    One query where no day is set, two more for each year that is asked of else.
    """
    if not (user.sees_province or user.may_edit):
        return
    dues = Dues.read()
    for year in _years(dues, today):
        found = _standings(user, year, today, dues)
        for kind in OWED:
            if kind == Kind.PROGRAMME and year != today.year:
                continue
            yield from _of(kind, year, found, user, today)


def _years(dues: Dues, today: date) -> list[int]:
    """Return this year, and the year before where its review was set a day."""
    years = [year for year in (today.year - 1, today.year) if year in dues.reviews]
    return sorted({*years, today.year}) if years or dues.programmes else []


def _standings(user: Editor, year: int, today: date, dues: Dues) -> list[Standing]:
    """Return how the units of a user stand that owe something of a year, by the map of its end."""
    day = min(last_day(year), today)
    own = None if user.sees_province else user.edited_units

    def write() -> UnitQuerySet:
        units = those_owing(Unit.objects.order_by("code"), day)
        return units if own is None else units.filter(pk__in=own)

    there = found_again(("owing papers", day, own), write, Unit)
    return standings(there, {unit.pk for unit in there}, year, day, today, dues)


def _of(
    kind: Kind, year: int, found: Sequence[Standing], user: Editor, today: date
) -> Iterator[Task]:
    overdue = [each for each in found if each.act(kind).state == State.OVERDUE]
    if user.sees_province:
        if overdue:
            yield _several(_in_year(_URGED[kind], year), overdue, kind, year, State.OVERDUE)
        return
    label = _in_year(_TO_DO[kind], year)
    soon = [each for each in found if _is_soon(each, kind, today)]
    label = label[0].upper() + label[1:]
    if len(overdue) + len(soon) == 1:
        [one] = [*overdue, *soon]
        told = "quá hạn" if overdue else "hạn"
        url = reverse("following-unit", args=[one.unit.pk])
        yield Task(label, f"{told} {one.act(kind).due:%d/%m/%Y}", url, one.unit.name, waits=True)
    elif overdue or soon:
        yield _several(label, [*overdue, *soon], kind, year, None)


def _in_year(label: str, year: int) -> str:
    return label.replace("{year}", str(year))


def _is_soon(each: Standing, kind: Kind, today: date) -> bool:
    act = each.act(kind)
    missing = act.state == State.MISSING and act.due is not None
    return missing and act.due is not None and act.due <= today + SOON


def _several(
    label: str, found: Collection[Standing], kind: Kind, year: int, state: State | None
) -> Task:
    names = [each.unit.name for each in found]
    more = f" và {len(names) - NAMED} đơn vị khác" if len(names) > NAMED else ""
    told = f"{', '.join(names[:NAMED])}{more}"
    asked = {"year": year, "kind": kind.value, "show": state.value if state else "owing"}
    url = f"{reverse('following')}?{urlencode(asked)}"
    return Task(label, f"{len(names)} đơn vị", url, told, waits=True)

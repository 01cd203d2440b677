"""What committees did for the resolution in a year (IV.1, IV.7), as lines and read from them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from personnel.models import Following, FollowingDue, Unit

from .asked import Asked
from .committees import THERE, Act, Kind, Standing, State, owing, standings
from .told import Line, Told

NAME = "following"
# Of a commune below a district: it may have a programme and owes none here.
BESIDE = "commune"


@dataclass(frozen=True)
class TheAct:
    """Whether a unit (its id) has its programme or review: the paper that counts, when due."""

    unit: int
    state: State
    number: str
    day: date | None
    due: date | None

    @property
    def is_there(self) -> bool:
        """Whether it is there, late or not."""
        return self.state in THERE


@dataclass(frozen=True)
class TheInspection:
    """An inspection of a unit (its id), what it found and what became of that."""

    unit: int
    number: str
    day: date
    issuer: str
    summary: str
    remedied: str


def lines(asked: Asked) -> Iterator[Line]:
    """Yield what each unit that owes a programme and a review has, and who was inspected.

    Nothing while nobody keeps the register: no day is set and no paper is recorded.
    """
    if not (FollowingDue.objects.exists() or Following.objects.exists()):
        return
    day, on = asked.day, asked.lens.units_on
    owed = owing(asked.units, on)
    # What is no committee has no papers.
    units = Unit.objects.filter(pk__in=asked.units).in_force(on).order_by("pk")
    for standing in standings(units, owed, day.year, day, day):
        yield from _of(standing)


def acts(told: Told, kind: str) -> list[TheAct]:
    """Return how each unit that owes it stands to a programme or a review."""
    return [
        _act(line, state)
        for state in State
        for line in told.behind(_code(kind, state.value))
    ]  # fmt: skip


def beside(told: Told, kind: str) -> int:
    """Return how many communes below a district have one too."""
    return told.count(_code(BESIDE, kind))


def inspections(told: Told) -> list[TheInspection]:
    """Return the inspections of the year, the earliest first."""
    found = [
        TheInspection(line.unit, number, date.fromisoformat(day), *rest)
        for line in told.behind(Kind.INSPECTION.value)
        for day, number, *rest in [json.loads(line.detail)]
    ]
    return sorted(found, key=lambda each: (each.day, each.unit, each.number))


def _of(standing: Standing) -> Iterator[Line]:
    unit = standing.unit.pk
    for act in standing.acts:
        if standing.owes:
            yield Line(_code(act.kind, act.state.value), unit, detail=_told(act))
        elif act.papers:
            yield Line(_code(BESIDE, act.kind), unit)
    for paper in standing.inspections:
        told = paper.day.isoformat(), paper.number, paper.issuer, paper.summary, paper.remedied
        yield Line(Kind.INSPECTION.value, unit, detail=json.dumps(told, ensure_ascii=False))


def _told(act: Act) -> str:
    first = act.first
    found = (
        first.number if first else "",
        first.day.isoformat() if first else "",
        act.due.isoformat() if act.due else "",
    )
    return json.dumps(found, ensure_ascii=False)


def _act(line: Line, state: State) -> TheAct:
    number, day, due = json.loads(line.detail)
    return TheAct(line.unit, state, number, _day(day), _day(due))


def _day(told: str) -> date | None:
    return date.fromisoformat(told) if told else None


def _code(kind: str, what: str) -> str:
    return f"{kind}.{what}"

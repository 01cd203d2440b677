"""Every unit against every criterion, as records for commands and workbooks."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict

from personnel.models import Person, Unit
from targets.figures import Figure
from targets.judging import RollUp, roll_up
from targets.rules import Criterion

from .board import figure_key


class Assessment(TypedDict):
    """One unit and one criterion; the counts are people, or dossiers for the unit criterion."""

    unit: str
    level: str
    criterion: str
    covered: int
    met: int
    short: int
    unknown: int
    verdict: str


def assess(day: date, criteria: Iterable[Criterion], unit: Unit | None = None) -> list[Assessment]:
    """Assess every unit in force on `day`, or `unit` and those below it, province first."""
    criteria = list(criteria)
    figures = roll_up(day, criteria, Person.objects.all(), Unit.objects.all())
    return [
        assessed(at, criterion, figures)
        for at in units_from_the_top(Unit.objects.in_force(day), unit)
        for criterion in criteria
    ]


def units_from_the_top(units: Iterable[Unit], below: Unit | None = None) -> list[Unit]:
    """Return units ordered by level, then code; with `below`, only that one and those within."""
    levels = list(Unit.Level.values)
    ordered = sorted(units, key=lambda unit: (levels.index(unit.level), unit.code))
    if below is None or below.level == Unit.Level.PROVINCE:
        return ordered
    return [unit for unit in ordered if below.pk in (unit.pk, unit.parent_id)]


def assessed(unit: Unit, criterion: Criterion, figures: RollUp) -> Assessment:
    """Return the record of one unit and criterion."""
    figure: Figure = figures.figure(criterion, figure_key(unit))
    return {
        "unit": unit.code,
        "level": unit.level,
        "criterion": criterion.code,
        "covered": figure.covered,
        "met": figure.met,
        "short": figure.short,
        "unknown": figure.unknown,
        "verdict": figure.verdict(criterion.share).value,
    }

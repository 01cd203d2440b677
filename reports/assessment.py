"""Every unit against every criterion, as records for commands and workbooks."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypedDict

from personnel.counted import has_a_row
from personnel.models import Person, Title, Unit
from targets.figures import Figure
from targets.judging import Place, RollUp, UnitCounts, roll_up
from targets.rules import Criterion
from targets.structure import BASES, MEASURES

from .board import figure_key
from .sources import Source
from .workforce import workforce_conditions

PARTS = ("part", "whole")


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
    """Assess every unit with a row on `day`, or `unit` and those below it, province first."""
    criteria = list(criteria)
    figures = roll_up(day, criteria, Person.objects.all(), Unit.objects.all())
    return [
        assessed(at, criterion, figures, day)
        for at in units_from_the_top(Unit.objects.filter(has_a_row(day)), unit)
        for criterion in criteria
    ]


def units_from_the_top(units: Iterable[Unit], below: Unit | None = None) -> list[Unit]:
    """Return units ordered by level, then code; with `below`, only that one and those within."""
    levels = list(Unit.Level.values)
    ordered = sorted(units, key=lambda unit: (levels.index(unit.level), unit.code))
    if below is None or below.level == Unit.Level.PROVINCE:
        return ordered
    return [unit for unit in ordered if below.pk in (unit.pk, unit.parent_id)]


def assessed(unit: Unit, criterion: Criterion, figures: RollUp, day: date) -> Assessment:
    """Return the record of one unit and criterion."""
    figure: Figure = figures.figure(criterion, figure_key(unit))
    return {
        "unit": unit.address_on(day),
        "level": unit.level,
        "criterion": criterion.code,
        "covered": figure.covered,
        "met": figure.met,
        "short": figure.short,
        "unknown": figure.unknown,
        "verdict": figure.verdict(criterion.share).value,
    }


def figures_as_json(source: Source) -> dict[str, Any]:
    """Return every figure of a source as plain records, for other systems and for comparing.

    Each unit from the top with an `Assessment` of every criterion of the horizon and its other
    readings, and the numbers of its workforce. Whole numbers and text only, in one order.
    """
    criteria = [each for c in source.lens.criteria for each in (c, *c.variants)]
    figures, day = source.figures(criteria), source.lens.day
    counts = source.counts(workforce_conditions(source.lens))
    return {
        "source": source.label,
        "hash": source.digest,
        "day": day.isoformat(),
        "horizon": source.lens.horizon.code,
        "missing": [{"unit": unit.code, "name": unit.name} for unit in source.missing],
        "units": [
            {
                **_unit_record(unit, day),
                "criteria": [assessed(unit, criterion, figures, day) for criterion in criteria],
                **_workforce_record(counts, figure_key(unit)),
            }
            for unit in source.units
        ],
    }


def _unit_record(unit: Unit, day: date) -> dict[str, Any]:
    return {
        "unit": unit.address_on(day),
        "name": unit.name,
        "level": unit.level,
        "kind": unit.kind,
        "parent": unit.parent.address_on(day) if unit.parent_id and unit.parent else None,
        "valid_from": unit.valid_from and unit.valid_from.isoformat(),
        "valid_to": unit.valid_to and unit.valid_to.isoformat(),
        "terrain": unit.terrain,
        "terrain_confirmed": unit.terrain_confirmed,
        "minority_area": unit.minority_area,
    }


def _workforce_record(counts: UnitCounts, place: Place) -> dict[str, Any]:
    groups = (*Title.Group.values, *BASES)
    return {
        "groups": {group: counts(f"group {group}", place) for group in groups},
        "structure": {
            measure: {
                base: {part: counts(f"{measure} {base} {part}", place) for part in PARTS}
                for base in BASES
            }
            for measure in MEASURES
        },
    }

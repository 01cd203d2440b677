"""Every unit against every criterion, as records for commands and workbooks."""

from collections.abc import Iterable
from typing import Any, TypedDict

from personnel.models import Title, Unit
from targets.covers import COMMITTEE
from targets.criteria import with_other_readings
from targets.figures import Figure, Outcome
from targets.judging import Place, RollUp, UnitCounts, figure_key
from targets.lens import Lens
from targets.rules import Criterion
from targets.sources import Source
from targets.structure import BASES, MEASURES

from .lines import turned
from .unmet import together_counted
from .workforce import workforce_conditions

PARTS = ("part", "whole")


class Counted(TypedDict):
    """A figure and how it stands; the counts are people, or dossiers for the unit criterion."""

    covered: int
    met: int
    short: int
    unknown: int
    verdict: str


class Otherwise(Counted):
    """A clause read otherwise: whom it then covers, and what it comes to."""

    covers: str


class Assessment(Counted):
    """One unit and one criterion.

    `otherwise` is the clause read otherwise where that turns the verdict, else None;
    `map` is the day by whose units the figure is grouped where that is another map than its own,
    else ""; `assumption` what a figure of a day to come takes for granted, else "".
    """

    unit: str
    level: str
    criterion: str
    otherwise: Otherwise | None
    map: str
    assumption: str


def assess(source: Source, criteria: Iterable[Criterion]) -> list[Assessment]:
    """Assess every unit of a source by the criteria, from the top.

    Of a day to come every record says what it takes for granted; by another map, by which.
    """
    criteria = list(criteria)
    figures = source.figures(with_other_readings(criteria))
    return [
        assessed(unit, source, criterion, figures)
        for unit in source.units
        for criterion in criteria
    ]


def assessed(unit: Unit, source: Source, criterion: Criterion, figures: RollUp) -> Assessment:
    """Return the record of one unit of a source and criterion.

    `figures` hold its other reading, too.
    """
    return {
        "unit": source.name_of(unit),
        "level": unit.level,
        "criterion": criterion.code,
        **_counted(criterion, figures.figure(criterion, figure_key(unit))),
        "otherwise": otherwise(unit, criterion, figures),
        "map": map_told(source.lens),
        "assumption": source.lens.assumption,
    }


def map_told(lens: Lens) -> str:
    """Return the day by whose units figures are grouped; "" where it is the map of their own."""
    return lens.map_day.isoformat() if lens.map_day else ""


def _counted(criterion: Criterion, figure: Figure) -> Counted:
    return {
        "covered": figure.covered,
        "met": figure.met,
        "short": figure.short,
        "unknown": figure.unknown,
        "verdict": figure.verdict(criterion.share).value,
    }


def otherwise(unit: Unit, criterion: Criterion, figures: RollUp) -> Otherwise | None:
    """Return the record of the clause read otherwise; None where that does not turn the verdict."""
    other, place = criterion.otherwise, figure_key(unit)
    if other is None:
        return None
    figure = figures.figure(other, place)
    verdict = figures.figure(criterion, place).verdict(criterion.share)
    if not turned(verdict, figure.verdict(other.share)):
        return None
    return {"covers": other.cover.label, **_counted(other, figure)}


def figures_as_json(source: Source) -> dict[str, Any]:
    """Return every figure of a source as plain records, for other systems and for comparing.

    Each unit from the top with an `Assessment` of every criterion of the horizon and its other
    readings, and the numbers of its workforce. Whole numbers and text only, in one order.
    """
    criteria = [each for c in source.lens.criteria for each in (c, *c.variants)]
    figures, lens = source.figures(criteria), source.lens
    counts = source.counts(workforce_conditions(source.lens))
    return {
        "source": source.label,
        "hash": source.digest,
        "day": lens.day.isoformat(),
        "horizon": lens.horizon.code,
        "map": map_told(lens),
        "assumption": lens.assumption,
        "missing": [{"unit": unit.code, "name": unit.name} for unit in source.missing],
        "units": [
            {
                **_unit_record(unit, source),
                "criteria": [assessed(unit, source, criterion, figures) for criterion in criteria],
                **_workforce_record(counts, figure_key(unit)),
            }
            for unit in source.units
        ],
    }


def _unit_record(unit: Unit, source: Source) -> dict[str, Any]:
    return {
        "unit": source.name_of(unit),
        "name": unit.name,
        "level": unit.level,
        "kind": unit.kind,
        "parent": source.name_of(unit.above) if unit.above else None,
        "valid_from": unit.valid_from and unit.valid_from.isoformat(),
        "valid_to": unit.valid_to and unit.valid_to.isoformat(),
        "terrain": unit.terrain,
        "terrain_confirmed": unit.terrain_confirmed,
        "minority_area": unit.minority_area,
        "minority_area_confirmed": unit.minority_area_confirmed,
    }


def _workforce_record(counts: UnitCounts, place: Place) -> dict[str, Any]:
    groups = (*Title.Group.values, *BASES, COMMITTEE.code)
    return {
        "together": {
            outcome.value: together_counted(counts, outcome, place)
            for outcome in (Outcome.SHORT, Outcome.UNKNOWN)
        },
        "groups": {group: counts(f"group {group}", place) for group in groups},
        "structure": {
            measure: {
                base: {part: counts(f"{measure} {base} {part}", place) for part in PARTS}
                for base in BASES
            }
            for measure in MEASURES
        },
    }

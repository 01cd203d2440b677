"""Who stands behind a number: people with their title, collectives with their commune."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from personnel.models import Evaluation, Title, Unit, UnitEvaluation
from personnel.models.evaluations import Graded
from reports.links import page_url
from reports.yearly.graded import code_of
from reports.yearly.levels import LABELS, LEVELS, WHO, WHO_LABELS, collective_labels
from reports.yearly.told import Line

from .asked import Asked

_FEW = 900  # so many people are asked for by number, more are read with all the others


@dataclass(frozen=True)
class Row:
    """Somebody, or a collective, with the level of the year and the paper that says it."""

    name: str
    title: str
    unit: str
    above: str
    level: str
    graded: Graded | None = None
    group: str = ""
    url: str = ""


def listed(asked: Asked) -> list[Row]:
    """Return whom the number that is asked for counts, by unit and name."""
    return _collectives(asked) if asked.collective else _people(asked)


def _people(asked: Asked) -> list[Row]:
    units = asked.inside(asked.within) if asked.within else None
    groups = WHO.get(asked.who)
    lines = {
        line.person: line
        for line in asked.people.behind(*LEVELS[asked.what], units=units)
        if groups is None or line.group in groups
    }
    graded = _graded_people(asked, lines)
    places = {unit.pk: (at, unit) for at, unit in enumerate(asked.source.units)}
    titles = Title.objects.in_bulk()
    rows = sorted(
        (row for row in _standing(asked, lines) if row.pk in lines),
        key=lambda row: (places[row.unit_id][0], bytes(row.sort_key), row.pk),
    )
    return [
        Row(
            row.full_name,
            str(titles[row.title_id]),
            *_named(places[row.unit_id][1]),
            LABELS[lines[row.pk].code],
            graded.get(row.pk),
            WHO_LABELS[lines[row.pk].group],
            page_url(asked.lens, "person", row.pk),
        )
        for row in rows
    ]


def _standing(asked: Asked, lines: Mapping[int, Line]) -> Iterable[Any]:
    few = len(lines) <= _FEW
    return asked.source.rows_of(list(lines), ()) if few else asked.source.rows()


def _graded_people(asked: Asked, lines: Mapping[int, Line]) -> dict[int, Evaluation]:
    found = Evaluation.objects.of_year(asked.year).order_by()
    if len(lines) <= _FEW:
        found = found.filter(person__in=list(lines))
    return {each.person_id: each for each in found}


def _collectives(asked: Asked) -> list[Row]:
    codes = {code_of(asked.collective, level): level for level in LEVELS[asked.what]}
    units = asked.inside(asked.within) if asked.within else None
    lines = asked.collectives.behind(*codes, units=units)
    graded = {
        each.unit_id: each
        for each in UnitEvaluation.objects.of_year(asked.year).order_by()
        if each.collective == asked.collective
    }
    communes = Unit.objects.with_above().in_bulk([int(line.detail) for line in lines])
    label = collective_labels()[asked.collective]
    places = {unit.pk: (at, unit) for at, unit in enumerate(asked.source.units)}
    told = sorted(lines, key=lambda line: (places[line.unit][0], communes[int(line.detail)].code))
    return [
        Row(
            f"{label} {commune.name}",
            "",
            *_named(places[line.unit][1]),
            LABELS[codes[line.code]],
            graded.get(commune.pk),
        )
        for line in told
        for commune in [communes[int(line.detail)]]
    ]


def _named(unit: Unit) -> tuple[str, str]:
    """Return the name of a unit, and of what it stands below where that is no province."""
    above = unit.above
    return unit.name, above.name if above and not above.is_province else ""

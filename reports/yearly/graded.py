"""How those in post, and the collectives of their communes, were evaluated of a year (III.4)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Coalesce

from personnel.basics.spells import SPELL
from personnel.models import Evaluation, Person, Unit, UnitEvaluation
from personnel.reading.evaluated import due_year, worked_enough
from personnel.scope import Viewer

from .asked import Asked
from .told import Line

# Beside the levels: nothing is recorded; less than six months of work, so that nothing has to be.
MISSING, NEW = "missing", "new"
Collective = UnitEvaluation.Collective


def code_of(collective: str, level: str) -> str:
    """Return the code under which a collective of a level is counted."""
    return f"{collective}:{level}"


def people_graded(asked: Asked) -> Iterator[Line]:
    """Yield a line for everybody in post, by the level of the last year that is over."""
    return people_of(asked, due_year(asked.day))


def collectives_graded(asked: Asked) -> Iterator[Line]:
    """Yield a line for each collective of the same year."""
    return collectives_of(asked, due_year(asked.day))


def people_of(asked: Asked, year: int) -> Iterator[Line]:
    """Yield a line for everybody in post on the day, by their level of a year; three queries."""
    grades = dict(Evaluation.objects.of_year(year).order_by().values_list("person", "grade"))
    enough = set(Person.objects.filter(worked_enough(year)).order_by().values_list("pk", flat=True))
    for person, there in asked.there.items():
        level = grades.get(person) or (MISSING if person in enough else NEW)
        yield Line(level, there.unit, there.group, person)


def collectives_of(asked: Asked, year: int) -> Iterator[Line]:
    """Yield a line for each collective of the communes in force on the day; two queries.

    By what stands for a commune on the map that is asked for: of two that became one there are
    both, as each was evaluated by itself. `detail` is the number of the commune itself.
    """
    seen = UnitEvaluation.objects.of_year(year)
    if asked.viewer is not None:
        seen = seen.visible_to(asked.viewer)
    grades = {
        (unit, collective): grade
        for unit, collective, grade in seen.order_by().values_list("unit", "collective", "grade")
    }
    for unit, place in _communes(asked):
        for collective in Collective.values:
            level = grades.get((unit, collective), MISSING)
            yield Line(code_of(collective, level), place, detail=str(unit))


def _communes(asked: Asked) -> Iterator[tuple[int, int]]:
    """Yield the communes in force on the day, each with what stands for it; one query."""
    stands = SPELL.on(asked.lens.units_on, "places__") & Q(places__branch=0)
    there = Unit.objects.communes().filter(_sight(asked.viewer), Unit.days.on(asked.day))
    placed = there.alias(spell=FilteredRelation("places", condition=stands))
    rows = placed.order_by().values_list("pk", Coalesce("spell__place_id", F("pk")))
    return ((unit, place) for unit, place in rows if place in asked.units)


def _sight(viewer: Viewer | None) -> Q:
    return Q() if viewer is None or viewer.sees_province else Q(pk__in=viewer.scope_units)

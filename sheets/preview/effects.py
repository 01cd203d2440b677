"""What an upload does to the figures: counted before and after it, and nothing is written.

The file is written as it would be, without history, inside a savepoint that is taken back; so
the figures are those of the very query that counts them afterwards, and nobody else sees them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import IntegrityError, OperationalError, transaction

from personnel.basics.constraints import violated
from personnel.basics.outages import is_busy
from personnel.models import Person, PersonQuerySet, Post, Unit
from personnel.models.units import together
from personnel.reading.counted import has_a_row
from sheets.comparing.absent import Ending, to_end
from sheets.comparing.changes import Comparison
from sheets.deciding import Decisions
from sheets.scope import Scope
from sheets.writing.saving import save
from targets.criteria import REGISTER
from targets.figures import Figure
from targets.judging import Place, RollUp, figure_key, roll_up

from .jumps import Register, jumps

_COUNTED = [criterion for criterion in REGISTER if criterion.about_people]
Line = list[int | str | list[int] | None]


def effects_of(
    comparison: Comparison, decisions: Decisions, day: date, scope: Scope | None
) -> dict[str, Any]:
    """Return the figures on `day` that the upload changes, as plain lists and mappings.

    `lines` are lists of a unit's id (None: all districts of the scope together), a criterion's
    code, and met, short and unknown before and after; of every commune and district in `scope`,
    None being the province. `jumps` tells in words what else would be new. `refused` says why the
    rows would not be written, else "". Only `busy` where the database was held by other writers
    for too long.
    """
    top, units = _units(day, scope)
    people = _people(top)
    rows = [diff.row for diff in comparison.rows]
    ending = to_end(rows, comparison, decisions, scope, day)
    if ending.refusal:
        return _told(day, refused=ending.refusal)
    try:
        with transaction.atomic():
            before, was = _figures(day, people), Register.of(day, top, people.all())
            _as_if_written(comparison, ending)
            after, becomes = _figures(day, people), Register.of(day, top, people.all())
            jumped = jumps(was, becomes, day, top)
            transaction.set_rollback(True)
    except IntegrityError as error:
        return _told(day, refused=violated(error))
    except OperationalError as error:
        if not is_busy(error):
            raise
        return {"busy": True}
    return _told(day, list(_changed(top, units, before, after))) | {"jumps": jumped}


def _told(day: date, lines: Iterable[Line] = (), refused: str = "") -> dict[str, Any]:
    return {"day": day.isoformat(), "lines": list(lines), "refused": refused}


def _units(day: date, scope: Scope | None) -> tuple[Unit, list[Unit]]:
    """Return what stands for the whole scope, and the districts and communes within."""
    units = list(Unit.objects.filter(has_a_row(day)).select_related("parent").order_by("code"))
    if scope is None:
        top = next(unit for unit in units if unit.level == Unit.Level.PROVINCE)
        return top, [unit for unit in units if unit is not top]
    top = scope.only or together(scope.districts)
    return top, [unit for unit in units if scope.ids & {unit.pk, unit.parent_id}]


def _people(top: Unit) -> PersonQuerySet:
    """Return whoever holds or held a post within `top`."""
    if top.level == Unit.Level.PROVINCE and not top.parts:
        return Person.objects.all()
    return Person.objects.filter(pk__in=Post.objects.within(top).values("person"))


def _figures(day: date, people: PersonQuerySet) -> RollUp:
    return roll_up(day, _COUNTED, people.all(), Unit.objects.none())


def _changed(top: Unit, units: list[Unit], before: RollUp, after: RollUp) -> Iterator[Line]:
    places: list[tuple[int | None, Place]] = [(unit.pk, figure_key(unit)) for unit in units]
    if top not in units:
        places.insert(0, (None, figure_key(top)))
    for pk, place in places:
        for criterion in _COUNTED:
            was, becomes = before.figure(criterion, place), after.figure(criterion, place)
            if was != becomes:
                yield [pk, criterion.code, _counts(was), _counts(becomes)]


def _counts(figure: Figure) -> list[int]:
    return [figure.met, figure.short, figure.unknown]


def _as_if_written(comparison: Comparison, ending: Ending) -> None:
    """Write without history; new people keep no number of it, for it is taken back."""
    try:
        save(comparison.written, ending)
    finally:
        for person in (diff.person for diff in comparison.rows if diff.is_new):
            person.pk, person._state.adding = None, True

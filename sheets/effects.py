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
from targets.criteria import REGISTER, horizon_on
from targets.figures import Figure
from targets.judging import Place, RollUp, figure_key
from targets.lens import Lens
from targets.sources import LiveSource

from .comparing.absent import Ending, to_end
from .comparing.changes import Comparison
from .deciding import Decisions
from .jumps import Register, jumps
from .scope import Scope
from .writing.saving import save

_COUNTED = [criterion for criterion in REGISTER if criterion.about_people]
Line = list[int | str | list[int] | None]


def effects_of(
    comparison: Comparison, decisions: Decisions, day: date, scope: Scope | None
) -> dict[str, Any]:
    """Return the figures on `day` that the upload changes, as plain lists and mappings.

    `lines` are lists of a unit's id (None: all units of the scope together), a criterion's
    code, and met, short and unknown before and after; of every unit in `scope`, None
    being the province. `jumps` tells in words what else would be new. `refused` says why the
    rows would not be written, else "". Only `busy` where the database was held by other writers
    for too long.
    """
    source = _source(day, scope)
    rows = [diff.row for diff in comparison.rows]
    ending = to_end(rows, comparison, decisions, scope, day)
    if ending.refusal:
        return _told(day, refused=ending.refusal)
    try:
        with transaction.atomic():
            before, was = source.figures(_COUNTED), Register.of(day, source.root)
            _as_if_written(comparison, ending, day)
            after, becomes = source.figures(_COUNTED), Register.of(day, source.root)
            jumped = jumps(was, becomes, day, source.root)
            transaction.set_rollback(True)
    except IntegrityError as error:
        return _told(day, refused=violated(error))
    except OperationalError as error:
        if not is_busy(error):
            raise
        return {"busy": True}
    return _told(day, list(_changed(source, before, after))) | {"jumps": jumped}


def _told(day: date, lines: Iterable[Line] = (), refused: str = "") -> dict[str, Any]:
    return {"day": day.isoformat(), "lines": list(lines), "refused": refused}


def _source(day: date, scope: Scope | None) -> LiveSource:
    lens = Lens(horizon_on(day), day)
    if scope is None:
        return LiveSource.of_province(lens)
    return LiveSource(lens, scope.root(day))


def _changed(source: LiveSource, before: RollUp, after: RollUp) -> Iterator[Line]:
    units = [unit for unit in source.units if not unit.whole_province]
    places: list[tuple[int | None, Place]] = [(unit.pk, figure_key(unit)) for unit in units]
    if source.root not in units:
        places.insert(0, (None, figure_key(source.root)))
    for pk, place in places:
        for criterion in _COUNTED:
            was, becomes = before.figure(criterion, place), after.figure(criterion, place)
            if was != becomes:
                yield [pk, criterion.code, _counts(was), _counts(becomes)]


def _counts(figure: Figure) -> list[int]:
    return [figure.met, figure.short, figure.unknown]


def _as_if_written(comparison: Comparison, ending: Ending, day: date) -> None:
    """Write without history; new people keep no number of it, for it is taken back."""
    try:
        save(comparison.written, ending, today=day)
    finally:
        for person in (diff.person for diff in comparison.rows if diff.is_new):
            person.pk, person._state.adding = None, True

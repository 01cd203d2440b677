"""Writing the lines of units and titles: a decision holds from a day on and changes none before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction

from personnel.basics.spells import EVER, NEVER, Spell

from .signing import signed

DAY = timedelta(days=1)


@transaction.atomic
def decide(
    model: type[Spell],
    line: Mapping[str, Any],
    own: Mapping[str, Any],
    day: date,
    values: Mapping[str, Any],
    *,
    by: Any,
    reason: str,
) -> Spell:
    """Write that a line has these values from `day` on, until a later decision that is there.

    `line` names whose line it is, `own` are the values of who has none yet: what held before
    stays. A decision from the same day takes the place of the earlier one. The owner is locked
    by the caller. Returns the spell that begins.
    """
    spells = list(_of(model, line))
    if not spells:
        spells = [model(**line, **own, first=EVER, last=NEVER)]
    at = next(spell for spell in spells if spell.lasts_on(day))
    if at.first == day:
        for name, value in values.items():
            setattr(at, name, value)
        return _written(at, by, reason)
    last, at.last = at.last, day - DAY
    _written(at, by, reason)
    return _written(model(**line, **values, first=day, last=last), by, reason)


@transaction.atomic
def take_back(spell: Spell, *, by: Any, reason: str) -> None:
    """Delete a decision: what held before it holds on. Raises ValueError for the first of a line.

    Where nothing but what held at first is left, the line goes altogether.
    """
    model = type(spell)
    line = {name: getattr(spell, name) for name in model.LINE}
    spells = list(_of(model, line))
    if spell.first == EVER:
        raise ValueError("what held at first is not a decision")
    before = next(each for each in spells if each.last == spell.first - DAY)
    signed(spell, by, reason).delete()
    if len(spells) == 2:
        signed(before, by, reason).delete()
        return
    before.last = spell.last
    _written(before, by, reason)


def _of(model: type[Spell], line: Mapping[str, Any]) -> models.QuerySet[Any]:
    return model._default_manager.filter(**line).order_by("first")


def _written(record: Any, by: Any, reason: str) -> Any:
    signed(record, by, reason).save()
    return record

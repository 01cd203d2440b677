"""Applying a decree: checked, measured, written, measured again, and kept only if all holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from personnel.basics.constraints import violated
from personnel.basics.outages import is_busy
from personnel.keeping.locking import hold_list
from personnel.keeping.signing import signed
from personnel.models import Decree, Person, Unit
from personnel.places.decreed import Decreed
from personnel.places.decreeing import groups_of_ended, write_decree
from reports.models import Period

from .checking import Fault, faults
from .checks.sent import people_of
from .invariants import NAMES, Change, broken
from .measuring import Measured, OnDay, days_around
from .models import DecreeDraft, Reorganisation
from .results import Applied, Broken, NotApplied
from .rights import NONE_CHOSEN, RightsChosen, carry_rights, confirmed_units
from .sight import Sight
from .splitting import send
from .traces import Written, read_tables
from .under_way import work_in_the_way

T = TypeVar("T")


@dataclass(frozen=True)
class Rehearsed:
    """A decree as it would be applied, within the transaction that is rolled back.

    `broken` is what would keep it from being applied.
    """

    decree: Decree
    change: Change
    applied: Applied
    broken: list[Broken]

    @property
    def before(self) -> OnDay:
        """The day of the decree as it is without it."""
        return self.change.before.days[self.decree.day]

    @property
    def after(self) -> OnDay:
        """The same day with it."""
        return self.change.after.days[self.decree.day]


def apply(
    decreed: Decreed, *, by: Any, at: datetime, rights: RightsChosen = NONE_CHOSEN
) -> Applied:
    """Write a decree in one transaction; return what was written, in numbers.

    `rights` are what was confirmed of rights that end, or are asked about.

    Applied already, it writes nothing and says so. Raises NotApplied where it has faults, where
    another decree of its number was applied, and where something that must hold would not.
    """
    with _whole():
        _hold_units(decreed)
        if already := _already(decreed):
            return already
        before, days = read_tables(), days_around(decreed.day, timezone.localdate(at))
        written = _written(decreed, days, rights, by, at)
        if written.broken:
            raise NotApplied(broken=written.broken)
        _keep(_by_id(decreed), written, Written.between(before, read_tables()), by, at)
        return written.applied


def rehearse(
    decreed: Decreed, *, by: Any, look: Callable[[Rehearsed], T], days: Iterable[date] = (),
    rights: RightsChosen = NONE_CHOSEN,
) -> T:  # fmt: skip
    """Apply a decree, have `look` see it in the middle, take it back; return what `look` did.

    What applying would do is what is seen. Measured on its day and the eve, or on `days`. Raises
    NotApplied where it has faults or was applied already; what would not hold is told instead.
    """
    with _whole():
        _hold_units(decreed)
        _require_new(decreed)
        measured = sorted({*days, decreed.eve, decreed.day})
        seen = look(_written(decreed, measured, rights, by, timezone.now()))
        transaction.set_rollback(True)
        return seen


def glance(decreed: Decreed, *, by: Any, look: Callable[[Decree], T]) -> T:
    """Write a decree down, have `look` see it, take it back; as `rehearse`, with nothing measured.

    For what is asked of the written decree alone. Raises NotApplied where it has faults or was
    applied already.
    """
    with _whole():
        _hold_units(decreed)
        _require_new(decreed)
        _require_sound(decreed)
        decree, _, _ = _write(decreed, by, timezone.now())
        seen = look(decree)
        transaction.set_rollback(True)
        return seen


def _require_new(decreed: Decreed) -> None:
    """Raise NotApplied where a decree, or another of its number, was applied already."""
    if _already(decreed):
        raise NotApplied([Fault("applied", f"{decreed.number} đã được áp dụng.")])


def _require_sound(decreed: Decreed) -> None:
    """Raise NotApplied where a decree has faults."""
    if found := faults(decreed, sealed=Period.objects.last_sealed_day()):
        raise NotApplied(found)


@contextmanager
def _whole() -> Iterator[None]:
    """Keep all that is written in the block, or nothing; raises NotApplied where it cannot be."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise NotApplied([Fault("database", violated(error))]) from error
    except OperationalError as error:
        if not is_busy(error):
            raise
        told = "Cơ sở dữ liệu đang bận ghi một lượt khác. Hãy thử lại sau ít phút."
        raise NotApplied([Fault("busy", told)]) from error


def _written(
    decreed: Decreed, days: Collection[date], rights: RightsChosen, by: Any, at: datetime
) -> Rehearsed:
    """Write a decree that is not there yet; measured before and after."""
    _require_sound(decreed)
    before, sight = Measured.read(days), Sight.read(decreed.day)
    decree, groups, sent = _write(decreed, by, at)
    carried = carry_rights(decree, rights, by=by, at=at)
    sights = sight, Sight.read(decreed.day), confirmed_units(decree, rights)
    change = Change(decree, before, Measured.read(days), decreed.ends, sights)
    wrong = [*broken(change), *work_in_the_way(decreed)]
    applied = Applied(
        decreed.number,
        decreed.day,
        ended=len(decreed.ends),
        begun=len(decreed.begins),
        people=_people(decreed, change.after.days[decreed.day]),
        sent=sent,
        groups=groups,
        rights=dict(carried),
        invariants={name: name not in {each.name for each in wrong} for name in NAMES},
    )
    return Rehearsed(decree, change, applied, wrong)


def _write(decreed: Decreed, by: Any, at: datetime) -> tuple[Decree, int, int]:
    """Write a decree but for rights; return it, how many groups it left, how many people it sent.

    Sent elsewhere than by default.
    """
    decree = write_decree(decreed, by=by)
    groups = groups_of_ended(decreed, by=by)
    return decree, len(groups), _send(decreed, decree, by, at)


def _hold_units(decreed: Decreed) -> None:
    """Make whoever else changes units, or begins a post in one that ends, wait."""
    hold_list(Unit)
    ending = Unit.objects.in_force(decreed.eve).filter(code__in=decreed.ends)
    list(ending.order_by("pk").select_for_update().values_list("pk"))


def _already(decreed: Decreed) -> Applied | None:
    """Return what came of this decree if it was applied before; raises NotApplied for another."""
    decree = Decree.objects.filter(number=decreed.number).first()
    if decree is None:
        return None
    kept = Reorganisation.objects.filter(decree=decree).first()
    if kept is None or _said(kept.decreed) != _said(decreed):
        told = f"Đã có văn bản số {decreed.number} được áp dụng với nội dung khác."
        raise NotApplied([Fault("number_taken", told)])
    return replace(Applied.of_json(kept.result), already=True)


def _said(decreed: Decreed) -> tuple[Any, ...]:
    """Return what a decree says in one order, so that two can be compared."""
    told = _by_id(decreed).as_told()
    listed = ("begins", "changes", "splits", "past")
    in_order = (sorted(json.dumps(each, sort_keys=True) for each in told[name]) for name in listed)
    return (decreed.day, sorted(decreed.ends), *in_order)


def _by_id(decreed: Decreed) -> Decreed:
    """Return the same with people named by id, as it is kept; a stranger stays as he is told."""
    known = people_of(decreed.splits)
    splits = (replace(sent, person=str(known.get(sent.person, sent.person)))
              for sent in decreed.splits)  # fmt: skip
    return replace(decreed, splits=tuple(splits))


def _send(decreed: Decreed, decree: Decree, by: Any, at: datetime) -> int:
    """Write who went elsewhere than by default; return how many people did."""
    chosen: dict[tuple[str, str], list[int]] = {}
    known = people_of(decreed.splits)
    for sent in decreed.splits:
        chosen.setdefault((sent.old, sent.new), []).append(known[sent.person])
    changes = decree.changes.select_related("old", "new")
    units = {(each.old.code, each.new.code): (each.old, each.new) for each in changes}
    return sum(
        send(Person.objects.filter(pk__in=ids), *units[pair], by, at=at)
        for pair, ids in chosen.items()
    )


def _people(decreed: Decreed, after: OnDay) -> dict[str, int]:
    """Return how many people serve on the day in each commune that begins, by code."""
    begun = {entry["code"] for entry in decreed.begins}
    there = sorted(after.units, key=lambda unit: unit.code)
    found = (unit for unit in there if unit.is_commune and unit.code in begun)
    return {unit.code: after.by_unit.get(unit.pk, 0) for unit in found}


def _keep(decreed: Decreed, written: Rehearsed, traces: Written, by: Any, at: datetime) -> None:
    """Keep what was applied, so that it can be undone, and tell the draft it came from."""
    kept = Reorganisation(
        decree=written.decree, told=decreed.as_told(), written=traces.as_json(),
        result=written.applied.as_json(), by=by, at=at,
    )  # fmt: skip
    signed(kept, by, f"Áp dụng văn bản số {decreed.number}", at).save()
    draft = DecreeDraft.objects.select_for_update().filter(number=decreed.number).first()
    if draft is None:
        return
    if _said(draft.decreed) != _said(decreed):
        told = f"Dự thảo số {decreed.number} đang có nội dung khác. Hãy sửa hoặc xóa dự thảo."
        raise NotApplied([Fault("draft", told)])
    draft.decree, draft.due_by = written.decree, None
    signed(draft, by, "Áp dụng", at).save()

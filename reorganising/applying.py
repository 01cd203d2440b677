"""Applying a decree: checked, measured, written, measured again, and kept only if all holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils import timezone

from personnel.basics.constraints import violated
from personnel.keeping.locking import hold_list
from personnel.models import Decree, Person, Unit
from personnel.places.decreed import Decreed, Sent
from personnel.places.decreeing import groups_of_ended, write_decree
from reports.models import Period

from .checking import Fault, faults
from .invariants import NAMES, Change, broken
from .measuring import DAY, Measured, OnDay, days_around
from .models import DecreeDraft, Reorganisation
from .results import Applied, Broken, NotApplied
from .rights import NONE_CHOSEN, RightsChosen, carry_rights
from .splitting import send
from .traces import Written, read_tables

T = TypeVar("T")
# The length of an identity number; what is shorter names a person by id.
CCCD = 12


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
        return self.change.before.last

    @property
    def after(self) -> OnDay:
        """The same day with it."""
        return self.change.after.last


def apply(
    decreed: Decreed, *, by: Any, at: datetime, rights: RightsChosen = NONE_CHOSEN
) -> Applied:
    """Write a decree in one transaction; return what was written, in numbers.

    `rights` are what was confirmed of rights that end, or are asked about.

    Applied already, it writes nothing and says so. Raises NotApplied where it has faults, where
    another decree of its number was applied, and where something that must hold would not.
    """
    try:
        with transaction.atomic():
            _hold_units(decreed)
            if already := _already(decreed):
                return already
            decreed, before = _by_id(decreed), read_tables()
            written = _written(decreed, days_around(decreed.day), rights, by, at)
            if written.broken:
                raise NotApplied(broken=written.broken)
            _keep(decreed, written, Written.between(before, read_tables()), by, at)
            return written.applied
    except IntegrityError as error:
        raise NotApplied([Fault("database", violated(error))]) from error


def rehearse(
    decreed: Decreed, *, by: Any, look: Callable[[Rehearsed], T], days: Iterable[date] = (),
    rights: RightsChosen = NONE_CHOSEN,
) -> T:  # fmt: skip
    """Apply a decree, have `look` see it in the middle, take it back; return what `look` did.

    What applying would do is what is seen. Measured on its day and the eve, or on `days`. Raises
    NotApplied where it has faults or was applied already; what would not hold is told instead.
    """
    try:
        with transaction.atomic():
            _hold_units(decreed)
            if _already(decreed):
                raise NotApplied([Fault("applied", f"{decreed.number} đã được áp dụng.")])
            measured = sorted({*days, decreed.day - DAY, decreed.day})
            seen = look(_written(_by_id(decreed), measured, rights, by, timezone.now()))
            transaction.set_rollback(True)
            return seen
    except IntegrityError as error:
        raise NotApplied([Fault("database", violated(error))]) from error


def _written(
    decreed: Decreed, days: Iterable[date], rights: RightsChosen, by: Any, at: datetime
) -> Rehearsed:
    """Write a decree that is not there yet; measured before and after."""
    last = Period.objects.sealed().order_by("-day").values_list("day", flat=True).first()
    if found := [*faults(decreed, sealed=last), *_of_order(decreed)]:
        raise NotApplied(found)
    days = list(days)
    before = Measured.read(days)
    decree = write_decree(decreed, by=by)
    groups = groups_of_ended(decreed, by=by)
    sent = _send(decreed, decree, by, at)
    carried = carry_rights(decree, rights, by=by, at=at)
    change = Change(decree, before, Measured.read(days), decreed.ends)
    wrong = broken(change)
    applied = Applied(
        decreed.number,
        decreed.day,
        ended=len(decreed.ends),
        begun=len(decreed.begins),
        people=_people(decreed, change.after.last),
        sent=sent,
        groups=len(groups),
        rights=dict(carried),
        invariants={name: name not in {each.name for each in wrong} for name in NAMES},
    )
    return Rehearsed(decree, change, applied, wrong)


def _hold_units(decreed: Decreed) -> None:
    """Make whoever else changes units, or begins a post in one that ends, wait."""
    hold_list(Unit)
    ending = Unit.objects.in_force(decreed.day - DAY).filter(code__in=decreed.ends)
    list(ending.order_by("pk").select_for_update().values_list("pk"))


def _of_order(decreed: Decreed) -> list[Fault]:
    """Return the units that a later decree has ended already: it has to be undone first."""
    eve = decreed.day - timedelta(days=1)
    ended = Unit.objects.in_force(eve).filter(code__in=decreed.ends, valid_to__gt=eve)
    return [
        Fault("ended_later", f"{unit} ({unit.code}) đã kết thúc ngày {unit.valid_to:%d/%m/%Y}.")
        for unit in ended.order_by("code")
    ]


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

    def units(told: Iterable[Any]) -> list[list[tuple[str, Any]]]:
        return sorted(sorted(entry.items()) for entry in told)

    known = _known(decreed.splits)
    splits = sorted((str(known.get(s.person, s.person)), s.old, s.new) for s in decreed.splits)
    return (
        decreed.day, sorted(decreed.ends), units(decreed.begins), sorted(decreed.changes), splits,
        units(decreed.past),
    )  # fmt: skip


def _known(splits: Iterable[Sent]) -> dict[str, int]:
    """Return the ids of whoever is sent elsewhere, by what names them; two queries at most."""
    told = {sent.person for sent in splits}
    if not told:
        return {}
    numbers = Person.objects.filter(cccd__in=told).values_list("cccd", "pk")
    ids = {int(each) for each in told if each.isdecimal() and len(each) < CCCD}
    found = Person.objects.filter(pk__in=ids).values_list("pk", flat=True)
    return dict(numbers) | {str(pk): pk for pk in found}


def _by_id(decreed: Decreed) -> Decreed:
    """Return the same with people named by id, as it is kept; raises NotApplied for a stranger."""
    known = _known(decreed.splits)
    if lost := sorted({sent.person for sent in decreed.splits} - known.keys()):
        raise NotApplied([Fault("person", f"Không có hồ sơ “{each}”.") for each in lost])
    splits = (replace(sent, person=str(known[sent.person])) for sent in decreed.splits)
    return replace(decreed, splits=tuple(splits))


def _send(decreed: Decreed, decree: Decree, by: Any, at: datetime) -> int:
    """Write who went elsewhere than by default; return how many people did."""
    chosen: dict[tuple[str, str], list[int]] = {}
    for sent in decreed.splits:
        chosen.setdefault((sent.old, sent.new), []).append(int(sent.person))
    changes = decree.changes.select_related("old", "new")
    units = {(each.old.code, each.new.code): (each.old, each.new) for each in changes}
    total = 0
    for pair, ids in chosen.items():
        if pair not in units:
            told = f"Không có đơn vị {pair[0]} tách về {pair[1]}."
            raise NotApplied([Fault("split", told)])
        total += send(Person.objects.filter(pk__in=ids), *units[pair], by, at=at)
    return total


def _people(decreed: Decreed, after: OnDay) -> dict[str, int]:
    """Return how many people serve on the day in each unit that begins, by code."""
    codes = {unit.pk: unit.code for unit in after.units if unit.is_commune}
    begun = {entry["code"] for entry in decreed.begins}
    counts: Counter[str] = Counter(
        {code: after.by_unit.get(pk, 0) for pk, code in codes.items() if code in begun}
    )
    return dict(sorted(counts.items()))


def _keep(decreed: Decreed, written: Rehearsed, traces: Written, by: Any, at: datetime) -> None:
    """Keep what was applied, so that it can be undone, and tell the draft it came from."""
    kept = Reorganisation(
        decree=written.decree, told=decreed.as_told(), written=traces.as_json(),
        result=written.applied.as_json(), by=by, at=at,
    )  # fmt: skip
    _signed(kept, by, at, f"Áp dụng văn bản số {decreed.number}")
    draft = DecreeDraft.objects.select_for_update().filter(number=decreed.number).first()
    if draft is None:
        return
    if _said(draft.decreed) != _said(decreed):
        told = f"Dự thảo số {decreed.number} đang có nội dung khác. Hãy sửa hoặc xóa dự thảo."
        raise NotApplied([Fault("draft", told)])
    draft.decree, draft.due_by = written.decree, None
    _signed(draft, by, at, "Áp dụng")


def _signed(record: Any, by: Any, at: datetime, reason: str) -> None:
    record._history_user, record._history_date, record._change_reason = by, at, reason[:100]
    record.save()

"""Writing a decree: units end, others begin, and what became of which is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from personnel.models import Decree, Membership, Unit, UnitChange
from personnel.reading.successions import OF_ENDED

from .decreed import Decreed
from .rebuilding import rebuild_places


@transaction.atomic
def write_decree(decreed: Decreed, *, by: Any) -> Decree:
    """Write what a decree says, with the places that follow; the caller has checked it.

    Posts are left alone: where people are on a day follows from their unit. Raises
    Unit.DoesNotExist where a unit that it names is not in force on the eve.
    """
    eve = decreed.day - timedelta(days=1)
    reason = f"Nghị quyết số {decreed.number}"
    old = {unit.code: unit for unit in Unit.objects.in_force(eve)}
    if missing := set(decreed.ends) - old.keys():
        raise Unit.DoesNotExist(", ".join(sorted(missing)))
    decree = _signed(
        Decree(number=decreed.number, day=decreed.day, source=decreed.source), by, reason
    )
    for code in decreed.ends:
        old[code].valid_to = eve
        _signed(old[code], by, reason)
    standing = {code: unit for code, unit in old.items() if code not in set(decreed.ends)}
    new = _begun(decreed, standing, by, reason)
    for code, successor, is_default in decreed.changes:
        change = UnitChange(decree=decree, old=old[code], new=new[successor], is_default=is_default)
        _signed(change, by, reason)
    rebuild_places()
    return decree


def _begun(decreed: Decreed, standing: Mapping[str, Unit], by: Any, reason: str) -> dict[str, Unit]:
    """Write the units that begin, those of a higher level first; return them by code."""
    province = Unit.objects.in_force(decreed.day).provinces().get()
    begun: dict[str, Unit] = {}
    levels = list(Unit.Level.values)
    for entry in sorted(decreed.begins, key=lambda each: levels.index(each["level"])):
        facts = {name: value for name, value in entry.items() if name != "parent"}
        above = entry["parent"]
        parent = province if above is None else begun.get(above) or standing[above]
        unit = Unit(**facts, parent=parent, valid_from=decreed.day)
        begun[unit.code] = _signed(unit, by, reason)
    return begun


@transaction.atomic
def group_of(district: Unit, communes: Iterable[Unit], first: date, *, by: Any) -> Unit:
    """Write the group that keeps the extent of a district which ended: "Địa bàn huyện … (cũ)"."""
    name = f"Địa bàn {district.name[0].lower()}{district.name[1:]} (cũ)"
    group = Unit(
        code=f"{OF_ENDED}{district.code}",
        name=name,
        level=Unit.Level.GROUP,
        kind=Unit.Kind.TERRITORY,
        parent=Unit.objects.in_force(first).provinces().get(),
        valid_from=first,
    )
    _signed(group, by, f"Giữ địa bàn của {district}")
    for unit in communes:
        _signed(Membership(group=group, unit=unit), by, f"Giữ địa bàn của {district}")
    return group


@transaction.atomic
def groups_of_ended(decreed: Decreed, *, by: Any) -> list[Unit]:
    """Write a group for each district that a decree ended: the communes its own went on in.

    By default successors. A commune that comes from two districts is in the group of the one
    that gives it more communes, then of the lower code.
    """
    eve = decreed.day - timedelta(days=1)
    ended = Unit.objects.districts().filter(code__in=decreed.ends, valid_to=eve)
    home: dict[int, dict[int, int]] = {}
    by_default = UnitChange.objects.filter(decree__number=decreed.number, is_default=True)
    for change in by_default.select_related("old"):
        of = home.setdefault(change.new_id, {})
        former = change.old_id if change.old.is_district else change.old.above_id or 0
        of[former] = of.get(former, 0) + 1
    found = []
    for district in ended.order_by("code"):
        own = [
            new for new, of in home.items() if min(of, key=lambda pk: (-of[pk], pk)) == district.pk
        ]
        communes = Unit.objects.communes().filter(pk__in=own)
        if own:
            found.append(group_of(district, communes, decreed.day, by=by))
    return found


def _signed(record: Any, by: Any, reason: str) -> Any:
    record._history_user, record._change_reason = by, reason
    record.save()
    return record

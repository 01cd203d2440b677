"""Writing a decree: units end, others begin, and what became of which is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from personnel.keeping.signing import signed
from personnel.models import Decree, Membership, Unit, UnitChange
from personnel.reading.successions import OF_ENDED

from .decreed import Decreed
from .rebuilding import rebuild_places


@transaction.atomic
def write_decree(decreed: Decreed, *, by: Any) -> Decree:
    """Write what a decree says, with the places that follow; the caller has checked it.

    Posts are left alone: where people are on a day follows from their unit. Units of another
    province that it joins to this one (`past`, the province itself among them) are written as they
    were until the eve. A province that ends and begins anew leaves its groups to the new one.
    Raises Unit.DoesNotExist where a unit that it names is not in force on the eve.
    """
    eve = decreed.eve
    reason = f"Nghị quyết số {decreed.number}"
    old = {unit.code: unit for unit in Unit.objects.in_force(eve)}
    old |= _past(decreed.past, eve, by, reason)
    if missing := set(decreed.ends) - old.keys():
        raise Unit.DoesNotExist(", ".join(sorted(missing)))
    decree = Decree(number=decreed.number, day=decreed.day, source=decreed.source)
    signed(decree, by, reason).save()
    ends = set(decreed.ends)
    ending = [unit for unit in old.values() if unit.code in ends and not unit.outside]
    for unit in ending:
        unit.valid_to = eve
    bulk_update_with_history(
        ending, Unit, ["valid_to"], default_user=by, default_change_reason=reason[:100]
    )
    standing = {c: unit for c, unit in old.items() if c not in ends and not unit.outside}
    new = _begun(decreed, standing, by, reason)
    changes = [
        UnitChange(decree=decree, old=old[code], new=new[successor], is_default=is_default)
        for code, successor, is_default in decreed.changes
    ]
    _add_all(changes, by, reason)
    _into_groups(decree, by, reason)
    rebuild_places()
    return decree


def _into_groups(decree: Decree, by: Any, reason: str) -> None:
    """Have what begins be in the groups of which all that it came from was a member."""
    groups: dict[int, set[int]] = {}
    members = Membership.objects.filter(Unit.days.on(decree.day, "group__"))
    for group, unit in members.values_list("group_id", "unit_id"):
        groups.setdefault(unit, set()).add(group)
    came: dict[int, list[set[int]]] = {}
    for old, new in decree.changes.order_by("new", "old").values_list("old_id", "new_id"):
        came.setdefault(new, []).append(groups.get(old, set()))
    found = [(new, group) for new, of in came.items() for group in sorted(set.intersection(*of))]
    _add_all([Membership(group_id=group, unit_id=new) for new, group in found], by, reason)


def _past(entries: Iterable[Mapping[str, Any]], eve: date, by: Any, reason: str) -> dict[str, Unit]:
    """Write units of another province as they were until the eve; return them by code.

    Those of which no unit above is named stand right below that province.
    """
    there: dict[str, Unit] = {}
    province = None
    for level in _from_the_top(entries):
        units = [
            Unit(
                **_facts(entry), valid_to=eve, outside=True,
                parent=there[entry["parent"]] if entry["parent"] else province,
            )
            for entry in level
        ]  # fmt: skip
        _add_all(units, by, reason)
        there |= {unit.code: unit for unit in units}
        province = next((unit for unit in units if unit.is_province), province)
    return there


def _begun(decreed: Decreed, standing: Mapping[str, Unit], by: Any, reason: str) -> dict[str, Unit]:
    """Write the units that begin, those of a higher level first; return them by code."""
    province = Unit.objects.in_force(decreed.day).provinces().first()
    begun: dict[str, Unit] = {}
    for level in _from_the_top(decreed.begins):
        units = [Unit(**_facts(entry), valid_from=decreed.day) for entry in level]
        for unit, above in zip(units, (entry["parent"] for entry in level), strict=True):
            if not unit.is_province:
                unit.parent = province if above is None else begun.get(above) or standing[above]
        _add_all(units, by, reason)
        begun |= {unit.code: unit for unit in units}
        province = next((unit for unit in units if unit.is_province), province)
    for group in (unit for unit in standing.values() if unit.is_group):
        if province and not group.is_right_below(province):
            group.parent = province
            signed(group, by, reason).save()
    return begun


def _from_the_top(entries: Iterable[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Return units by level, the highest first: those above are there when one is written."""
    told = list(entries)
    found = ([each for each in told if each["level"] == level] for level in Unit.Level.values)
    return [among for among in found if among]


def _facts(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name != "parent"}


@transaction.atomic
def group_of(ended: Unit, communes: Iterable[Unit], first: date, *, by: Any) -> Unit:
    """Write the group that keeps the extent of what ended: "Địa bàn huyện … (cũ)"."""
    name = f"Địa bàn {ended.name[0].lower()}{ended.name[1:]} (cũ)"
    group = Unit(
        code=f"{OF_ENDED}{ended.code}",
        name=name,
        level=Unit.Level.GROUP,
        kind=Unit.Kind.TERRITORY,
        parent=Unit.objects.in_force(first).provinces().get(),
        valid_from=first,
    )
    reason = f"Giữ địa bàn của {ended}"
    signed(group, by, reason).save()
    _add_all([Membership(group=group, unit=unit) for unit in communes], by, reason)
    return group


@transaction.atomic
def groups_of_ended(decreed: Decreed, *, by: Any) -> list[Unit]:
    """Write a group for each district that a decree ended: the communes its own went on in.

    By default successors. A commune that comes from two districts is in the group of the one
    that gives it more communes, then of the lower code. Another province that was joined is kept
    as one group too, after those of its districts: what came from it alone, by default or not.
    """
    eve = decreed.eve
    ended = Unit.objects.districts().filter(code__in=decreed.ends, valid_to=eve)
    changes = UnitChange.objects.filter(decree__number=decreed.number).select_related("old")
    home: dict[int, dict[int, int]] = {}
    for change in changes.filter(is_default=True):
        of = home.setdefault(change.new_id, {})
        former = change.old_id if change.old.is_district else change.old.above_id or 0
        of[former] = of.get(former, 0) + 1
    communes_of = {
        district: [
            n for n, of in home.items() if min(of, key=lambda pk: (-of[pk], pk)) == district.pk
        ]
        for district in ended.order_by("code")
    }
    communes_of |= _joined(eve, changes)
    communes = Unit.objects.communes()
    return [
        group_of(unit, communes.filter(pk__in=own), decreed.day, by=by)
        for unit, own in communes_of.items()
        if own
    ]


def _joined(eve: date, changes: Iterable[UnitChange]) -> dict[Unit, list[int]]:
    """Return the province that was another's until the eve, and what came from it alone."""
    own = {change.new_id for change in changes if not change.old.outside}
    came = sorted({change.new_id for change in changes} - own)
    provinces = Unit.objects.provinces().filter(outside=True, valid_to=eve)
    return dict.fromkeys(provinces, came)


def _add_all(records: list[Any], by: Any, reason: str) -> None:
    """Write many new records of one model, each with its row of history, in few statements."""
    if records:
        bulk_create_with_history(
            records, type(records[0]), default_user=by, default_change_reason=reason[:100]
        )

"""What becomes of rights when units end: what goes along, what is asked, what was confirmed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from accounts.models import Grant
from personnel.keeping.recording import Scribe, recording
from personnel.models import Decree, Unit

from .fault import Fault
from .results import NotApplied
from .rights_told import RightOn, rights_on


@dataclass(frozen=True)
class RightsChosen:
    """What an administrator confirmed of the rights that a decree is about.

    `given` are ids of rights, each with the code of a unit that began: whoever holds the right
    gets the same for that unit. `ended` are ids of rights that end with their unit.
    """

    given: frozenset[tuple[int, str]] = field(default_factory=frozenset)
    ended: frozenset[int] = field(default_factory=frozenset)

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> RightsChosen:
        """Return what `as_told` put in a JSON column; nothing chosen for an empty one."""
        given = frozenset((int(grant), str(code)) for grant, code in told.get("given", ()))
        return cls(given, frozenset(map(int, told.get("ended", ()))))

    def as_told(self) -> dict[str, Any]:
        """Return it for a JSON column."""
        return {"given": sorted(map(list, self.given)), "ended": sorted(self.ended)}

    def __bool__(self) -> bool:
        return bool(self.given or self.ended)


NONE_CHOSEN = RightsChosen()


def carry_rights(
    decree: Decree, chosen: RightsChosen, *, by: Any, at: datetime
) -> Mapping[str, int]:
    """Write what was confirmed of rights once a decree is written; return what becomes of them.

    How many `ended` (confirmed so, or left without a unit in force), were `carried` (go along, or
    were given for what followed), and are `asked` about still: rights of which some successor
    comes from others too. Nothing else is written: how far a right goes follows from the changes.
    Raises NotApplied where something was chosen that is not offered any more.
    """
    rows = rights_on(decree)
    require_offered(rows, chosen)
    if chosen:
        reason = f"Theo văn bản số {decree.number}"
        with recording(by=by, at=at, reason=reason) as scribe:
            _write(decree, rows, chosen, scribe)
    return _counted(rows, chosen)


def require_offered(rows: Collection[RightOn], chosen: RightsChosen) -> None:
    """Raise NotApplied where something was chosen that these rights do not offer."""
    if gone := sorted(_not_offered(rows, chosen)):
        raise NotApplied([Fault("rights", told) for told in gone])


def confirmed_units(decree: Decree, chosen: RightsChosen) -> dict[str, dict[int, set[int]]]:
    """Return the ids of the units that were confirmed for each user, by role."""
    units = {unit.code: unit.pk for unit in Unit.objects.filter(valid_from=decree.day)}
    grants = Grant.objects.in_bulk([grant for grant, _ in chosen.given])
    found: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for pk, code in chosen.given:
        if pk in grants and code in units:
            found[grants[pk].role][grants[pk].user_id].add(units[code])
    return found


def _not_offered(rows: Iterable[RightOn], chosen: RightsChosen) -> set[str]:
    """Return what is wrong with a choice, by what is there now."""
    offered = {(row.grant.pk, each.unit.code) for row in rows for each in row.leads_to}
    ending = {row.grant.pk for row in rows if row.may_end}
    told = set()
    if chosen.given - offered:
        told.add(
            "Có quyền đã chọn cấp ở đơn vị mới mà nay quyền cũ không còn hoặc không dẫn đến đơn "
            "vị ấy. Hãy xem lại phần quyền của dự thảo."
        )
    if chosen.ended - ending:
        told.add("Có quyền đã chọn kết thúc mà nay không còn. Hãy xem lại phần quyền của dự thảo.")
    return told


def _write(decree: Decree, rows: Collection[RightOn], chosen: RightsChosen, scribe: Scribe) -> None:
    held = {row.grant.pk: row for row in rows}
    touched = {grant for grant, _ in chosen.given} | chosen.ended
    grants = {grant.pk: grant for grant in scribe.hold_all([held[pk].grant for pk in touched])}
    for pk, code in sorted(chosen.given):
        _give(grants[pk], held[pk].unit_of(code), decree, scribe)
    eve = decree.eve
    for pk in sorted(chosen.ended):
        grant = grants[pk]
        scribe.change(grant, valid_to=max(eve, grant.valid_from or eve))


def _give(grant: Grant, unit: Unit, decree: Decree, scribe: Scribe) -> None:
    """Write the same right for another unit as long as the first lasts, unless it is there."""
    same = Grant.objects.filter(user=grant.user_id, role=grant.role, unit=unit)
    if same.filter(valid_to=grant.valid_to).exists():
        return
    first = max(decree.day, grant.valid_from or decree.day)
    scribe.add(
        Grant(
            user_id=grant.user_id,
            role=grant.role,
            unit=unit,
            valid_from=first,
            valid_to=grant.valid_to,
        )  # fmt: skip
    )


def _counted(rows: Collection[RightOn], chosen: RightsChosen) -> dict[str, int]:
    given = {grant for grant, _ in chosen.given}
    found = {"ended": 0, "carried": 0, "asked": 0}
    for row in rows:
        carried = bool(row.goes_along) or row.grant.pk in given
        found["ended"] += row.grant.pk in chosen.ended or not carried
        found["carried"] += carried and row.grant.pk not in chosen.ended
        asked = {(row.grant.pk, each.unit.code) for each in row.leads_to if not each.wholly}
        found["asked"] += bool(asked - chosen.given)
    return found

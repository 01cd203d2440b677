"""What rights are good for on a day: of units that have ended, and which units are in no hands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q

from accounts.models import Grant
from personnel.models import Post, Unit
from personnel.places.reaching import Reaching
from personnel.reading.placed import groups_of
from personnel.words.units import counted

DAY = timedelta(days=1)
# So many units are named one by one.
MOST_NAMED = 10


@dataclass(frozen=True)
class Extent:
    """What a right for a unit that has ended is still good for: communes in force, by code."""

    grant: Grant
    since: date
    left: Sequence[Unit]

    @property
    def told(self) -> str:
        """In words: "đã hết hiệu lực từ 01/07/2025, còn quyền ở: Xã Ba Vinh, Xã Ba Động"."""
        ended = f"đã hết hiệu lực từ {self.since:%d/%m/%Y}"
        if not self.left:
            return f"{ended}, không còn quyền ở đơn vị nào đang hoạt động"
        names = ", ".join(unit.name for unit in self.left[:MOST_NAMED])
        every = counted(unit.kind for unit in self.left)
        return f"{ended}, còn quyền ở: {names if len(self.left) <= MOST_NAMED else every}"


def extents(grants: Iterable[Grant], day: date) -> dict[int, Extent]:
    """Return what is left of each right whose unit has ended before `day`, by the right's id.

    `grants` have their units, and are all rights in force of their users: two that are good for
    nothing alone may be good for a commune that came from the units of both. Three queries, none
    where no unit has ended.
    """
    given = [grant for grant in grants if grant.unit and grant.unit_id]
    ended = [grant for grant in given if grant.unit and grant.unit.ended_before(day)]
    if not ended:
        return {}
    reaching = Reaching.of_rights_to({grant.unit_id for grant in given if grant.unit_id})
    communes = list(Unit.objects.communes().in_force(day).order_by("code"))
    found = {}
    for grant in ended:
        unit_id, last = grant.unit_id or 0, (grant.unit and grant.unit.valid_to) or day
        reach = reaching.reach_of(_held_beside(grant, given)).units
        open_to = reaching.led_to(unit_id) & reach
        left = [unit for unit in communes if unit.pk in open_to]
        found[grant.pk] = Extent(grant, last + DAY, left)
    return found


def _held_beside(grant: Grant, given: Iterable[Grant]) -> set[int]:
    """Return the units of the rights of the same user that let them do as much."""
    as_much = {grant.role, Grant.Role.EDITOR}
    return {
        other.unit_id
        for other in given
        if other.unit_id and other.user_id == grant.user_id and other.role in as_much
    }


@dataclass(frozen=True)
class Unassigned:
    """A commune that nobody with a right for some units updates, and how many are counted there.

    `within` names what it is in: the district, else the group, else the province.
    """

    unit: Unit
    within: str
    people: int


@dataclass(frozen=True)
class InNobodysHands:
    """All of them, by what they are in."""

    rows: list[Unassigned]

    @property
    def told(self) -> str:
        """How many units, of which kinds: "58 xã, phường, đặc khu"."""
        return counted(row.unit.kind for row in self.rows)

    @property
    def people(self) -> int:
        """How many people are counted there."""
        return sum(row.people for row in self.rows)


def in_nobodys_hands(day: date) -> InNobodysHands:
    """Return the communes in force on `day` that no right to update reaches.

    Rights of users who may sign in. Administrators of the province update every record, and are
    left out: they are who has to give the rights.
    """
    kept = reached_by_editors(day)
    open_units = Unit.objects.communes().in_force(day).exclude(pk__in=kept)
    units = list(open_units.with_above().in_place())
    people = _people_of(units, day)
    names = groups_of(units, day)
    rows = [
        Unassigned(unit, names.get(unit.pk) or str(unit.above or ""), people.get(unit.pk, 0))
        for unit in units
    ]
    return InNobodysHands(sorted(rows, key=lambda row: row.within))


def reached_by_editors(day: date) -> set[int]:
    """Return the ids of all units that the rights to update in force on `day` reach."""
    grants = Grant.objects.in_force(day).filter(role=Grant.Role.EDITOR, user__is_active=True)
    return {unit for reach in grants.reaches().values() for unit in reach.units}


def void(day: date) -> list[Extent]:
    """Return the rights in force on `day` that reach no commune then, of whoever may sign in."""
    grants = Grant.objects.in_force(day).filter(user__is_active=True)
    found = extents(grants.select_related("unit", "user"), day)
    return [extent for extent in found.values() if not extent.left]


def _people_of(units: Collection[Unit], day: date) -> Mapping[int, int]:
    """Return how many people are counted in each unit on `day`."""
    if not units:
        return {}
    posts = Post.objects.principal_on(day).placed_on(day)
    there = Q(place__in=[unit.pk for unit in units])
    rows = posts.filter(there).annotate(counted_in=F("place"))
    counts = rows.order_by().values("counted_in").annotate(people=Count("person"))
    return {row["counted_in"]: row["people"] for row in counts}

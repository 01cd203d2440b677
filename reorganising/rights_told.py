"""The rights that a decree is about, and what each leads to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F

from accounts.models import Grant
from personnel.models import Decree, Membership, Post, Unit
from personnel.places.reaching import Reaching
from personnel.reading.successions import OF_ENDED
from personnel.scope import Reach

# Who is counted in each commune: by unit and branch of their posts.
Counted = Mapping[int, Mapping[tuple[int, int | None], int]]


@dataclass(frozen=True)
class LeadsTo:
    """A unit that follows what a right is for.

    `wholly`: it comes from nothing but units of the user, and is open by the right as it stands.
    Else `opens` people would be opened by a right for it who were not open before.
    """

    unit: Unit
    wholly: bool
    opens: int


@dataclass(frozen=True)
class RightOn:
    """A right for a unit of which something ended with a decree, and the units it leads to."""

    grant: Grant
    leads_to: list[LeadsTo]
    may_end: bool

    @property
    def goes_along(self) -> list[LeadsTo]:
        """What is open by the right as it stands: nothing has to be written."""
        return [each for each in self.leads_to if each.wholly]

    @property
    def asked(self) -> list[LeadsTo]:
        """What comes from others too: closed unless an administrator confirms it."""
        return [each for each in self.leads_to if not each.wholly]

    def unit_of(self, code: str) -> Unit:
        """Return the unit with a code among those it leads to."""
        return next(each.unit for each in self.leads_to if each.unit.code == code)


def rights_on(decree: Decree) -> list[RightOn]:
    """Return the rights that a written decree is about, by user and unit; a handful of queries.

    Rights for some units, in force on its eve or later, of users who may sign in. To be called
    after the decree is written, or in the middle of a rehearsal.
    """
    eve = decree.eve
    grants = list(
        Grant.objects.not_over(eve)
        .filter(unit__isnull=False, user__is_active=True)
        .select_related("unit", "user")
        .order_by("user__username", "unit__code", "pk")
    )
    if not grants:
        return []
    reaching = Reaching.of_rights_to({grant.unit_id for grant in grants if grant.unit_id})
    begun, members = _begun(decree), _members(decree)
    ended = set(Unit.objects.filter(successions__decree=decree).values_list("pk", flat=True))
    counted, found = _counted(decree), []
    for grant in grants:
        led_to = reaching.led_to(grant.unit_id or 0)
        if ended.isdisjoint(led_to) or not _stood(grant, decree):
            continue
        reach = reaching.reach_of(_beside(grant, grants))
        units = [begun[pk] for pk in led_to & begun.keys()]
        group = next((g for g in members if g.code == f"{OF_ENDED}{_code(grant)}"), None)
        offered = sorted(units, key=lambda unit: unit.code)
        led = [_led(unit, {unit.pk}, reach, counted) for unit in offered]
        if group:
            led.insert(0, _led(group, members[group], reach, counted))
        found.append(RightOn(grant, led, may_end=_ends(grant, eve)))
    return found


def _stood(grant: Grant, decree: Decree) -> bool:
    """Whether a right is for a unit that was there before the decree."""
    return bool(grant.unit) and grant.unit.span[0] < decree.day  # type: ignore[union-attr]  # asked


def _code(grant: Grant) -> str:
    return grant.unit.code if grant.unit else ""


def _ends(grant: Grant, eve: object) -> bool:
    """Whether its own unit ended, so that the right may end with it."""
    return bool(grant.unit) and grant.unit.valid_to == eve and grant.valid_to != eve  # type: ignore[union-attr]  # asked


def _begun(decree: Decree) -> dict[int, Unit]:
    followers = Unit.objects.communes().filter(origins__decree=decree).distinct()
    return {unit.pk: unit for unit in followers}


def _members(decree: Decree) -> dict[Unit, set[int]]:
    """Return the communes of each group that was made of a district which ended."""
    found: dict[Unit, set[int]] = defaultdict(set)
    groups = Membership.objects.filter(group__valid_from=decree.day).select_related("group")
    for membership in groups:
        found[membership.group].add(membership.unit_id)
    return found


def _beside(grant: Grant, grants: Iterable[Grant]) -> set[int]:
    """Return the units of the rights of the same user that let them do as much."""
    as_much = {grant.role, Grant.Role.EDITOR}
    return {
        other.unit_id
        for other in grants
        if other.unit_id and other.user_id == grant.user_id and other.role in as_much
    }


def _counted(decree: Decree) -> Counted:
    """Return who is counted in each unit on the day, by unit and branch of the post; one query."""
    found: dict[int, dict[tuple[int, int | None], int]] = defaultdict(lambda: defaultdict(int))
    posts = Post.objects.principal_on(decree.day).placed_on(decree.day).order_by()
    rows = posts.annotate(counted_in=F("place")).values_list("counted_in", "unit_id", "branch_id")
    for place, *kind in rows:
        found[place][kind[0], kind[1]] += 1
    return found


def _led(unit: Unit, communes: Collection[int], reach: Reach, counted: Counted) -> LeadsTo:
    opens = sum(
        people
        for commune in communes
        for kind, people in counted.get(commune, {}).items()
        if not reach.has_post(*kind)
    )
    return LeadsTo(unit, reach.units.issuperset(communes), opens)

"""Which units the figures of a day are broken down by: nobody in a total is without a row."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.db.models.functions import Coalesce

from personnel.basics.spells import SPELL
from personnel.models import DossierCount, Membership, Post, PostQuerySet, Unit, UnitQuerySet
from personnel.models.units import units_as_on


@lru_cache(maxsize=64)
def has_a_row(day: date, map_day: date | None = None) -> Q:
    """Return the condition on a unit: it has a row wherever figures of `day` are shown by unit.

    It is in force. Or it has ended, or is still to begin, and yet figures of the day count there:
    somebody's post, or dossiers of that year, for which no unit in force stands on the day. What
    is in the totals stands in a row. Or such a one is right below it. With `map_day` the units
    are those of that day's map. Of a day it is put together once: it asks, and holds no answer.
    """
    own = has_figures(day, map_day)
    return own | Q(pk__in=Unit.objects.filter(own).order_by().ids_above())


def has_figures(day: date, map_day: date | None = None) -> Q:
    """Return the same condition on a commune, right below which nothing is."""
    return Unit.days.on(map_day or day) | _holds_something(day, map_day or day)


def units_counted(
    day: date, root: Unit, serving: Collection[int] = (), map_day: date | None = None
) -> list[Unit]:
    """Return the units that figures of `root` on `day` are about, from the top, then by code.

    Those that have a row on that day, and `serving` (ids) in any case, with the district above
    them; each as it is on the day. With `map_day` they are those of that day's map. One query.
    Groups overlap, and are none of them.
    """
    return without_groups(units_and_groups(day, root, serving, map_day), root)


def units_and_groups(
    day: date, root: Unit, serving: Collection[int] = (), map_day: date | None = None
) -> list[Unit]:
    """Return the same, and the groups of the day among what lies in the province."""

    def write() -> UnitQuerySet:
        concerned = has_a_row(day, map_day) | Q(pk__in=serving)
        own = Q(pk=root.pk) if root.is_group else Q(pk__in=[])
        within = Unit.objects.within(root) | Unit.objects.filter(own)
        return within.filter(concerned | own).with_above()

    asked = ("units and groups", map_day, root.pk, root.level, root.parts, frozenset(serving))
    units = units_as_on(day, asked, write)
    found = {unit.pk: unit for unit in units}
    above = {unit.above.pk: unit.above for unit in units if unit.above}
    found |= {pk: unit for pk, unit in above.items() if pk not in found and _holds(root, unit)}
    return sorted(found.values(), key=from_the_top)


def without_groups(units: Iterable[Unit], root: Unit | None = None) -> list[Unit]:
    """Return of units those that are rows by themselves: no group, unless it is the root."""
    return [unit for unit in units if not unit.is_group or unit == root]


def apart(groups: Iterable[Unit], key: Callable[[Unit], Any] | None = None) -> list[Unit]:
    """Return of groups those that share no commune with one before: they can be added up.

    By code, or by a key and then by code. One query, for what is in them; none for none.
    """
    found: list[Unit] = []
    taken: set[int] = set()
    for group in sorted(_with_parts(sorted(groups, key=from_the_top)), key=key or from_the_top):
        if group.parts and taken.isdisjoint(group.parts):
            found.append(group)
            taken |= group.parts
    return found


def doubt_as_judged(units: Iterable[Unit], day: date, map_day: date) -> None:
    """Have each commune of the map of `map_day` say what is not confirmed of its people's.

    They are judged as on `day`: a fact is not confirmed where it is not of one of the communes in
    which they are then. In memory, of units that are never saved. Two queries.
    """
    posts = Post.objects.held_on(day).placed_on(day).placed_on(map_day, "shown")
    pairs = posts.order_by().values_list(F("shown"), F("place")).distinct()
    judged_in: dict[int, set[int]] = defaultdict(set)
    for shown, place in pairs:
        judged_in[shown].add(place)
    read = Unit.objects.filter(pk__in=set().union(*judged_in.values())).as_on(day)
    places = {unit.pk: unit for unit in read}
    for unit in units:
        if unit.is_commune:
            doubts = [places[pk].doubts for pk in judged_in[unit.pk]]
            found = frozenset[str]().union(*doubts)
            unit.terrain_confirmed = Unit.Fact.TERRAIN not in found
            unit.minority_area_confirmed = Unit.Fact.MINORITY_AREA not in found


def from_the_top(unit: Unit) -> tuple[int, str, date]:
    """Sort units by level, then code, then first day."""
    return unit.rank, unit.code, unit.valid_from or date.min


def _with_parts(groups: Sequence[Unit]) -> Sequence[Unit]:
    """Give groups what is in them, of which each would ask by itself."""
    if not groups:
        return groups
    members = Membership.objects.filter(group__in=[group.pk for group in groups])
    among: dict[int, set[int]] = {}
    for of_group, unit in members.values_list("group_id", "unit_id"):
        among.setdefault(of_group, set()).add(unit)
    for group in groups:
        group.parts = frozenset(among.get(group.pk, ()))
    return groups


def _holds(root: Unit, unit: Unit) -> bool:
    return root.whole_province or unit.pk in (root.parts or {root.pk})


def posts_elsewhen(day: date, map_day: date | None = None) -> PostQuerySet:
    """Return the posts held on `day` that count in a unit not in force then, their `place`.

    Those in a unit for which one in force stands on the day are not among them. With `map_day`,
    by the map of another day.
    """
    on = map_day or day
    not_in_force = Unit.objects.filter(Unit.days.not_on(on)).order_by().values("pk")
    held = Post.objects.held_on(day).filter(unit__in=_astray(on).values("pk"))
    return held.placed_on(on).filter(Q(place__in=not_in_force))


def _holds_something(day: date, map_day: date) -> Q:
    """Return the condition on a unit not in force on `map_day`: figures of `day` count there."""
    people = Post.objects.held_on(day).filter(unit=OuterRef("pk"))
    dossiers = DossierCount.objects.filter(unit=OuterRef("pk"), year=day.year)
    counting = _astray(map_day).filter(Exists(people) | Exists(dossiers))
    return Q(pk__in=counting.values(there=Coalesce("spell__place_id", "pk")))


def _astray(day: date) -> UnitQuerySet:
    """Return the units not in force on `day` for which, or for a branch, none that is stands then.

    Few on any map. `spell` is the one of the line that says so.
    """
    spell = FilteredRelation("places", condition=SPELL.on(day, "places__"))
    lost = Q(spell__isnull=True) | Unit.days.not_on(day, "spell__place__")
    return Unit.objects.alias(spell=spell).filter(Unit.days.not_on(day), lost).order_by()

"""Which units the figures of a day are broken down by: nobody in a total is without a row."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import F, Q

from personnel.models import DossierCount, Post, Unit


def has_a_row(day: date, map_day: date | None = None) -> Q:
    """Return the condition on a unit: it has a row wherever figures of `day` are shown by unit.

    It is in force. Or it has ended, or is still to begin, and yet somebody holds a post there or
    it counted dossiers in that year: what is in the totals stands in a row. Or such a one is
    right below it. With `map_day` the units are those of that day's map.
    """
    own = Unit.days.on(map_day or day) | _holds_something(day, map_day or day)
    return own | Q(pk__in=Unit.objects.filter(own).order_by().ids_above())


def units_counted(
    day: date, root: Unit, serving: Collection[int] = (), map_day: date | None = None
) -> list[Unit]:
    """Return the units that figures of `root` on `day` are about, from the top, then by code.

    Those that have a row on that day, and `serving` (ids) in any case, with the district above
    them. With `map_day` they are those of that day's map. One query.
    """
    concerned = has_a_row(day, map_day) | Q(pk__in=serving)
    units = Unit.objects.filter(concerned).within(root).with_above()
    found = {unit.pk: unit for unit in units}
    above = {unit.above.pk: unit.above for unit in units if unit.above}
    found |= {pk: unit for pk, unit in above.items() if pk not in found and _holds(root, unit)}
    return sorted(found.values(), key=from_the_top)


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
    places = Unit.objects.in_bulk(set().union(*judged_in.values()))
    for unit in units:
        if unit.is_commune:
            doubts = [places[pk].doubts for pk in judged_in[unit.pk]]
            found = frozenset[str]().union(*doubts)
            unit.terrain_confirmed = Unit.Fact.TERRAIN not in found
            unit.minority_area_confirmed = Unit.Fact.MINORITY_AREA not in found


def from_the_top(unit: Unit) -> tuple[int, str, date]:
    """Sort units by level, then code, then first day."""
    return unit.rank, unit.code, unit.valid_from or date.min


def _holds(root: Unit, unit: Unit) -> bool:
    return root.whole_province or unit.pk in (root.parts or {root.pk})


def _holds_something(day: date, map_day: date) -> Q:
    """Return the condition on a unit: what is recorded in one not in force counts there.

    On `day`, by the map of `map_day`.
    """
    elsewhen = Unit.days.not_on(map_day, "unit__")
    people = Post.objects.held_on(day).filter(elsewhen).placed_on(map_day)
    dossiers = DossierCount.objects.filter(elsewhen, year=day.year).placed_on(map_day)
    placed, counted = (r.order_by().values(there=F("place")) for r in (people, dossiers))
    return Q(pk__in=placed) | Q(pk__in=counted)

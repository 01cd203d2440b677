"""Which units a user's pages are about."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import Q

from personnel.basics.asked_again import asked_again
from personnel.models import Unit, UnitQuerySet
from personnel.models.hierarchy import (
    ABOVE,
    COMMUNES,
    DISTRICT_LEVEL,
    GROUP_LEVEL,
    KEEPERS,
    LEVELS_BELOW,
    below,
)
from personnel.models.units import together, units_as_on
from personnel.places.reaching import in_sight
from personnel.reading.counted import apart, from_the_top, has_a_row
from personnel.scope import Viewer, seen_by
from personnel.words.vietnamese import dotted
from targets.lens import Lens
from targets.sources import LiveSource, Source

_GATHERING = ~Q(**COMMUNES) | KEEPERS
# What a field offers: values of an address, and what each is called.
Choices = list[tuple[str, str]]


def in_view(user: Viewer, lens: Lens) -> UnitQuerySet:
    """Return the units that pages of the lens's day are about and the user may see, as a query.

    Those in force, and those of another time in which something counts: `has_a_row`.
    """
    return Unit.objects.filter(in_sight(user, lens.units_on)).filter(
        has_a_row(lens.day, lens.map_day)
    )


def units_in_view(user: Viewer, lens: Lens) -> list[Unit]:
    """Return the same by code, as they are on the day, in one query; groups are among them."""
    asked = ("units in view", seen_by(user), lens.day, lens.map_day)
    return units_as_on(lens.day, asked, lambda: in_view(user, lens).with_above().order_by("code"))


def units_offered(user: Viewer, lens: Lens, address: str) -> list[Unit]:
    """Return of the units in view those that a choice offers where there are too many, by code.

    All that stand right below the province or gather others, the communes of whoever sees a part
    alone, and those within the unit of `address` or beside it: whatever unit in view is asked for
    is among them. One query.
    """
    if not user.sees_province:
        return list(_choosable(in_view(user, lens)))
    if not address:
        return _gathering_on(day=lens.day, map_day=lens.map_day)
    at = Unit.objects.order_by().addressed(address)
    near = below(at.values("pk")) | below(at.ids_above())
    return list(_choosable(in_view(user, lens).filter(_GATHERING | near)))


@asked_again(Unit)
def _gathering_on(*, day: date, map_day: date | None) -> UnitQuerySet:
    """Return the units of a day that gather others, of the whole province."""
    return _choosable(Unit.objects.filter(has_a_row(day, map_day), _GATHERING))


def _choosable(units: UnitQuerySet) -> UnitQuerySet:
    """Return units by code with what a choice of them says and is sorted by."""
    read = "code", "name", "level", "kind", ABOVE, "valid_from", "valid_to", "outside"
    return units.only(*read).order_by("code")


def root_of(user: Viewer, units: Sequence[Unit]) -> Unit | None:
    """Return what is at the top of what the user sees; None when that is nothing.

    The province; one's own unit; or one's own units together, by as few names as there are: those
    of the districts and groups that are wholly one's own stand for their communes.
    """
    if user.sees_province:
        return next((unit for unit in units if unit.is_province), None)
    tops = [unit for unit in units if unit.is_district]
    rest = {
        unit.pk: unit
        for unit in units
        if unit.is_commune and not any(unit.is_right_below(top) for top in tops)
    }
    tops += _covering([unit for unit in units if unit.is_group], rest) if len(rest) > 1 else ()
    tops += rest.values()
    return together(tops) if len(tops) > 1 else next(iter(tops), None)


def sees_wholly(user: Viewer, units: Iterable[Unit]) -> bool:
    """Whether everybody who counts in these units is the user's to see.

    Of a commune that came from several, the right may be for one of those.
    """
    return user.sees_province or all(u.pk in user.scope_units for u in units if u.is_commune)


def _covering(groups: Sequence[Unit], communes: dict[int, Unit]) -> Iterator[Unit]:
    """Yield the groups that together hold only some of `communes`, and take these out.

    The largest first, of those alike the first by code; one query.
    """
    for group in apart(groups, key=lambda group: -len(group.parts & communes.keys())):
        here = group.parts & communes.keys()
        if here:
            yield group
        for pk in here:
            del communes[pk]


def live_in_view(user: Viewer, lens: Lens) -> LiveSource | None:
    """Return the records of all that the user sees; None when that is nothing. One query."""
    units = sorted(units_in_view(user, lens), key=from_the_top)
    root = root_of(user, units)
    return LiveSource(lens, root, user, units) if root else None


def right_below(top: Unit, units: Iterable[Unit]) -> list[Unit]:
    """Return of units those right below one, by code; of a group or several, what is in them."""
    return sorted((unit for unit in units if _is_below(unit, top)), key=lambda unit: unit.code)


def _is_below(unit: Unit, top: Unit) -> bool:
    return not unit.is_group and (unit.pk in top.parts if top.parts else unit.is_right_below(top))


def rows_below(source: Source, *, grouped: bool) -> list[Unit]:
    """Return the units that break down the figures of a source's root: they add up to its own.

    Those right below it, by code; `grouped`, its groups, and then the communes that are in none.
    """
    return by_groups(source) if grouped else right_below(source.root, source.units)


def by_groups(source: Source) -> list[Unit]:
    """Return the groups of a source, by code, then its communes in none."""
    grouped = frozenset[int]().union(*(group.parts for group in source.groups))
    alone = (unit for unit in source.units if unit.is_commune and unit.pk not in grouped)
    return [*source.groups, *sorted(alone, key=lambda unit: unit.code)]


def named(units: Iterable[Unit], address: str, day: date) -> Unit | None:
    """Return of units the one that an address of a day means: its code, or that with its number.

    A code alone is that of the unit in force; where there is none, of the one ended last.
    """
    meant = [unit for unit in units if unit.is_meant_by(address)]
    exactly = (unit for unit in meant if address in (unit.address_on(day), unit.numbered))
    latest = sorted(meant, key=lambda unit: unit.valid_to or date.max, reverse=True)
    return next(exactly, next(iter(latest), None))


def root_unit(user: Viewer, lens: Lens) -> Unit | None:
    """Return the same with a query of its own."""
    return root_of(user, units_in_view(user, lens))


def levels_below(source: Source) -> dict[str, str]:
    """Return the levels by which a source's figures can be broken down, each with its name.

    The highest first; groups of units where there are any.
    """
    root = source.root
    below = (unit for unit in source.units if unit != root or unit.is_commune)
    found = {unit.level for unit in below if not unit.is_group}
    found |= {GROUP_LEVEL} if source.grouped and root.is_province else set()
    return {level.value: str(level.label) for level in LEVELS_BELOW if level in found}


def rows_at(source: Source, level: str) -> list[Unit]:
    """Return the units of one of these levels that together have everybody, and a commune alone.

    At the level of districts or groups, communes in none stand among them.
    """
    if level == GROUP_LEVEL:
        return by_groups(source)
    root, units = source.root, source.units
    beside = level == DISTRICT_LEVEL
    return [u for u in units if u.level == level or beside and stands_alone(u, root)]


def stands_alone(unit: Unit, top: Unit) -> bool:
    """Whether it is a commune right below `top`, where districts may be: a row among them."""
    return top.is_province and unit.is_commune and _is_below(unit, top)


def of_another_time(unit: Unit, day: date, people: int = 0) -> str:
    """Say of a unit that is not in force on a day why it is shown; "" of one that is.

    "đã giải thể, còn 28 người", where somebody is counted.
    """
    if unit.ended_before(day):
        return f"đã giải thể, còn {dotted(people)} người" if people else "đã giải thể"
    if unit.begins_after(day):
        return f"chưa thành lập, đã có {dotted(people)} người" if people else "chưa thành lập"
    return ""


def unit_choices(
    units: Sequence[Unit], root: Unit | None, day: date
) -> list[tuple[str, str | Choices]]:
    """Return what is at the top, then the others by level; communes by what they are below."""
    names: dict[int | None, str] = {unit.pk: unit.name for unit in units}
    found: dict[str, Choices] = {}
    for unit in sorted(units, key=from_the_top):
        above = names.get(unit.above_id) if unit.is_commune else None
        if unit != root:
            label = unit.get_level_display() + (f" thuộc {above}" if above else "")
            found.setdefault(label, []).append(_choice(unit, day))
    top = [_choice(root, day)] if root else []
    return [*top, *found.items()]


def gathering(units: Iterable[Unit]) -> list[Unit]:
    """Return of units those that a choice offers: communes alone where nothing gathers them."""
    return [unit for unit in units if not unit.is_commune or unit.keeper == unit]


def _choice(unit: Unit, day: date) -> tuple[str, str]:
    told = of_another_time(unit, day)
    return unit.address_on(day), f"{unit.name} ({told})" if told else unit.name


def unit_in_view(user: Viewer, lens: Lens, address: str) -> Unit | None:
    """Return the unit in view that an address means; None where there is none."""
    asked = ("unit in view", address, seen_by(user), lens.day, lens.map_day)
    units = units_as_on(
        lens.units_on, asked, lambda: in_view(user, lens).addressed(address).with_above()
    )
    return named(units, address, lens.units_on)

"""Which units a user's pages are about."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from personnel.models import Unit, UnitQuerySet
from personnel.models.hierarchy import ABOVE, COMMUNES, below, kept_by
from personnel.models.units import together
from personnel.reading.counted import from_the_top, has_a_row
from personnel.scope import Viewer
from personnel.words.vietnamese import dotted
from targets.lens import Lens
from targets.sources import LiveSource

# What a field offers: values of an address, and what each is called.
Choices = list[tuple[str, str]]


def in_view(user: Viewer, lens: Lens) -> UnitQuerySet:
    """Return the units that pages of the lens's day are about and the user may see, as a query.

    Those in force, and those of another time in which something counts: `has_a_row`.
    """
    return Unit.objects.visible_to(user).filter(has_a_row(lens.day, lens.map_day))


def units_in_view(user: Viewer, lens: Lens) -> list[Unit]:
    """Return the same by code, in one query."""
    return list(in_view(user, lens).with_above().order_by("code"))


def units_offered(user: Viewer, lens: Lens, address: str) -> list[Unit]:
    """Return of the units in view those that a choice offers where there are too many, by code.

    All above the communes, the communes of a district user, and those within the unit of
    `address` or beside it: whatever unit in view is asked for is among them. One query.
    """
    units = in_view(user, lens).only("code", "name", "level", ABOVE, "valid_from", "valid_to")
    offered = ~Q(**COMMUNES) | kept_by(user.scope_units)
    if address:
        at = Unit.objects.order_by().addressed(address)
        offered |= below(at.values("pk")) | below(at.ids_above())
    return list(units.filter(offered).order_by("code"))


def root_of(user: Viewer, units: list[Unit]) -> Unit | None:
    """Return what is at the top of what the user sees; None when that is nothing.

    The province, one's own district, or one's own districts together.
    """
    whole = user.sees_province
    tops = [unit for unit in units if (unit.is_province if whole else unit.is_district)]
    return together(tops) if len(tops) > 1 and not whole else next(iter(tops), None)


def live_in_view(user: Viewer, lens: Lens) -> LiveSource | None:
    """Return the records of all that the user sees; None when that is nothing. One query."""
    units = units_in_view(user, lens)
    root = root_of(user, units)
    return LiveSource(lens, root, user, sorted(units, key=from_the_top)) if root else None


def right_below(top: Unit, units: Iterable[Unit]) -> list[Unit]:
    """Return of units those right below one, by code."""
    return sorted((unit for unit in units if unit.above_id == top.pk), key=lambda u: u.code)


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


def stands_alone(unit: Unit, top: Unit) -> bool:
    """Whether it is a commune right below the province `top`: it has a row among the districts."""
    return top.whole_province and unit.is_commune and unit.is_right_below(top)


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
    """Return what is at the top, the districts, and communes under the name of their district."""
    names: dict[int | None, str] = {unit.pk: unit.name for unit in units}
    found: dict[str, Choices] = {}
    for unit in sorted(units, key=from_the_top):
        within = f" thuộc {names.get(unit.above_id, '')}" if unit.is_commune else ""
        if unit != root:
            label = f"{unit.get_level_display()}{within}"
            found.setdefault(label, []).append(_choice(unit, day))
    top = [_choice(root, day)] if root else []
    return [*top, *found.items()]


def _choice(unit: Unit, day: date) -> tuple[str, str]:
    told = of_another_time(unit, day)
    return unit.address_on(day), f"{unit.name} ({told})" if told else unit.name


def unit_in_view(user: Viewer, lens: Lens, address: str) -> Unit | None:
    """Return the unit in view that an address means; None where there is none."""
    units = in_view(user, lens).addressed(address).with_above()
    return named(units, address, lens.units_on)

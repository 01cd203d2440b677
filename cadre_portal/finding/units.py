"""Units found by name, those of another time among them: as they were when they lasted."""

from collections.abc import Iterator

from personnel.models import Unit
from personnel.scope import Viewer
from personnel.words.typed import begins
from reports.addresses import when_it_lasts
from reports.links import unit_url
from reports.scope import of_another_time
from targets.lens import Lens

from .hits import Group, Hit, group


def units_found(text: str, user: Viewer, lens: Lens, most: int) -> Group:
    """Return the units in the user's sight by name or code, those in force on the day first."""
    units = Unit.objects.visible_to(user).with_above()
    found = [unit for unit in units.order_by("code", "valid_from") if _is_meant(text, unit)]
    found.sort(key=lambda unit: (not unit.is_in_force(lens.units_on), unit.rank))
    return group("Đơn vị", _hits(found, lens), text, most)


def _is_meant(text: str, unit: Unit) -> bool:
    return text == unit.code or begins(text, unit.name) or begins(text, unit.proper_name)


def _hits(units: list[Unit], lens: Lens) -> Iterator[tuple[str, Hit]]:
    for unit in units:
        told = (unit.above.name if unit.above else "", of_another_time(unit, lens.units_on))
        address = unit_url(when_it_lasts(unit, lens), unit)
        yield unit.proper_name, Hit(unit.name, address, " · ".join(filter(None, told)))

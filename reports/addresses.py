"""What an address means that names a unit: one in view, or one of another day, which leads on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.http import Http404, QueryDict

from personnel.models import Decree, Person, Unit
from personnel.places.reaching import in_sight
from personnel.reading.successions import stands_for, went_to
from personnel.scope import Viewer
from targets.lens import Lens
from targets.sources import LiveSource

from .links import people_url, unit_url
from .scope import live_in_view, named, unit_in_view


@dataclass(frozen=True)
class Former:
    """A unit asked for that is not on the map looked at, and what stands for it there.

    `lens` is what is looked through; `place` is None where nothing in the user's reach stands for
    the unit.
    """

    lens: Lens
    unit: Unit
    place: Unit | None

    @property
    def lens_then(self) -> Lens:
        """The lens, moved to the nearest day on which the unit is in force, by its own map."""
        return when_it_lasts(self.unit, self.lens)

    @property
    def ended(self) -> bool:
        """Whether it is gone, rather than still to begin."""
        return self.unit.ended_before(self.lens.units_on)

    @property
    def decree(self) -> Decree | None:
        """By what decree, where one is recorded; one query."""
        way = {"changes__old": self.unit} if self.ended else {"changes__new": self.unit}
        return Decree.objects.filter(**way).first()

    @property
    def on_its_map(self) -> Lens:
        """The lens on its own day, by the map of the nearest day on which the unit is in force."""
        return replace(self.lens, map_day=self.lens_then.day)

    @property
    def instead(self) -> dict[str, str]:
        """What a list asks for in its place: what stands for it, or else it by its own map."""
        if self.place:
            return {"unit": self.lens.address(self.place)}
        return {"unit": self.on_its_map.address(self.unit)} | self.on_its_map.params

    @property
    def told(self) -> str:
        """What is to be known of it, in a sentence without its end."""
        unit, place = self.unit, self.place
        if self.ended:
            last = f"{unit.name} đã giải thể hết ngày {unit.span[1]:%d/%m/%Y}"
            return f"{last}, nay là {place.name}" if place else last
        first = f"{unit.name} thành lập từ ngày {unit.span[0]:%d/%m/%Y}"
        return f"{first}, trước đó là {place.name}" if place else first


def former_or_404(user: Viewer, lens: Lens, address: str) -> Former:
    """Return the unit within the user's reach that an address means, on whatever day it was.

    What was another province's leads on to what stands for it today where nothing does on the
    lens's day. Raises Http404 where there never was one.
    """
    today = replace(lens, day=lens.today or lens.day, map_day=None)
    former = _former(user, lens, address) or _former(user, today, address)
    if former is None:
        raise Http404(
            f"Không có đơn vị mang mã “{address}” trong phạm vi được xem của tài khoản này."
        )
    return former


def _former(user: Viewer, lens: Lens, address: str) -> Former | None:
    units = Unit.objects.visible_to(user).addressed(address).with_above()
    unit = named(units, address, lens.units_on)
    if unit is None:
        return None
    place = stands_for(unit, lens.units_on)
    own = place and Unit.objects.filter(in_sight(user, lens.units_on), pk=place.pk).exists()
    if unit.outside and not own:
        return None
    return Former(lens, unit, place if own else None)


def when_it_lasts(unit: Unit, lens: Lens) -> Lens:
    """Return the lens, moved to the nearest day on which a unit was there, by that day's map."""
    first, last = unit.span
    day = min(max(lens.units_on, first), last)
    return lens if day == lens.units_on else replace(lens, day=day, map_day=None)


def led_on(user: Viewer, lens: Lens, units: Iterable[Unit], params: QueryDict) -> Former | None:
    """Return what the unit of an address of a list is, where none of `units` in view is meant.

    None where one is, or there never was such a unit in reach. Three queries at most, none where
    one is in view.
    """
    address = params.get("unit", "")
    if not address or named(units, address, lens.units_on):
        return None
    return _former(user, lens, address)


def unit_or_404(user: Viewer, lens: Lens, address: str) -> Unit:
    """Return the unit in view that an address means, or what stands for it there."""
    unit = unit_in_view(user, lens, address)
    if unit is not None:
        return unit
    former = former_or_404(user, lens, address)
    if former.place is None:
        raise Http404(former.told)
    return former.place


def source_in_view(user: Viewer, lens: Lens, address: str) -> LiveSource | None:
    """Return the records of the unit that an address means, or of all that the user sees.

    Of a unit that is not there on the day, those of the nearest day on which it is. None when the
    user sees nothing; raises Http404 where there never was such a unit in their reach.
    """
    if not address:
        return live_in_view(user, lens)
    unit = unit_in_view(user, lens, address)
    if unit is None:
        former = former_or_404(user, lens, address)
        return LiveSource(former.lens_then, former.unit, user)
    return LiveSource(lens, unit, user)


@dataclass(frozen=True)
class Went:
    """A unit of the map looked at to which people of a former one belong by it.

    `people_url` lists them as they were; `url` is the page of the unit, "" out of reach.
    """

    unit: Unit
    people: int
    people_url: str
    url: str


def went_from(former: Former, user: Viewer) -> Iterator[Went]:
    """Yield where the people of a former unit's nearest day count by the map looked at."""
    lens, then = former.lens, former.lens_then
    within = {"unit": then.address(former.unit)}
    seen = set(Unit.objects.visible_to(user).values_list("pk", flat=True))
    for unit, count in went_to(former.unit, Person.objects.visible_to(user), lens.units_on):
        listed = people_url(then, **within, went=unit.numbered)
        yield Went(unit, count, listed, unit_url(lens, unit) if unit.pk in seen else "")

"""What an address of the list of people asks for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property

from personnel.basics.asked_again import asked_again
from personnel.models import Person, Title, Unit
from personnel.places.reaching import in_sight
from personnel.scope import Editor, viewer
from targets.lens import Lens

from ..addresses import Former, led_on
from ..scope import in_view, root_of, sees_wholly, units_offered
from .columns.chosen import Chosen, chosen_columns
from .columns.column import Column, Row
from .columns.reading import Reading
from .columns.register import default_columns, with_what_is_asked
from .filters import PeopleFilter
from .selection import Selection
from .table import Places, rows


@dataclass(frozen=True)
class Asked:
    """A request for people, read and checked.

    `former` is the unit asked for, where that is not there and something is listed in its place.
    """

    lens: Lens
    form: PeopleFilter
    selection: Selection
    chosen: Chosen
    titles: dict[int, Title]
    former: Former | None = None

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        """Read the address; raises BadRequest naming what cannot be read."""
        return cls.read(request.GET, viewer(request))

    @classmethod
    def read(cls, params: QueryDict, user: Editor) -> "Asked":
        """Read the parameters of an address as `user` may ask them; raises BadRequest."""
        lens = Lens.read(params)
        units = units_offered(user, lens, params.get("unit", ""))
        if former := led_on(user, lens, units, params):
            instead = QueryDict(urlencode(params.dict() | former.instead))
            return replace(cls.read(instead, user), former=former)
        seen = partial(in_view, user, lens)
        titles = _titles(day=lens.day)
        root = root_of(user, units)
        # Whoever counts in units that are wholly one's own is visible: that need not be asked.
        whole = root and lens.map_day is None and sees_wholly(user, units)
        people = Person.objects.all() if whole else Person.objects.visible_to(user)
        form = PeopleFilter(params, people, lens, units, seen, titles, root, user)
        selection = Selection.of(form, root, user)
        chosen = chosen_columns(params, user, lens)
        if not any(unit.is_district for unit in units):
            chosen = chosen.without("district")
        return cls(lens, form, selection, chosen, {title.pk: title for title in titles})

    @cached_property
    def columns(self) -> list[Column]:
        """The columns of the list: those chosen, and what it must tell besides."""
        criterion, together = self.selection.criterion, self.selection.together
        if self.chosen.is_usual:
            return default_columns(criterion, together)
        return with_what_is_asked(self.chosen.columns, criterion, together)

    def rows(self, ids: list[int], columns: Sequence[Column] = ()) -> list[Row]:
        """Return the people of `ids` as rows of the list's columns, or of others, in that order.

        Units not yet known are one query.
        """
        reading = Reading(columns or self.columns, self.lens)
        found = self.selection.details(ids, reading)
        known = {unit.pk: unit for unit in self.form.units.values()}
        new = {getattr(person, "unit_id", 0) for person in found}.difference(known)
        read = self._in_sight(new) if new else {}
        places = Places(known | read, self.titles)
        asked, beside = self.selection, reading.beside(found)
        return rows(reading, found, beside, places, asked.criterion, asked.together)

    def _in_sight(self, ids: Collection[int]) -> dict[int, Unit]:
        """Return of the units with these ids those that the user may see, by id."""
        return Unit.objects.filter(in_sight(self.selection.user, self.lens.day)).in_bulk(ids)


@asked_again(Title)
def _titles(*, day: date) -> QuerySet[Title]:
    """Return what a list says of titles, each in its group of the day."""
    read = "code", "name", "group", "order", "aliases", "bodies"
    return Title.objects.grouped_on(day).only(*read)

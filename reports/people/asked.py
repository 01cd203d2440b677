"""What an address of the list of people asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest, QueryDict

from personnel.models import Person, Title, UnitQuerySet
from personnel.scope import Editor, viewer
from targets.lens import Lens

from ..scope import in_view, root_of, units_offered
from .columns.chosen import Chosen, chosen_columns
from .columns.column import Column, Row
from .columns.reading import Reading
from .columns.register import default_columns, with_what_is_asked
from .filters import PeopleFilter
from .selection import Selection
from .table import Places, rows


@dataclass(frozen=True)
class Asked:
    """A request for people, read and checked."""

    lens: Lens
    form: PeopleFilter
    selection: Selection
    chosen: Chosen
    in_view: UnitQuerySet
    titles: dict[int, Title]

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        """Read the address; raises BadRequest naming what cannot be read."""
        return cls.read(request.GET, viewer(request))

    @classmethod
    def read(cls, params: QueryDict, user: Editor) -> "Asked":
        """Read the parameters of an address as `user` may ask them; raises BadRequest."""
        lens = Lens.read(params)
        units, seen = units_offered(user, lens, params.get("unit", "")), in_view(user, lens)
        read = "code", "name", "group", "order", "aliases", "bodies"
        titles = list(Title.objects.grouped_on(lens.day).only(*read))
        root = root_of(user, units)
        people = Person.objects.all() if root else Person.objects.visible_to(user)
        form = PeopleFilter(params, people, lens, units, seen, titles, root)
        selection = Selection.of(form, root, user)
        chosen = chosen_columns(params, user, lens)
        return cls(lens, form, selection, chosen, seen, {title.pk: title for title in titles})

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
        places = Places(known | self.in_view.in_bulk(new), self.titles)
        asked, beside = self.selection, reading.beside(found)
        return rows(reading, found, beside, places, asked.criterion, asked.together)

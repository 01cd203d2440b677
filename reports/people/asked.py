"""What an address of the list of people asks for."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from personnel.models import Person, Title, UnitQuerySet
from personnel.scope import Editor, viewer
from targets.lens import Lens

from ..scope import in_view, root_of, units_offered
from .filters import PeopleFilter
from .selection import Selection
from .table import Row, rows


@dataclass(frozen=True)
class Asked:
    """A request for people, read and checked."""

    lens: Lens
    form: PeopleFilter
    selection: Selection
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
        titles = list(Title.objects.only("code", "name", "group", "order", "aliases"))
        root = root_of(user, units)
        people = Person.objects.all() if root else Person.objects.visible_to(user)
        form = PeopleFilter(params, people, lens, units, seen, titles, root)
        selection = Selection.of(form, root, user)
        return cls(lens, form, selection, seen, {title.pk: title for title in titles})

    def rows(self, ids: list[int]) -> list[Row]:
        """Return the people of `ids` as rows, in that order; units not yet known are one query."""
        found = self.selection.details(ids)
        known = {unit.pk: unit for unit in self.form.units.values()}
        new = {getattr(person, "unit_id", 0) for person in found}.difference(known)
        units = known | self.in_view.in_bulk(new)
        asked = self.selection
        return rows(self.lens, found, units, self.titles, asked.criterion, asked.together)

"""The list of people: everyone a figure counts, or whoever a search finds."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import cached_property

from personnel.models import Person, Title, UnitQuerySet
from personnel.scope import Editor, viewer
from targets.lens import Lens

from ..models import SavedList
from ..scope import in_view, root_of, units_offered
from .filters import PeopleFilter
from .selection import Selection
from .table import Row, headings, rows
from .wording import chips, headline

PAGE_SIZE = 50
FIRST = ("q", "unit", "group", "title", "criterion", "outcome")
# Folded away, and shown once one of them is chosen. A check is mostly asked for by a link from a
# figure, whose list should begin with its people; its chip names it.
CHECKED = "quality"
FOLDED = ("sex", "age_from", "age_to", "ethnicity", "party", "level", "rule", "missing", CHECKED,
          "leaving", "post")  # fmt: skip


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
        titles = list(Title.objects.only("code", "name", "group", "order"))
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


class Pages(Paginator):  # type: ignore[type-arg]  # not subscriptable when run
    """The ids of a selection, fifty a page."""

    def __init__(self, selection: Selection) -> None:
        super().__init__(selection.ids, PAGE_SIZE)
        self.selection = selection

    @cached_property
    def count(self) -> int:
        """How many are selected."""
        return self.selection.count()


def people_list(request: HttpRequest) -> HttpResponse:
    """Show the people selected by the address, fifty a page."""
    asked = Asked.of(request)
    selection, lens = asked.selection, asked.lens
    page: Page[int] = Pages(selection).get_page(request.GET.get("page"))
    given = request.GET.dict().items()
    query = {name: str(value) for name, value in given if value and name != "page"}
    found = asked.rows(list(page))
    context = {
        "lens": lens,
        "selection": selection,
        "headline": headline(selection),
        "chips": chips(asked.form, selection, query | lens.params),
        "first": [asked.form.form[name] for name in FIRST],
        "folded": [asked.form.form[name] for name in FOLDED],
        "unfold": any(name in selection.asked for name in FOLDED if name != CHECKED),
        "page": page,
        "rows": found,
        "tickable": any(row.editable for row in found),
        "saved": SavedList.objects.of(viewer(request)),
        "headings": headings(
            selection.criterion, selection.asked.get("sort", "name"), selection.together
        ),
        "query": urlencode(query | lens.params),
    }
    return render(request, "reports/people.html", context)

"""The list of people: everyone a figure counts, or whoever a search finds."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from personnel.models import Person, Title, Unit
from personnel.scope import Editor, viewer

from ..lens import Lens
from ..models import SavedList
from ..scope import root_of, units_in_view
from .filters import PeopleFilter
from .selection import Selection
from .table import Row, headings, rows
from .wording import chips, headline

PAGE_SIZE = 50


@dataclass(frozen=True)
class Asked:
    """A request for people, read and checked."""

    lens: Lens
    form: PeopleFilter
    selection: Selection
    units: dict[int, Unit]
    titles: dict[int, Title]

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        """Read the address; raises BadRequest naming what cannot be read."""
        return cls.read(request.GET, viewer(request))

    @classmethod
    def read(cls, params: QueryDict, user: Editor) -> "Asked":
        """Read the parameters of an address as `user` may ask them; raises BadRequest."""
        lens = Lens.read(params)
        units = units_in_view(user, lens)
        titles = list(Title.objects.all())
        people, root = Person.objects.visible_to(user), root_of(user, units)
        form = PeopleFilter(params, people, lens, units, titles, root)
        selection = Selection.of(form, root)
        return cls(
            lens, form, selection, {u.pk: u for u in units}, {title.pk: title for title in titles}
        )

    def rows(self, ids: list[int]) -> list[Row]:
        """Return the people of `ids` as rows, in that order; one query."""
        found = self.selection.details(ids)
        return rows(found, self.units, self.titles, self.selection.criterion)


def people_list(request: HttpRequest) -> HttpResponse:
    """Show the people selected by the address, fifty a page."""
    asked = Asked.of(request)
    selection, lens = asked.selection, asked.lens
    matched = selection.matched().values_list("pk", flat=True)
    page: Page[int] = Paginator(matched, PAGE_SIZE).get_page(request.GET.get("page"))
    user, ids = viewer(request), list(page)
    given = request.GET.dict().items()
    query = {name: str(value) for name, value in given if value and name != "page"}
    context = {
        "lens": lens,
        "selection": selection,
        "headline": headline(selection),
        "chips": chips(asked.form, selection, query | lens.params),
        "form": asked.form.form,
        "more": [name for name in MORE if name in selection.asked],
        "page": page,
        "rows": asked.rows(ids),
        "tickable": tickable(user, ids),
        "saved": SavedList.objects.of(user),
        "headings": headings(selection.asked.get("sort", "name"), selection.criterion),
        "query": urlencode(query | lens.params),
    }
    return render(request, "reports/people.html", context)


def tickable(user: Editor, ids: list[int]) -> set[int]:
    """Return those of `ids` whose records are in the user's hands; one query, none for readers."""
    if not user.may_edit:
        return set()
    own = Person.objects.editable_by(user).filter(pk__in=ids)
    return set(own.values_list("pk", flat=True))


# The filters folded away until one of them is used.
MORE = ("sex", "age_from", "age_to", "ethnicity", "party", "level", "rule", "missing", "quality",
        "leaving", "post")  # fmt: skip

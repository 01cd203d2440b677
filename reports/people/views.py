"""The list of people: everyone a figure counts, or whoever a search finds."""

from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from personnel.asked import keep_shown
from personnel.scope import viewer
from personnel.seeking.leading import without_number

from ..coverage import coverage_in
from ..models import SavedList
from .asked import Asked
from .pages import Pages
from .table import headings
from .wording import chips, headline, in_words

FIRST = ("q", "unit", "group", "title", "criterion", "outcome")
# Folded away, and shown once one of them is chosen. A check is mostly asked for by a link from a
# figure, whose list should begin with its people; its chip names it.
CHECKED = "quality"
FOLDED = ("sex", "age_from", "age_to", "ethnicity", "party", "level", "rule", "missing", CHECKED,
          "papers", "studies", "evaluation", "confirmed", "basis", "acting", "leaving",
          "post")  # fmt: skip


@require_safe
def people_list(request: HttpRequest) -> HttpResponse:
    """Show the people selected by the address, fifty a page."""
    if led := without_number(request):
        return led
    asked = Asked.of(request)
    selection, lens = asked.selection, asked.lens
    page: Page[int] = Pages(selection).get_page(request.GET.get("page"))
    if CHECKED in selection.asked:
        keep_shown(request, page.paginator.count, in_words(asked.form, selection))
    given = request.GET.dict().items()
    query = {name: str(value) for name, value in given if value and name != "page"}
    found, former = asked.rows(list(page)), asked.former
    only = former.on_its_map if former else None
    only_former = query | {"unit": former.unit.numbered} | only.params if former and only else {}
    context = {
        "lens": lens,
        "selection": selection,
        "former": former,
        "coverage": coverage_in(selection.unit, lens) if selection.criterion else (),
        "only_former": f"?{urlencode(only_former)}",
        "headline": headline(selection),
        "chips": chips(asked.form, selection, query | lens.params),
        "first": [asked.form.form[name] for name in FIRST],
        "folded": [asked.form.form[name] for name in FOLDED],
        "unfold": any(name in selection.asked for name in FOLDED if name != CHECKED),
        "page": page,
        "rows": found,
        "tickable": any(row.editable for row in found),
        "saved": SavedList.objects.of(viewer(request)),
        "chosen": asked.chosen,
        "headings": headings(asked.columns, selection.sort, in_post=not selection.out_of_post),
        "query": urlencode(query | lens.params),
    }
    return render(request, "reports/people.html", context)

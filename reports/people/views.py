"""The list of people: everyone a figure counts, or whoever a search finds."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from personnel.asked import keep_shown
from personnel.basics.htmx import by_htmx
from personnel.reading.searching import digits_of
from personnel.scope import viewer
from personnel.words.identity import END_DIGITS

from ..models import SavedList
from .asked import Asked
from .selection import Selection
from .table import headings
from .wording import chips, headline, in_words

PAGE_SIZE = 50
FIRST = ("q", "unit", "group", "title", "criterion", "outcome")
# Folded away, and shown once one of them is chosen. A check is mostly asked for by a link from a
# figure, whose list should begin with its people; its chip names it.
CHECKED = "quality"
FOLDED = ("sex", "age_from", "age_to", "ethnicity", "party", "level", "rule", "missing", CHECKED,
          "papers", "basis", "acting", "leaving", "post")  # fmt: skip


class Pages(Paginator):
    """The ids of a selection, fifty a page."""

    def __init__(self, selection: Selection) -> None:
        super().__init__(selection.ids, PAGE_SIZE)
        self.selection = selection

    @cached_property
    def count(self) -> int:
        """How many are selected."""
        return self.selection.count()


@require_safe
def people_list(request: HttpRequest) -> HttpResponse:
    """Show the people selected by the address, fifty a page."""
    if len(digits_of(request.GET.get("q", ""))) > max(END_DIGITS):
        return _without_number(request)
    asked = Asked.of(request)
    selection, lens = asked.selection, asked.lens
    page: Page[int] = Pages(selection).get_page(request.GET.get("page"))
    if CHECKED in selection.asked:
        keep_shown(request, page.paginator.count, in_words(asked.form, selection))
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


def _without_number(request: HttpRequest) -> HttpResponse:
    """Lead to where a number is asked for without an address that keeps it."""
    if viewer(request).may_edit:
        messages.info(request, "Số CCCD không đặt trong địa chỉ trang: nhập số vào ô dưới đây.")
        address = reverse("person-by-number")
    else:
        messages.info(request, f"Chỉ tìm được theo 3 hoặc {max(END_DIGITS)} số cuối của CCCD.")
        kept = {name: value for name, value in request.GET.items() if name != "q"}
        address = f"{reverse('people')}?{urlencode(kept)}"
    return HttpResponseClientRedirect(address) if by_htmx(request) else redirect(address)

"""The page of heads: how many in which state, each number a list, and the list as a workbook."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from personnel.asked import keep_shown
from personnel.keeping.disclosing import disclose_list
from personnel.scope import viewer
from reports.scope import gathering, unit_choices
from targets.lens import Lens

from .asked import Asked, Show, end_of_term
from .counting import by_title, counted
from .reading import listed, rows_of
from .taken import name_of, workbook

PAGE_SIZE = 100


@require_safe
def heads_page(request: HttpRequest) -> HttpResponse:
    """Show who leads the communes asked for, a hundred rows a page; what is shown is kept."""
    asked = Asked.of(request)
    if asked is None:
        return render(request, "reports/empty.html", {"lens": Lens.of(request)})
    rows = rows_of(asked)
    found = listed(asked, rows)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    keep_shown(request, len({row.post.person_id for row in found if row.post}), asked.said)
    offered = gathering(asked.units)
    context = {
        "lens": asked.lens,
        "asked": asked,
        "top_address": asked.lens.address(asked.top),
        "units": unit_choices(offered, asked.root, asked.lens.units_on)[1:],
        "terms": [(show.value, show.label) for show in Show.of_terms()],
        "counted": counted(asked, rows),
        "places": [(show.value, show.label) for show in Show.of_places()],
        "by_title": by_title(asked, rows),
        "confirm": _confirming(request, asked),
        "term_ends": end_of_term(asked.lens.day, asked.top, asked.recorded),
        "page": page,
        "everything": asked.url(title="", show=""),
        "file": asked.url("heads-file"),
        "more": f"{asked.url().partition('?')[2]}&",
    }
    return render(request, "reports/heads/page.html", context)


def _confirming(request: HttpRequest, asked: Asked) -> str:
    """Return where who is local is confirmed: today's heads, by whoever changes records."""
    today = asked.lens.day == asked.lens.today and not asked.lens.map_day
    return asked.url("heads-local", title="", show="") if viewer(request).may_edit and today else ""


@require_safe
def heads_file(request: HttpRequest) -> HttpResponseBase:
    """Return the list of the page, all of it, as a workbook; kept in the log of personal data.

    404 for whoever sees nothing.
    """
    asked = Asked.of(request)
    if asked is None:
        raise Http404("Không có danh sách để tải về.")
    found = listed(asked, rows_of(asked))
    people = {row.post.person_id for row in found if row.post}
    disclose_list(len(people), by=request.user, asked=f"{asked.said}; tệp Excel")
    return FileResponse(workbook(asked, found), as_attachment=True, filename=name_of(asked))

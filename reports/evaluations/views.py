"""The page of yearly evaluations, the list behind each of its numbers, and that as a workbook."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from personnel.asked import keep_shown
from personnel.keeping.disclosing import disclose_list
from reports.scope import gathering, unit_choices
from targets.lens import Lens

from .asked import Asked
from .listing import listed
from .tables import tables
from .taken import name_of, workbook

PAGE_SIZE = 100


@require_safe
def evaluations_page(request: HttpRequest) -> HttpResponse:
    """Show how many had which level of a year, by group of titles and unit; and collectives."""
    asked = Asked.of(request)
    if asked is None:
        return render(request, "reports/empty.html", {"lens": Lens.of(request)})
    offered = gathering(asked.units)
    context = {
        "lens": asked.lens,
        "asked": asked,
        "tables": list(tables(asked)),
        "units": unit_choices(offered, asked.root, asked.lens.units_on)[1:],
        "top_address": asked.lens.address(asked.top),
        "groups_offered": asked.source.grouped and not asked.top.is_commune,
        "by_groups": asked.grouped,
    }
    return render(request, "reports/evaluations/page.html", context)


@require_safe
def evaluations_list(request: HttpRequest) -> HttpResponse:
    """Show whom a number counts, a hundred a page; what is shown is kept."""
    asked = Asked.of(request)
    if asked is None:
        return render(request, "reports/empty.html", {"lens": Lens.of(request)})
    rows = listed(asked)
    if not asked.collective:
        keep_shown(request, len(rows), asked.said)
    context = {
        "lens": asked.lens,
        "asked": asked,
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "back": asked.url(),
        "file": asked.url("evaluation-file", **asked.listed),
        "more": f"{asked.url('evaluation-list', **asked.listed).partition('?')[2]}&",
    }
    return render(request, "reports/evaluations/list.html", context)


@require_safe
def evaluations_file(request: HttpRequest) -> HttpResponseBase:
    """Return the same list, all of it, as a workbook; people are kept in the log of personal data.

    404 for whoever sees nothing.
    """
    asked = Asked.of(request)
    if asked is None:
        raise Http404("Không có danh sách để tải về.")
    rows = listed(asked)
    if not asked.collective:
        disclose_list(len(rows), by=request.user, asked=f"{asked.said}; tệp Excel")
    return FileResponse(workbook(asked, rows), as_attachment=True, filename=name_of(asked))

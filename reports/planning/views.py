"""The page of planning, and its list as a workbook; there for whoever has the right alone."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from personnel.asked import keep_shown
from personnel.keeping.disclosing import disclose_list
from personnel.models import Unit
from personnel.planning.rights import NOT_THERE
from reports.scope import unit_choices
from targets.lens import Lens

from .asked import Asked, Show
from .counting import counted, empty_of, outside
from .reading import Row, listed, rows_of
from .taken import name_of, workbook

PAGE_SIZE = 100


@require_safe
def planning_page(request: HttpRequest) -> HttpResponse:
    """Show who is planned for what, a hundred rows a page; that it is shown is kept."""
    asked = Asked.of(request)
    if asked is None:
        return render(request, "reports/empty.html", {"lens": Lens.of(request)})
    rows = rows_of(asked)
    found = _found(asked, rows)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    keep_shown(request, len({row.plan.person_id for row in rows}), asked.said)
    context = {
        "lens": asked.lens,
        "asked": asked,
        "top_address": asked.lens.address(asked.top),
        "units": unit_choices(asked.units, asked.root, asked.lens.units_on)[1:],
        "terms": sorted({row.plan.term for row in rows}),
        "shows": Show.choices,
        "counted": counted(asked, rows),
        "outside": outside(asked, rows),
        "page": page,
        "empty": asked.show == Show.NONE,
        "may_write": asked.user.may_edit,
        "everything": asked.url(title="", show="", term=""),
        "file": asked.url("planning-file"),
        "more": f"{asked.url().partition('?')[2]}&",
    }
    return render(request, "reports/planning/page.html", context)


@require_safe
def planning_file(request: HttpRequest) -> HttpResponseBase:
    """Return the list of the page, all of it, as a workbook; kept in the log of personal data.

    404 for whoever has not the right, and for whoever sees nobody.
    """
    asked = Asked.of(request)
    if asked is None or asked.show == Show.NONE:
        raise Http404(NOT_THERE)
    found = listed(asked, rows_of(asked))
    people = {row.plan.person_id for row in found}
    disclose_list(len(people), by=request.user, asked=f"{asked.said}; tệp Excel")
    return FileResponse(workbook(asked, found), as_attachment=True, filename=name_of(asked))


def _found(asked: Asked, rows: list[Row]) -> list[Any]:
    """Return what is listed: rows, or the communes in which nobody is planned for the title."""
    if asked.show != Show.NONE:
        return listed(asked, rows)
    found: list[Unit] = empty_of(asked, rows, asked.title) if asked.title else []
    return found

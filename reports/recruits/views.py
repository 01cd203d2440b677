"""The page of those taken on as non-specialised workers: numbers, and the list behind each."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from personnel.asked import keep_shown
from personnel.keeping.disclosing import disclose_list
from personnel.models import Unit
from personnel.reading.recruited import IN_FORCE
from reports.scope import gathering, unit_choices
from targets.lens import Lens

from .asked import Asked, Show
from .counting import by_unit, by_year
from .taken import name_of, workbook

PAGE_SIZE = 50


@require_safe
def recruits_page(request: HttpRequest) -> HttpResponse:
    """Show who was taken on since the resolution, fifty a page; what is shown is kept."""
    asked = Asked.of(request)
    if asked is None:
        return render(request, "reports/empty.html", {"lens": Lens.of(request)})
    found = asked.listed
    keep_shown(request, len(found), asked.said)
    offered = gathering(asked.units)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    places = places_of(asked)
    context = {
        "lens": asked.lens,
        "asked": asked,
        "top_address": asked.lens.address(asked.top),
        "units": unit_choices(offered, asked.root, asked.lens.units_on)[1:],
        "states": Show.choices,
        "tables": [
            ("Năm", "Theo năm bắt đầu", by_year(asked)),
            ("Đơn vị", "Theo đơn vị", by_unit(asked)),
        ],
        "page": page,
        "rows": [(recruit, places[recruit.unit]) for recruit in page],
        "everything": asked.url(show="", year=""),
        "since": IN_FORCE,
        "file": asked.url("recruits-file"),
        "more": f"{asked.url().partition('?')[2]}&",
    }
    return render(request, "reports/recruits/page.html", context)


@require_safe
def recruits_file(request: HttpRequest) -> HttpResponseBase:
    """Return the list of the page, all of it, as a workbook; kept in the log of personal data.

    404 for whoever sees nothing.
    """
    asked = Asked.of(request)
    if asked is None:
        raise Http404("Không có danh sách để tải về.")
    found = asked.listed
    disclose_list(len(found), by=request.user, asked=f"{asked.said}; tệp Excel")
    content = workbook(asked, found, places_of(asked))
    return FileResponse(content, as_attachment=True, filename=name_of(asked))


def places_of(asked: Asked) -> dict[int, Unit]:
    """Return the units in view by their ids."""
    return {unit.pk: unit for unit in asked.units}

"""The first page as screens for a meeting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from personnel.scope import viewer
from targets.lens import Lens

from .addresses import source_in_view
from .asking import by_groups
from .first_page import FirstPage
from .links import first_page_url, page_url
from .slides import slides


@require_safe
def presentation(request: HttpRequest) -> HttpResponse:
    """Show the slides of `unit`, or of all that the user sees, through the lens."""
    lens, user = Lens.of(request), viewer(request)
    source = source_in_view(user, lens, request.GET.get("unit", ""))
    if source is None:
        return render(request, "reports/empty.html", {"lens": lens})
    lens, root = source.lens, source.root
    back = first_page_url(lens, root)
    # The page of the criteria is about all that the user sees.
    criteria_url = f"{back}#chi-tieu" if "unit" in request.GET else page_url(lens, "criteria")
    page = FirstPage(source, user, criteria_url, grouped=by_groups(request.GET))
    context = {
        "lens": lens,
        "unit": root,
        "page": page,
        "everyone": page.board.workforce.group(root, "all"),
        "slides": slides(page),
        "back": back,
    }
    return render(request, "reports/presentation.html", context)

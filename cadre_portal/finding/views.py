"""The page of what a search finds, and the same in short beneath the field while one types."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from personnel.scope import viewer
from personnel.seeking.leading import without_number
from targets.lens import Lens

from .everything import find

# How many of a sort are shown: on a page of its own, and beneath the field.
ON_A_PAGE, BENEATH = 50, 5


@require_safe
def found_page(request: HttpRequest) -> HttpResponse:
    """Show all that was found; without a text, how to ask."""
    return without_number(request) or render(
        request, "finding/page.html", _found(request, ON_A_PAGE)
    )


@require_safe
def found_beneath(request: HttpRequest) -> HttpResponse:
    """Give the first of what was found, to be shown beneath the field."""
    return render(request, "finding/beneath.html", _found(request, BENEATH))


def _found(request: HttpRequest, most: int) -> dict[str, Any]:
    lens, text = Lens.of(request), request.GET.get("q", "")
    groups = find(text, viewer(request), lens, most)
    count = sum(group.count for group in groups)
    query = urlencode(lens.params | {"q": text})
    return {"lens": lens, "sought": text, "groups": groups, "count": count, "query": query}

"""The pages that look at a decree: as it would be applied, and as it was."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from targets.criteria import BY_CODE

from . import rows
from .pages import Told, page, whole_page
from .seen import Seen
from .subjects import applied_or_404, subject_or_404


@require_safe
def preview_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what applying a draft would come to, or all that keeps it from being applied."""
    return whole_page(request, subject_or_404(request, pk))


@require_safe
def applied_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what applying a decree came to."""
    return whole_page(request, applied_or_404(pk))


@require_safe
def preview_unit(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Show who would come into one unit, and its figures."""
    return page(request, subject_or_404(request, pk), "unit", lambda seen: _unit(seen, code))


@require_safe
def applied_unit(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Show who came into one unit, and its figures."""
    return page(request, applied_or_404(pk), "unit", lambda seen: _unit(seen, code))


@require_safe
def preview_changed(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """List whom a criterion would judge otherwise, and why."""
    return page(request, subject_or_404(request, pk), "changed", lambda seen: _changed(seen, code))


@require_safe
def applied_changed(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """List whom a criterion judges otherwise since a decree, and why."""
    return page(request, applied_or_404(pk), "changed", lambda seen: _changed(seen, code))


@require_safe
def preview_deciding(request: HttpRequest, pk: int) -> HttpResponse:
    """List the titles that several people would bring into one unit."""
    return page(request, subject_or_404(request, pk), "deciding", _deciding)


@require_safe
def applied_deciding(request: HttpRequest, pk: int) -> HttpResponse:
    """List the titles that several people brought into one unit."""
    return page(request, applied_or_404(pk), "deciding", _deciding)


def _unit(seen: Seen, code: str) -> Told:
    found = rows.of_unit(seen, code)
    if found is None:
        raise Http404(f"Văn bản này không lập đơn vị nào mang mã “{code}”.")
    return {"rows": found, "unit": found.arriving.unit}


def _changed(seen: Seen, code: str) -> Told:
    criterion = BY_CODE.get(code)
    if criterion is None or not criterion.about_people:
        raise Http404(f"Không có chỉ tiêu nào về người mang mã “{code}”.")
    return {"criterion": criterion, "rows": rows.otherwise(seen, criterion)}


def _deciding(seen: Seen) -> Told:
    return {
        "rows": rows.to_decide(seen),
        "others": [
            (each.unit, [shared.title for shared in each.others])
            for each in seen.arriving
            if each.others
        ],
    }

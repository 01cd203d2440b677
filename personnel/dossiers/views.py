"""The page of the dossier grid: read by whoever sees the district, typed by its editors."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from personnel.keeping.recording import Refused
from personnel.models import Unit
from personnel.scope import may_edit_in, viewer

from .grid import Grid, districts_of, years
from .saving import ChangedMeanwhile, save_grid


def dossiers(request: HttpRequest) -> HttpResponse:
    """Show or save the grid of a district and year."""
    today = timezone.localdate()
    year = _year(request)
    districts = districts_of(viewer(request), year, today)
    district = _district(request, districts)
    context: dict[str, Any] = {"years": years(today), "year": year, "districts": districts}
    if request.method == "POST":
        if district is None or not may_edit_in(viewer(request), district.pk):
            raise Http404("Tài khoản này không nhập số liệu của huyện này.")
        return _save(request, Grid(district, year, today, request.POST), context)
    if district is None:
        return render(request, "personnel/dossiers/grid.html", context)
    return _page(request, Grid(district, year, today), context)


def _save(request: HttpRequest, grid: Grid, context: dict[str, Any]) -> HttpResponse:
    if not grid.is_valid():
        return _page(request, grid, context, status=422, wrong=grid.wrong)
    try:
        count = save_grid(grid, by=viewer(request), at=timezone.now())
    except ChangedMeanwhile as changed:
        return _page(request, grid.anew(), context, status=409, meanwhile=changed.lines)
    except Refused as refused:
        return _page(request, grid, context, status=409, refused=str(refused))
    said = f"Đã lưu số liệu của {count} đơn vị." if count else "Không có số liệu nào thay đổi."
    messages.success(request, said)
    query = urlencode({"year": str(grid.year), "district": grid.district.code})
    return redirect(f"{reverse('dossiers')}?{query}")


def _page(
    request: HttpRequest, grid: Grid, context: dict[str, Any], status: int = 200, **more: Any
) -> HttpResponse:
    editable = may_edit_in(viewer(request), grid.district.pk)
    context |= {"grid": grid, "editable": editable, **more}
    return render(request, "personnel/dossiers/grid.html", context, status=status)


def _year(request: HttpRequest) -> int:
    """Return the year asked for, this year without one; raises BadRequest."""
    offered = {str(year): year for year in years(timezone.localdate())}
    text = request.GET.get("year") or next(iter(offered))
    if text not in offered:
        raise BadRequest(f"Năm “{text}” không có số liệu. Chọn năm từ {min(offered)} trở đi.")
    return offered[text]


def _district(request: HttpRequest, districts: list[Unit]) -> Unit | None:
    """Return the district asked for, the first without one; None when there is none at all."""
    code = request.GET.get("district")
    if not code:
        return districts[0] if districts else None
    district = next((unit for unit in districts if unit.code == code), None)
    if district is None:
        raise Http404(f"Không có huyện mang mã “{code}” trong phạm vi được xem của tài khoản này.")
    return district

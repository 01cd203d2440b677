"""The pages of the yearly evaluations: of a commune and year, and of one person."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from personnel.asked import editable_or_404, keep_opened, keep_shown
from personnel.keeping.recording import Refused
from personnel.models import Unit
from personnel.scope import viewer
from personnel.words.grades import Grade

from .asked import by_keeper, commune_at, communes_of, end_of, year_of, years
from .grid import CommuneGrid, PersonGrid
from .lines import Lines
from .saving import ChangedMeanwhile, save_lines

COMMUNE, PERSON = "personnel/evaluating/commune.html", "personnel/evaluating/person.html"


def evaluations(request: HttpRequest) -> HttpResponse:
    """Show or save the grid of a commune and year: read by who sees it, typed by its editors."""
    today, user = timezone.localdate(), viewer(request)
    year = year_of(request.GET.get("year", ""), today)
    communes = communes_of(user, year, today)
    unit = _commune(request, communes)
    last = end_of(year, today)
    context: dict[str, Any] = {
        "year": year,
        "years": sorted({*years(today), year}, reverse=True),
        "unit": unit,
        "communes": by_keeper(communes, last),
        "last": last,
        "grades": Grade,
    }
    if unit is None and request.method == "POST":
        raise Http404("Tài khoản này không nhập xếp loại của đơn vị nào.")
    if unit is None:
        return render(request, COMMUNE, context)
    address = unit.address_on(last)
    context["query"] = urlencode({"year": str(year), "unit": address})
    where = f"{reverse('evaluations')}?{context['query']}"
    if request.method != "POST":
        grid = CommuneGrid(unit, year, user, today)
        keep_shown(request, grid.people, f"Xếp loại năm {year}, {unit}")
        return _page(request, COMMUNE, grid, context)
    grid = CommuneGrid(unit, year, user, today, request.POST)
    if not grid.editable:
        raise Http404("Tài khoản này không nhập xếp loại của đơn vị này.")
    reason = f"Nhập xếp loại năm {year}"
    return _save(request, grid, where, reason=reason, template=COMMUNE, context=context)


def person_evaluations(request: HttpRequest, pk: int) -> HttpResponse:
    """Show or save the years of one person; 404 unless the record is in the user's hands."""
    person, today = editable_or_404(request, pk), timezone.localdate()
    context: dict[str, Any] = {"person": person, "grades": Grade}
    if request.method != "POST":
        keep_opened(request, person, where="xếp loại hằng năm")
        return _page(request, PERSON, PersonGrid(person, viewer(request), today), context)
    grid = PersonGrid(person, viewer(request), today, request.POST)
    where, reason = reverse("person", args=[pk]), "Sửa xếp loại hằng năm"
    return _save(request, grid, where, reason=reason, template=PERSON, context=context)


def _save(
    request: HttpRequest, grid: Any, where: str, *,
    reason: str, template: str, context: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    """Write what was typed and lead on to `where`, or show it again with what is wrong."""
    if not grid.is_valid():
        return _page(request, template, grid, context, status=422, wrong=grid.wrong)
    try:
        count = save_lines(grid, reason=reason, by=viewer(request), at=timezone.now())
    except ChangedMeanwhile as changed:
        return _page(request, template, grid.anew(), context, status=409, meanwhile=changed.lines)
    except Refused as refused:
        return _page(request, template, grid, context, status=409, refused=str(refused))
    said = (
        f"Đã lưu mức xếp loại ở {count} dòng." if count else "Không có mức xếp loại nào thay đổi."
    )
    messages.success(request, said)
    if grid.lost:
        messages.warning(
            request,
            f"Không ghi {grid.lost} dòng: không còn trong bảng này, hoặc hồ sơ không thuộc phạm vi "
            "được cập nhật. Xem lại các dòng đó.",
        )
    return redirect(where)


def _page(
    request: HttpRequest, template: str, grid: Lines, context: dict[str, Any],
    status: int = 200, **more: Any,
) -> HttpResponse:  # fmt: skip
    return render(request, template, {**context, "grid": grid, **more}, status=status)


def _commune(request: HttpRequest, communes: list[Unit]) -> Unit | None:
    """Return the commune asked for, the first without one; None when there is none at all."""
    address = request.GET.get("unit", "")
    if not address:
        return communes[0] if communes else None
    unit = commune_at(address, communes)
    if unit is None:
        raise Http404(
            f"Không có đơn vị mang mã “{address}” trong phạm vi được xem của tài khoản này."
        )
    return unit

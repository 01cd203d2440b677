"""By which days of a year papers are due, as the province sets them."""

from __future__ import annotations

from copy import copy

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from personnel.keeping.recording import Refused
from personnel.models import FollowingDue
from personnel.models.following import FIRST_YEAR, LAST_YEAR
from personnel.scope import viewer

from .forms import DueForm
from .writing import set_due


def due_page(request: HttpRequest, year: int) -> HttpResponse:
    """Show and set the days of a year; for administrators of the province."""
    user = viewer(request)
    if not user.may_administer or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404("Không có trang này.")
    days = list(FollowingDue.objects.all())
    before = next((each for each in days if each.year == year), FollowingDue(year=year))
    form = DueForm(request.POST if request.method == "POST" else None, instance=copy(before))
    context = {"form": form, "year": year, "days": days}
    if request.method != "POST":
        return render(request, "reports/following/due.html", context)
    if not form.is_valid():
        return render(request, "reports/following/due.html", context, status=422)
    try:
        set_due(before, form.changes(), by=user, at=timezone.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return render(request, "reports/following/due.html", context, status=409)
    messages.success(request, f"Đã đặt hạn năm {year}.")
    return redirect("following-due", year=year)

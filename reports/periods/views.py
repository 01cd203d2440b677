"""The list of periods, and opening, amending and taking back one."""

from datetime import date

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from personnel.keeping.recording import Refused
from personnel.models import Unit
from personnel.models.hierarchy import GROUPS, KEEPERS
from personnel.scope import Editor, viewer
from reports.models import Period
from reports.models.reporting import reported_to
from targets.criteria import HORIZONS

from .asked import administrator_or_404, open_period_or_404
from .districts import Progress, progress_in
from .forms import AmendForm, CorrectionForm, PeriodForm, usual_period
from .notices import told_of_opening
from .opening import amend_period, named, open_period, prepared, withdraw_period
from .summary import Summary


@require_safe
def periods(request: HttpRequest) -> HttpResponse:
    """List the periods, each with how far the user's units have come."""
    user, today = viewer(request), timezone.localdate()
    found = list(Period.objects.visible_to(user).with_replacements())
    lines = [
        _line(period, units, user, today)
        for period, units in zip(found, progress_in(found, user), strict=True)
    ]
    context = {
        "lines": lines,
        "single": all(own for _, own in lines),
        "offered": _reportable(user, today),
        "horizons": [(code, horizon.label) for code, horizon in HORIZONS.items()],
    }
    return render(request, "reports/periods/periods.html", context)


def _line(
    period: Period, units: list[Progress], user: Editor, today: date
) -> tuple[Summary, Progress | None]:
    """Return a period's summary, and the unit of whoever has just one."""
    own = units[0] if len(units) == 1 and not user.sees_province else None
    return Summary.of(period, units, today), own


def _reportable(user: Editor, today: date) -> list[Unit]:
    """Return the units of today that the user may take a report of away: groups first, by code."""
    units = Unit.objects.in_force(today).filter(Q(KEEPERS) | Q(**GROUPS)).order_by("code")
    seen = units if user.sees_province else units.filter(reported_to(user))
    return sorted(seen, key=lambda unit: not unit.is_group)


def open_new(request: HttpRequest) -> HttpResponse:
    """Ask what a period needs, and open it."""
    user = administrator_or_404(request)
    initial = usual_period(timezone.localdate())
    form = PeriodForm(request.POST if request.method == "POST" else None, initial=initial)
    if not form.is_valid():
        return _form(request, form, 422 if form.is_bound else 200)
    now = timezone.now()
    try:
        period = open_period(**form.cleaned_data, by=user, at=now)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _form(request, form, 409)
    messages.success(request, f"Đã mở {period}. {told_of_opening(period, now)}")
    return redirect("period", period.pk)


def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a period another name or due date, or its document a number and day."""
    period = open_period_or_404(request, pk)
    initial = {"name": period.name, "due": f"{period.due:%d/%m/%Y}", "seen": named(period)}
    initial["document_number"] = period.document_number
    initial["document_day"] = f"{period.document_day:%d/%m/%Y}" if period.document_day else ""
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=initial)
    if not form.is_valid():
        return _form(request, form, 422 if form.is_bound else 200, period)
    try:
        amend_period(period, **form.cleaned_data, by=viewer(request), at=timezone.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return _form(request, form, 409, period)
    messages.success(request, "Đã sửa kỳ báo cáo.")
    return redirect("period", period.pk)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a period for which nothing was handed in."""
    period = open_period_or_404(request, pk)
    try:
        seen = request.POST.get("seen", "")
        withdraw_period(period, seen=seen, by=viewer(request), at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("period", pk)
    messages.success(request, f"Đã hủy {period}.")
    return redirect("periods")


def _form(
    request: HttpRequest, form: AmendForm, status: int, period: Period | None = None
) -> HttpResponse:
    context = {"form": form, "period": period, "prepared": prepared(period) if period else ""}
    return render(request, "reports/periods/period_form.html", context, status=status)

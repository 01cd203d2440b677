"""Opening a period in the place of a sealed one."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from personnel.keeping.recording import Refused
from personnel.scope import viewer
from reports.models import Period

from .asked import open_period_or_404
from .forms import ReplaceForm
from .notices import told_of_opening
from .opening import open_replacement

DAYS_TO_REPORT = 15


def replace_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why a sealed period is replaced, and open the period that replaces it."""
    period = open_period_or_404(request, pk)
    form = ReplaceForm(request.POST if request.method == "POST" else None, initial=_usual(period))
    if not form.is_valid():
        return _form(request, period, form, 422 if form.is_bound else 200)
    now = timezone.now()
    try:
        opened = open_replacement(period, **form.cleaned_data, by=viewer(request), at=now)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _form(request, period, form, 409)
    messages.success(request, f"Đã mở {opened}, thay thế {period}. {told_of_opening(opened, now)}")
    return redirect("period", opened.pk)


def _usual(period: Period) -> dict[str, str]:
    """Return the name, and a due date a fortnight from now, that a replacement mostly has."""
    first, times = period, 1
    while first.replaces:
        first, times = first.replaces, times + 1
    again = f" lần {times}" if times > 1 else ""
    due = max(timezone.localdate() + timedelta(days=DAYS_TO_REPORT), period.day)
    return {"name": f"{first.name[:80]} (thay thế{again})", "due": f"{due:%d/%m/%Y}"}


def _form(request: HttpRequest, period: Period, form: ReplaceForm, status: int) -> HttpResponse:
    context = {"form": form, "period": period}
    return render(request, "reports/periods/replace.html", context, status=status)

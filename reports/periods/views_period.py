"""One period for the province: who has handed in, its figures, its seal."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from personnel.keeping.recording import Refused
from personnel.models import Unit
from personnel.scope import viewer
from reports.links import Links
from reports.models import Period, ReportsBy, Submission
from reports.parts import told_texts
from reports.reporters import how_many
from reports.rules import lens_of
from reports.sources import sealed_source
from targets.sources import LiveSource

from .asked import open_period_or_404, period_or_404, sealed_in_view
from .board import board, links_of_seal
from .districts import progress
from .files import checked_files
from .forms import SealForm
from .hashing import verify, verify_seal
from .sealing import missing_of, seal
from .summary import Summary
from .table import UnitsTable
from .texts import texts_of
from .unreported import unreported


@require_safe
def period_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a period: its units, and for provincial users the figures; else the own unit."""
    period, user = period_or_404(request, pk), viewer(request)
    units = progress(period, user)
    if len(units) == 1 and not user.sees_province:
        return redirect("report", period.pk, units[0].district.code)
    summary = Summary.of(period, units, timezone.localdate())
    context = {
        "period": period,
        "summary": summary,
        "table": UnitsTable.read(request.GET, summary),
        "handing_in": how_many(each.district for each in summary.expected),
    }
    if user.sees_province:
        context |= _figures(period) | {"texts": told_texts(texts_of(period))}
    return render(request, "reports/periods/period.html", context)


def _figures(period: Period) -> dict[str, object]:
    """Return the sealed figures of the province, or those of the records."""
    by_groups = period.reports_by == ReportsBy.GROUPS
    if period.is_sealed:
        return board(sealed_source(period), links_of_seal(period), grouped=by_groups)
    lens = lens_of(period, timezone.localdate())
    try:
        source = LiveSource.of_province(lens)
    except Unit.DoesNotExist:
        return {}
    return board(source, Links(lens), grouped=by_groups)


def seal_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether to seal, naming who is missing, and seal."""
    period = open_period_or_404(request, pk)
    if period.is_sealed:
        return redirect("period", period.pk)
    absent = missing_of(period, _counted(period))
    if request.method != "POST":
        return _ask(request, period, SealForm(absent))
    form = SealForm(absent, request.POST)
    if not form.is_valid():
        return _ask(request, period, form, 422)
    named, note = form.cleaned_data["missing"], form.cleaned_data["note"]
    try:
        seal(period, named, note, by=viewer(request), at=timezone.now())
    except Refused as refused:
        again = SealForm(missing_of(period, _counted(period)))
        return _ask(request, period, again, 409, str(refused))
    messages.success(request, f"Đã khóa {period}. Số liệu của kỳ không thay đổi nữa.")
    return redirect("period", period.pk)


def _counted(period: Period) -> list[Submission]:
    return list(Submission.objects.of(period).counted())


def _ask(
    request: HttpRequest, period: Period, form: SealForm, status: int = 200, refused: str = ""
) -> HttpResponse:
    summary = Summary.of(period, progress(period, viewer(request)), timezone.localdate())
    counted = _counted(period)
    context = {
        "period": period,
        "form": form,
        "summary": summary,
        "handing_in": how_many(each.district for each in summary.expected),
        "refused": refused,
        "unreported": counted and unreported(period, counted, missing_of(period, counted)),
    }
    return render(request, "reports/periods/seal.html", context, status=status)


@require_safe
def check_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Work out the hash of each report counted anew, and of the seal where all are in view."""
    period, user = period_or_404(request, pk), viewer(request)
    if not period.is_sealed:
        raise Http404("Kỳ báo cáo này chưa khóa nên chưa có mã khóa để kiểm tra.")
    related = ("period", "district", "rules")
    counted = Submission.objects.of(period).counted().select_related(*related)
    counted = counted.prefetch_related("erasings")
    if not user.sees_province:
        counted = counted.visible_to(user)
    found = {submission: verify(submission) for submission in counted}
    context = {
        "period": period,
        "found": found.items(),
        "intact": user.sees_province and verify_seal(period, found),
    }
    return render(request, "reports/periods/check.html", context | _files(request, period))


def _files(request: HttpRequest, period: Period) -> dict[str, object]:
    """Return the issued files in view, checked; nothing where none were kept."""
    if not period.files_hash:
        return {}
    files, whole = checked_files(period, sealed_in_view(request, period))
    erased = any(checked.file.names_erased_at for checked in files)
    return {"files": files, "files_whole": whole, "erased": erased}

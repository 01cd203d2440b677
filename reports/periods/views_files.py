"""Reports taken away: the annual workbook, CSV and JSON; live, of a submission, or sealed."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from personnel.disclosing import disclose_list
from personnel.models import Unit
from personnel.recording import Refused
from personnel.scope import viewer
from reports.lens import Lens
from reports.models import Period
from reports.scope import root_unit, unit_or_404
from reports.workbooks.annual.figures import figures_csv, figures_json
from reports.workbooks.annual.issuing import figures_of
from reports.workbooks.annual.report import Report, live_report, sealed_report, submitted_report
from reports.workbooks.annual.workbook import annual_workbook

from .asked import lens_of, period_or_404, submission_or_404
from .views_people import sealed_in_view

FORMS = {"xlsx": "tệp Excel", "csv": "tệp CSV", "json": "tệp JSON"}
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@never_cache
def live_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """Give out the report of the records as they are now, through the lens, of `unit`."""
    return _given(request, form, lambda: _live(request, Lens.of(request)))


@require_safe
@never_cache
def period_file(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """Give out the report of a period: sealed, or live while it is open; of `unit` if asked."""
    period = period_or_404(request, pk)

    def report() -> Report:
        if period.is_sealed:
            return _sealed(request, period)
        return _live(request, lens_of(period, timezone.localdate()))

    return _given(request, form, report)


@require_safe
@never_cache
def submission_file(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """Give out the report of what a district handed in."""
    submission = submission_or_404(request, pk)
    return _given(request, form, lambda: submitted_report(submission))


def _live(request: HttpRequest, lens: Lens) -> Report:
    user, code = viewer(request), request.GET.get("unit", "")
    root = unit_or_404(user, lens, code) if code else root_unit(user, lens)
    if root is None:
        raise Http404("Ngày này chưa có đơn vị nào trong phạm vi được xem của tài khoản.")
    if root.level == Unit.Level.COMMUNE:
        raise BadRequest("Báo cáo lập cho toàn tỉnh hoặc cho một huyện, không lập cho một xã.")
    return live_report(lens, root, timezone.now())


def _sealed(request: HttpRequest, period: Period) -> Report:
    source, code = sealed_in_view(request, period), request.GET.get("unit", "")
    if code in ("", source.root.code) and not source.root.parts:
        districts = () if source.root.whole_province else (source.root.pk,)
        return sealed_report(period, districts)
    if not code:
        raise Refused("Báo cáo lập cho toàn tỉnh hoặc cho một huyện: hãy chọn một huyện.")
    known = [unit for unit in (*source.units, *source.missing) if unit.code == code]
    district = next((unit for unit in known if unit.level == Unit.Level.DISTRICT), None)
    if district is None:
        raise Http404(f"Kỳ báo cáo này không có huyện mang mã “{code}” trong phạm vi được xem.")
    return sealed_report(period, (district.pk,))


def _given(request: HttpRequest, form: str, report_of: Any) -> HttpResponseBase:
    """Return the report in a form; a page that says why when it is not issued."""
    if form not in FORMS:
        raise Http404("Chỉ tải về được dạng xlsx, csv hoặc json.")
    try:
        report = report_of()
        return GIVERS[form](request, report)
    except Refused as refused:
        context = {"title": "Chưa xuất báo cáo", "status": 409, "message": str(refused)}
        return render(request, "error.html", context, status=409)


def _name(report: Report, form: str) -> str:
    return f"bao-cao-{report.root.code}-{report.lens.day:%Y-%m-%d}.{form}"


def _attached(report: Report, form: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{_name(report, form)}"'}


def _workbook(request: HttpRequest, report: Report) -> HttpResponseBase:
    """Give out the workbook; as it names people, that is kept in the log of personal data."""
    issued = annual_workbook(report)
    asked = f"Báo cáo năm, {report.root}; {figures_of(report)}; {FORMS['xlsx']}"
    disclose_list(issued.people, by=viewer(request), asked=asked)
    return HttpResponse(issued.content, EXCEL, headers=_attached(report, "xlsx"))


def _csv(request: HttpRequest, report: Report) -> HttpResponseBase:
    content = "text/csv; charset=utf-8"
    lines = figures_csv(report)
    return StreamingHttpResponse(lines, content_type=content, headers=_attached(report, "csv"))


def _json(request: HttpRequest, report: Report) -> HttpResponseBase:
    return JsonResponse(figures_json(report), json_dumps_params={"ensure_ascii": False})


GIVERS = {"xlsx": _workbook, "csv": _csv, "json": _json}

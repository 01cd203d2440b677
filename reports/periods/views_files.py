"""Reports taken away: the annual workbook, CSV and JSON; live, of a submission, or sealed."""

from collections.abc import Callable
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from personnel.keeping.disclosing import disclose_list
from personnel.keeping.recording import Refused
from personnel.scope import viewer
from personnel.words.file_names import attached
from reports.word.printing import pdf_of
from reports.workbooks.annual.forms import FORMS
from reports.workbooks.annual.issuing import figures_of
from reports.workbooks.annual.naming import report_name
from reports.workbooks.annual.report import Report, submitted_report
from reports.workbooks.annual.workbook import Issued
from targets.lens import Lens

from .asked import period_or_404, submission_or_404
from .files import given_out
from .reported import period_report, records_report

# The workbook as a PDF: the province's names thousands of people on some two hundred pages.
PDF, SECONDS_TO_PRINT = "pdf", 110
_PRINTED = "các biểu, tệp PDF", "application/pdf"


@require_safe
def live_file(request: HttpRequest, form: str) -> HttpResponse:
    """Give out the report of the records as they are now, through the lens, of `unit`."""
    return _given(request, form, lambda: records_report(request, Lens.of(request)))


@require_safe
def period_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Give out the report of a period: sealed, or live while it is open; of `unit` if asked."""
    period = period_or_404(request, pk)
    return _given(request, form, lambda: period_report(request, period))


@require_safe
def submission_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Give out the report of what a unit handed in."""
    submission = submission_or_404(request, pk)
    return _given(request, form, lambda: submitted_report(submission))


def _given(request: HttpRequest, form: str, report_of: Callable[[], Report]) -> HttpResponse:
    """Return the report in a form; a page that says why when it is not issued."""
    if form not in (*FORMS, PDF):
        raise Http404("Chỉ tải về được dạng xlsx, pdf, csv hoặc json.")
    label, content_type = _PRINTED if form == PDF else (FORMS[form].label, FORMS[form].content_type)
    try:
        report = report_of()
        file = _printed(report) if form == PDF else given_out(report, form)
    except Refused as refused:
        context = {"title": "Chưa xuất báo cáo", "status": 409, "message": str(refused)}
        return render(request, "error.html", context, status=409)
    if file.people:
        # As it names people, that is kept in the log of personal data.
        asked = f"Báo cáo năm, {report.root}; {figures_of(report)}; {label}"
        disclose_list(file.people, by=viewer(request), asked=asked)
    return HttpResponse(file.content, content_type, headers=_headers(report, form))


def _printed(report: Report) -> Issued:
    """Return the workbook that is given out as a PDF: of a sealed one, printed from its bytes."""
    file = given_out(report, "xlsx")
    return replace(file, content=pdf_of(file.content, "xlsx", SECONDS_TO_PRINT))


def _headers(report: Report, form: str) -> dict[str, str]:
    """Return what tells of a file beside it: its name; what stands in its place by now."""
    later = report.period.replaced_by if report.period else None
    # A document is looked at in the browser, or read by another system.
    told = {} if form == "json" else attached(report_name("báo cáo", report, form))
    if later:
        address = reverse("period-file", args=[later.pk, form])
        told["Link"] = f'<{address}>; rel="successor-version"'
    return told

"""The report in Word, and as a PDF: of a period, sealed or open, and of a submission."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from personnel.keeping.disclosing import disclose_list
from personnel.keeping.recording import Refused
from personnel.scope import viewer
from personnel.words.file_names import attached
from reports.word.document import Document
from reports.word.kept import form_in_use, template_in_use
from reports.word.printing import FORMS, pdf_of
from reports.word.template import written
from reports.workbooks.annual.issuing import figures_of
from reports.workbooks.annual.naming import report_name
from reports.workbooks.annual.report import Report, submitted_report

from .asked import period_or_404, submission_or_404
from .documents import period_document, submission_document
from .reported import period_report


@require_safe
def period_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the report of a period as it will stand in Word, and what is still to be written."""
    period = period_or_404(request, pk)
    try:
        report = period_report(request, period)
        document = period_document(period, report, viewer(request))
    except Refused as refused:
        return _refused(request, refused)
    context = {"period": period, "report": report, "document": document}
    return render(request, "reports/periods/document.html", context)


@require_safe
def period_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Give out the report of a period in Word or as a PDF; of `unit` if asked."""
    period = period_or_404(request, pk)

    def made() -> tuple[Report, Document]:
        report = period_report(request, period)
        return report, period_document(period, report, viewer(request))

    return _given(request, form, made)


@require_safe
def submission_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Give out the report of what a unit handed in."""
    submission = submission_or_404(request, pk)

    def made() -> tuple[Report, Document]:
        report = submitted_report(submission)
        return report, submission_document(submission, report)

    return _given(request, form, made)


def _given(
    request: HttpRequest, form: str, made: Callable[[], tuple[Report, Document]]
) -> HttpResponse:
    """Return the document; a page that says why when it is not made."""
    if form not in FORMS:
        raise Http404("Chỉ tải về được dạng docx hoặc pdf.")
    label, content_type = FORMS[form]
    try:
        report, document = made()
        content = written(document, template_in_use(form_in_use()))
        if form == "pdf":
            content = pdf_of(content)
    except Refused as refused:
        return _refused(request, refused)
    asked = f"Báo cáo bằng văn bản, {report.root}; {figures_of(report)}; {label}"
    disclose_list(0, by=viewer(request), asked=asked)
    name = report_name("văn bản báo cáo", report, form)
    return HttpResponse(content, content_type, headers=attached(name))


def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    context = {"title": "Chưa lập văn bản", "status": 409, "message": str(refused)}
    return render(request, "error.html", context, status=409)

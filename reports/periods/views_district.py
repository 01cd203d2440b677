"""A unit's part of a period: what to clear or explain, notes, figures, handing in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from personnel.keeping.recording import Refused
from personnel.scope import viewer
from reports.links import Links
from reports.models import Draft
from reports.models.reporting import may_hand_in
from reports.parts import PARTS, told_texts
from reports.rules import lens_of
from reports.sources import sealed_source
from targets.sources import LiveSource

from .asked import period_or_404, progress_or_404
from .board import board, links_of_seal
from .checklist import checklist
from .districts import Progress
from .drafting import save_draft
from .forms import ReplyForm
from .forms_texts import DraftForm, errors_of
from .submitting import submit
from .texts import story, texts_of


@require_safe
def report_page(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Show a unit's report while it is prepared, or what was sealed of it."""
    period = period_or_404(request, pk)
    found = progress_or_404(request, period, code)
    return _sealed(request, found) if period.is_sealed else _page(request, found)


@require_POST
def save_texts(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Keep what the district wrote; with `do=submit`, go on to hand in."""
    found = _editable_or_404(request, pk, code)
    period, district = found.period, found.district
    form = _form(found, request)
    if not form.is_valid():
        return _page(request, found, form, 422)
    notes, why, texts = (form.changes(prefix) for prefix in ("note-", "why-", "part-"))
    explained, now = form.explained(), timezone.now()
    try:
        save_draft(period, district, notes, why, texts, explained, by=viewer(request), at=now)
    except Refused as refused:
        form = _form(found, request)
        form.show_meanwhile()
        return _page(request, found, form, 409, str(refused))
    if request.POST.get("do") == "submit":
        return redirect("report-submit", period.pk, district.code)
    messages.success(request, "Đã lưu ghi chú, giải trình và nội dung báo cáo.")
    return redirect("report", period.pk, district.code)


def submit_page(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Show what handing in freezes, and hand in."""
    found = _editable_or_404(request, pk, code)
    form = _reply_form(found, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _confirm(request, found, form)
    if form and not form.is_valid():
        return _confirm(request, found, form, 422)
    reply, now = form.given if form else None, timezone.now()
    try:
        submission = submit(found.period, found.district, reply, by=viewer(request), at=now)
    except Refused as refused:
        found = progress_or_404(request, found.period, code)
        form = _reply_form(found, said=request.POST.get("reply", ""))
        return _confirm(request, found, form, 409, str(refused))
    messages.success(request, f"Đã nộp báo cáo lần {submission.version} của {found.district}.")
    return redirect("submission", submission.pk)


def _editable_or_404(request: HttpRequest, pk: int, code: str) -> Progress:
    period = period_or_404(request, pk)
    found = progress_or_404(request, period, code)
    if not may_hand_in(viewer(request), found.district):
        raise Http404("Tài khoản này không lập báo cáo của đơn vị này.")
    return found


def _form(found: Progress, request: HttpRequest | None = None) -> DraftForm:
    """Return the texts of the district as they are kept, or as they are sent."""
    draft = Draft.objects.filter(period=found.period, district=found.district).first()
    items = checklist(found.period, found.district)
    data = request.POST if request else None
    texts = texts_of(found.period, found.district)
    return DraftForm(found.period, items, draft.notes if draft else {}, texts, data)


def _reply_form(found: Progress, data: QueryDict | None = None, said: str = "") -> ReplyForm | None:
    """Return what a report that came back is handed in with; None where none did.

    Without data it holds what was `said`, or replied in a version that was taken back.
    """
    if not found.returned:
        return None
    kept = found.withdrawn.reply if found.withdrawn else ""
    return ReplyForm(found.returned.version, said or kept, data)


def _page(
    request: HttpRequest, found: Progress, form: DraftForm | None = None, status: int = 200,
    refused: str = "",
) -> HttpResponse:  # fmt: skip
    user, period, district = viewer(request), found.period, found.district
    form = form or _form(found)
    lens = lens_of(period, timezone.localdate())
    source = LiveSource(lens, district)
    editable = may_hand_in(user, district) and not (period.is_sealed or found.is_idle)
    changes = story(period, district)
    notes = {c.code: form.text(f"note-{c.code}") for c in period.criteria}
    context = board(source, Links(lens), notes) | {
        "period": period,
        "progress": found,
        "district": district,
        "form": form,
        "refused": refused or "; ".join(errors_of(form)) if status != 200 else "",
        "items": [
            {
                "item": item,
                "text": form.text(f"why-{item.code}"),
                "number": form[f"number-{item.code}"],
                "still": form[f"still-{item.code}"],
            }
            for item in form.items
            if item.count
        ],
        "parts": [
            {"part": part, "text": form.text(f"part-{code}"), "changes": changes.get(code, [])}
            for code, part in PARTS.items()
        ],
        "clear": [item for item in form.items if not item.count],
        "editable": editable,
        "may_submit": found.may_submit(user),
        "late": found.is_late(timezone.localdate()),
        "too_early": timezone.localdate() < period.day,
    }
    return render(request, "reports/periods/report.html", context, status=status)


def _sealed(request: HttpRequest, found: Progress) -> HttpResponse:
    """Show what was sealed of the district, or that nothing was."""
    period, district = found.period, found.district
    context: dict[str, Any] = {"period": period, "progress": found, "district": district}
    if found.counted:
        source = sealed_source(period, [district.pk])
        context |= board(source, links_of_seal(period), found.counted.notes)
        context["texts"] = told_texts(found.counted.texts)
    return render(request, "reports/periods/sealed_report.html", context)


def _confirm(
    request: HttpRequest, found: Progress, form: ReplyForm | None, status: int = 200,
    refused: str = "",
) -> HttpResponse:  # fmt: skip
    """Show what the next version says, and what stands in its way."""
    items = checklist(found.period, found.district)
    lens = lens_of(found.period, timezone.localdate())
    context = {
        "period": found.period,
        "district": found.district,
        "progress": found,
        "version": found.next_version,
        "form": form,
        "people": LiveSource(lens, found.district).rows().count(),
        "open": [item for item in items if not item.is_settled],
        "explained": [item for item in items if item.count and item.is_settled],
        "texts": told_texts(texts_of(found.period, found.district)),
        "refused": refused,
        "too_early": timezone.localdate() < found.period.day,
        "late": not found.latest and found.period.is_late(timezone.localdate()),
        "may_submit": found.may_submit(viewer(request)),
    }
    return render(request, "reports/periods/submit.html", context, status=status)

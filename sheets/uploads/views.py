"""The pages around an upload: handing in, waiting, what became of it, taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from personnel.actions.forms import ReasonForm
from personnel.asked import editor_or_404
from personnel.basics.htmx import by_htmx
from personnel.basics.sent_files import left_out
from personnel.keeping.recording import Refused
from personnel.models import Person
from personnel.reading.joined import reachable
from personnel.scope import viewer
from personnel.words.vietnamese import dotted
from sheets.comparing.changes import kept_changes, opened_before
from sheets.models import Upload, UploadRow
from sheets.writing.undoing import Standing, standing_in_the_way

from .asked import upload_or_404
from .forms import UploadForm
from .receiving import receive, too_large
from .runs import BUSY, State, discard, look_after, start_waiting, take_stock
from .slots import beat_of
from .undoing import undo_upload

UPLOADS_A_PAGE, ROWS_A_PAGE = 20, 50
_WRITTEN = (UploadRow.Status.NEW, UploadRow.Status.CHANGED)


def uploads(request: HttpRequest) -> HttpResponse:
    """Take in files, and list those handed in before.

    Gone back to, it is shown anew: another file is no second sending of the first.
    """
    user, today = editor_or_404(request), timezone.localdate()
    if request.method != "POST":
        return _list(request, UploadForm(user, today, label_suffix=""))
    form = UploadForm(user, today, request.POST, label_suffix="")
    large = [too_large(name) for name in left_out(request)]
    if large or not form.is_valid():
        for said in large:
            form.add_error("files", said)
        return _list(request, form, status=422)
    try:
        received = receive(
            request.FILES.getlist("files"), by=user, at=timezone.now(), board=form.chosen
        )
    except Refused as refused:
        form.add_error("files", str(refused))
        return _list(request, form, status=422)
    start_waiting(timezone.now())
    if len(received) == 1:
        return redirect("upload", pk=received[0].pk)
    messages.success(request, f"Đã nhận {len(received)} tệp. Mở từng tệp để xem trước và xác nhận.")
    return redirect("uploads")


def _list(request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    take_stock(timezone.now())
    past = Upload.objects.editable_by(viewer(request)).select_related("by")
    past = past.defer("understanding", "decisions", "effects", "correction")
    page = Paginator(past.prefetch_related("districts"), UPLOADS_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "form": form,
        "page": page,
        "busy": any(upload.state in BUSY for upload in page),
    }
    return render(request, "sheets/uploads/uploads.html", context, status=status)


@require_safe
def upload_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what became of an upload; one that waits to be confirmed is previewed."""
    upload = upload_or_404(request, pk)
    look_after(upload, timezone.now())
    if upload.state == State.READ:
        return redirect("upload-preview", pk=pk)
    return render(request, "sheets/uploads/upload.html", _about(request, upload))


@require_safe
def upload_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far the work on an upload has come, as a part of its page."""
    upload = upload_or_404(request, pk)
    look_after(upload, timezone.now())
    if not by_htmx(request):
        return redirect("upload", pk=pk)
    if upload.state not in BUSY:
        return HttpResponseClientRedirect(reverse("upload", args=[pk]))
    return render(request, "sheets/uploads/progress.html", _about(request, upload))


def _about(request: HttpRequest, upload: Upload) -> dict[str, Any]:
    context: dict[str, Any] = {"upload": upload}
    if upload.state in BUSY:
        context["beat"] = beat_of(upload)
    if upload.state in (State.WRITTEN, State.UNDONE):
        rows = upload.rows.filter(status__in=_WRITTEN)
        page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
        user = viewer(request)
        people, opened = Person.objects.visible_to(user), opened_before(page, user)
        context |= {
            "page": page,
            "rows": [(row, kept_changes(row, opened)) for row in page],
            "present": reachable([row.person for row in page], people),
        }
    if upload.state == State.WRITTEN:
        context["standing"] = standing_in_the_way(upload)
    return context


def upload_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an upload back, once its user has said why."""
    upload = upload_or_404(request, pk)
    if upload.state != State.WRITTEN:
        return redirect("upload", pk=pk)
    form = ReasonForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        reason, user = form.cleaned_data["reason"], viewer(request)
        try:
            standing = undo_upload(upload, by=user, at=timezone.now(), reason=reason)
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 409
        else:
            messages.success(request, _undone(upload, standing))
            return redirect("upload", pk=pk)
    context = _about(request, upload) | {"form": form}
    return render(request, "sheets/uploads/undo.html", context, status=status)


def _undone(upload: Upload, standing: Standing) -> str:
    done = f"Đã hoàn tác lượt nhập “{upload.name}”: {dotted(standing.free)} hồ sơ trở lại như trước"
    if not standing.left:
        return f"{done}."
    return f"{done}, {dotted(standing.left)} hồ sơ đã thay đổi sau khi ghi được giữ nguyên."


@require_POST
def upload_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an upload aside that is not to be written."""
    upload = upload_or_404(request, pk)
    try:
        discard(upload)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("upload", pk=pk)
    messages.success(request, f"Đã bỏ lượt nhập “{upload.name}”; chưa ghi gì từ tệp này.")
    return redirect("uploads")

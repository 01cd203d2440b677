"""What the forms of a preview have in common: the preview they were sent from, and back to it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from personnel.keeping.recording import Refused
from personnel.scope import viewer
from sheets.deciding import Decisions
from sheets.models import Upload
from sheets.uploads.runs import start_reading
from sheets.uploads.taught import TEXTS, learn

from .deciding import Decided

# What of a preview's address its forms keep, so that one comes back to where one was.
KEPT = ("view", "kind", "page", "horizon", "district")
RETURN_TO = "upload_preview"
_READ_ANEW = (
    "Tệp vừa được đọc lại nên những gì trang này hiển thị không còn đúng. "
    "Hãy xem lại rồi thao tác tiếp."
)


def preview_url(upload: Upload, **params: object) -> str:
    """Return the address of the preview, with the parameters that are not empty."""
    query = urlencode({name: str(value) for name, value in params.items() if value})
    return reverse("upload-preview", args=[upload.pk]) + (f"?{query}" if query else "")


def as_shown(request: HttpRequest, upload: Upload) -> bool:
    """Whether a form was sent from the preview as it is now; says so when it was not."""
    if upload.state == Upload.State.READ and request.POST.get("run", "") == str(upload.run):
        return True
    messages.warning(request, _READ_ANEW)
    return False


def back(request: HttpRequest, upload: Upload) -> HttpResponse:
    """Return to the part of the preview that a form was sent from."""
    return redirect(preview_url(upload, **_kept(request)))


def decide(request: HttpRequest, upload: Upload, decided: Decided) -> HttpResponse:
    """Keep the decisions of a form and read the file with them; say what could not be kept.

    Beside the decisions stand the texts that readings were picked for, for pages to show.
    """
    for complaint in decided.complaints:
        messages.error(request, complaint)
    before, now = Decisions.of(upload.decisions), timezone.now()
    if decided.decisions == before:
        return back(request, upload)
    texts = upload.decisions.get(TEXTS, {}) | decided.texts
    kept = decided.decisions.as_json() | {TEXTS: texts}

    def teach() -> None:
        after = decided.decisions.readings
        learn(upload, before.readings, after, texts, by=viewer(request), at=now)

    try:
        start_reading(upload, at=now, within=teach, decisions=kept)
    except Refused as refused:
        messages.error(request, str(refused))
        return back(request, upload)
    request.session[RETURN_TO] = {"upload": upload.pk, "query": _kept(request)}
    return redirect("upload", pk=upload.pk)


def _kept(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST[name][:40] for name in KEPT if request.POST.get(name)}

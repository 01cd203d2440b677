"""The forms of a preview: each keeps what was decided, and the file is read anew with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from personnel.keeping.recording import Refused
from personnel.scope import viewer
from sheets.deciding import Decisions
from sheets.models import UploadRow
from sheets.uploads.asked import upload_or_404
from sheets.uploads.reading import scope_of_upload
from sheets.uploads.runs import start_writing

from .asking import as_shown, back, decide
from .deciding import Shown, decide_absent, decide_readings, decide_rows, decide_since
from .readings import known_readings

# More than any page of a preview shows.
_MOST_SENT = 500


@require_POST
def decide_on_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what a page of rows says of each, or one first day for all rows that lack it."""
    upload = upload_or_404(request, pk)
    if not as_shown(request, upload):
        return back(request, upload)
    before = Decisions.of(upload.decisions)
    if request.POST.get("do") == "since":
        lacking = upload.rows.filter(needs_since=True)
        return decide(request, upload, decide_since(before, request.POST.get("day", ""), lacking))
    rows = UploadRow.objects.filter(upload=upload, pk__in=_numbers(request, "row"))
    return decide(request, upload, decide_rows(before, request.POST, rows))


@require_POST
def pick_readings(request: HttpRequest, pk: int) -> HttpResponse:
    """Read other texts instead of those that name nothing known."""
    upload = upload_or_404(request, pk)
    if not as_shown(request, upload):
        return back(request, upload)
    picked = _picked(request)
    names = {name for name, _ in picked}
    known = known_readings(names, timezone.localdate(), scope_of_upload(upload))
    decided = decide_readings(Decisions.of(upload.decisions), picked, known)
    return decide(request, upload, decided)


@require_POST
def decide_on_absent(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of people who are not in the file whether they have left, and when."""
    upload = upload_or_404(request, pk)
    if not as_shown(request, upload):
        return back(request, upload)
    asked = set(_numbers(request, "shown"))
    shown = [Shown.of(one) for one in upload.counts.get("absent", ()) if one["pk"] in asked]
    before = Decisions.of(upload.decisions)
    return decide(request, upload, decide_absent(before, request.POST, shown, timezone.localdate()))


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what the preview showed."""
    upload = upload_or_404(request, pk)
    if not as_shown(request, upload):
        return back(request, upload)
    try:
        start_writing(upload, by=viewer(request), at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("upload", pk=upload.pk)


def _picked(request: HttpRequest) -> dict[tuple[str, str], str]:
    """Return the readings sent: number n is `text-n` of `field-n`, read as `pick-n`.

    A choice from the whole list (`other-n`) goes before one of the nearest; "undo" names the
    number of a reading to take back.
    """
    sent, picked = request.POST, {}
    for number in sent.getlist("number")[:_MOST_SENT]:
        name, text = sent.get(f"field-{number}", ""), sent.get(f"text-{number}", "")
        value = sent.get(f"other-{number}") or sent.get(f"pick-{number}", "")
        if name and text and (value or sent.get("undo") == number):
            picked[name, text] = value
    return picked


def _numbers(request: HttpRequest, name: str) -> list[int]:
    """Return the record numbers sent under a name; whatever is none is left out."""
    sent = request.POST.getlist(name)[:_MOST_SENT]
    return [int(one) for one in sent if one.isascii() and one.isdigit() and len(one) < 19]

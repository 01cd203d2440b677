"""The page that shows how a file was understood, and takes what is put right by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from personnel.keeping.recording import Refused
from personnel.scope import viewer
from sheets.columns import EVALUATIONS
from sheets.correcting import AS_TYPED, REREAD, Correction
from sheets.layout.words import EVALUATED_IN, MEANINGS, TICKED
from sheets.models import Upload

from .asked import upload_or_404
from .correcting import (
    MEANINGS_OF_SECTIONS,
    MOST_CHOICES,
    communes_of,
    correction_from,
    sections_asked,
)
from .forms import BoardForm
from .layouts import board_of, forget, remember
from .receiving import bounds_for
from .runs import BUSY, READABLE, start_reading
from .understanding import Understanding

# So many years a column may be said to be an evaluation of.
_YEARS = 10


def upload_layout(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how a file was understood; read it anew as it is put right."""
    upload = upload_or_404(request, pk)
    if request.method == "POST":
        act = ACTS.get(request.POST.get("do", ""), _correct)
        try:
            act(request, upload)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("upload-layout" if upload.understanding else "upload", pk=pk)
        return redirect("upload", pk=pk)
    if upload.state in BUSY or not upload.understanding:
        return redirect("upload", pk=pk)
    return render(request, "sheets/uploads/layout.html", _shown(request, upload))


def _shown(request: HttpRequest, upload: Upload) -> dict[str, object]:
    today = timezone.localdate()
    found, communes = Understanding.of(upload), communes_of(upload, today)
    board = board_of(upload)
    form = BoardForm(
        viewer(request), today, label_suffix="",
        initial={"unit": board.code if board else ""},
    )  # fmt: skip
    return {
        "upload": upload,
        "found": found,
        "meanings": MEANINGS,
        "ticked": TICKED,
        "years": _years(found, today.year),
        "sections": sections_asked(found, upload, today),
        "meanings_of_sections": MEANINGS_OF_SECTIONS,
        "communes": communes,
        "ask_all": len(found.sections) * len(communes) <= MOST_CHOICES,
        "editable": upload.state in READABLE,
        "form": form if form.fields else None,
    }


def _years(found: Understanding, year: int) -> dict[str, str]:
    """Return the years of which a column may be an evaluation: those lately, and those found."""
    offered = {EVALUATIONS[year - back].field for back in range(_YEARS)}
    offered |= {column.field for column in found.columns}
    return {field: label for field, label in EVALUATED_IN.items() if field in offered}


def _correct(request: HttpRequest, upload: Upload) -> None:
    """Read the file as the page says."""
    _read_as(request, upload, _as_shown(request, upload))
    messages.success(request, "Đã ghi nhớ cách đọc này cho các tệp sau có cùng tiêu đề.")


def _reread(request: HttpRequest, upload: Upload) -> None:
    """Take texts in an old encoding for what they were meant as."""
    _read_as(request, upload, replace(_as_shown(request, upload), old_fonts=REREAD))


def _as_typed(request: HttpRequest, upload: Upload) -> None:
    """Take texts that look like an old encoding for what they are."""
    _read_as(request, upload, replace(_as_shown(request, upload), old_fonts=AS_TYPED))


def _as_shown(request: HttpRequest, upload: Upload) -> Correction:
    """Return the correction of a file as its page has it, other choices on it included."""
    return correction_from(request.POST, upload, timezone.localdate())


def _read_as(request: HttpRequest, upload: Upload, correction: Correction) -> None:
    """Read the file so, and the board's next one with these headings too."""
    user, now = viewer(request), timezone.now()

    def keep() -> None:
        kept = remember(upload, correction, by=user, at=now)
        Upload.objects.filter(pk=upload.pk).update(remembered=kept)

    start_reading(upload, at=now, within=keep, correction=correction.as_json())


def _read_again(_request: HttpRequest, upload: Upload) -> None:
    start_reading(upload, at=timezone.now())


def _forget(_request: HttpRequest, upload: Upload) -> None:
    """Read the file as if nobody had ever corrected one like it."""
    start_reading(
        upload, at=timezone.now(), within=lambda: forget(upload),
        correction=Correction().as_json(), remembered=None,
    )  # fmt: skip


def _for_unit(request: HttpRequest, upload: Upload) -> None:
    """Read the file as the list of another unit, or of all."""
    user = viewer(request)
    form = BoardForm(user, timezone.localdate(), request.POST)
    if not form.is_valid():
        raise Refused("Chọn một đơn vị trong danh sách.")
    bounds = bounds_for(user, form.chosen)
    start_reading(
        upload, at=timezone.now(), within=lambda: upload.districts.set(bounds),
        correction=Correction().as_json(), remembered=None, decisions={},
    )  # fmt: skip


ACTS: dict[str, Callable[[HttpRequest, Upload], None]] = {
    "again": _read_again,
    "reread": _reread,
    "as-typed": _as_typed,
    "forget": _forget,
    "unit": _for_unit,
}

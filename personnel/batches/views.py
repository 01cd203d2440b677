"""The list of what was written of many people at once, each with its page, and taking it back."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from personnel.asked import editor_or_404
from personnel.keeping.recording import Refused
from personnel.keeping.telling import differences, in_time, one_after_another
from personnel.models import Batch
from personnel.scope import viewer

from .asked import batch_or_404
from .standing import Entry, counts_of, entries_of
from .undoing import TakenBack, take_back

PAGE_SIZE = 50
_AT_MOST_NAMED = 10


@require_safe
def batch_list(request: HttpRequest) -> HttpResponse:
    """List the batches that concern people whom the user may see, the newest first."""
    user = viewer(request)
    found = Batch.objects.visible_to(user).select_related("by", "undone_by")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    counts = counts_of(page.object_list, user)
    lines = [(batch, counts.get(batch.pk, 0)) for batch in page.object_list]
    context = {"page": page, "lines": lines}
    return render(request, "personnel/batches/list.html", context)


@require_safe
def batch_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was written of whom, by whom and when, and what was done to it since."""
    batch, user = batch_or_404(request, pk), viewer(request)
    entries = entries_of(batch, user)
    context = {
        "batch": batch,
        "entries": entries,
        "deeds": _deeds(batch),
    }
    return render(request, "personnel/batches/batch.html", context)


def _deeds(batch: Batch) -> list[tuple[Any, list[str]]]:
    """Return what was done to a batch, the last first, and how its name changed by it."""
    rows = one_after_another(in_time(batch.history.all()))
    but = ("undone_at", "undone_by")
    found = [(row, differences(before, row, but) if before else []) for row, before in rows]
    return found[::-1]


def batch_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what taking a batch back would do, of all or of those ticked, and do it."""
    editor_or_404(request)
    batch, user = batch_or_404(request, pk), viewer(request)
    asked = request.POST if request.method == "POST" else request.GET
    only = asked.getlist("row") or None
    if only is None and "some" in asked:
        messages.error(request, "Chưa đánh dấu ai để bỏ ra.")
        return redirect("batch", pk=pk)
    if request.method == "POST":
        return _undone(request, batch, only)
    every = entries_of(batch, user)
    entries = every.narrowed_to(only) if only else every
    if only and not entries.rows:
        raise Http404("Không có những người này trong đợt ghi nhận.")
    context = {"batch": batch, "entries": entries, "some": only is not None}
    return render(request, "personnel/batches/undo.html", context)


def _undone(request: HttpRequest, batch: Batch, only: list[str] | None) -> HttpResponse:
    try:
        done = take_back(batch, by=viewer(request), at=timezone.now(), only=only)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("batch", pk=batch.pk)
    what = "Đã hoàn tác" if only is None else "Đã bỏ ra khỏi đợt"
    messages.success(request, f"{what}: {_names(done.entries)}.")
    for note in _left(done):
        messages.warning(request, note)
    return redirect("batch", pk=batch.pk)


def _left(done: TakenBack) -> list[str]:
    """Return what the user is told of whoever stays."""
    kept = [f"{entry.person} ({entry.told})" for entry in done.kept]
    foreign = [str(entry.person) for entry in done.foreign]
    return [
        f"{why}: {', '.join(names)}."
        for why, names in (
            ("Để nguyên", kept),
            ("Để nguyên vì ngoài phạm vi được cập nhật", foreign),
        )
        if names
    ]


def _names(entries: Sequence[Entry]) -> str:
    """Return the names of the first few, and how many others there are."""
    people = list({entry.person.pk: str(entry.person) for entry in entries}.values())
    more = len(people) - _AT_MOST_NAMED
    return ", ".join(people[:_AT_MOST_NAMED]) + (f" và {more} người khác" if more > 0 else "")

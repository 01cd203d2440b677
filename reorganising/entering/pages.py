"""What the page of a draft shows, as it is recorded or as somebody wants it to be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from personnel.places.decreed import Decreed
from reorganising.checking import faults, wholly_new
from reorganising.landscape import Landscape, Row
from reorganising.models import DecreeDraft
from reorganising.parts import Parts, put_together, taken_apart
from reports.models import Period

from .forms import FileForm, HeadForm
from .writing import Meanwhile

ALL, CHANGED = "tat-ca", "thay-doi"


def draft_page(
    request: HttpRequest, draft: DecreeDraft, *, status: int = 200, parts: Parts | None = None,
    head: HeadForm | None = None, file: FileForm | None = None,
    errors: Mapping[str, tuple[str, str]] | None = None, **told: Any,
) -> HttpResponse:  # fmt: skip
    """Show a draft; `parts` are what stands in the form where that is not what is recorded."""
    shown = parts if parts is not None else taken_apart(draft.as_told())
    decreed = Decreed.of(put_together(shown))
    land = Landscape.of(shown)
    rows = list(land.rows(errors))
    sealed = Period.objects.last_sealed_day()
    only = request.GET.get("xem") == CHANGED and not errors
    context = {
        "draft": draft,
        "may_change": draft.decree_id is None and draft.due_by_id is None,
        "head": head or HeadForm(initial={**draft.as_told(), "day": draft.day}),
        "file": file or FileForm(),
        "rows": [row for row in rows if concerned(row)] if only else rows,
        "only": only,
        "counted": {"all": len(rows), "changed": sum(map(concerned, rows))},
        "beginnings": land.beginnings(),
        "new": set(wholly_new(decreed)),
        "faults": [] if draft.decree_id else faults(decreed, sealed=sealed),
        **told,
    }
    return render(request, "reorganising/entering/draft.html", context, status=status)


def concerned(row: Row) -> bool:
    """Whether a decree says anything of a unit."""
    return row.fate.ends or bool(row.fate.new) or bool(row.error)


def both(meanwhile: Meanwhile) -> list[dict[str, str]]:
    """Return the parts that two people changed, with what each says."""
    mine, theirs = Landscape.of(meanwhile.parts), Landscape.of(meanwhile.theirs)
    return [
        {"what": mine.part_named(key), "mine": mine.part_told(key), "theirs": theirs.part_told(key)}
        for key in meanwhile.conflicts
    ]

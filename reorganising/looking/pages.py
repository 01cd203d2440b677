"""A page about a decree: what is read while it is written down, or what keeps it from that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from reorganising.results import NotApplied
from reorganising.under_way import under_way
from reports.periods.asked import administrator_or_404

from .seen import Seen
from .subjects import Subject

Told = dict[str, Any]


def whole_page(
    request: HttpRequest, subject: Subject, status: int = 200, refused: str = ""
) -> HttpResponse:
    """Show a decree as a whole, with what was refused of what was just asked for."""
    return page(request, subject, "whole", _whole, status, refused=refused)


def page(
    request: HttpRequest, subject: Subject, template: str, look: Callable[[Seen], Told],
    status: int = 200, **told: Any,
) -> HttpResponse:  # fmt: skip
    """Show what `look` makes of a decree, or what keeps it from being written down."""
    user = administrator_or_404(request)
    ahead = subject.decreed.day > timezone.localdate()
    told |= {"subject": subject, "decreed": subject.decreed, "ahead": ahead}
    try:
        told |= subject.look(user, look)
    except NotApplied as error:
        told["faults"] = error.told
        return render(request, "reorganising/looking/faults.html", told, status=status)
    return render(request, f"reorganising/looking/{template}.html", told, status=status)


def _whole(seen: Seen) -> Told:
    seen.read()
    return {
        "seen": seen,
        "work": under_way(seen.decreed),
        "heads": sum(len(arriving.heads) for arriving in seen.arriving),
        "shared": sum(len(arriving.others) for arriving in seen.arriving),
        "same": [line for line in seen.lines if not line.differs],
        "changed": [line for line in seen.lines if line.differs],
    }

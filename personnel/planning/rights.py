"""To whom pages of planning are there."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from personnel.models import PlannedTitle
from personnel.scope import Editor, viewer

# As for an address that leads nowhere.
NOT_THERE = "Trang này không có."


def planner_or_404(request: HttpRequest) -> Editor:
    """Return the signed-in user, who has the right to planning; else nothing is there."""
    user = viewer(request)
    if not user.sees_planning:
        raise Http404(NOT_THERE)
    return user


def planned_or_404(request: HttpRequest, pk: int) -> PlannedTitle:
    """Return a planned title in the user's hands."""
    found = PlannedTitle.objects.editable_by(planner_or_404(request)).filter(pk=pk)
    planned = found.select_related("person", "title", "unit").first()
    if planned is None:
        raise Http404(NOT_THERE)
    return planned

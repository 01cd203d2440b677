"""Which draft an address is about, for an administrator, and in which version it was seen."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from reports.periods.asked import administrator_or_404

from .models import DecreeDraft


def draft_or_404(request: HttpRequest, pk: int) -> DecreeDraft:
    """Return a draft for an administrator."""
    administrator_or_404(request)
    drafts = DecreeDraft.objects.select_related("entered_by", "changed_by", "due_by", "decree")
    draft = drafts.filter(pk=pk).first()
    if draft is None:
        raise Http404("Không có dự thảo sắp xếp này; có thể đã bị xóa.")
    return draft


def version_seen(request: HttpRequest) -> int:
    """Return which version of a draft the form sent was filled in on; 0 for what is none."""
    told = request.POST.get("version", "")
    return int(told) if told.isdecimal() and len(told) < 10 else 0

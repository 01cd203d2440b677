"""Who may enter decrees, and which draft an address is about."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from personnel.scope import Editor, viewer
from reorganising.models import DecreeDraft


def administrator_or_404(request: HttpRequest) -> Editor:
    """Return the signed-in user, who administers the province."""
    user = viewer(request)
    if not user.may_administer:
        raise Http404("Việc sắp xếp đơn vị do quản trị cấp tỉnh thực hiện.")
    return user


def draft_or_404(request: HttpRequest, pk: int) -> DecreeDraft:
    """Return a draft for an administrator."""
    administrator_or_404(request)
    drafts = DecreeDraft.objects.select_related("entered_by", "changed_by", "due_by", "decree")
    draft = drafts.filter(pk=pk).first()
    if draft is None:
        raise Http404("Không có dự thảo sắp xếp này; có thể đã bị xóa.")
    return draft

"""What an address of the uploads is about, if it is in the user's hands."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from personnel.asked import editor_or_404
from sheets.models import Upload


def upload_or_404(request: HttpRequest, pk: int) -> Upload:
    """Return an upload that touches only what is in the user's hands."""
    mine = Upload.objects.editable_by(editor_or_404(request)).filter(pk=pk)
    upload = mine.select_related("by", "written_by", "undone_by", "remembered__by").first()
    if upload is None:
        raise Http404("Không có lượt nhập này trong phạm vi được cập nhật của tài khoản.")
    return upload

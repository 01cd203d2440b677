"""Giving back what was handed in: the file itself, and the file with what is wrong in it."""

from __future__ import annotations

import os
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from personnel.basics.kept import opened
from personnel.basics.outages import disk_told
from personnel.keeping.disclosing import disclose_list
from personnel.keeping.recording import Refused
from sheets.models import Upload

from .apart import marked_apart
from .asked import upload_or_404
from .marking import problems_of

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def upload_file(request: HttpRequest, pk: int) -> FileResponse:
    """Give back the file of an upload as it is kept."""
    upload = _with_file(request, pk)
    with disk_told():
        file = opened(upload.file)
    _disclose(request, upload, "tệp đã nộp")
    return _attached(file, upload.name)


@require_safe
def upload_errors(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give back the file of an upload with what is wrong on each row in a column of its own."""
    upload = _with_file(request, pk)
    if not problems_of(upload):
        raise Http404("Tệp này không có lỗi nào.")
    try:
        book = marked_apart(upload)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("upload", pk=pk)
    _disclose(request, upload, "tệp kèm lỗi")
    stem, _ = os.path.splitext(upload.name)
    return _attached(BytesIO(book), f"{stem} - lỗi.xlsx")


def _with_file(request: HttpRequest, pk: int) -> Upload:
    upload = upload_or_404(request, pk)
    if not upload.file:
        raise Http404("Tệp của lượt nhập này không được giữ lại.")
    return upload


def _disclose(request: HttpRequest, upload: Upload, what: str) -> None:
    asked = f"Nhập từ Excel; {what}: {upload.name}; nộp {upload.at:%d/%m/%Y}"
    disclose_list(upload.counts.get("people", 0), by=request.user, asked=asked)


def _attached(file: Any, name: str) -> FileResponse:
    """Return a file that a browser saves and does not open."""
    return FileResponse(file, as_attachment=True, filename=name, content_type=EXCEL)

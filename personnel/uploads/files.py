"""Giving back what was handed in: the file itself, and the file with what is wrong in it."""

from __future__ import annotations

import os
from collections import defaultdict
from io import BytesIO
from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from personnel.disclosing import disclose_list
from personnel.models import Upload
from personnel.sheet.taking_back import with_errors

from .storing import CONFLICT, ERROR, WARNING
from .understanding import Understanding
from .views import upload_or_404

_MARKS = {ERROR: "", CONFLICT: "Chờ quyết định - ", WARNING: "Lưu ý - "}
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def upload_file(request: HttpRequest, pk: int) -> FileResponse:
    """Give back the file of an upload as it is kept."""
    upload = _with_file(request, pk)
    _disclose(request, upload, "tệp đã nộp")
    return _attached(upload.file.open("rb"), upload.name)


@require_safe
def upload_errors(request: HttpRequest, pk: int) -> FileResponse:
    """Give back the file of an upload with what is wrong on each row in a column of its own."""
    upload = _with_file(request, pk)
    problems = problems_of(upload)
    if not problems:
        raise Http404("Tệp này không có lỗi nào.")
    _disclose(request, upload, "tệp kèm lỗi")
    with upload.file.open("rb") as file:
        marked = with_errors(file, problems, _last_header_rows(upload))
    stem, _ = os.path.splitext(upload.name)
    return _attached(BytesIO(marked), f"{stem} - lỗi.xlsx")


def problems_of(upload: Upload) -> dict[str, dict[int, str]]:
    """Return what is wrong on each row, and what to look at, by sheet and row."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for sheet, row, said in upload.rows.values_list("sheet", "number", "problems"):
        _add(found, sheet, row, said)
    for problem in upload.counts.get("problems", ()):
        if problem["row"]:
            _add(found, problem["sheet"], problem["row"], [problem])
    return dict(found)


def _add(
    found: dict[str, dict[int, str]], sheet: str, row: int, problems: list[dict[str, Any]]
) -> None:
    if problems:
        before = [found[sheet][row]] if row in found[sheet] else []
        lines = [
            f"{_MARKS[each['severity']]}{each['column']}: {each['message']}" for each in problems
        ]
        found[sheet][row] = "\n".join(before + lines)


def _last_header_rows(upload: Upload) -> dict[str, int]:
    return {sheet.name: sheet.header[1] for sheet in Understanding.of(upload).lists if sheet.header}


def _with_file(request: HttpRequest, pk: int) -> Upload:
    upload = upload_or_404(request, pk)
    if not upload.file or not upload.file.storage.exists(upload.file.name or ""):
        raise Http404("Tệp của lượt nhập này không được giữ lại.")
    return upload


def _disclose(request: HttpRequest, upload: Upload, what: str) -> None:
    asked = f"Nhập từ Excel; {what}: {upload.name}; nộp {upload.at:%d/%m/%Y}"
    disclose_list(upload.counts.get("people", 0), by=request.user, asked=asked)


def _attached(file: Any, name: str) -> FileResponse:
    """Return a file that a browser saves and does not open as anything else."""
    return FileResponse(
        file, as_attachment=True, filename=name, content_type=EXCEL,
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"},
    )  # fmt: skip

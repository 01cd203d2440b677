"""The file of an upload with what is wrong on each row in a column of its own."""

from __future__ import annotations

from collections import defaultdict
from io import BytesIO
from typing import Any

from sheets.models import Upload
from sheets.writing.taking_back import with_errors

from .keeping import content_of
from .storing import CONFLICT, ERROR, QUESTION, WARNING
from .understanding import Understanding

_MARKS = {
    ERROR: "",
    QUESTION: "Câu hỏi (trả lời trên cổng thông tin) - ",
    CONFLICT: "Chờ quyết định - ",
    WARNING: "Lưu ý - ",
}


def marked(upload: Upload) -> bytes:
    """Return the kept file with what is wrong; its formatting is as it was handed in.

    Raises DiskFault where the disk does not give the file.
    """
    headers = {
        sheet.name: sheet.header[1]
        for sheet in Understanding.of(upload).lists
        if sheet.header and not sheet.continues
    }
    return with_errors(BytesIO(content_of(upload)), problems_of(upload), headers)


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

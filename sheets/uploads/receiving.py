"""Taking in the files of a form: each becomes an upload with its file kept, yet unread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from personnel.basics.digests import digest_of
from personnel.basics.kept import let_go_unwritten
from personnel.basics.outages import disk_told
from personnel.keeping.recording import Refused
from personnel.models import Unit
from personnel.scope import Editor, may_edit_in
from personnel.words.file_names import shown_name
from sheets.models import Upload
from xlsx.safety import MAX_FILE, MEGABYTE

from .runs import busy_told

MOST_FILES = 20
# Of one user at a time, those being read included: a board's communes are fewer.
MOST_WAITING = 40
_UNNAMED = "tệp không tên.xlsx"


def receive(
    files: Sequence[UploadedFile], *, by: Editor, at: datetime, board: Unit | None
) -> list[Upload]:
    """Keep `files` as uploads that wait to be read; nothing is opened yet.

    They may touch `board` only, or without one whatever `by` may edit. Raises Refused
    when there are none or too many, while too many wait, for one too large, for a unit not
    in the hands of `by`, and when the database is too busy, DiskFault when the disk does not
    take them; then none is kept.
    """
    if not files:
        raise Refused("Chọn ít nhất một tệp Excel (.xlsx).")
    if len(files) > MOST_FILES:
        raise Refused(f"Mỗi lần nộp nhiều nhất {MOST_FILES} tệp.")
    for file in files:
        if (file.size or 0) > MAX_FILE:
            raise Refused(too_large(file.name or ""))
    _require_room(len(files), by)
    bounds = bounds_for(by, board)
    kept: list[Upload] = []
    try:
        with disk_told(), busy_told(), transaction.atomic():
            for file in files:
                kept.append(_new(file, by, at))
                _keep(kept[-1], file, bounds)
    except Exception:
        let_go_unwritten(upload.file for upload in kept)
        raise
    return kept


def _require_room(files: int, by: Any) -> None:
    """Raise Refused where so many files of a user would wait that others were held up."""
    waiting = Upload.objects.filter(by=by, state=Upload.State.READING).count()
    if waiting + files > MOST_WAITING:
        raise Refused(
            f"Đang có {waiting} tệp của tài khoản này chờ đọc; mỗi tài khoản chờ nhiều nhất "
            f"{MOST_WAITING} tệp. Đợi các tệp trước đọc xong rồi nộp tiếp."
        )


def too_large(name: str) -> str:
    """Return what is said of a file beyond the limit."""
    return f"Tệp “{shown_name(name, _UNNAMED)}” quá lớn: tối đa {MAX_FILE // MEGABYTE} MB một tệp."


def bounds_for(by: Editor, board: Unit | None) -> list[Unit]:
    """Return what bounds an upload: `board`, or all of the user's; none is the province.

    Raises Refused for a unit that is not in the user's hands.
    """
    if board is None and by.edits_province:
        return []
    if board is None:
        return list(Unit.objects.filter(pk__in=by.edited_boards))
    if not may_edit_in(by, board.pk):
        raise Refused(f"Tài khoản này không cập nhật hồ sơ của {board}.")
    return [board]


def _new(file: UploadedFile, by: Any, at: datetime) -> Upload:
    name = shown_name(file.name or "", _UNNAMED)
    return Upload(by=by, at=at, name=name, sha256=digest_of(file), size=file.size or 0)


def _keep(upload: Upload, file: UploadedFile, bounds: list[Unit]) -> None:
    upload.file.save("", file, save=False)
    upload.save()
    upload.districts.set(bounds)

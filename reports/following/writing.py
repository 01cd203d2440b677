"""Papers recorded, changed and removed with their files, and the days by which they are due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from personnel.basics.kept import is_with_its_record, once_written
from personnel.basics.outages import disk_told
from personnel.keeping.recording import Refused, Scribe, recording
from personnel.models import Following, FollowingDue
from personnel.models.following import place_of_paper
from personnel.models.scans import kept_scans
from personnel.scans.apart import cleaned_apart
from personnel.scans.attaching import MAX_FILE, too_large
from personnel.scans.unfit import Unfit
from personnel.scope import Editor
from personnel.words.file_names import shown_name

from .rights import require_written

COLUMNS = [field.attname for field in Following._meta.concrete_fields]
MEANWHILE = "Chưa ghi gì: văn bản này vừa được người khác sửa. Mở lại trang để xem rồi sửa tiếp."
DUE_MEANWHILE = "Chưa ghi gì: hạn của năm này vừa được người khác sửa. Mở lại trang để xem."
NOT_TO_SET = "Chưa ghi gì: hạn do quản trị cấp tỉnh đặt."
_UNNAMED = "tệp không tên"
NO_FILE = {"file": "", "file_name": "", "content_type": "", "sha256": ""}


@dataclass(frozen=True)
class Looked:
    """A file as it is kept, looked through, and what was left out of it, in words."""

    name: str
    content_type: str
    content: bytes
    left_out: str


def looked_through(file: UploadedFile) -> Looked:
    """Return a file as it is kept, looked through in a process of its own.

    Raises Refused for one that is too large or no sound PDF, JPEG or PNG, DiskFault where no
    process can be begun.
    """
    name = shown_name(file.name or "", _UNNAMED)
    if (file.size or 0) > MAX_FILE:
        raise Refused(too_large(name))
    with disk_told():
        content = file.read()
    try:
        clean = cleaned_apart(content)
    except Unfit as unfit:
        raise Refused(f"Tệp “{name}” {unfit}") from unfit
    return Looked(name, clean.content_type, clean.content, clean.left_out)


def record(
    paper: Following, file: Looked | None = None, *, by: Editor, at: datetime
) -> Following:  # fmt: skip
    """Write a new paper, and keep its file.

    Raises Refused when it is not the user's to write or is there already, DiskFault when the disk
    does not take the file.
    """
    with recording(by=by, at=at, reason=f"Ghi {_what(paper)}") as scribe, _kept(file) as columns:
        require_written(by, paper)
        for name, value in columns.items():
            setattr(paper, name, value)
        scribe.add(paper)
    return paper


def change(
    paper: Following, changes: Mapping[str, Any], file: Looked | None = None,
    *, without_file: bool = False, by: Editor, at: datetime,
) -> Following:  # fmt: skip
    """Give columns of a paper these values, and another file or none; return it as it is then.

    `paper` is as its user saw it. Raises Refused when it is another by now, gone or not the user's,
    DiskFault as `record` does.
    """
    with recording(by=by, at=at, reason=f"Sửa {_what(paper)}") as scribe, _kept(file) as columns:
        fresh = _held(scribe, paper)
        let_go = fresh.file.name if columns or without_file else ""
        scribe.change(fresh, **dict(changes), **(columns or (NO_FILE if without_file else {})))
        _let_go_of(let_go)
    return fresh


def remove(paper: Following, *, by: Editor, at: datetime) -> None:
    """Delete a paper recorded by mistake, with its file; raises Refused as `change` does."""
    with recording(by=by, at=at, reason=f"Xóa {_what(paper)}") as scribe:
        fresh = _held(scribe, paper)
        name = fresh.file.name
        scribe.delete(fresh)
        _let_go_of(name)


def set_due(
    due: FollowingDue, changes: Mapping[str, Any], *, by: Editor, at: datetime
) -> FollowingDue | None:
    """Set by which days of a year papers are due; without any day the year has none: None.

    `due` is as its user saw it, new where the year had none. Raises Refused when somebody else set
    them meanwhile, or for whoever does not administer the province.
    """
    if not by.may_administer:
        raise Refused(NOT_TO_SET)
    with recording(by=by, at=at, reason=f"Đặt hạn năm {due.year}") as scribe:
        if due._state.adding:
            return _first(scribe, due, changes)
        fresh = scribe.hold(due)
        if (fresh.programme, fresh.review) != (due.programme, due.review):
            raise Refused(DUE_MEANWHILE)
        after = {"programme": fresh.programme, "review": fresh.review} | dict(changes)
        if not any(after.values()):
            scribe.delete(fresh)
            return None
        scribe.change(fresh, **changes)
        return fresh


def _first(scribe: Scribe, due: FollowingDue, changes: Mapping[str, Any]) -> FollowingDue | None:
    for name, value in changes.items():
        setattr(due, name, value)
    if not (due.programme or due.review):
        return None
    scribe.add(due)
    return due


def _what(paper: Following) -> str:
    """Return in a few words what paper it is, for the history of its record."""
    return f"{paper.get_kind_display().lower()} {paper.named}"


def _held(scribe: Scribe, paper: Following) -> Following:
    fresh = scribe.hold(paper)
    require_written(scribe.by, fresh)
    if any(getattr(fresh, name) != getattr(paper, name) for name in COLUMNS):
        raise Refused(MEANWHILE)
    return fresh


@contextmanager
def _kept(file: Looked | None) -> Iterator[dict[str, str]]:
    """Keep a file and yield its columns; when what follows is not written it is deleted again."""
    if file is None:
        yield {}
        return
    with disk_told():
        content = ContentFile(file.content)
        name = kept_scans().save(place_of_paper(file.content_type), content)
    try:
        yield {
            "file": name, "file_name": file.name, "content_type": file.content_type,
            "sha256": sha256(file.content).hexdigest(),
        }  # fmt: skip
    except BaseException:
        if not is_with_its_record(kept_scans()):
            _delete(name)
        raise


def _let_go_of(name: str | None) -> None:
    """Delete a file once nothing names it for good; one that stays is found by `forget_scans`."""
    if name:
        once_written(kept_scans(), partial(_delete, name))


def _delete(name: str) -> None:
    with suppress(OSError):
        kept_scans().delete(name)

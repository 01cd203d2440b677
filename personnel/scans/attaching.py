"""Scans attached to a fact, taken back and put in again; with history, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from personnel.basics.kept import let_go_unwritten
from personnel.basics.outages import disk_told
from personnel.keeping.recording import (
    Refused,
    Scribe,
    recording,
    require_editable,
    require_own,
)
from personnel.models import Credential, Post, Scan
from personnel.scope import Editor
from personnel.words.file_names import shown_name

from .apart import cleaned_apart
from .cleaning import Clean
from .unfit import Unfit

MEGABYTE = 1024 * 1024
MAX_FILE = 10 * MEGABYTE
# Of one credential or post in force at a time: a diploma with its annex, a decision of some pages.
MOST = 10
_UNNAMED = "tệp không tên"


@dataclass(frozen=True)
class Attached:
    """The scans that were attached, and what was left out of their files, a sentence each."""

    scans: list[Scan]
    told: list[str]


def attach(
    fact: Credential | Post, files: Sequence[UploadedFile], *, by: Editor, at: datetime
) -> Attached:
    """Keep `files` as scans of a credential or post: all of them, or none.

    Each is looked through before anything is held. Raises Refused when there are none or too many,
    for one that is too large, that is no sound PDF, JPEG or PNG, or that is attached already, and
    when the fact is gone or not in the user's hands by now; DiskFault when the disk does not take
    them.
    """
    if not files:
        raise Refused("Chọn ít nhất một tệp.")
    if len(files) > MOST:
        raise Refused(_too_many(0))
    clean = [(shown_name(file.name or "", _UNNAMED), _cleaned(file)) for file in files]
    kept: list[Scan] = []
    try:
        with recording(by=by, at=at, reason="Đính kèm bản quét") as scribe:
            held = _hold(fact, by, scribe)
            _require_room(held, clean)
            for name, one in clean:
                kept.append(_scan(held, name, one, scribe))
                with disk_told():
                    kept[-1].file.save("", ContentFile(one.content), save=False)
                scribe.add(kept[-1])
    except BaseException:
        # One that stays is found by `forgetting`.
        let_go_unwritten(scan.file for scan in kept)
        raise
    told = [f"{name}: {one.left_out}." for name, one in clean if one.left_out]
    return Attached(kept, told)


def take_back(scan: Scan, *, by: Editor, at: datetime) -> None:
    """Give a scan out no more, until it is put in again.

    Raises Refused as `attach` does, and when somebody took it back meanwhile.
    """
    with recording(by=by, at=at, reason="Rút bản quét") as scribe:
        held = _held_scan(scan, by, scribe)
        if held.taken_back_at is not None:
            raise Refused(f"Bản quét này {held.taken_back_told}, trước thao tác vừa gửi.")
        scribe.change(held, taken_back_at=scribe.at, taken_back_by_id=_user_of(scribe))


def put_in_again(scan: Scan, *, by: Editor, at: datetime) -> None:
    """Give out again a scan that was taken back.

    Raises Refused as `attach` does, when its file is deleted by now, and when somebody put it in
    again meanwhile.
    """
    with recording(by=by, at=at, reason="Đưa lại bản quét") as scribe:
        held = _held_scan(scan, by, scribe)
        if held.taken_back_at is None:
            raise Refused("Bản quét này đã được đưa lại, trước thao tác vừa gửi.")
        if not held.file:
            raise Refused("Chưa đưa lại: tệp của bản quét này đã xóa. Đính kèm lại từ bản gốc.")
        if held.fact and held.fact.scans.in_force().count() >= MOST:
            raise Refused(_too_many(MOST))
        scribe.change(held, taken_back_at=None, taken_back_by_id=None)


def too_large(name: str) -> str:
    """Return what is said of a file beyond the limit."""
    return (
        f"Tệp “{shown_name(name, _UNNAMED)}” quá lớn: tối đa {MAX_FILE // MEGABYTE} MB một tệp. "
        "Quét lại ở 300 dpi, hoặc tách thành nhiều tệp."
    )


def _too_many(there: int) -> str:
    more = f", đang có {there}" if there else ""
    return f"Mỗi văn bằng, chức danh có nhiều nhất {MOST} bản quét{more}. Rút bớt, hoặc ghép trang."


def _cleaned(file: UploadedFile) -> Clean:
    name = file.name or ""
    if (file.size or 0) > MAX_FILE:
        raise Refused(too_large(name))
    with disk_told():
        content = file.read()
    try:
        return cleaned_apart(content)
    except Unfit as unfit:
        raise Refused(f"Tệp “{shown_name(name, _UNNAMED)}” {unfit}") from unfit


def _hold(fact: Credential | Post, by: Editor, scribe: Scribe) -> Credential | Post:
    """Return the fact as it is now, its person held and both in the user's hands."""
    person = scribe.hold(fact.person)
    require_editable(by, person)
    held = type(fact)._default_manager.filter(pk=fact.pk, person=person).first()
    if held is None:
        raise Refused("Chưa ghi gì: nội dung này vừa bị xóa hoặc chuyển sang hồ sơ khác.")
    if isinstance(held, Post):
        require_own([held], by)
    return held


def _held_scan(scan: Scan, by: Editor, scribe: Scribe) -> Scan:
    person = scribe.hold(scan.person)
    require_editable(by, person)
    held = scribe.hold(scan)
    if held.person_id != person.pk:
        raise Refused("Chưa ghi gì: bản quét này vừa chuyển sang hồ sơ khác.")
    if isinstance(held.fact, Post):
        require_own([held.fact], by)
    return held


def _require_room(fact: Credential | Post, clean: Sequence[tuple[str, Clean]]) -> None:
    there = list(fact.scans.in_force())
    if len(there) + len(clean) > MOST:
        raise Refused(_too_many(len(there)))
    names = {scan.sha256: scan.name for scan in there}
    for name, one in clean:
        digest = _digest(one)
        if digest in names:
            raise Refused(f"Tệp “{name}” trùng nội dung với bản quét “{names[digest]}”.")
        names[digest] = name


def _scan(fact: Credential | Post, name: str, clean: Clean, scribe: Scribe) -> Scan:
    which: dict[str, Any] = {"credential" if isinstance(fact, Credential) else "post": fact}
    return Scan(
        person_id=fact.person_id, name=name, content_type=clean.content_type,
        size=len(clean.content), sha256=_digest(clean), added_by_id=_user_of(scribe),
        added_at=scribe.at, **which,
    )  # fmt: skip


def _digest(clean: Clean) -> str:
    return sha256(clean.content).hexdigest()


def _user_of(scribe: Scribe) -> int:
    pk: int = scribe.by.pk
    return pk

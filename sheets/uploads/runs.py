"""The states of an upload: each step forward is taken by whoever still finds it as it was.

A state is changed by one UPDATE that names the state and the run it goes out from. Of two
who press a button at once one gets through, and what a run brings that was given up
meanwhile is dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import F

from personnel.basics.kept import once_written
from personnel.basics.outages import DiskFault, Outage, is_busy
from personnel.keeping.recording import Refused
from personnel.scope import Editor
from sheets.models import Upload

from .apart import begin
from .keeping import let_go
from .slots import beat_of, require_places, take

State = Upload.State
BUSY = (State.READING, State.WRITING)
# What may be read anew, and what may be put aside.
READABLE = (State.READ, State.REFUSED)
DISCARDABLE = (State.READING, *READABLE)
READING_BROKE_OFF = (
    "Việc đọc tệp bị dừng giữa chừng: tệp cần quá nhiều thời gian hoặc bộ nhớ, máy chủ vừa "
    "khởi động lại, hoặc mất kết nối với cơ sở dữ liệu. Chưa ghi gì. Hãy bấm “Đọc lại”; nếu vẫn "
    "vậy, tách tệp thành nhiều tệp nhỏ hơn rồi nộp lại."
)
WRITING_BROKE_OFF = (
    "Lượt ghi bị gián đoạn, chưa ghi gì. Dữ liệu vẫn như trước khi xác nhận; có thể xác nhận lại."
)
_MOVED_ON = "Tệp này vừa được xử lý từ nơi khác (hiện: {state}). Hãy xem lại rồi thao tác tiếp."
_NO_FILE = "Tệp này không được giữ lại. Hãy nộp lại tệp đã sửa."
_BUSY_DATABASE = "Hệ thống đang bận ghi một lượt khác. Hãy thử lại sau ít phút."


def start_reading(
    upload: Upload, *, at: datetime, within: Callable[[], object] | None = None, **changed: Any
) -> None:
    """Read the file anew, with the fields of the upload `changed` (correction, decisions).

    What `within` does besides is done in the same transaction. Raises Refused, with nothing
    changed, when the upload is being read or written, is past being read, or its file was not
    kept; DiskFault, where no work could begin.
    """
    if not upload.file:
        raise Refused(_NO_FILE)
    require_places()
    with busy_told(), transaction.atomic():
        _step(upload, READABLE, State.READING, message="", **_new_run(), **changed)
        if within:
            within()
    start_waiting(at)
    upload.refresh_from_db()


def start_writing(upload: Upload, *, by: Editor, at: datetime) -> None:
    """Write what the preview shows, in the name of `by`.

    Raises Refused, with nothing changed, unless the upload is still as it was read; DiskFault,
    where no work could begin.
    """
    require_places()
    with busy_told():
        _step(upload, (State.READ,), State.WRITING, message="", written_by=by, **_new_run())
    start_waiting(at)
    upload.refresh_from_db()


def discard(upload: Upload) -> None:
    """Put an upload aside: its rows and its file go, the record of it stays.

    Raises Refused when it is being written, or is past it.
    """
    kept = upload.file.name or ""
    with busy_told(), transaction.atomic():
        _step(upload, DISCARDABLE, State.DISCARDED, run=F("run") + 1, file="")
        upload.rows.all().delete()
        once_written(upload.file.storage, partial(let_go, upload, kept))


def finish(upload: Upload, state: str, **fields: Any) -> bool:
    """End the run of `upload` in `state`; False when the run was given up meanwhile."""
    run = Upload.objects.filter(pk=upload.pk, run=upload.run, state=upload.state)
    return bool(run.update(state=state, **fields))


def give_up(upload: Upload, outage: Outage) -> bool:
    """End a run that did nothing, for what does not work; False when it was over already."""
    if upload.state == State.READING:
        message = f"Chưa đọc được tệp. {outage} Bấm “Đọc lại” để làm lại."
        return finish(upload, State.REFUSED, message=message)
    message = f"Chưa ghi gì. {outage} Dữ liệu vẫn như trước khi xác nhận; có thể xác nhận lại."
    return finish(upload, State.READ, message=message, written_by=None)


def look_after(upload: Upload, at: datetime) -> None:
    """Take stock, and look again at what became of `upload`."""
    take_stock(at)
    upload.refresh_from_db()


def take_stock(at: datetime) -> None:
    """Take note of the runs that ended without a word, and let go on what waits."""
    for upload in Upload.objects.filter(state__in=BUSY, seen_at__isnull=False):
        if beat_of(upload) is None:
            # A database that is too busy now is asked again at the next look.
            with _unless_busy():
                _break_off(upload)
    start_waiting(at)


def _break_off(upload: Upload) -> None:
    if upload.state == State.READING:
        finish(upload, State.REFUSED, message=READING_BROKE_OFF)
    else:
        finish(upload, State.READ, message=WRITING_BROKE_OFF, written_by=None)


def start_waiting(at: datetime) -> None:
    """Begin the runs that wait, once they are there for other processes to find.

    That is at once, or when the transaction ends that the call is a part of.
    """
    transaction.on_commit(partial(_start_waiting, at))


def _start_waiting(at: datetime) -> None:
    """Begin the runs that wait, as far as there are places: users in turn, the oldest first.

    Where the disk has no places, those who wait are given up and told why: nothing of theirs
    is to be done later, unasked.
    """
    waiting = Upload.objects.filter(state__in=BUSY, seen_at__isnull=True).order_by("pk")
    try:
        for upload in in_turn(waiting):
            if not _begin(upload, at):
                return
    except DiskFault as fault:
        for upload in waiting.all():
            with _unless_busy():
                give_up(upload, fault.outage)


def in_turn(waiting: Iterable[Upload]) -> list[Upload]:
    """Return the runs that wait as they are to begin: each user's first, then their second …

    Runs that go on count as a user's first ones, so that many files of one user do not hold up
    the one file of another.
    """
    busy = Upload.objects.filter(state__in=BUSY, seen_at__isnull=False)
    before = Counter(busy.values_list("by", flat=True))
    turns = []
    for upload in waiting:
        turns.append((before[upload.by_id], upload.pk, upload))
        before[upload.by_id] += 1
    return [upload for *_, upload in sorted(turns, key=lambda turn: turn[:2])]


def _begin(upload: Upload, at: datetime) -> bool:
    """Begin a run that waits, unless somebody else did; False when every place is taken.

    Whatever happens, this process keeps no place.
    """
    place = take(upload)
    if place is None:
        return False
    try:
        if _claim(upload, at):
            begin(upload, place)
    except DiskFault as fault:
        give_up(upload, fault.outage)
    finally:
        place.leave()
    return True


def _claim(upload: Upload, at: datetime) -> bool:
    """Take the run, unless somebody else did or the database is too busy for now."""
    mine = Upload.objects.filter(pk=upload.pk, run=upload.run, seen_at__isnull=True)
    taken = 0
    with _unless_busy():
        taken = mine.filter(state=upload.state).update(seen_at=at)
    return bool(taken)


def _new_run() -> dict[str, Any]:
    return {"run": F("run") + 1, "seen_at": None}


def _step(upload: Upload, before: tuple[str, ...], after: str, **fields: Any) -> None:
    """Go on to a state, from one of those `before`, or raise Refused."""
    found = Upload.objects.filter(pk=upload.pk, run=upload.run, state__in=before)
    if not found.update(state=after, **fields):
        now = Upload.objects.get(pk=upload.pk)
        raise Refused(_MOVED_ON.format(state=now.get_state_display().lower()))


@contextmanager
def busy_told() -> Iterator[None]:
    """Raise Refused when the database is too busy with somebody else's writing."""
    try:
        yield
    except OperationalError as error:
        if not is_busy(error):
            raise
        raise Refused(_BUSY_DATABASE) from error


@contextmanager
def _unless_busy() -> Iterator[None]:
    """Pass over what a busy database does not take now."""
    try:
        yield
    except OperationalError as error:
        if not is_busy(error):
            raise

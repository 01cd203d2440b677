"""The folder of uploads full, read-only or away: told, and nothing kept, stuck or done later."""

import errno
import fcntl
import io
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files import locks
from django.test import Client
from django.utils import timezone

from accounts.models import User
from personnel.basics import whole_files
from personnel.basics.outages import (
    DISK_FULL,
    DISK_READ_ONLY,
    NOT_THERE,
    OVERLOADED,
    DiskFault,
    Outage,
    disk_told,
)
from personnel.models import Disclosure, Person
from sheets.models import Upload
from sheets.uploads import apart, locked_files
from sheets.uploads.beats import Beat
from sheets.uploads.reading import read_upload
from sheets.uploads.receiving import receive
from sheets.uploads.runs import discard, start_reading, start_waiting, start_writing
from sheets.uploads.slots import Progress
from tests.keeping_files import keep_in

from .conftest import ONE, OTHER, HandIn, file_of, held, workbook

State = Upload.State
FULL, READ_ONLY = errno.ENOSPC, errno.EROFS
BEAT = Beat("1.1")


def refusing(number: int) -> Callable[..., None]:
    """What the system does where the disk takes nothing."""

    def refuse(*_args: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of uploads of the test's own, as yet without places."""
    keep_in("folder", tmp_path, settings, monkeypatch)
    return settings.UPLOADS_DIR


@pytest.fixture
def client(editor_a: User, client_for) -> Client:
    found: Client = client_for(editor_a)
    found.raise_request_exception = False
    return found


@contextmanager
def a_file_in_its_place(folder: Path) -> Iterator[None]:
    """Let the folder be away, and something else be there."""
    away = folder.with_name("away")
    folder.rename(away)
    folder.touch()
    yield
    folder.unlink()
    away.rename(folder)


def asked(client: Client, upload: Upload, act: str, **sent: str):
    return client.post(f"/nhap-tep/{upload.pk}/{act}/", {"run": upload.run, **sent})


@pytest.mark.parametrize(
    ("seam", "number", "told"),
    [
        ((os, "posix_fallocate"), FULL, DISK_FULL),
        ((os, "pwrite"), FULL, DISK_FULL),
        ((fcntl, "flock"), errno.ENOLCK, None),
    ],
    ids=["no room for a place", "no room for its word", "no lock"],
)
def test_no_place_is_kept_that_could_not_be_taken(
    monkeypatch: pytest.MonkeyPatch, seam: tuple[object, str], number: int, told: Outage | None
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(*seam, refusing(number))
        for _ in range(5):
            with pytest.raises(DiskFault) as raised, disk_told():
                locked_files.take(BEAT)
            assert told in (None, raised.value.outage)
    assert locked_files.said() == []
    place = locked_files.take(BEAT)
    assert place is not None
    place.leave()


def test_places_once_made_are_taken_on_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    locked_files.require()
    monkeypatch.setattr(os, "posix_fallocate", refusing(FULL))
    place = locked_files.take(BEAT)
    assert place is not None
    place.leave()


def test_whoever_may_only_read_still_sees_who_works(monkeypatch: pytest.MonkeyPatch) -> None:
    place = locked_files.take(BEAT)
    assert place is not None
    opened = os.open

    def only_read(path: str, flags: int, *rest: int) -> int:
        if flags & (os.O_RDWR | os.O_WRONLY):
            raise OSError(READ_ONLY, os.strerror(READ_ONLY))
        return opened(path, flags, *rest)

    monkeypatch.setattr(os, "open", only_read)
    assert locked_files.said() == [BEAT]
    place.leave()
    assert locked_files.said() == []


def test_what_cannot_be_told_of_progress_stops_no_work(
    hand_in: HandIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    upload = hand_in(workbook(ONE))
    Upload.objects.filter(pk=upload.pk).update(state=State.READING)
    upload.refresh_from_db()
    monkeypatch.setattr(os, "pwrite", refusing(FULL))
    progress = Progress(upload, locked_files.LockedFile(-1))
    read_upload(upload, today=timezone.localdate(), progress=progress)
    upload.refresh_from_db()
    assert upload.state == State.READ


@pytest.mark.parametrize("number", [FULL, READ_ONLY])
def test_what_the_disk_does_not_take_is_not_received(
    editor_a: User, monkeypatch: pytest.MonkeyPatch, folder: Path, number: int
) -> None:
    """The second file is there, but not whole, when the disk is full."""
    lock, kept = locks.lock, []

    def full_in_the_second(file: object, flags: int) -> bool:
        kept.append(file)
        return refusing(number)() if len(kept) == 2 else lock(file, flags)

    monkeypatch.setattr(locks, "lock", full_in_the_second)
    with pytest.raises(DiskFault):
        receive([workbook(ONE), workbook(OTHER)], by=editor_a, at=timezone.now(), board=None)
    assert len(kept) == 2
    assert not Upload.objects.exists()
    assert list(folder.rglob("*.xlsx")) == []


def test_handing_in_on_a_full_disk_is_answered_by_why(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "lock", refusing(FULL))
    response = client.post("/nhap-tep/", {"files": [workbook(ONE)]})
    said = response.content.decode()
    assert response.status_code == 503
    assert DISK_FULL.reason in said and DISK_FULL.advice in said and "Chưa ghi gì" in said
    assert client.get("/nhap-tep/").status_code == 200


@pytest.mark.parametrize(
    ("act", "sent"),
    [("xac-nhan", {}), ("cach-doc", {"do": "again"}), ("cach-doc", {"first-1": "1"})],
)
def test_what_cannot_begin_is_refused_and_not_carried_out_later(
    hand_in: HandIn, client: Client, folder: Path, act: str, sent: dict[str, str]
) -> None:
    upload = hand_in(workbook(ONE))
    before = Upload.objects.values().get()
    with a_file_in_its_place(folder):
        response = asked(client, upload, act, **sent)
        assert response.status_code == 503
        assert NOT_THERE.reason in response.content.decode()
        assert "Chưa ghi gì từ thao tác vừa gửi." in response.content.decode()
        assert Upload.objects.values().get() == before
        assert client.get("/nhap-tep/").status_code == 200
    assert client.get("/nhap-tep/").status_code == 200
    assert Upload.objects.values().get() == before
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("state", "after", "said"),
    [
        (State.READING, State.REFUSED, "Chưa đọc được tệp."),
        (State.WRITING, State.READ, "Chưa ghi gì."),
    ],
)
def test_what_waits_for_its_turn_is_given_up_and_told_why(
    hand_in: HandIn, client: Client, folder: Path, state: str, after: str, said: str
) -> None:
    """It was handed in, or confirmed, when there was a disk, and every place was taken."""
    upload = hand_in(workbook(ONE))
    Upload.objects.update(state=state, seen_at=None)
    with a_file_in_its_place(folder):
        assert client.get("/nhap-tep/").status_code == 200
    upload.refresh_from_db()
    assert upload.state == after
    assert upload.message.startswith(f"{said} {NOT_THERE}")
    assert client.get("/nhap-tep/").status_code == 200
    upload.refresh_from_db()
    assert (upload.state, Person.objects.exists()) == (after, False)


def test_the_list_notices_a_run_that_is_over(hand_in: HandIn, client: Client) -> None:
    upload = hand_in(workbook(ONE))
    Upload.objects.update(state=State.WRITING, seen_at=timezone.now())
    assert "Đang ghi" not in client.get("/nhap-tep/").content.decode()
    upload.refresh_from_db()
    assert upload.state == State.READ


def test_where_no_process_begins_its_run_is_over_and_its_place_free(
    hand_in: HandIn, editor_a: User, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = hand_in(workbook(ONE))
    settings.UPLOADS_APART = True
    monkeypatch.setattr(apart.subprocess, "Popen", refusing(errno.EAGAIN))
    start_writing(upload, by=editor_a, at=timezone.now())
    assert (upload.state, upload.written_by) == (State.READ, None)
    assert OVERLOADED.reason in upload.message
    start_reading(upload, at=timezone.now())
    assert upload.state == State.REFUSED
    assert OVERLOADED.reason in upload.message
    assert held() == []


@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES])
def test_a_file_that_the_disk_does_not_give_is_not_called_damaged(
    hand_in: HandIn, editor_a: User, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    upload = hand_in(workbook(ONE))
    storage = upload.file.storage
    with monkeypatch.context() as patch:
        patch.setattr(storage, "_open", refusing(number))
        start_reading(upload, at=timezone.now())
    assert upload.state == State.REFUSED
    assert upload.message.startswith("Chưa đọc được tệp.") and "hỏng" not in upload.message
    assert upload.file and storage.exists(upload.file.name)
    start_reading(upload, at=timezone.now())
    assert (upload.state, upload.message) == (State.READ, "")
    with monkeypatch.context() as patch:
        patch.setattr(storage, "_open", refusing(number))
        start_writing(upload, by=editor_a, at=timezone.now())
    assert upload.state == State.READ
    assert upload.message.startswith("Chưa ghi gì.")
    assert not Person.objects.exists()


def test_a_file_that_cannot_be_made_safe_waits_whole(
    hand_in: HandIn, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    content = io.BytesIO(workbook(ONE).read())
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macro")
    with monkeypatch.context() as patch:
        patch.setattr(whole_files.Path, "write_bytes", refusing(FULL))
        upload = hand_in(file_of(content))
    assert upload.state == State.REFUSED
    assert DISK_FULL.reason in upload.message
    assert [path.read_bytes() for path in folder.rglob("*.xlsx*")] == [content.getvalue()]
    start_reading(upload, at=timezone.now())
    assert upload.state == State.READ
    assert "xl/vbaProject.bin" not in zipfile.ZipFile(upload.file.path).namelist()


def test_what_the_disk_does_not_let_go_of_stays_with_its_upload(
    hand_in: HandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "remove", refusing(READ_ONLY))
        upload = hand_in(file_of(b"%PDF-1.7"))
    assert upload.state == State.REFUSED
    assert "không phải sổ Excel" in upload.message
    assert upload.file.storage.exists(upload.file.name)


def test_a_file_that_cannot_be_taken_away_is_not_logged_as_given(
    hand_in: HandIn, client: Client
) -> None:
    upload = hand_in(workbook(ONE))
    upload.file.storage.delete(upload.file.name)
    response = client.get(f"/nhap-tep/{upload.pk}/tep/")
    assert response.status_code == 503
    assert NOT_THERE.reason in response.content.decode()
    assert not Disclosure.objects.filter(kind="list").exists()


def test_putting_aside_needs_no_disk(hand_in: HandIn, folder: Path) -> None:
    upload = hand_in(workbook(ONE))
    with a_file_in_its_place(folder):
        discard(upload)
        start_waiting(timezone.now())
    upload.refresh_from_db()
    assert upload.state == State.DISCARDED


def test_read_only_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    locked_files.require()
    monkeypatch.setattr(os, "open", refusing(READ_ONLY))
    with pytest.raises(DiskFault) as raised, disk_told():
        locked_files.require()
    assert raised.value.outage is DISK_READ_ONLY

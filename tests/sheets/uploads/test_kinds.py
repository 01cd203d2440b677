"""Workbooks and scans kept wherever the province has them: handed in, given out, moved."""

from io import StringIO
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.utils import timezone
from moto import mock_aws

from accounts.models import User
from personnel.models import Person, Scan
from personnel.scans.attaching import attach
from personnel.scans.reading import content_of as content_of_scan
from sheets.models import Upload
from sheets.uploads import moving
from sheets.uploads.keeping import content_of, let_go
from sheets.uploads.runs import discard, start_writing
from tests.factories import credential, person, post
from tests.keeping_files import BUCKET, keep_in, names
from tests.personnel.scans.papers import pdf, sent

from .conftest import ONE, OTHER, HandIn, file_of, workbook

State = Upload.State


@pytest.fixture
def kept_in(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a function that has all files kept in a kind of place from now on."""
    with mock_aws():
        s3 = boto3.client("s3", region_name=BUCKET["region_name"])
        s3.create_bucket(Bucket=BUCKET["bucket_name"])
        yield lambda kind: keep_in(kind, tmp_path, settings, monkeypatch)


@pytest.mark.parametrize("kind", ["database", "folder", "s3"])
def test_a_workbook_goes_its_whole_way(
    hand_in: HandIn, editor_a: User, client_for, kept_in, kind: str,
    django_capture_on_commit_callbacks,
) -> None:  # fmt: skip
    kept_in(kind)
    upload, refused = hand_in(workbook(ONE)), hand_in(file_of(b"%PDF-1.7"))
    assert (upload.state, refused.state, refused.file.name) == (State.READ, State.REFUSED, "")
    given = client_for(editor_a).get(f"/nhap-tep/{upload.pk}/tep/")
    assert given.getvalue() == content_of(upload) and given["Content-Length"] == str(upload.size)
    start_writing(upload, by=editor_a, at=timezone.now())
    assert (upload.state, Person.objects.count()) == (State.WRITTEN, 1)
    other = hand_in(workbook(OTHER))
    assert names("uploads") == {upload.file.name, other.file.name}
    with django_capture_on_commit_callbacks(execute=True):
        discard(other)
    assert names("uploads") == {upload.file.name}


@pytest.fixture
def of_before(hand_in: HandIn, editor_a: User, kept_in) -> list[Any]:
    """A workbook, two scans and a file that nothing names, in folders as 0.3.0 kept them."""
    kept_in("folder")
    diploma = credential(post(person(), "BT").person, "professional", 4)
    scans = attach(diploma, [sent(pdf()), sent(pdf(pages=2))], by=editor_a, at=timezone.now()).scans
    storages["scans"].save("2026/01/nobodys.pdf", ContentFile(b"%PDF"))
    return [hand_in(workbook(ONE)), *scans]


def moved(kind: str = "folder") -> str:
    told = StringIO()
    call_command("move_files", "--from", kind, stdout=told, stderr=told)
    return told.getvalue()


def again(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)


def content(record: Any) -> bytes:
    found = again(record)
    return content_of(found) if isinstance(found, Upload) else content_of_scan(found)


@pytest.mark.parametrize("kind", ["database", "s3"])
def test_files_of_an_earlier_release_are_found_before_and_after_they_are_moved(
    of_before: list[Any], kept_in, settings: Any, kind: str
) -> None:
    before = [content(record) for record in of_before]
    kept_in(kind)
    assert [content(record) for record in of_before] == before
    assert "Đã chuyển 3 tệp từ folder" in moved()
    left = [file.name for file in settings.SCANS_DIR.parent.rglob("*.*") if file.is_file()]
    assert left == ["nobodys.pdf"], "what no record names is not the portal's to move"
    assert [content(record) for record in of_before] == before
    assert "Đã chuyển 0 tệp từ folder sang" in (told := moved()) and "3 tệp đã ở" in told
    kept_in("folder")
    assert "Đã chuyển 3 tệp từ" in moved(kind)
    assert [content(record) for record in of_before] == before
    with pytest.raises(CommandError, match="FILES là folder"):
        moved()


def test_moving_that_breaks_off_goes_on_the_next_time(
    of_before: list[Any], kept_in, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [content(record) for record in of_before]
    kept_in("database")
    kept, done = type(storages["scans"]).keep_as, []

    def full_in_the_second(self: Any, name: str, file: Any) -> None:
        done.append(name)
        kept(self, name, file)
        if len(done) == 2:
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(type(storages["scans"]), "keep_as", full_in_the_second)
        with pytest.raises(CommandError, match="hết chỗ.* Tệp chưa chuyển vẫn ở nơi cũ"):
            moved()
    workbook_there, first_scan, *_ = done
    assert storages["uploads"].holds(workbook_there) and not storages["scans"].holds(first_scan)
    assert [content(record) for record in of_before] == before
    assert "Đã chuyển 2 tệp" in (told := moved()) and "1 tệp đã ở" in told
    assert [content(record) for record in of_before] == before


def test_what_is_not_as_it_was_kept_stays_where_it_is(
    of_before: list[Any], kept_in, settings: Any
) -> None:
    upload, altered, lost = of_before
    (settings.SCANS_DIR / altered.file.name).write_bytes(b"another")
    (settings.SCANS_DIR / lost.file.name).unlink()
    kept_in("database")
    told = StringIO()
    with pytest.raises(CommandError, match=f"giữ nguyên ở nơi cũ: scan {altered.pk}"):
        call_command("move_files", stdout=told, stderr=told)
    assert f"Không tìm thấy ở cả hai nơi: scan {lost.pk}." in told.getvalue()
    assert "Đã chuyển 1 tệp" in told.getvalue() and storages["uploads"].holds(upload.file.name)
    assert (settings.SCANS_DIR / altered.file.name).read_bytes() == b"another"
    assert not storages["scans"].holds(altered.file.name)


def test_a_copy_that_differs_from_the_file_is_told_and_neither_deleted(
    of_before: list[Any], kept_in, settings: Any
) -> None:
    upload = of_before[0]
    kept_in("database")
    storages["uploads"].keep_as(upload.file.name, ContentFile(b"broken off"))
    with pytest.raises(CommandError, match=f"upload {upload.pk}"):
        moved()
    assert (settings.UPLOADS_DIR / upload.file.name).exists()
    assert storages["uploads"].holds(upload.file.name)


def test_what_is_let_go_of_meanwhile_is_not_moved(
    of_before: list[Any], kept_in, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody takes the workbook out of the portal once the command has read its name."""
    upload = again(of_before[0])
    kept_in("database")
    naming = moving._naming

    def let_go_first(tables: Any) -> Any:
        for record in naming(tables):
            if isinstance(record, Upload):
                Upload.objects.filter(pk=record.pk).update(file="")
                assert let_go(upload, record.file.name)
            yield record

    monkeypatch.setattr(moving, "_naming", let_go_first)
    assert "Đã chuyển 2 tệp" in moved()
    assert not storages["uploads"].exists(of_before[0].file.name)
    assert Scan.objects.count() == 2

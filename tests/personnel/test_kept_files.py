"""Files in the database, in a folder and in S3: the same to whoever keeps or asks for them."""

import os
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from tempfile import TemporaryFile

import boto3
import pytest
from botocore.exceptions import ClientError
from django.core.files.base import ContentFile, File
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from moto import mock_aws

from cadre_portal.checks import files_are_moved
from personnel.basics.outages import (
    DISK_READ_ONLY,
    NOT_THERE,
    STORE_AWAY,
    TOO_LARGE,
    DiskFault,
    disk_told,
)
from personnel.models import KeptFile, KeptPiece, kept_files
from tests.keeping_files import BUCKET, keep_in, names

KINDS = ("database", "folder", "s3")
NAME = "2026/11/bang.pdf"
LONG = os.urandom(kept_files.PIECE) * 2 + b"the end"


@pytest.fixture
def bucket() -> Iterator[None]:
    """A bucket, on this machine."""
    with mock_aws():
        s3 = boto3.client("s3", region_name=BUCKET["region_name"])
        s3.create_bucket(Bucket=BUCKET["bucket_name"])
        yield


@pytest.fixture(params=KINDS)
def kept(request, db, settings, tmp_path, monkeypatch):
    """The storage of scans, of each kind."""
    if request.param == "s3":
        request.getfixturevalue("bucket")
    keep_in(request.param, tmp_path, settings, monkeypatch)
    return storages["scans"]


@pytest.fixture
def in_database(db, settings, tmp_path, monkeypatch):
    keep_in("database", tmp_path, settings, monkeypatch)
    return storages["scans"]


def read(storage, name=NAME):
    with storage.open(name) as file:
        return file.read()


def test_what_is_kept_is_given_back(kept):
    assert kept.save(NAME, ContentFile(LONG)) == NAME
    assert (kept.exists(NAME), kept.holds(NAME), kept.size(NAME)) == (True, True, len(LONG))
    assert read(kept) == LONG
    assert kept.listdir("2026") == (["11"], []) and kept.listdir("2026/11") == ([], ["bang.pdf"])
    assert timezone.now() - kept.get_modified_time(NAME) < timedelta(minutes=5)
    assert names("uploads") == set(), "each area is by itself"


def test_it_is_read_from_anywhere_and_again(kept):
    kept.save(NAME, ContentFile(LONG))
    file = kept.open(NAME)
    file.seek(len(LONG) - 7)
    assert file.read() == b"the end"
    file.seek(kept_files.PIECE - 3)
    assert file.read(6) == LONG[kept_files.PIECE - 3 :][:6]
    file.close()
    file.open("rb")
    assert file.read(4) == LONG[:4]
    file.close()


def test_a_name_is_given_once_and_let_go(kept):
    kept.save(NAME, ContentFile(b"first"))
    other = kept.save(NAME, ContentFile(b"second"))
    assert other != NAME and (read(kept), read(kept, other)) == (b"first", b"second")
    kept.delete(NAME)
    kept.delete(NAME)
    assert names("scans") == {other}
    with pytest.raises(DiskFault) as raised, disk_told():
        kept.open(NAME)
    assert raised.value.outage is NOT_THERE


def test_another_content_takes_the_place_of_the_first(kept):
    kept.save(NAME, ContentFile(LONG))
    kept.replace(NAME, b"shorter")
    assert (read(kept), kept.size(NAME), names("scans")) == (b"shorter", 7, {NAME})


def test_an_empty_file_is_a_file(kept):
    kept.save(NAME, ContentFile(b""))
    assert (read(kept), kept.size(NAME)) == (b"", 0)


def test_it_is_ready_or_not(kept, monkeypatch):
    assert kept.takes_files()
    kept.require()

    def away(*_args, **_options):
        raise DatabaseError

    monkeypatch.setattr(KeptFile.objects, "using", away)
    assert kept.takes_files() is not hasattr(kept, "with_its_record")


def test_what_is_found_in_the_folder_of_an_earlier_release(kept, settings, tmp_path, monkeypatch):
    """Read, listed and deleted as if it had been moved."""
    kind = settings.FILES
    keep_in("folder", tmp_path, settings, monkeypatch)
    storages["scans"].save(NAME, ContentFile(b"of before"))
    keep_in(kind, tmp_path, settings, monkeypatch)
    now = storages["scans"]
    now.save("2026/12/new.pdf", ContentFile(b"new"))
    assert read(now) == b"of before" and now.size(NAME) == 9 and now.exists(NAME)
    assert now.get_modified_time(NAME) <= timezone.now()
    assert names("scans") == {NAME, "2026/12/new.pdf"}
    assert now.holds(NAME) is (kind == "folder")
    assert [said.id for said in files_are_moved(None)] == (
        [] if kind == "folder" else ["cadre_portal.W004"]
    )
    now.delete(NAME)
    assert names("scans") == {"2026/12/new.pdf"} and not (settings.SCANS_DIR / NAME).exists()
    assert files_are_moved(None) == []


@pytest.mark.parametrize("kept", ["database"], indirect=True)
def test_the_folder_loses_nothing_that_is_not_committed(
    transactional_db, kept, settings, tmp_path, monkeypatch
):
    keep_in("folder", tmp_path, settings, monkeypatch)
    storages["scans"].save(NAME, ContentFile(b"of before"))
    keep_in("database", tmp_path, settings, monkeypatch)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        storages["scans"].delete(NAME)
        raise ZeroDivisionError
    assert read(storages["scans"]) == b"of before"


def test_a_file_goes_with_the_transaction_it_is_kept_in(in_database):
    in_database.save("2026/stays.pdf", ContentFile(b"stays"))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        in_database.save(NAME, ContentFile(LONG))
        in_database.delete("2026/stays.pdf")
        raise ZeroDivisionError
    assert names("scans") == {"2026/stays.pdf"}
    assert KeptPiece.objects.count() == 1
    in_database.delete("2026/stays.pdf")
    assert not KeptPiece.objects.exists() and not KeptFile.objects.exists()


def test_what_is_kept_is_known_by_its_hash(in_database):
    in_database.save(NAME, ContentFile(b"abc"))
    (row,) = KeptFile.objects.all()
    assert (row.size, row.area) == (3, "scans")
    assert row.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_no_more_is_kept_than_a_file_may_have(in_database, monkeypatch):
    monkeypatch.setattr(kept_files, "MOST", len(LONG) - 1)
    with pytest.raises(DiskFault) as raised:
        in_database.save(NAME, ContentFile(LONG))
    assert raised.value.outage is TOO_LARGE
    assert not KeptFile.objects.exists() and not KeptPiece.objects.exists()


def test_a_file_of_which_a_piece_is_gone_is_not_given_short(in_database):
    in_database.save(NAME, ContentFile(LONG))
    KeptPiece.objects.filter(start=kept_files.PIECE).delete()
    with pytest.raises(DiskFault), disk_told():
        read(in_database)


def test_little_of_a_file_is_held_at_a_time(in_database):
    """Twenty megabytes in and out: as Python holds them, never more than some pieces."""
    with TemporaryFile() as large:
        for _ in range(20):
            large.write(os.urandom(1024 * 1024))
        tracemalloc.start()
        try:
            in_database.save(NAME, File(large))
            with in_database.open(NAME) as file:
                given = sum(len(part) for part in file.chunks())
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert given == 20 * 1024 * 1024
    assert most < 12 * kept_files.PIECE


def test_no_dump_of_tables_has_the_content(in_database):
    in_database.save(NAME, ContentFile(b"secret content"))
    told = StringIO()
    call_command("dumpdata", "personnel.keptfile", "personnel.keptpiece", stdout=told)
    assert NAME in told.getvalue() and "content" not in told.getvalue()


@pytest.mark.parametrize(
    ("row", "constraint"),
    [
        (lambda file: KeptFile(area="scans", name=file.name, at=file.at), "kept_file_once"),
        (lambda file: KeptFile(area="elsewhere", name="a", at=file.at), "kept_file_area_known"),
        (lambda file: KeptPiece(file=file, start=0, content=b"a"), "kept_piece_once"),
        (lambda file: KeptPiece(file=file, start=9, content=b""), "kept_piece_holds_something"),
    ],
)
def test_the_database_holds_what_a_kept_file_is(in_database, row, constraint):
    in_database.save(NAME, ContentFile(b"abc"))
    made = row(KeptFile.objects.get())
    with pytest.raises(IntegrityError, match=f"{constraint}|UNIQUE"), transaction.atomic():
        made.save()


def test_a_store_that_is_away_is_told_as_a_disk_is(db, bucket, settings, tmp_path, monkeypatch):
    keep_in("s3", tmp_path, settings, monkeypatch)
    storage = storages["scans"]
    client = storage.connection.meta.client
    for status, outage in ((403, DISK_READ_ONLY), (503, STORE_AWAY)):
        for deed in (lambda: storage.save(NAME, ContentFile(b"x")), lambda: storage.exists(NAME)):
            with answering(client, status):
                with pytest.raises(DiskFault) as raised, disk_told():
                    deed()
                assert raised.value.outage is outage and not storage.takes_files()
    assert storage.takes_files() and not storage.exists(NAME)


@contextmanager
def answering(client, status):
    """Let the store answer everything with a status."""

    def refuse(*_args, **_options):
        raise ClientError({"ResponseMetadata": {"HTTPStatusCode": status}}, "Any")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(client), "_make_api_call", refuse)
        yield

"""Files that are kept no longer: of scans taken back long ago, and those that no scan names."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from personnel.keeping.recording import Refused
from personnel.models import KeptFile, Scan
from personnel.models.scans import kept_scans
from personnel.scans.attaching import put_in_again, take_back
from personnel.scans.forgetting import forget_files
from tests.racing import overtaken


def forget(**options):
    told = StringIO()
    call_command("forget_scans", stdout=told, **options)
    return told.getvalue()


@pytest.fixture
def taken_back(kept, diploma, editor_a, attached):
    """A scan that was taken back a hundred days ago."""
    scan = attached(diploma)
    take_back(scan, by=editor_a, at=timezone.now())
    Scan.objects.update(taken_back_at=timezone.now() - timedelta(days=100))
    return scan


def made_old(name, days):
    KeptFile.objects.filter(name=name).update(at=timezone.now() - timedelta(days=days))


def nobodys(days):
    """Put a file that no scan names, so many days old."""
    storage = kept_scans()
    name = storage.save("2026/01/khong-ai.pdf", ContentFile(b"%PDF"))
    made_old(name, days)
    return name


def test_what_was_taken_back_long_ago_is_deleted_and_the_scan_stays(
    taken_back, office, editor_a, attached, kept
):
    fresh = attached(office)
    assert "Đã xóa 1 tệp của bản quét đã rút, 0 tệp không thuộc" in forget()
    assert kept() == {fresh.file.name}
    taken_back.refresh_from_db()
    assert (taken_back.file.name, taken_back.name) == ("", "bằng.pdf")
    with pytest.raises(Refused, match="tệp của bản quét này đã xóa"):
        put_in_again(taken_back, by=editor_a, at=timezone.now())


@pytest.mark.parametrize(("days", "left"), [(99, 0), (101, 1), (0, 1)])
def test_so_many_days_it_is_kept(taken_back, kept, days, left):
    forget(days=days)
    assert len(kept()) == left


def test_nobodys_files_go_after_a_day_and_all_others_stay(
    diploma, office, editor_a, attached, kept
):
    in_force, back = attached(diploma), attached(office)
    take_back(back, by=editor_a, at=timezone.now())
    # As old as can be: what is named stays, however old.
    for scan in (in_force, back):
        made_old(scan.file.name, days=9_999)
    young, old = nobodys(days=0), nobodys(days=2)
    assert "0 tệp của bản quét đã rút, 1 tệp không thuộc bản quét nào" in forget()
    assert kept() == {in_force.file.name, back.file.name, young} and old not in kept()


def test_where_nothing_was_ever_attached_there_is_nothing_to_do(db, settings, tmp_path):
    place = {"BACKEND": "personnel.basics.whole_files.WholeFiles"}
    place["OPTIONS"] = {"location": tmp_path / "none"}
    settings.STORAGES = settings.STORAGES | {"scans": place}
    assert forget_files(timezone.now(), now=timezone.now()).nobodys == 0


def test_what_the_disk_keeps_is_told_and_found_the_next_time(taken_back, kept, monkeypatch):
    storage = type(kept_scans())

    def keeps(*_):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(storage, "delete", keeps)
        with pytest.raises(CommandError, match="1 tệp chưa xóa được"):
            forget()
    (stuck,) = kept()
    made_old(stuck, days=9_999)
    assert "1 tệp không thuộc bản quét nào" in forget() and kept() == set()


def test_a_number_of_days_below_none_is_refused(taken_back, kept):
    with pytest.raises(CommandError, match="từ 0 trở lên"):
        forget(days=-1)
    assert len(kept()) == 1


def test_a_scan_put_in_again_meanwhile_keeps_its_file(reachable, taken_back, editor_a, kept):
    def put_in():
        put_in_again(taken_back, by=editor_a, at=timezone.now())

    with overtaken(put_in):
        done = forget_files(timezone.now() - timedelta(days=1), now=timezone.now())
    assert (done.taken_back, done.stuck, len(kept())) == (0, 0, 1)
    assert Scan.objects.in_force().get().file

"""Everything kept about a person is given out, and nothing of anybody else."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from personnel.models import Disclosure, Person, Scan
from reports.personal.given import GIVEN, NOT_GIVEN
from reports.personal.giving import given_out
from reports.personal.subject import subject_of
from tests.factories import person
from tests.personnel.scans.papers import pdf
from tests.reports.personal.conftest import CCCD, JOINED, NAME, OTHER, STRANGER, opened


def test_every_table_is_given_out_or_left_out_for_a_reason():
    tables = [model._meta.label_lower for model in apps.get_models()]
    assert sorted([*GIVEN, *NOT_GIVEN]) == sorted(tables)
    assert all(NOT_GIVEN.values())


def test_no_table_that_leads_to_a_person_is_left_out():
    about = {
        model._meta.label_lower
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Person or field.name in ("person", "record", "joined", "cccd")
    }
    # Planning is kept and not given: it can be secret (decision 0379).
    assert about - set(GIVEN) == {"personnel.plannedtitle", "personnel.historicalplannedtitle"}


def test_all_of_it_is_in_the_file(known):
    archive, sheets = opened(given_out(subject_of(known.pk), timezone.now()))
    assert set(sheets) == {"Tổng hợp", *(given.sheet for given in GIVEN.values())} - {
        "Lịch sử xóa hẳn"
    } | {"Lịch sử quyết định xóa hẳn"}
    facts = dict(row[:2] for row in sheets["Hồ sơ"])
    assert (facts["Họ và tên"], facts["Số CCCD"], facts["Quê quán"]) == (NAME, CCCD, "Ba Tô")
    assert len(sheets["Dòng trong tệp đã nộp"]) == 3  # by the record, and by the number alone
    assert ["Phạm Hạnh"] in [row[1:2] for row in sheets["Họ tên trước đây"]]
    scan = Scan.objects.get()
    (name,) = [name for name in archive.namelist() if name.startswith("ban-quet/")]
    assert name == f"ban-quet/bang-{scan.pk}.pdf" and archive.read(name) == pdf()


def test_nothing_of_anybody_else_is_in_it(known):
    _, sheets = opened(given_out(subject_of(known.pk), timezone.now()))
    cells = [str(cell) for rows in sheets.values() for row in rows for cell in row]
    assert not [cell for cell in cells if STRANGER in cell or OTHER in cell]


def test_of_a_deleted_record_what_the_history_has(deleted):
    subject = subject_of(deleted)
    assert (subject.name, subject.cccd, subject.person) == (NAME, CCCD, None)
    _, sheets = opened(given_out(subject, timezone.now()))
    assert "Hồ sơ" not in sheets
    assert CCCD in [cell for row in sheets["Lịch sử hồ sơ"] for cell in row]
    assert "Báo cáo đã nộp" in sheets and "Bản quét" in sheets


def test_the_number_of_a_joined_record_leads_on(known):
    assert subject_of(JOINED).numbers == [known.pk, JOINED]
    assert subject_of(987654) is None


def test_a_scan_that_the_disk_does_not_give_is_named(known):
    scan = Scan.objects.get()
    scan.file.storage.delete(scan.file.name)
    archive, sheets = opened(given_out(subject_of(known.pk), timezone.now()))
    assert archive.namelist() == ["du-lieu-ca-nhan.xlsx"]
    assert any("bằng.pdf” không đọc được" in str(row[0]) for row in sheets["Tổng hợp"])


@pytest.mark.parametrize("by", ["cccd", "pk"])
def test_the_command_writes_it_and_it_is_kept_that_it_did(known, tmp_path, by):
    call_command("give_out", str(getattr(known, by)), out=tmp_path)
    (path,) = tmp_path.iterdir()
    assert path.name.startswith(f"du-lieu-ca-nhan-ho-so-{known.pk}-")
    assert oct(path.stat().st_mode)[-3:] == "600"
    assert NAME in str(opened(path.read_bytes())[1]["Hồ sơ"])
    kept = Disclosure.objects.get(kind="give")
    assert (kept.person_id, kept.user) == (known.pk, None)
    with pytest.raises(CommandError, match="Không ghi được"):
        call_command("give_out", str(known.pk), out=path)


@pytest.mark.parametrize("who", ["", "abc", "051000000000", "77", "1" * 13, "٣"])
def test_the_command_says_of_whom_nothing_is_kept(province, tmp_path, who):
    with pytest.raises(CommandError, match="Ghi 12 số|Không có dữ liệu"):
        call_command("give_out", who, out=tmp_path)


def test_a_number_that_two_records_had_is_asked_for_by_record(deleted, tmp_path):
    again = person(name=NAME, cccd=CCCD)
    with pytest.raises(CommandError, match=f"{deleted}, {again.pk}"):
        call_command("give_out", CCCD, out=tmp_path)


def test_the_page_gives_it_out_and_keeps_that_it_did(known, client_for, province_admin):
    client = client_for(province_admin)
    found = client.post("/du-lieu-ca-nhan/", {"who": CCCD})
    assert found["Location"] == f"/du-lieu-ca-nhan/{known.pk}/"
    page = client.get(found["Location"]).content.decode()
    assert "Hồ sơ đang được dùng nên không xóa hẳn được" in page and 'name="reason"' not in page
    answer = client.post(f"/du-lieu-ca-nhan/{known.pk}/cung-cap/")
    assert answer["Content-Type"] == "application/zip" and "no-store" in answer["Cache-Control"]
    assert NAME in str(opened(answer.content)[1]["Hồ sơ"])
    assert Disclosure.objects.get(kind="give").user == province_admin

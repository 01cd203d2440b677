"""The files that a seal issues: kept with it, and given out as they are whatever comes later."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.urls import reverse

from personnel.keeping.recording import Refused
from personnel.models import Disclosure
from reports.models import IssuedFile, Period
from reports.periods import files
from reports.periods.files import given_out, issued, report_to_issue
from reports.periods.opening import open_replacement
from reports.periods.sealing import missing_of, seal
from reports.workbooks.annual.forms import FORMS
from reports.workbooks.annual.report import live_report, sealed_report
from reports.workbooks.annual.workbook import Issued
from targets.criteria import H2030
from tests.reports.periods.handing import DUE, LATER, approved, district_of

NAME = "bao-cao-huyen-ba-to-2025-12-31-muc-tieu-2025-da-khoa"


@pytest.fixture
def close(small_province, period, district, editor_a, province_admin):
    kept = approved(period, district, editor_a, province_admin)
    absent = [unit.code for unit in missing_of(period, [kept])]
    return lambda: seal(period, absent, by=province_admin, at=LATER)


@pytest.fixture
def sealed(close):
    return close()


@pytest.fixture
def newer(sealed, monkeypatch):
    """A release that writes every form otherwise."""
    for name, form in FORMS.items():
        other = replace(form, write=lambda report: Issued(b"khac", 7))
        monkeypatch.setitem(FORMS, name, other)


@pytest.fixture
def of_before(sealed):
    """The same as sealed by a release that kept no files."""
    IssuedFile.objects.all().delete()
    Period.objects.filter(pk=sealed.pk).update(files_hash="")
    return Period.objects.get(pk=sealed.pk)


def file_url(period, form, **asked):
    query = f"?unit={asked['unit']}" if asked else ""
    return reverse("period-file", args=[period.pk, form]) + query


def test_every_form_of_the_province_and_of_each_report(sealed, district, province_admin):
    kept = IssuedFile.objects.filter(period=sealed)
    assert {(f.unit, f.form) for f in kept} == {
        (unit, form) for unit in (district.pk, district.parent_id) for form in FORMS
    }
    for report in (report_to_issue(sealed, ()), report_to_issue(sealed, [district.pk])):
        for name, form in FORMS.items():
            made = form.write(report)
            assert issued(report, name) == made and made.content
    names = kept.filter(form="xlsx").values_list("people", flat=True)
    assert all(people > 0 for people in names)
    assert set(kept.exclude(form="xlsx").values_list("people", flat=True)) == {0}


def test_what_a_later_release_writes_otherwise_is_not_given_out(
    close, province_admin, editor_a, client_for, monkeypatch, tmp_path, read
):
    sealed = close()
    admin, board = client_for(province_admin), client_for(editor_a)
    before = {form: admin.get(file_url(sealed, form)).content for form in FORMS}
    own = {form: board.get(file_url(sealed, form)).content for form in FORMS}
    for name, form in [*FORMS.items()]:
        other = replace(form, write=lambda report: Issued(b"khac", 7))
        monkeypatch.setitem(FORMS, name, other)
    assert {form: admin.get(file_url(sealed, form)).content for form in FORMS} == before
    assert {form: admin.get(file_url(sealed, form, unit=535)).content for form in FORMS} == own
    assert {form: board.get(file_url(sealed, form)).content for form in FORMS} == own
    out = tmp_path / "a.xlsx"
    call_command("export_report", period=sealed.name, out=str(out), verbosity=0)
    assert out.read_bytes() == before["xlsx"]
    # At the other horizon nothing was issued.
    call_command("export_report", period=sealed.name, horizon="2030", out=str(out), verbosity=0)
    assert out.read_bytes() == b"khac"
    shown = read(admin, reverse("period-check", args=[sealed.pk]))
    assert "Các tệp đã lưu đúng từng byte như khi khóa." in shown
    assert shown.count(">khác<") == 3 and ">giống hệt<" not in shown


def test_only_what_was_issued_with_the_seal_is_kept(sealed, district, of_another_source):
    for report in of_another_source:
        assert issued(report, "csv") is None
        assert given_out(report, "csv").content.startswith("\ufeffCấp".encode())


@pytest.fixture
def of_another_source(sealed, district):
    whole = sealed_report(sealed)
    return (
        live_report(whole.lens, district.parent, LATER),
        sealed_report(sealed, (), H2030),
        sealed_report(sealed, [district_of("534").pk]),
    )


def test_a_workbook_with_names_is_kept_in_the_log_as_ever(sealed, editor_a, client_for):
    client_for(editor_a).get(file_url(sealed, "xlsx"))
    told = Disclosure.objects.get()
    kept = IssuedFile.objects.get(form="xlsx", unit=district_of().pk)
    assert (told.people, told.user) == (kept.people, editor_a)
    assert "Huyện Ba Tơ" in told.detail and "tệp Excel" in told.detail


def alter_bytes(sealed, district):
    IssuedFile.objects.filter(unit=district.pk, form="csv").update(content=b"x")


def alter_bytes_and_hash(sealed, district):
    other = IssuedFile.objects.filter(unit=district.parent_id, form="csv").get()
    facts = {"content": other.content, "sha256": other.sha256}
    IssuedFile.objects.filter(unit=district.pk, form="csv").update(**facts)


def lose(sealed, district):
    IssuedFile.objects.filter(unit=district.pk, form="csv").delete()


@pytest.mark.parametrize("spoil", [alter_bytes, alter_bytes_and_hash, lose])
def test_a_file_that_is_not_as_issued_is_refused_and_found(
    spoil, sealed, district, province_admin, editor_a, client_for, read
):
    board, admin = client_for(editor_a), client_for(province_admin)
    check = reverse("period-check", args=[sealed.pk])
    for client in (board, admin):
        assert "đúng từng byte như khi khóa" in read(client, check)
    spoil(sealed, district)
    refused = board.get(file_url(sealed, "csv"))
    assert refused.status_code == 409 and "Báo ngay" in refused.content.decode()
    for client in (board, admin):
        assert "Có tệp đã lưu bị mất hoặc không còn như khi khóa" in read(client, check)


def test_a_board_checks_its_own_files_alone(sealed, editor_a, editor_b, client_for, read):
    check = reverse("period-check", args=[sealed.pk])
    own = read(client_for(editor_a), check)
    assert own.count("Huyện Ba Tơ, tệp") == 3 and "Tỉnh Quảng Ngãi, tệp" not in own
    assert own.count(">giống hệt<") == 3
    assert ", tệp" not in read(client_for(editor_b), check)


def test_nothing_is_sealed_when_a_file_cannot_be_made(close, period, monkeypatch):
    def refuse(report):
        if report.root.level == "district":
            raise Refused("Chưa xuất báo cáo")
        return Issued(b"x", 0)

    monkeypatch.setitem(FORMS, "json", replace(FORMS["json"], write=refuse))
    with pytest.raises(Refused):
        close()
    assert not Period.objects.sealed().exists() and not IssuedFile.objects.exists()


def test_of_a_seal_without_files_the_pages_say_so(
    of_before, province_admin, editor_a, client_for, read
):
    client = client_for(province_admin)
    for page in (client, client_for(editor_a)):
        url = reverse("report", args=[of_before.pk, "535"])
        assert "chưa lưu tệp phát hành" in read(page, url)
    assert "không có tệp nào được lưu khi khóa" in read(
        client, reverse("period-check", args=[of_before.pk])
    )
    assert client.get(file_url(of_before, "csv")).content.startswith("\ufeffCấp".encode())
    assert files.issued(sealed_report(of_before), "csv") is None


def test_a_replaced_one_says_so_beside_the_same_bytes(
    sealed, district, editor_a, province_admin, client_for
):
    client = client_for(editor_a)
    before = client.get(file_url(sealed, "xlsx"))
    assert before["Content-Disposition"].endswith(f'"{NAME}.xlsx"')
    assert "Link" not in before
    again = open_replacement(sealed, "Lại", DUE, "Nhầm", by=province_admin, at=LATER)
    assert "Link" not in client.get(file_url(sealed, "json"))
    kept = approved(again, district, editor_a, province_admin)
    absent = [unit.code for unit in missing_of(again, [kept])]
    seal(again, absent, by=province_admin, at=LATER)
    after = client.get(file_url(sealed, "xlsx"))
    assert after.content == before.content
    assert after["Content-Disposition"].endswith(f'"{NAME}-da-duoc-thay-the.xlsx"')
    assert after["Link"] == f'</bao-cao/{again.pk}.xlsx>; rel="successor-version"'
    told = client.get(file_url(again, "json")).json()["replaces"]
    assert told == {"period": sealed.name, "hash": sealed.seal_hash, "reason": "Nhầm"}

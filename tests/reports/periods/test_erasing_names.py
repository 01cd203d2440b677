"""Names erased from a sealed report: its figures stay, are verified, and it says what went."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.management import call_command
from openpyxl import load_workbook

from personnel.trail.verifying import verify as verify_trail
from reports.models import FrozenStanding, IssuedFile, NamesErased, Submission
from reports.periods.erasing_names import ERASED, erase_names, named
from reports.periods.files import given_out, issued
from reports.periods.hashing import hash_of, verify
from reports.periods.sealing import missing_of, seal
from reports.sources import sealed_source
from reports.workbooks.annual.figures import figures_json
from reports.workbooks.annual.report import sealed_report
from tests.reports.periods.handing import LATER, NOON, approved, seal_is_whole

AT = LATER + timedelta(days=400)
DAY = timedelta(days=1)
SECRETARY = "Phạm Thị Hạnh"


@pytest.fixture
def sealed(small_province, period, district, editor_a, province_admin):
    kept = approved(period, district, editor_a, province_admin)
    absent = [unit.code for unit in missing_of(period, [kept])]
    return seal(period, absent, by=province_admin, at=LATER)


def secretary():
    return FrozenStanding.objects.get(full_name=SECRETARY)


def names_in(content):
    book = load_workbook(BytesIO(content))
    return [str(cell) for sheet in book for row in sheet.values for cell in row if cell]


def test_the_figures_are_what_they_were_and_verified(sealed):
    report = sealed_report(sealed)
    before = json.dumps(figures_json(report))
    facts = {name: getattr(secretary(), name) for name in ("birth_date", "theory", "outcomes")}
    number = secretary().person
    assert erase_names(named([number]), "theo yêu cầu", AT) == 1
    assert json.dumps(figures_json(sealed_report(sealed))) == before
    left = FrozenStanding.objects.get(person=number)
    assert left.full_name == f"{ERASED} ngày 10/02/2027" and left.masked_cccd == ""
    assert {name: getattr(left, name) for name in facts} == facts
    assert seal_is_whole(sealed)
    note = NamesErased.objects.get()
    assert (note.people, note.as_kept, note.at) == (1, True, AT)
    assert note.sha256 != note.submission.sha256


def test_the_rows_come_in_the_list_without_the_name(sealed):
    erase_names(named([secretary().person]), "theo yêu cầu", AT)
    listed = [row.full_name for row in sealed_source(sealed).listed()]
    assert len(listed) == 5 and SECRETARY not in listed


def test_a_figure_altered_after_it_is_found(sealed):
    erase_names(named([secretary().person]), "theo yêu cầu", AT)
    FrozenStanding.objects.filter(full_name__startswith=ERASED).update(theory=None)
    assert not seal_is_whole(sealed)


def test_what_was_altered_before_it_stays_told(sealed):
    FrozenStanding.objects.filter(pk=secretary().pk).update(theory=None)
    erase_names(named([secretary().person]), "theo yêu cầu", AT)
    assert not NamesErased.objects.get().as_kept and not seal_is_whole(sealed)


def test_a_note_that_is_bent_is_found_by_the_trail(sealed):
    erase_names(named([secretary().person]), "theo yêu cầu", AT)
    with time_machine.travel(AT + 2 * DAY, tick=False):
        call_command("chain_trail")
    assert verify_trail(AT.date()).findings == []
    FrozenStanding.objects.filter(full_name__startswith=ERASED).update(theory=None)
    kept = Submission.objects.get()
    NamesErased.objects.update(sha256=hash_of(kept, kept.standings.all()))
    assert seal_is_whole(sealed)
    (found,) = verify_trail(AT.date()).findings
    assert found.table == "Tên đã xóa khỏi báo cáo" and "nội dung khác" in found.what


def test_the_issued_workbooks_go_and_are_written_anew(sealed):
    report = sealed_report(sealed)
    figures = issued(report, "csv").content
    assert any(SECRETARY in name for name in names_in(issued(report, "xlsx").content))
    erase_names(named([secretary().person]), "theo yêu cầu", AT)
    kept = IssuedFile.objects.filter(period=sealed)
    for file in kept.filter(form="xlsx"):
        assert (bytes(file.content), file.names_erased_at) == (b"", AT)
    assert issued(report, "csv").content == figures
    assert issued(report, "xlsx") is None
    anew = names_in(given_out(report, "xlsx").content)
    assert not [name for name in anew if SECRETARY in name]
    assert [name for name in anew if ERASED in name]


def test_the_check_says_so(sealed, client_for, province_admin):
    erase_names(named([secretary().person]), "theo yêu cầu", AT)
    page = client_for(province_admin).get(f"/bao-cao/{sealed.pk}/kiem-tra/").content.decode()
    text = " ".join(page.split())
    assert "Mã khóa của kỳ khớp" in text and "✕" not in text
    assert "Tên của 1 người đã xóa theo quy định ngày 10/02/2027" in text
    assert "trước khi xóa, số liệu đúng như khi nộp" in text
    assert text.count("tệp tải về được lập lại từ số liệu đã khóa") == 2


def test_names_are_erased_once_and_others_later(sealed):
    number = secretary().person
    erase_names(named([number]), "theo yêu cầu", AT)
    assert erase_names(named([number]), "theo yêu cầu", AT) == 0
    assert erase_names(named(), "hết hạn", AT + DAY) == 4
    assert [note.people for note in NamesErased.objects.all()] == [1, 4]
    assert seal_is_whole(sealed)


def test_of_one_that_is_not_sealed_no_file_is_there(period, district, editor_a, province_admin):
    approved(period, district, editor_a, province_admin)
    assert erase_names(named([secretary().person]), "theo yêu cầu", AT) == 1
    assert verify(Submission.objects.get())


@pytest.mark.parametrize(("days", "left"), [(3650, 5), (3651, 0)])
def test_names_go_when_their_time_has_come(sealed, capsys, days, left):
    with time_machine.travel(NOON + days * DAY, tick=False):
        call_command("forget_names")
    assert named().count() == left
    assert f"Đã xóa tên ở {5 - left} dòng" in capsys.readouterr().out


def test_names_are_kept_for_ever_where_the_setting_says_so(sealed, settings, capsys):
    settings.NAMES_KEPT_DAYS = 0
    with time_machine.travel(NOON + 9999 * DAY, tick=False):
        call_command("forget_names")
    assert named().count() == 5 and "giữ mãi" in capsys.readouterr().out

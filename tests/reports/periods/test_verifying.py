"""Everything with a hash is held against it by one command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reports.models import IssuedFile, Period, Submission
from reports.periods.sealing import seal
from tests.reports.periods.handing import LATER, approved, others_in


@pytest.fixture
def sealed(period, district, editor_a, province_admin):
    approved(period, district, editor_a, province_admin)
    return seal(period, others_in(period, district), "Chưa đủ.", by=province_admin, at=LATER)


def said():
    out = StringIO()
    try:
        call_command("verify_seals", stdout=out)
    except CommandError as error:
        return str(error), out.getvalue()
    return "", out.getvalue()


def test_what_is_as_it_was_is_counted(sealed):
    assert said() == ("", "Đã kiểm tra 3 mã của báo cáo, kỳ và kế hoạch: đều đúng.\n")


def test_without_anything_nothing_is_wrong(db):
    assert said() == ("", "Đã kiểm tra 0 mã của báo cáo, kỳ và kế hoạch: đều đúng.\n")


def test_what_was_altered_is_named(sealed):
    Submission.objects.update(people=99)
    error, told = said()
    # A seal is no better than the reports that it counts.
    assert error == "2 trên 3 mã không đúng."
    assert "Báo cáo Báo cáo năm 2025, " in told and "bản 1: không còn đúng" in told
    assert f"Kỳ đã khóa {sealed}: không còn đúng như khi lập." in told


def test_a_seal_and_its_files_are_each_their_own(sealed):
    Period.objects.update(seal_note="Khác.")
    assert said()[1].splitlines() == [f"Kỳ đã khóa {sealed}: không còn đúng như khi lập."]
    Period.objects.update(seal_note="Chưa đủ.")
    IssuedFile.objects.filter(pk=IssuedFile.objects.first().pk).update(content=b"x")
    assert said()[1].splitlines() == [f"Tệp phát hành của kỳ {sealed}: không còn đúng như khi lập."]


def test_a_file_that_is_gone_is_missed(sealed):
    IssuedFile.objects.first().delete()
    assert said()[0] == "1 trên 3 mã không đúng."

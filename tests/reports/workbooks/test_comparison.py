"""Sheet 7: why figures differ from last year's; a seal keeps what it said."""

from datetime import date

import pytest

from personnel.models import Person
from reports.workbooks.annual.report import live_report, sealed_report, submitted_report
from reports.workbooks.annual.workbook import annual_workbook
from targets.criteria import H2025
from targets.lens import Lens
from tests.factories import MOUNTAIN, credential, person, post
from tests.reports.periods.handing import DAY, LATER, a_period, district_of
from tests.reports.workbooks.excel import Excel
from tests.reports.workbooks.test_sealed import close

NAME = "7. So năm trước"


@pytest.fixture
def history(people):
    credential(Person.objects.get(full_name="Đinh Văn Lía"), "theory", 2, awarded=date(2025, 3, 1))
    post(person("Bùi Văn Đến"), "BT", MOUNTAIN, start=date(2025, 5, 1))
    return people


def theory(report):
    """Return the rows of the theory of key cadres: reason, people, met, covered."""
    rows = Excel(annual_workbook(report).content).rows("7.")
    first = next(at for at, row in enumerate(rows) if "Lý luận chính trị" in str(row[1]))
    last = next(at for at, row in enumerate(rows) if at > first and row[1])
    return [tuple(row[2:6]) for row in rows[first:last]]


ROWS = [
    ("Ngày 31/12/2024", None, 1, 3),
    ("Mới vào", 1, 0, 1),
    ("Được đào tạo, bồi dưỡng", 1, 1, 0),
    ("Ngày 31/12/2025", None, 2, 4),
]


def test_before_the_steps_and_after(history):
    report = live_report(Lens(H2025, DAY), district_of(), LATER)
    assert theory(report) == ROWS
    book = Excel(annual_workbook(report).content)
    assert NAME in book.names
    assert "Năm trước: số liệu trực tiếp, ngày 31/12/2024" in book.text("7.")


def test_a_seal_keeps_what_it_said(history, province_admin):
    sealed = close(a_period(), province_admin)
    own = [district_of().pk]
    assert theory(sealed_report(sealed, own)) == ROWS
    Person.objects.all().delete()
    sealed.refresh_from_db()
    assert theory(sealed_report(sealed, own)) == ROWS


def test_what_a_seal_did_not_keep_is_not_made_up(history, province_admin):
    sealed = close(a_period(), province_admin)
    sealed.last_year = {key: kept for key, kept in sealed.last_year.items() if key != "bridges"}
    handed_in = sealed.submissions.get(district=district_of())
    for report in (sealed_report(sealed), submitted_report(handed_in)):
        assert NAME not in Excel(annual_workbook(report).content).names


def test_it_compares_with_what_was_sealed_and_names_who_was_missing(history, province_admin):
    close(a_period("Báo cáo năm 2024", day=date(2024, 12, 31)), province_admin)
    report = live_report(Lens(H2025, DAY), history, LATER)
    text = Excel(annual_workbook(report).content).text("7.")
    assert "Năm trước: số liệu đã khóa ngày 06/01/2026" in text
    assert "không có số liệu của Thị xã Đức Phổ" in text

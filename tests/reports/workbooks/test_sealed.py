"""Sealed workbooks come from frozen rows alone, and are the same to the byte for good."""

import json
from datetime import date, timedelta

import pytest

from personnel.models import DossierCount, Person, Unit
from reports.periods.answering import approve
from reports.periods.sealing import seal
from reports.periods.submitting import submit
from reports.workbooks.annual.figures import figures_json
from reports.workbooks.annual.report import live_report, sealed_report, submitted_report
from reports.workbooks.annual.workbook import annual_workbook
from tests.factories import LOWLAND, MOUNTAIN, credential, person, post
from tests.reports.periods.handing import LATER, NOON, a_period, district_of, explain, others_in
from tests.reports.workbooks.excel import Excel

NOTE = "Hai người đang học, tháng 3/2026 tốt nghiệp."
HERE = ("535", "522")


def close(period, admin, notes=None, at=LATER):
    """Submit Ba Tơ and the city of Quảng Ngãi, and seal: the other districts are missing."""
    for code in HERE:
        explain(period, district_of(code), notes)
        handed_in = submit(period, district_of(code), by=admin, at=NOON)
        approve(handed_in, by=admin, at=at)
    return seal(period, others_in(period, *map(district_of, HERE)), by=admin, at=at)


@pytest.fixture
def sealed(people, province_admin):
    return close(a_period(), province_admin, {"2025.key.theory": NOTE})


def content(report):
    return annual_workbook(report).content


def edit_everything():
    Person.objects.filter(full_name="Phạm Thị Hạnh").delete()
    Person.objects.update(full_name="Đỗ Văn Khác", sex="male", birth_date=date(1999, 9, 9))
    credential(post(person(name="Bùi Văn Đến"), "BT", LOWLAND).person, "theory", 4)
    Unit.objects.filter(code=MOUNTAIN).update(
        name="Xã cũ", valid_to=date(2025, 6, 30), terrain="lowland"
    )
    DossierCount.objects.update(online=0)


def test_a_sealed_workbook_is_the_same_to_the_byte_whatever_happens(sealed, province_admin):
    district = [district_of().pk]
    handed_in = sealed.submissions.get(district=district[0])

    def all_of_it():
        found = [sealed_report(sealed), sealed_report(sealed, district)]
        found.append(submitted_report(handed_in))
        return [(content(report), json.dumps(figures_json(report))) for report in found]

    before = all_of_it()
    assert before == all_of_it()
    edit_everything()
    too_late = LATER + timedelta(days=1)
    close(a_period("Năm 2024", day=date(2024, 12, 31)), province_admin, at=too_late)
    assert before == all_of_it()


def test_it_says_what_the_live_one_said(people, sealed):
    live = live_report(sealed_report(sealed).lens, people, LATER)
    now, frozen = Excel(content(live)), Excel(content(sealed_report(sealed)))
    assert [row[6:12] for row in now.rows("1.")] == [row[6:12] for row in frozen.rows("1.")]
    assert now.rows("4.") == frozen.rows("4.")
    # But for how many communes are not confirmed, as districts without a report are not in it.
    assert [row[2:] for row in now.rows("5.")] == [row[2:] for row in frozen.rows("5.")]
    for start in ("3a", "3b"):
        assert now.rows(start)[-1][1:] == frozen.rows(start)[-1][1:]
    for place, shown, worth in frozen.recalculated():
        assert shown == (worth if isinstance(worth, str) else pytest.approx(float(worth))), place


def test_districts_without_a_report_are_named_and_have_no_numbers(
    people_of_the_whole, province_admin
):
    book = Excel(content(sealed_report(close(a_period(), province_admin))))
    rows = {row[1]: row for row in book.rows("2a")}
    assert len(rows) == 14
    assert rows["534"][2] == "Thị xã Đức Phổ (chưa có báo cáo được duyệt)"
    assert set(rows["534"][3:]) == {None} and rows["522"][3] == 1
    assert rows["534"][0] == "11" and rows[None][3] == 4
    names = [row[1] for row in book.rows("3a")]
    assert "Thị xã Đức Phổ (chưa có báo cáo được duyệt)" in names
    assert sum("Huyện chưa có báo cáo" in str(row[1]) for row in book.rows("6.")) == 1
    assert sum(row[2] == "Chưa có báo cáo được duyệt; không có trong các biểu"
               for row in book.rows("6.")) == 10  # fmt: skip
    assert rows["536"][2] == "Huyện Lý Sơn" and set(rows["536"][3:]) == {0, "–"}


def test_it_bears_the_seal_and_the_notes_of_its_districts(sealed):
    province, district = sealed_report(sealed), sealed_report(sealed, [district_of().pk])
    text = Excel(content(province)).text("6.")
    assert sealed.seal_hash in text and NOTE in text and "Huyện Ba Tơ" in text
    assert "số liệu đã khóa ngày 06/01/2026" in text
    assert "Quảng Ngãi, ngày 06 tháng 01 năm 2026" in Excel(content(province)).text("1.")
    assert Excel(content(district)).rows("1.")[1][15] == NOTE
    assert NOTE not in Excel(content(province)).text("1.")
    submitted = submitted_report(sealed.submissions.get(district=district_of().pk))
    assert submitted.source.digest in Excel(content(submitted)).text("6.")


def test_last_year_is_what_was_sealed_of_it_by_then(people, province_admin):
    last_year = close(a_period("Năm 2024", day=date(2024, 12, 31)), province_admin)
    sealed = close(a_period(), province_admin)
    Person.objects.filter(full_name="Hồ Văn Cao").delete()
    for report in (sealed_report(sealed), sealed_report(sealed, [district_of().pk])):
        assert report.previous.digest == last_year.seal_hash
        theory = Excel(content(report)).rows("1.")[1]
        assert theory[12] == theory[10] and theory[13] == 0
    live = live_report(sealed_report(sealed).lens, people, LATER)
    assert live.previous.digest == last_year.seal_hash
    before_the_seal = live_report(live.lens, people, NOON)
    assert before_the_seal.previous.digest == ""


def test_a_period_that_is_open_has_no_workbook(people):
    with pytest.raises(LookupError):
        sealed_report(a_period())

"""Results of the year in the report, its workbook, its figures and what was handed in."""

from datetime import date

import pytest

from personnel.models import Enrolment, TrainingClass, Unit
from reports.models import Submission
from reports.periods.documents import submission_document
from reports.periods.hashing import verify
from reports.sources import submitted_source
from reports.studies.counting import results_of
from reports.studies.results import Tally
from reports.workbooks.annual.figures import figures_json
from reports.workbooks.annual.report import submitted_report
from reports.workbooks.annual.workbook import annual_workbook, sheet_names
from tests.reports.periods.handing import a_period, hand_in
from tests.reports.word.conftest import docx_of, report_of
from tests.reports.word.reading import lines
from tests.reports.workbooks.excel import Excel

from .making import DAY, a_class, a_plan, a_seat, enrolled, somebody

WITHIN = date(2025, 6, 1)
OFFICE = ("QLNN-CV", "state_management", 2)


@pytest.fixture
def root(small_province):
    """The province, with people sent from two districts, one of them to two courses."""
    running = a_class(date(2025, 9, 1), date(2026, 8, 31), by_school=True)
    secretary = somebody("Phạm Thị Hạnh", "BT")
    enrolled(secretary, "finished", WITHIN)
    enrolled(secretary, "studying", date(2025, 9, 1), OFFICE)
    enrolled(somebody("Võ Thị Giúp", "VPDU"), "failed", WITHIN)
    enrolled(somebody("Người thị xã", unit="21034"), "studying", date(2025, 9, 1), into=running)
    return small_province


def sheet_of(root):
    report = report_of(root)
    return report, Excel(annual_workbook(report).content)


def test_the_sheet_tells_courses_groups_and_units(root):
    plan = a_plan()
    a_seat(plan, Enrolment.objects.get(state="failed").person)
    report, book = sheet_of(root)
    assert sheet_names(report) == book.names and "8. Đào tạo" in book.names
    rows = {row[1]: row[2:] for row in book.rows("8.")}
    assert rows["Trung cấp lý luận chính trị"] == (1, 3, 0, 1, 1, 1, 0, 0, 3, 1, 0, 1)
    assert rows["Bồi dưỡng ngạch chuyên viên"] == (0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0)
    total = (1, 4, 0, 2, 1, 1, 0, 0, 3, 1, None, None)
    heads = ("Theo khóa đào tạo, bồi dưỡng", "Theo nhóm chức danh", "Theo đơn vị")
    assert {rows[head] for head in heads} == {total}
    assert rows["Cán bộ chủ chốt"][:2] == (0, 2) and rows["Huyện Ba Tơ"][:2] == (1, 3)
    assert rows["Thành phố Quảng Ngãi"][:2] == (0, 1) and rows["Thị xã Đức Phổ"][1] == 0
    checked = [found for found in book.recalculated() if found[0].startswith("8.")]
    assert len(checked) > 20 and all(float(shown) == float(worth) for _, shown, worth in checked)
    assert "31/12/2024" in book.text("8.") and "không gồm đề cử" in book.text("8.")


def test_without_a_plan_its_column_is_blank_and_what_is_not_confirmed_is_said(root):
    Enrolment.objects.filter(state="studying").update(confirmed_at=None)
    _, book = sheet_of(root)
    assert {row[2] for row in book.rows("8.")} == {None}
    assert "2 lượt do ban tổ chức ghi, chưa được xác nhận" in book.text("8.")


def test_where_nobody_was_sent_there_is_no_sheet_and_no_section(small_province):
    somebody()
    report = report_of(small_province)
    assert "8. Đào tạo" not in sheet_names(report)
    assert not any("Kết quả đào tạo" in line for line in lines(docx_of(small_province)))


def test_a_districts_sheet_has_its_communes_and_a_communes_no_units(root):
    district = Unit.objects.get(code="535", level="district")
    rows = {row[1]: row[2:] for row in sheet_of(district)[1].rows("8.")}
    assert rows[Unit.objects.get(code="21487").name][1] == 3 and "Huyện Ba Tơ" not in rows
    _, book = sheet_of(Unit.objects.get(code="21487"))
    assert "Theo đơn vị" not in {row[1] for row in book.rows("8.")}


def test_the_section_says_the_same_numbers(root):
    docx = docx_of(root)
    text = "\n".join(lines(docx))
    assert "Kết quả đào tạo, bồi dưỡng năm 2025" in text
    assert (
        "Trong năm, có 04 lượt học của 03 người, kể cả lớp chuyển tiếp từ năm trước (đang học 02 "
        "lượt; hoàn thành 01 lượt; không đạt 01 lượt); 01 người hoàn thành ít nhất một khóa."
    ) in text
    assert "cán bộ chủ chốt 02 lượt (01 người)" in text
    assert "Nhiều lượt học nhất" not in text  # of two units
    table = next(t for t in docx.tables if "Khóa đào tạo" in t.rows[0].cells[1].text)
    rows = {row.cells[1].text: [c.text for c in row.cells[2:]] for row in table.rows}
    theory = ["–", "3", "0", "1", "1", "1", "0", "0", "0", "1"]
    assert rows["Trung cấp lý luận chính trị"] == theory
    assert rows["Tổng số"][1:8] == ["4", "0", "2", "1", "1", "0", "0"]


def test_planned_and_nobody_sent_is_said(small_province):
    who = somebody()
    a_seat(a_plan(), who)
    text = "\n".join(lines(docx_of(small_province)))
    assert "theo kế hoạch 01 lượt; chưa có người nào được cử đi đào tạo, bồi dưỡng." in text


def test_units_that_sent_most_are_named_where_they_are_many(root, monkeypatch):
    monkeypatch.setattr("reports.word.sections.studies.MOST_UNITS", 1)
    told = [line for line in lines(docx_of(root)) if line.startswith("Nhiều lượt học nhất")]
    assert told == ["Nhiều lượt học nhất: huyện Ba Tơ 03 lượt (02 người)."]


def test_the_figures_for_other_systems_tell_them(root):
    told = figures_json(report_of(root))["studies"]
    assert told["year"] == 2025
    assert ["LLCT-TC", "Trung cấp lý luận chính trị", "theory", 2] in told["courses"]
    assert sum(row[4] for row in told["results"] if row[0] and row[3] == "all") == 4


@pytest.fixture
def handed_in(root, editor_a):
    district = Unit.objects.get(code="535", level="district")
    return hand_in(a_period(day=DAY), district, editor_a)


def test_what_was_handed_in_keeps_its_results_and_is_watched(handed_in):
    Enrolment.objects.all().delete()
    TrainingClass.objects.all().delete()
    kept = Submission.objects.get()
    assert verify(kept)
    assert results_of(submitted_source(kept)).of().sent == Tally(3, 2)
    text = "\n".join(
        block.text
        for block in submission_document(kept, submitted_report(kept)).body
        if not block.is_table
    )
    assert "có 03 lượt học của 02 người" in text
    kept.studies["results"][0][-1] += 1
    kept.save()
    assert not verify(Submission.objects.get())


def test_a_report_of_an_earlier_release_says_that_it_does_not_tell(handed_in):
    Submission.objects.update(studies=None, hash_version=5)
    report = submitted_report(Submission.objects.get())
    assert report.studies.unknown == (handed_in.district_id,) and not report.studies
    document = submission_document(Submission.objects.get(), report)
    text = "\n".join(block.text for block in document.body if not block.is_table)
    assert "Không kể huyện Ba Tơ: báo cáo nộp chưa có nội dung này." in text
    assert "lượt học của" not in text
    book = Excel(annual_workbook(report).content)
    assert "8. Đào tạo" in book.names

"""Evaluations in the report, its workbook, its figures and what was handed in."""

from datetime import date

import pytest

from personnel.models import Evaluation, Post, Unit, UnitEvaluation
from reports.models import Submission
from reports.periods.documents import submission_document
from reports.periods.hashing import verify
from reports.sources import submitted_source
from reports.workbooks.annual.figures import figures_json
from reports.workbooks.annual.report import submitted_report
from reports.workbooks.annual.workbook import annual_workbook, sheet_names
from reports.yearly.levels import LEVELS, collectives, people
from reports.yearly.reading import told_by
from targets.criteria import HORIZONS
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import MOUNTAIN, person, post
from tests.reports.evaluations.making import an_official, everybody, unit_graded
from tests.reports.periods.handing import a_period, hand_in
from tests.reports.word.conftest import docx_of, report_of
from tests.reports.word.reading import lines
from tests.reports.workbooks.excel import Excel

DAY = date(2024, 12, 31)


@pytest.fixture
def root(small_province):
    everybody()
    unit_graded(MOUNTAIN, "party", "good")
    return small_province


def report(root, day=DAY):
    return report_of(root, day=day)


def numbers_of(source):
    """Return all numbers that a source tells, of people and of both collectives."""
    told, units = told_by(source, "evaluations"), told_by(source, "collectives")
    every = [people(told), people(told, "staff"), collectives(units, "party")]
    return [[numbers.of(what) for what in LEVELS] for numbers in every]


def test_the_sheet_tells_groups_units_and_collectives(root):
    shown = report(root)
    book = Excel(annual_workbook(shown).content)
    assert sheet_names(shown) == book.names and "9. Xếp loại" in book.names
    rows = {row[1]: row[2:] for row in book.rows("9.")}
    # All, evaluated; number and part of each level; missing, less than six months.
    assert rows["Theo nhóm chức danh"] == (9, 6, 1, 0.1667, 4, 0.6667, 0, 0, 1, 0.1667, 2, 1)
    assert rows["Công chức"] == (3, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1)
    assert rows["Cán bộ, công chức"] == (8, 5, 1, 0.2, 3, 0.6, 0, 0, 1, 0.2, 2, 1)
    communes = Unit.objects.communes().count()
    party = (communes, 1, 0, 0, 1, 1, 0, 0, 0, 0, communes - 1, 0)
    assert rows["Tập thể: Đảng bộ"] == party
    of_people = [row[2:] for row in book.rows("9.") if row[1] == "Huyện Ba Tơ"]
    assert of_people[0] == (6, 4, 1, 0.25, 2, 0.5, 0, 0, 1, 0.25, 1, 1)
    checked = [found for found in book.recalculated() if found[0].startswith("9.")]
    assert len(checked) > 40
    assert all(
        str(shown) == str(worth) or float(shown) == float(worth) for _, shown, worth in checked
    )
    assert "Kết quả xếp loại năm 2024" in book.text("9.")


def test_where_nothing_was_evaluated_there_is_no_sheet_and_no_section(small_province):
    post(person())
    assert "9. Xếp loại" not in sheet_names(report(small_province))
    assert not any("xếp loại năm" in line for line in lines(docx_of(small_province, day=DAY)))


def test_a_districts_sheet_has_its_communes_and_a_communes_no_units(root):
    district = Unit.objects.get(code="535", level="district")
    labels = [row[1] for row in Excel(annual_workbook(report(district)).content).rows("9.")]
    assert Unit.objects.get(code=MOUNTAIN).name in labels and "Huyện Ba Tơ" not in labels
    commune = Unit.objects.get(code=MOUNTAIN)
    labels = [row[1] for row in Excel(annual_workbook(report(commune)).content).rows("9.")]
    assert commune.name not in labels and "Tập thể: Đảng bộ" in labels


def test_the_section_says_the_same_numbers(root):
    docx = docx_of(root, day=DAY)
    text = "\n".join(lines(docx))
    assert ". Kết quả đánh giá, xếp loại năm 2024" in text
    assert (
        "Cán bộ, công chức: đã xếp loại 5/8 người: hoàn thành xuất sắc nhiệm vụ 01 người (20,00%); "
        "hoàn thành tốt nhiệm vụ 03 người (60,00%); không hoàn thành nhiệm vụ 01 người (20,00%); "
        "chưa có kết quả 02 người."
    ) in text
    assert "Người hoạt động không chuyên trách: đã xếp loại 1/1 người" in text
    assert "Đảng bộ: đã xếp loại 1/" in text and "Chính quyền: đã xếp loại" not in text
    table = next(t for t in docx.tables if "Đã xếp loại" in [c.text for c in t.rows[0].cells])
    rows = {row.cells[1].text: [cell.text for cell in row.cells[2:]] for row in table.rows}
    shares = ["1 (16,67)", "4 (66,67)", "0 (0,00)", "1 (16,67)"]
    assert rows["Tổng số người"] == ["9", "6", *shares, "2", "1"]


def test_a_report_in_the_year_tells_the_last_one_that_is_over(root):
    docx = docx_of(root, day=date(2025, 6, 30))
    assert any(". Kết quả đánh giá, xếp loại năm 2024" in line for line in lines(docx))


def test_the_figures_for_other_systems_have_numbers_and_no_name(root):
    told = figures_json(report(root))["yearly"]["evaluations"]["numbers"]
    assert sum(each["count"] for each in told) == 9
    failed = [each for each in told if each["what"] == "failed"]
    assert [(each["group"], each["count"]) for each in failed] == [("mass", 1)]


@pytest.fixture
def handed_in(root, editor_a):
    district = Unit.objects.get(code="535", level="district")
    return hand_in(a_period(day=DAY, due=date(2025, 1, 31)), district, editor_a)


def test_what_was_handed_in_is_what_stood_and_stays(handed_in):
    district = handed_in.district
    live = numbers_of(LiveSource(Lens(HORIZONS["2025"], DAY), district))
    frozen = numbers_of(submitted_source(Submission.objects.get()))
    assert frozen == live and live[0][0] == 7
    Evaluation.objects.all().delete()
    UnitEvaluation.objects.all().delete()
    Post.objects.exclude(start=None).update(end=date(2024, 12, 1))
    kept = Submission.objects.get()
    assert verify(kept) and numbers_of(submitted_source(kept)) == live
    document = submission_document(kept, submitted_report(kept))
    text = "\n".join(block.text for block in document.body if not block.is_table)
    assert "Cán bộ, công chức: đã xếp loại 4/6 người" in text


def test_a_report_of_an_earlier_release_says_that_it_does_not_tell(handed_in):
    Submission.objects.update(yearly=None)
    shown = submitted_report(Submission.objects.get())
    assert shown.told("evaluations").unknown == (handed_in.district_id,)
    document = submission_document(Submission.objects.get(), shown)
    text = "\n".join(block.text for block in document.body if not block.is_table)
    assert "báo cáo nộp chưa có nội dung này" in text


def test_the_section_has_a_table_of_units_right_below(root):
    def rows_of(top):
        tables = docx_of(top, day=DAY).tables
        table = [t for t in tables if "Đã xếp loại" in [c.text for c in t.rows[0].cells]][-1]
        return {row.cells[1].text: [cell.text for cell in row.cells[2:]] for row in table.rows}

    shares = ["1 (25,00)", "2 (50,00)", "0 (0,00)", "1 (25,00)"]
    assert rows_of(root)["Ba Tơ"] == ["6", "4", *shares, "1", "1"]
    of_district = rows_of(Unit.objects.get(code="535", level="district"))
    assert of_district["Tổng số"] == ["6", "4", *shares, "1", "1"]


def test_where_there_are_no_districts_groups_stand_for_them(small_without_districts):
    place = Unit.objects.in_force(date(2025, 12, 31)).communes().earliest("code")
    an_official("Phạm Xuất Sắc", "BT", place.code, y2025="excellent")
    unit_graded(place.code, "party", "good", year=2025)
    shown = report(Unit.objects.get(level="province"), date(2025, 12, 31))
    book = Excel(annual_workbook(shown).content)
    found = [row[2:5] for row in book.rows("9.") if row[1] == "Cán bộ, công chức"]
    assert found == [(1, 1, 1)]
    checked = [each for each in book.recalculated() if each[0].startswith("9.")]
    assert all(str(a) == str(b) or float(a) == float(b) for _, a, b in checked)
    text = "\n".join(lines(docx_of(shown.root, day=date(2025, 12, 31))))
    assert "Cán bộ, công chức: đã xếp loại 1/1 người" in text

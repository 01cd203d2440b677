"""Movements and those newly appointed in the workbook, in Word, in form BM02, as handed in."""

from datetime import date

import pytest

from personnel.models import Post, Unit
from reports.models import Submission
from reports.periods.documents import submission_document
from reports.periods.hashing import verify
from reports.workbooks.annual.figures import figures_json
from reports.workbooks.annual.report import submitted_report
from reports.workbooks.annual.workbook import annual_workbook, sheet_names
from tests.factories import MOUNTAIN, TOWNSHIP, person, post
from tests.reports.movements.conftest import began
from tests.reports.periods.handing import a_period, hand_in
from tests.reports.word.conftest import docx_of, report_of
from tests.reports.word.reading import lines
from tests.reports.workbooks.excel import Excel

SHEET = "10. Luân chuyển, bổ nhiệm"


def sheet_of(root):
    report = report_of(root)
    return report, Excel(annual_workbook(report).content)


def rows_of(book):
    return {row[1]: row[2:] for row in book.rows("10.")}


def test_the_sheet_tells_bases_groups_titles_and_units(moved, small_province):
    report, book = sheet_of(small_province)
    assert sheet_names(report) == book.names and SHEET in book.names
    rows = rows_of(book)
    # Down, across, up, unclear, away, not said, within.
    assert rows["Luân chuyển"][:7] == (1, 1, None, 1, None, 0, 0)
    assert rows["Hình thức khác"][:7] == (0, 1, None, 0, None, 0, 0)
    assert rows["Phó Chủ tịch Ủy ban nhân dân"][:7] == (1, 1, 0, 0, 0, 0, 0)
    assert rows["Huyện Ba Tơ"][:7] == (2, 2, 1, 1, 0, 0, 0)
    assert rows["Thị xã Đức Phổ"][:7] == (0, 1, 0, 0, 0, 1, 0)
    heads = ("Theo hình thức", "Theo nhóm chức danh", "Theo chức danh", "Theo đơn vị")
    assert {rows[head][:7] for head in heads} == {(2, 3, 1, 1, 0, 1, 0)}
    # New, women, share, young, share, minority, share, unknown, in minority areas, theirs, share.
    new = rows["Theo đơn vị"][7:]
    assert new == (4, 2, 0.5, 2, 0.5, 1, 0.25, 1, 3, 1, pytest.approx(0.3333))
    assert rows["Công chức"][7:] == (1, 1, 1, 1, 1, 0, 0, 1, 0, 0, "–")
    checked = [found for found in book.recalculated() if found[0].startswith("10.")]
    assert len(checked) > 20


def test_a_districts_sheet_tells_who_went_out_of_it(moved, small_province, duc_pho):
    rows = rows_of(sheet_of(Unit.objects.get(code="535", level="district"))[1])
    # Down, across, gone out, up, unclear, away, not said, within.
    assert rows["Theo đơn vị"][:8] == (2, 2, 1, 1, 1, 0, 0, 0)
    assert rows[Unit.objects.get(code=TOWNSHIP).name][:8] == (0, 0, 1, 0, 1, 0, 0, 0)
    _, book = sheet_of(Unit.objects.get(code=MOUNTAIN))
    assert "Theo đơn vị" not in rows_of(book)


def test_where_nothing_happened_there_is_no_sheet_and_no_section(small_province):
    post(person(), "BT", start=date(2015, 1, 1))
    report = report_of(small_province)
    assert SHEET not in sheet_names(report)
    assert not any("Luân chuyển, điều động" in line for line in lines(docx_of(small_province)))


def test_the_section_says_the_same_numbers(moved, small_province):
    docx = docx_of(small_province)
    text = "\n".join(lines(docx))
    assert (
        "Trong năm, 02 lượt từ cấp trên về công tác ở cấp xã (luân chuyển 01, biệt phái 01); 03 "
        "lượt ngang giữa các đơn vị cấp xã (luân chuyển 01, điều động 01, hình thức khác 01); 01 "
        "lượt lên công tác ở cơ quan cấp huyện, cấp tỉnh. Còn 01 lượt luân chuyển, điều động, "
        "biệt phái chưa rõ từ đâu đến và 01 lượt bắt đầu giữ chức danh chưa ghi hình thức."
    ) in text
    assert (
        "Có 04 người lần đầu được bầu, bổ nhiệm, tuyển dụng vào một nhóm chức danh (nữ 02 người, "
        "50,00%; dưới 40 tuổi 02 người, 50,00%; dân tộc thiểu số 01 người, 25,00%). Ở vùng đồng "
        "bào dân tộc thiểu số, người dân tộc thiểu số là 1/3 người mới, 33,33%. Còn 01 người chưa "
        "ghi dân tộc."
    ) in text
    table = next(t for t in docx.tables if "Người mới" in [c.text for c in t.rows[0].cells])
    rows = {row.cells[1].text: [c.text for c in row.cells[2:]] for row in table.rows}
    assert rows["Cán bộ chủ chốt"] == ["3", "1", "33,33", "1", "33,33", "1", "33,33", "0"]
    assert rows["Tổng số"] == ["4", "2", "50,00", "2", "50,00", "1", "25,00", "1"]


def column_38(report):
    units = figures_json(report)["bm02"]["units"]
    return {
        (unit["unit"], base): unit[base]["38"]
        for unit in units
        for base in ("staff", "nonspecialised")
    }


def test_column_38_counts_who_is_here_on_rotation_from_the_district(moved, small_province):
    # Of an earlier year, and still here; not who left, nor by another basis or from elsewhere.
    began(person("Đinh Từ Trước"), "TCKT", MOUNTAIN, date(2023, 1, 1), basis="rotated",
          came_from="district")  # fmt: skip
    began(person("Đinh Đã Đi"), "TCKT", MOUNTAIN, date(2023, 1, 1), date(2025, 6, 30),
          basis="rotated", came_from="district")  # fmt: skip
    began(person("Đinh Tỉnh"), "TCKT", MOUNTAIN, date(2023, 1, 1), basis="rotated",
          came_from="province")  # fmt: skip
    began(person("Đinh Trợ Giúp"), "VPDU", MOUNTAIN, date(2023, 1, 1), basis="rotated",
          came_from="district")  # fmt: skip
    found = column_38(report_of(small_province))
    assert found["51", "staff"] == found["535", "staff"] == found[MOUNTAIN, "staff"] == 2
    assert found[MOUNTAIN, "nonspecialised"] == 1
    assert found["534", "staff"] == found[TOWNSHIP, "staff"] == 0
    _, book = sheet_of(small_province)
    sheet = {row[1]: row[-1] for row in book.rows("3a")}
    assert (sheet["Tổng số"], sheet["Huyện Ba Tơ"]) == (2, 2)


@pytest.fixture
def handed_in(moved, editor_a):
    district = Unit.objects.get(code="535", level="district")
    return hand_in(a_period(), district, editor_a)


def test_what_was_handed_in_keeps_its_movements_and_is_watched(handed_in):
    Post.objects.all().delete()
    kept = Submission.objects.get()
    assert verify(kept)
    report = submitted_report(kept)
    rows = rows_of(Excel(annual_workbook(report).content))
    assert rows["Theo đơn vị"][:8] == (2, 2, 1, 1, 1, 0, 0, 0)
    assert rows["Theo đơn vị"][8] == 3
    assert column_38(report)["535", "staff"] == 1
    document = submission_document(kept, report)
    text = "\n".join(block.text for block in document.body if not block.is_table)
    assert "02 lượt từ cấp trên" in text and ", 01 lượt sang xã ngoài phạm vi; 01 lượt lên" in text
    kept.yearly["movements"][0][1] += 1
    kept.save()
    assert not verify(Submission.objects.get())


def test_a_report_of_an_earlier_release_does_not_tell_and_leaves_the_column_empty(handed_in):
    Submission.objects.update(yearly=None, hash_version=6)
    report = submitted_report(Submission.objects.get())
    assert SHEET not in sheet_names(report)
    assert set(column_38(report).values()) == {None}
    book = Excel(annual_workbook(report).content)
    assert {row[-1] for row in book.rows("3a") if row[1] == "Tổng số"} == {None}

"""When a sentence stands in the report, when it does not, and what it then says."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from personnel.models import Credential, DossierCount, Person, Post, Title, Unit
from personnel.models.units import mountain_commune
from reports.word.form import Form
from reports.word.told import Reporting, Written
from reports.workbooks.annual.workbook import annual_workbook
from tests.factories import credential
from tests.reports.periods.handing import district_of
from tests.reports.word.conftest import docx_of, report_of
from tests.reports.word.reading import bullets, lines, starting, tables

pytestmark = pytest.mark.wording
DUE = date(2026, 1, 15)
THEORY = "Lý luận chính trị: trung cấp"


def text(docx):
    return "\n".join(lines(docx))


def handed_in(*in_time, **more):
    return Reporting(DUE, more.pop("sealed", False), [district_of(c) for c in in_time], **more)


def test_nobody_late(people):
    line = starting(docx_of(people, reporting=handed_in("535", "534")), "1. Kỳ báo cáo")
    assert "Có 2/2 huyện, thị xã, thành phố đã nộp báo cáo đúng hạn." in line
    assert "muộn" not in line and "chưa nộp" not in line


def test_whom_nothing_speaks_of_any_more(people):
    last = date(2025, 6, 30)
    helpers = Title.objects.filter(group="nonspecialised")
    Post.objects.filter(title__in=helpers).update(end=last)
    helpers.update(valid_to=last)
    said = starting(docx_of(people), "Không còn đối tượng từ 01/07/2025: ")
    assert "người hoạt động không chuyên trách" in said and "công chức" not in said


def test_late_silent_and_idle_are_named(people):
    late = [(district_of("534"), date(2026, 1, 19))]
    reporting = handed_in("535", late=late, silent=[district_of("522")])
    line = starting(docx_of(people, reporting=reporting), "1. Kỳ báo cáo")
    assert "Có 2/3 huyện, thị xã, thành phố đã nộp báo cáo, trong đó 01 đơn vị nộp đúng hạn" in line
    assert "01 đơn vị nộp muộn là thị xã Đức Phổ (ngày 19/01/2026)." in line
    assert "Còn 01 đơn vị chưa nộp là thành phố Quảng Ngãi." in line
    assert "lấy từ hồ sơ hiện có, gồm cả đơn vị ấy." in line
    idle = handed_in("535", idle=[district_of("522")])
    line = starting(docx_of(people, reporting=idle), "1. Kỳ báo cáo")
    assert "Thành phố Quảng Ngãi không có đối tượng thống kê nên không phải nộp báo cáo." in line


def test_a_district_reports_for_itself(people):
    docx = docx_of(district_of("534"))
    found = text(docx)
    assert "THỊ ỦY ĐỨC PHỔ" in found and "-BC/BTCThU" in found
    assert "Ban Tổ chức Thị ủy Đức Phổ báo cáo Ban Thường vụ Thị ủy Đức Phổ" in found
    assert "Kỳ báo cáo" not in found and "Thị xã Đức Phổ có 03 đơn vị" in found
    assert "- Lưu Ban Tổ chức Thị ủy Đức Phổ." in found
    assert "3.619" not in found, "the province's number is no district's"


def test_the_head_names_the_committee_by_the_kind(people):
    assert "HUYỆN ỦY BA TƠ" in text(docx_of(district_of("535")))
    assert "THÀNH ỦY QUẢNG NGÃI" in text(docx_of(district_of("522")))
    assert "TỈNH ỦY QUẢNG NGÃI" in text(docx_of(people))


def test_all_met(people):
    Credential.objects.all().delete()
    for holder in Person.objects.all():
        for kind, level in (("professional", 4), ("theory", 2), ("state_management", 2)):
            credential(holder, kind, level)
        credential(holder, "position_update", 1)
        credential(holder, "ethnic_language", 3)
    DossierCount.objects.update(online=110)
    docx = docx_of(people)
    line = starting(docx, "Đến ngày 31/12/2025, ")
    assert "tỉnh đạt tất cả" in line and "chưa đạt" not in line
    found = text(docx)
    assert "Chỉ tiêu xa mục tiêu nhất" not in found and "Bảng 4" not in found
    assert "Số liệu không cho thấy chỉ tiêu nào chưa đạt" not in found, "IT is not recorded"
    assert all(line["verdict"] in (None, "đạt") for line in bullets(docx))


def test_none_met(people):
    Credential.objects.all().delete()
    DossierCount.objects.update(online=0)
    docx = docx_of(people)
    line = starting(docx, "Đến ngày 31/12/2025, ")
    assert "chưa đạt chỉ tiêu nào trong" in line and "Chỉ tiêu đạt" not in line
    assert "chưa đạt chỉ tiêu nào." in text(docx)


def test_where_nobody_serves_nothing_is_claimed(small_province):
    for root in (small_province, district_of("535")):
        docx = docx_of(root)
        found = text(docx)
        assert "chưa có ai giữ chức danh được tính." in found
        assert "không có đối tượng của chỉ tiêu nào" in starting(docx, "Đến ngày 31/12/2025, ")
        assert not bullets(docx) and "Bảng 1." in found and "Bảng 2" not in found
        assert "đạt tất cả" not in found and "chưa đạt chỉ tiêu nào" not in found


def test_fewer_than_four_units_are_not_compared(people):
    assert "Cao nhất" not in text(docx_of(people))


@pytest.fixture
def four(people):
    """Quảng Ngãi city's four communes, each with one key cadre."""
    city = district_of("522")
    units = list(Unit.objects.filter(parent=city).order_by("code"))
    assert len(units) >= 4
    Credential.objects.filter(kind="theory").delete()
    return city, units


def key_of(unit):
    return unit.posts.get(title__code="BT").person


def told_of_theory(docx):
    line = next(line for line in lines(docx) if line.startswith(f"- {THEORY} ("))
    return line.partition("người.")[2].strip()


def test_units_that_are_equal_are_all_named_up_to_three(four):
    city, units = four
    for unit in units[:1]:
        credential(key_of(unit), "theory", 2)
    told = told_of_theory(docx_of(city))
    assert told.startswith("Cao nhất: ") and "(100,00%)" in told
    equal = len(units) - 1
    assert ("thấp nhất" in told) == (equal <= 3)


def test_units_that_are_all_equal_are_not_compared(four):
    assert told_of_theory(docx_of(four[0])) == ""


def test_the_other_reading_is_told_where_it_turns_the_verdict(people):
    Credential.objects.filter(kind="state_management").delete()
    clerks = Post.objects.filter(title__code="TCKT")
    assert clerks.filter(mountain_commune("unit__")).count() == 3
    for clerk in clerks.exclude(mountain_commune("unit__")):
        credential(clerk.person, "state_management", 2)
    docx = docx_of(people)
    line = starting(docx, "Nếu chỉ tiêu bồi dưỡng quản lý nhà nước của công chức")
    assert "chỉ tính công chức ở xã miền núi thì có 0/3 người (0,00%), chưa đạt" in line
    (row,) = [row for row in tables(docx)["Bảng 1"] if row[1].startswith("Cách hiểu khác")]
    assert row[3:5] == ["3", "0"] and row[9] == "Chưa đạt"


def test_notes_of_districts_stand_by_criterion_and_what_is_missing_is_open(people):
    notes = [(district_of("535"), {"2025.key.theory": "Lớp mở chậm.\nChờ xếp lịch."})]
    docx = docx_of(people, Written(notes=notes))
    line = starting(docx, "- Về lý luận chính trị của cán bộ chủ chốt:")
    assert "huyện Ba Tơ: Lớp mở chậm. Chờ xếp lịch" in line
    assert "[nguyên nhân chung: Ban Tổ chức Tỉnh ủy viết]" in lines(docx)


def test_drafted_texts_take_the_place_of_what_was_open(people):
    texts = {"proposals": "Mở 02 lớp.\n\nBố trí kinh phí {{ so }} <b>", "causes": "Thiếu lớp."}
    docx = docx_of(people, Written(texts))
    found = lines(docx)
    at = found.index("V- KIẾN NGHỊ")
    assert found[at + 1 : at + 3] == ["Mở 02 lớp.", "Bố trí kinh phí {{ so }} <b>"]
    assert "Thiếu lớp." in found and not any("[kiến nghị" in line for line in found)


def test_a_cause_is_asked_for_while_a_note_can_still_be_written(people):
    district = district_of("535")
    asked = [line for line in lines(docx_of(district)) if "[nguyên nhân: " in line]
    assert 0 < len(asked) <= 3
    assert all("Ban Tổ chức Huyện ủy Ba Tơ ghi" in line for line in asked)
    assert "[nguyên nhân: " not in text(docx_of(district, final=True))


def test_it_is_a_draft_until_sealed_and_nothing_is_open(people):
    texts = dict.fromkeys(("matters", "causes", "tasks", "proposals"), "Đã viết.")
    whole, form = Written(texts), Form(resolution="số 07-NQ/TU, ngày 26/5/2022")
    assert "(Dự thảo)" not in lines(docx_of(people, whole, final=True, form=form))
    assert "(Dự thảo)" in lines(docx_of(people, whole, final=False, form=form))
    assert "(Dự thảo)" in lines(docx_of(people, whole, final=True))


def test_the_appendices_are_the_sheets_of_the_workbook(people):
    for root in (people, district_of("535")):
        sheets = load_workbook(
            BytesIO(annual_workbook(report_of(root)).content), read_only=True
        ).sheetnames
        assert f"(Kèm theo các biểu số liệu: {'; '.join(sheets)})" in lines(docx_of(root))

"""An approved plan on paper: its numbers read back, whose names are on it, what is kept of it."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document as open_docx

from accounts.models import Grant, User
from personnel.keeping.recording import Refused
from personnel.models import Disclosure, Unit
from reports.word.kept import form_in_use
from reports.word.shipped import shipped_template
from reports.word.template import written
from tests.reports.studies.making import a_class, a_plan, a_seat, somebody
from tests.reports.word.reading import lines
from tests.reports.workbooks.excel import Excel
from training.paper.document import _across, plan_document
from training.paper.names_sheet import UNRECORDED, sheet_name
from training.paper.planned import Classes, Numbers, PaperCourse, PlanOnPaper
from training.paper.telling import PART
from training.paper.workbook import plan_workbook

OFFICE, DEGREE = ("QLNN-CV", "state_management", 2), ("CM-DH", "professional", 4)
CATALOGUE = [
    {"code": "LLCT-TC", "class_size": 2, "provider": "Trường Chính trị tỉnh"},
    {"code": "QLNN-CV", "class_size": 60, "provider": ""},
    {"code": "CM-DH", "class_size": 40, "provider": "Trường Đại học"},
]


@pytest.fixture
def plan(small_province):
    """Three from Ba Tơ on a course of the school in two years, one elsewhere on another too."""
    plan = a_plan()
    plan.catalogue, plan.document_number, plan.document_day = CATALOGUE, "12", date(2024, 12, 20)
    plan.save()
    first = somebody("Phạm Thị Hạnh", sex="female")
    a_seat(
        plan, first, full_name="Phạm Thị Hạnh", sex="female", ethnic_group="Hrê", by_school=True,
        held=1, closes=["2025.civil.theory", "2030.none"], retires=date(2040, 5, 31),
    )  # fmt: skip
    a_seat(plan, first, OFFICE, sex="female", ethnic_group="Hrê", by_school=True)
    for number in (1, 2):
        a_seat(plan, somebody(f"Người {number}"), full_name=f"Người {number}", by_school=True)
    late = somebody("Người năm sau")
    a_seat(plan, late, year=2026, full_name="Người năm sau", by_school=True, reason="quy hoạch")
    other = Unit.objects.get(code="21034")
    elsewhere = {"unit_id": other.pk, "unit_name": other.name, "board_id": other.parent_id,
                 "board_name": other.parent.name}  # fmt: skip
    a_seat(plan, somebody("Người Quảng Ngãi", unit="21034"), DEGREE, ethnic_group="Kinh",
           full_name="Người Quảng Ngãi", **elsewhere)  # fmt: skip
    a_class(date(2024, 9, 1), date(2025, 8, 31), by_school=True)
    return plan


@pytest.fixture
def school(province):
    user = User.objects.create_user("truongct", full_name="Trường Chính trị tỉnh")
    user.grants.create(role=Grant.Role.SCHOOL)
    return user


def paper_of(plan, user, year=0):
    root = Unit.objects.get(level="province", valid_to=None)
    return PlanOnPaper.of(plan, user, root, timezone.now(), year)


def test_numbers_and_classes_of_the_whole_plan(plan, province_viewer):
    paper = paper_of(plan, province_viewer)
    degree, theory, office = paper.courses
    assert [c.code for c in paper.courses] == ["CM-DH", "LLCT-TC", "QLNN-CV"]
    assert paper.years == [2025, 2026] and paper.span == "giai đoạn 2025 - 2026"
    assert paper.numbers() == Numbers(6, 5, 1, 1)
    assert paper.numbers("LLCT-TC", 2025) == Numbers(3, 3, 1, 1)
    ba_to = Unit.objects.get(code="535", level="district").pk
    assert paper.numbers(board=ba_to) == Numbers(5, 4, 1, 1)
    assert paper.numbers("LLCT-TC", 2030) == Numbers()
    # Two of three fill a class; that of before goes on, and those of 2025 end in 2026.
    assert paper.classes(theory, 2025) == Classes(2, 1)
    assert paper.classes(theory, 2026) == Classes(1, 2)
    assert paper.classes(office, 2026) == Classes(0, 1) == paper.classes(degree, 2026)
    assert [board.name for board in paper.boards] == ["Huyện Ba Tơ", "Thành phố Quảng Ngãi"]


def test_a_year_of_it_keeps_what_goes_on_from_the_years_before(plan, province_viewer):
    paper = paper_of(plan, province_viewer, 2026)
    assert [c.code for c in paper.courses] == ["LLCT-TC"] and paper.span == "năm 2026"
    assert paper.numbers() == Numbers(1, 1, 0, 0)
    assert paper.classes(paper.courses[0], 2026) == Classes(1, 2)


def test_the_workbook_adds_up_and_names_everybody_once_a_course(plan, province_viewer):
    given = plan_workbook(paper_of(plan, province_viewer))
    book = Excel(given.content)
    assert given.people == 5
    assert book.names == ["1. Theo khóa và năm", "2. Theo đơn vị", "CM-DH", "LLCT-TC", "QLNN-CV"]
    rows = {row[1]: row[3:] for row in book.rows("1.")}
    assert rows["Trung cấp lý luận chính trị"] == (3, 2, 1, 1, 1, 2, 4, 4, 1, 1, 3)
    assert rows["Tổng số"] == (5, 4, 1, 1, 1, 4, 6, 5, 1, 1, 5)
    boards = [row[1:] for row in book.rows("2.")]
    assert boards[0] == ("Tổng số", 1, 4, 1, 6, 5, 1, 1)
    assert boards[1] == ("Huyện Ba Tơ", 0, 4, 1, 5, 4, 1, 1)
    assert [row[0] for row in boards] == [
        label for head in ("Tổng số", "Năm 2025", "Năm 2026")
        for label in (head, "Huyện Ba Tơ", "Thành phố Quảng Ngãi")
    ]  # fmt: skip
    checked = list(book.recalculated())
    assert len(checked) > 30 and all(float(shown) == float(worth) for _, shown, worth in checked)
    assert "Kế hoạch số 12 ngày 20/12/2024" in book.text("1.") and "0" * 16 in book.text("1.")


def test_a_sheet_of_names_tells_what_the_school_needs_and_no_number_of_a_card(
    plan, province_viewer
):
    book = Excel(plan_workbook(paper_of(plan, province_viewer)).content)
    rows = {row[1]: row for row in book.rows("LLCT-TC")}
    row = rows["Phạm Thị Hạnh"]
    assert row[2:5] == (1980, "x", "Hrê") and row[8] == "Sơ cấp"
    assert row[11] == "Công chức - LLCT; 2030.none"
    assert f"{row[12]:%m/%Y}" == "05/2040" and row[13] is None
    assert rows["Người năm sau"][13] == f"{UNRECORDED}; đưa vào theo lựa chọn: quy hoạch"
    assert rows["Người 1"][3] is None
    assert "CCCD" not in "".join(book.text(name) for name in book.names)


def test_the_same_plan_and_moment_give_the_same_bytes(plan, province_viewer):
    paper = paper_of(plan, province_viewer)
    assert plan_workbook(paper).content == plan_workbook(paper).content


def test_a_board_has_its_own_people_and_no_number_of_classes(plan, editor_a):
    paper = paper_of(plan, editor_a)
    assert paper.numbers() == Numbers(5, 4, 1, 1)
    assert all(paper.classes(course, 2025) is None for course in paper.courses)
    book = Excel(plan_workbook(paper).content)
    rows = {row[1]: row[3:] for row in book.rows("1.")}
    assert rows["Tổng số"] == (4, None, None, 1, None, None, 5, 4, 1, 1, None)
    assert "Người Quảng Ngãi" not in "".join(book.text(name) for name in book.names)
    assert PART in book.text("1.")
    assert f"{PART}." in "\n".join(lines(docx_of(paper)))


def test_the_school_has_its_courses_of_the_whole_province(plan, school):
    paper = paper_of(plan, school)
    assert [c.code for c in paper.courses] == ["LLCT-TC", "QLNN-CV"]
    assert paper.classes(paper.courses[0], 2025) == Classes(2, 1)
    book = Excel(plan_workbook(paper).content)
    assert "CM-DH" not in book.names and PART not in book.text("1.")


def docx_of(paper):
    form = form_in_use()
    content = written(plan_document(paper, form), shipped_template(form, "KẾ HOẠCH"))
    return open_docx(BytesIO(content))


def test_the_document_says_the_same_numbers_in_the_form_of_the_party(plan, province_viewer):
    docx = docx_of(paper_of(plan, province_viewer))
    text = "\n".join(lines(docx))
    assert "KẾ HOẠCH" in text and "BÁO CÁO" not in text and "Số 12-KH/BTCTU" in text
    assert (
        "Cử 06 lượt với 05 người đi đào tạo, bồi dưỡng ở 03 khóa (năm 2025: 05 lượt; năm 2026: 01 "
        "lượt); trong đó nữ 01 người, người dân tộc thiểu số 01 người."
    ) in text
    first, second = (table for table in docx.tables if len(table.rows) > 2)
    rows = {row.cells[1].text: [cell.text for cell in row.cells[2:]] for row in first.rows}
    assert rows["Trung cấp lý luận chính trị"] == ["3", "2 + 1", "1", "1 + 2", "4", "1", "1"]
    assert [cell.text for cell in second.rows[-1].cells] == ["Tổng số", "1", "4", "1", "6", "5"]
    assert "III- TỔ CHỨC THỰC HIỆN" in text and "(Dự thảo)" in text
    assert docx.core_properties.title.startswith("Kế hoạch")
    assert not any(name in text for name in ("Phạm Thị Hạnh", "Người 1"))


def test_many_courses_stand_in_tables_of_about_one_size():
    assert [len(part) for part in _across(11)] == [6, 5]
    assert [len(part) for part in _across(9)] == [9] and not list(_across(0))


def test_a_sheet_is_called_as_excel_takes_it():
    course = PaperCourse("A/B[1]?", "Khóa", "theory", 2, True, 1, "", True)
    assert sheet_name(course) == "AB1"
    assert sheet_name(PaperCourse("???", "Khóa", "theory", 2, True, 1, "", True)) == "theory"


def test_the_page_shows_it_and_leads_to_its_files(plan, client_for, province_viewer):
    client = client_for(province_viewer)
    page = client.get(reverse("training-paper", args=[plan.pk])).content.decode()
    assert "Trung cấp lý luận chính trị" in page and "nguồn và mức" in page
    assert "Phạm Thị Hạnh" not in page and "?year=2026" in page
    year = client.get(reverse("training-paper", args=[plan.pk]), {"year": "2026"})
    assert "xlsx/?year=2026" in year.content.decode()


@pytest.mark.parametrize("year", ["abc", "2040", "20260", "٢٠٢٦", "-1"])
def test_a_year_that_is_none_of_the_plan_is_refused(plan, client_for, province_viewer, year):
    url = reverse("training-paper", args=[plan.pk])
    assert client_for(province_viewer).get(url, {"year": year}).status_code == 400


def test_each_list_given_out_is_kept_with_how_many_it_names(plan, client_for, editor_a):
    client = client_for(editor_a)
    for form, people in (("xlsx", 4), ("docx", 0)):
        answer = client.get(reverse("training-paper-file", args=[plan.pk, form]))
        assert answer.status_code == 200
        assert f"ke-hoach-thu.{form}" in answer["Content-Disposition"]
        kept = Disclosure.objects.latest("pk")
        assert (kept.kind, kept.people) == ("list", people) and "Kế hoạch thử" in kept.detail


def test_whoever_sees_nobody_of_it_is_told_so(plan, client_for, editor_b):
    page = client_for(editor_b).get(reverse("training-paper", args=[plan.pk])).content.decode()
    assert "không có lượt học nào trong phạm vi được xem" in page and "Tải bản Word" not in page


def test_what_cannot_be_written_is_said(plan, client_for, province_viewer, monkeypatch):
    def refuses(paper):
        raise Refused("Chưa xuất được.")

    monkeypatch.setattr("training.paper.views.plan_workbook", refuses)
    url = reverse("training-paper-file", args=[plan.pk, "xlsx"])
    answer = client_for(province_viewer).get(url)
    assert answer.status_code == 409 and "Chưa xuất được." in answer.content.decode()


@pytest.mark.parametrize(
    ("number", "told"),
    [("12", "Số 12-KH/BTCTU"), ("12-KH/TU", "Số 12-KH/TU"), ("12 - KH/TU", "Số 12-KH/TU")],
)
def test_a_number_with_its_mark_is_given_no_other(plan, province_viewer, number, told):
    plan.document_number = number
    assert told in lines(docx_of(paper_of(plan, province_viewer)))

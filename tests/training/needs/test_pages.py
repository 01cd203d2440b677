"""The table of the needs: who sees what, and that each number is the list behind it."""

import re
from datetime import date
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Grant
from personnel.models import Course, Disclosure, Person, Unit
from tests import maps
from tests.factories import LOWLAND, MOUNTAIN, credential
from tests.training.needs.conftest import studies
from training.needs.shown import OF_SCHOOL, Shown

PAGE = reverse("training-needs")
LIST = reverse("training-needs-list")
CELL = re.compile(rf'<a href="({re.escape(LIST)}\?[^"]*)"[^>]*>([\d.]+)')
PEOPLE = re.compile(r"<strong>([\d.]+)</strong> người")
NAME = re.compile(r"Người Số \d\d")


def numbers(text):
    """Return each linked number of a table with where it leads."""
    return [(unescape(url), int(number.replace(".", ""))) for url, number in CELL.findall(text)]


@pytest.fixture
def open_page(client_for, read):
    """Return a function that opens a page of the needs as a user, by what the address asks."""

    def opened(user, query="", page=PAGE):
        return read(client_for(user), f"{page}?{query}" if query else page)

    return opened


def test_each_number_opens_the_list_of_as_many_people(
    staff, province_viewer, viewer_a, open_page, client_for
):
    for user, level, shown in (
        *((province_viewer, "district", s) for s in Shown if s != Shown.MINIMUM),
        (viewer_a, "commune", Shown.WANTED),
    ):
        client = client_for(user)
        table = client.get(PAGE, {"show": shown, "level": level}).context["table"]
        first = next((row for row in table.rows if row.people.number), table.total)
        cells = [*table.total.cells, table.total.people, first.people, *first.cells[:1]]
        if shown.by_course:
            assert client.get(table.total.seats.url).context["entries"].seats == (
                table.total.seats.number
            )
        for cell in (cell for cell in cells if cell.number):
            found = unescape(client.get(cell.url).content.decode())
            assert int(PEOPLE.search(found)[1]) == cell.number, cell.url
            assert found.count('<th scope="row">') == cell.number, cell.url
    every = numbers(open_page(province_viewer))
    assert len(every) > 20 and {n for _, n in every} != {1}


def test_columns_and_rows_come_to_the_total(staff, province_viewer, client_for):
    client = client_for(province_viewer)
    for shown in (Shown.WANTED, Shown.UNRECORDED, Shown.RETIRING, Shown.ENROLLED):
        for level in ("district", "commune"):
            table = client.get(PAGE, {"show": shown, "level": level}).context["table"]
            for at, head in enumerate(table.heads):
                total = sum(row.cells[at].number for row in table.rows)
                assert total == table.total.cells[at].number > 0, (shown, head)
            assert sum(row.seats.number for row in table.rows) == table.total.seats.number


def test_who_studies_is_told_apart_and_needs_no_second_seat(staff, province_viewer, client_for):
    client = client_for(province_viewer)
    asked = {"show": "enrolled"}
    rows = client.get(LIST, asked).context["rows"]
    notes = {row.name: row.notes for row in rows}
    assert notes == {
        "Người Số 01": ["Đang học lý luận chính trị: Trung cấp, dự kiến cấp 31/12/2027"],
        "Người Số 06": ["Đang học lý luận chính trị: Trung cấp, dự kiến cấp 31/12/2031, sau hạn"],
    }
    assert rows[0].closes and not rows[1].closes
    held = {row.name: row.held for row in rows}
    assert held["Người Số 01"] == ["LLCT: chưa có thông tin"]
    wanted = client.get(LIST, {"column": "LLCT-TC"}).context["rows"]
    assert not {row.name for row in wanted} & notes.keys()
    table = client.get(PAGE, asked).context["table"]
    assert [(head.code, head.label) for head in table.heads] == [("LLCT-TC", "Trung cấp")]
    lines = client.get(PAGE).context["lines"]
    studied = next(line.enrolled for line in lines if line.course.code == "LLCT-TC")
    assert studied.number == 2
    assert {row.name for row in client.get(studied.url).context["rows"]} == notes.keys()


def test_what_the_catalogue_does_not_know_is_a_column_of_its_own(staff, province_viewer, open_page):
    studies(staff[2], kind="it", level=3, course_code="")
    assert "Khóa ngoài danh mục" in open_page(province_viewer, "show=enrolled")
    text = open_page(province_viewer, "show=enrolled&column=", LIST)
    assert "Đang học: Khóa ngoài danh mục" in text and "Người Số 02" in text
    assert "chưa rõ ngày cấp" in text and "Người Số 01" not in text


def test_a_board_sees_its_own_alone(staff, viewer_a, editor_b, stranger, open_page):
    seen = set(NAME.findall(open_page(viewer_a, "", LIST)))
    own = Person.objects.visible_to(viewer_a).values_list("full_name", flat=True)
    assert seen and seen <= set(own)
    assert not NAME.findall(open_page(editor_b, "", LIST))
    assert "Chưa có quyền" in open_page(stranger)
    assert "Chưa có quyền" in open_page(stranger, "", LIST)


def test_a_unit_that_is_not_in_view_is_refused(staff, viewer_a, client_for):
    client = client_for(viewer_a)
    for unit in ("534", LOWLAND, "51", "99999"):
        for page in (PAGE, LIST, reverse("training-needs-file")):
            assert client.get(page, {"unit": unit}).status_code == 400, unit
    assert client.get(PAGE, {"unit": MOUNTAIN}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "show=everything", "horizon=2040", "start=31/13/2027", "level=village", "left=nobody",
        "show=minimum&column=2040.key", "show=minimum",
        "show=minimum&column=2025.urban_young.foreign_language",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(staff, viewer_a, client_for, query):
    page = PAGE if "level" in query else LIST
    assert client_for(viewer_a).get(f"{page}?{query}").status_code == 400


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("start=01/01/2031", "Hạn 31/12/2030 đến trước ngày khai giảng"),
        ("horizon=2025", "Hạn 31/12/2025 đến trước ngày khai giảng"),
        ("start=27/11/2026", "Ngày khai giảng không được trước hôm nay"),
    ],
)
def test_where_no_course_is_in_time_the_page_says_so(
    staff, viewer_a, client_for, read, query, told
):
    client = client_for(viewer_a)
    for page in (PAGE, LIST):
        text = read(client, f"{page}?{query}")
        assert told in text and "Người Số" not in text
    assert client.get(f"{reverse('training-needs-file')}?{query}").status_code == 404


def test_the_school_sees_its_courses_in_the_whole_province(staff, school, client_for, read):
    client = client_for(school)
    text = read(client, PAGE)
    assert "Chỉ các khóa do Trường Chính trị tổ chức" in text and "Cao đẳng" not in text
    own = set(Course.objects.filter(by_school=True).values_list("code", flat=True))
    for shown in OF_SCHOOL:
        table = client.get(PAGE, {"show": shown}).context["table"]
        assert {head.code for head in table.heads} <= own, shown
    assert client.get(PAGE, {"show": "minimum"}).status_code == 400
    rows = client.get(LIST).context["rows"]
    kinds = set(Course.objects.filter(by_school=True).values_list("kind", flat=True))
    assert rows and {kind for row in rows for kind in row.entry.kinds} <= kinds
    assert not any(row.url or row.editable for row in rows)
    assert {row.unit for row in rows} == {
        Unit.objects.get(code=code).name for code in (MOUNTAIN, "21484", LOWLAND)
    }
    assert not client.get(LIST, {"column": "CM-DH"}).context["rows"]
    kept = Disclosure.objects.filter(user=school)
    assert kept.exists() and "Nhu cầu đào tạo" in kept.first().detail


def test_who_has_a_part_and_teaches_looks_as_either(staff, school, client_for, read):
    school.grants.create(role=Grant.Role.EDITOR, unit=Unit.objects.get(code="535"))
    client = client_for(school)
    text = read(client, PAGE)
    assert "Xem các khóa của Trường Chính trị" in text and "Huyện Ba Tơ" in text
    text = read(client, f"{PAGE}?school=1")
    assert "Xem theo đơn vị phụ trách" in text and "Tỉnh Quảng Ngãi" in text


def test_on_the_map_without_districts_communes_and_groups_are_rows(
    staff, province_viewer, client_for
):
    maps.reorganise()
    client = client_for(province_viewer)
    table = client.get(PAGE).context["table"]
    assert "district" not in table.levels and {"group", "commune"} <= table.levels.keys()
    groups = client.get(PAGE, {"level": "group"}).context["table"]
    for found in (table, groups):
        assert sum(row.seats.number for row in found.rows) == table.total.seats.number > 0
    group = next(row for row in groups.rows if row.people.number)
    assert len(client.get(group.people.url).context["rows"]) == group.people.number


def test_units_of_a_map_to_come_are_rows_with_lists(staff, province_viewer, client_for):
    """Before the communes of 01/07/2025 the deadline has them already."""
    maps.reorganise()
    with time_machine.travel(date(2025, 1, 15), tick=False):
        client = client_for(province_viewer)
        table = client.get(PAGE, {"level": "commune"}).context["table"]
        first = next(row for row in table.rows if row.people.number)
        assert first.unit.valid_from and sum(r.seats.number for r in table.rows) > 0
        assert len(client.get(first.people.url).context["rows"]) == first.people.number
        assert client.get(first.url).status_code == 200


def test_a_minimum_that_cannot_be_reached_says_so(staff, province_viewer, read, client_for):
    late = "show=minimum&start=01/12/2030"
    text = read(client_for(province_viewer), f"{PAGE}?{late}")
    assert "*: không đủ người kịp trước hạn" in text and "(không đủ người kịp)" in text
    for who in staff:
        credential(who, "theory", 2)
    table = client_for(province_viewer).get(f"{PAGE}?{late}").context["table"]
    notes = {
        head.label: cell.note for head, cell in zip(table.heads, table.total.cells, strict=True)
    }
    assert notes["LLCT"] == "đạt" and notes["QLNN"] == "không đủ người kịp"


def test_courses_that_nobody_confirmed_are_told(staff, province_viewer, open_page):
    assert "các khóa này chưa được xác nhận, là giả định" in open_page(province_viewer)
    Course.objects.filter(code="LLCT-TC").update(confirmed=True)
    assert "khóa ghi “chưa xác nhận” là giả định" in open_page(province_viewer)
    Course.objects.update(confirmed=True)
    assert "giả định" not in open_page(province_viewer)


def test_queries_do_not_grow_with_people(
    staff, province_viewer, client_for, django_assert_max_num_queries
):
    client = client_for(province_viewer)
    client.get(PAGE)
    with django_assert_max_num_queries(11):
        client.get(PAGE)
    with django_assert_max_num_queries(16):
        client.get(LIST)
    with django_assert_max_num_queries(18):
        client.get(LIST, {"show": "minimum", "column": "2030.staff.state_management"})

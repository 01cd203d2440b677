"""The page of heads: every commune's, for how long, and the lists behind its numbers."""

import re
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from personnel.basics.spells import NEVER
from personnel.models import Disclosure, Post, Unit
from personnel.reading.recorded_terms import RecordedTerms
from reports.heads.asked import Show, end_of_term
from tests import maps
from tests.factories import MOUNTAIN, TOWNSHIP, person, post

PAGE = "/nguoi-dung-dau/?as_of=2025-12-31"
FILE = "/nguoi-dung-dau/danh-sach.xlsx?as_of=2025-12-31"

pytestmark = pytest.mark.usefixtures("small_province")


@pytest.fixture
def heads():
    """Heads of Ba Tơ (mountain, township) and one of Đức Phổ, near their terms or not."""
    of_duc_pho = Unit.objects.communes().kept_by(Unit.objects.get(code="534")).first().code
    return {
        "near": post(person("Phạm Gần Đủ"), "BT", MOUNTAIN, start=date(2017, 6, 1)),
        "full": post(person("Đinh Đã Quá"), "CTUBND", MOUNTAIN, start=date(2015, 1, 1)),
        "new": post(person("Lê Mới"), "BT", TOWNSHIP, start=date(2023, 3, 1)),
        "unknown": post(person("Võ Không Rõ"), "CTUBND", TOWNSHIP, start=None),
        "far": post(person("Trần Đức Phổ"), "BT", of_duc_pho, start=date(2017, 6, 1)),
    }


@pytest.fixture
def listed(client_for, province_viewer):
    """Return a function that gives the rows of the list as text, for a user."""

    def rows(query="", user=province_viewer):
        response = client_for(user).get(PAGE + query)
        assert response.status_code == 200
        return [
            (row.unit.code, row.title.code, row.name, row.notes)
            for row in response.context["page"].object_list
        ]

    return rows


@pytest.fixture
def numbers(client_for, province_viewer):
    """Return a function that gives the numbers of both titles together, by what they count."""

    def cells(query="", user=province_viewer):
        counted = client_for(user).get(PAGE + query).context["counted"]
        return {cell.show: cell for cell in counted[-1].cells}

    return cells


def names(rows):
    return {name for _, _, name, _ in rows}


def test_who_is_in_which_state_and_when_ten_years_are_full(heads, client_for, viewer_a, read):
    page = " ".join(re.sub("<[^>]+>", " ", read(client_for(viewer_a), PAGE)).split())
    assert "8 năm 7 tháng sắp đủ 02 nhiệm kỳ chưa rõ 31/05/2025 31/05/2027" in page
    assert "11 năm đã đủ hoặc quá 02 nhiệm kỳ chưa rõ 31/12/2022 31/12/2024" in page
    assert "2 năm 10 tháng bình thường chưa rõ 28/02/2031 28/02/2033" in page
    assert "không rõ từ ngày nào chưa rõ chưa rõ – –" in page
    assert "Trần Đức Phổ" not in page


def test_every_number_opens_the_rows_that_it_counts(heads, client_for, province_viewer, numbers):
    client = client_for(province_viewer)
    for line in client.get(PAGE).context["counted"]:
        for cell in line.cells:
            assert bool(cell.url) == bool(cell.count)
            if cell.url:
                shown = client.get(cell.url).context["page"]
                assert shown.paginator.count == cell.count, cell
    found = {show: cell.count for show, cell in numbers().items()}
    assert found[Show.HELD] == 5
    states = (Show.USUAL, Show.NEAR, Show.FULL, Show.UNKNOWN)
    assert [found[show] for show in states] == [1, 2, 1, 1]


def test_a_board_sees_its_own_alone(heads, listed, editor_b):
    assert names(listed("&show=near")) == {"Phạm Gần Đủ", "Trần Đức Phổ"}
    assert names(listed("&show=near&unit=535")) == {"Phạm Gần Đủ"}
    assert names(listed("&show=held", editor_b)) == {"Trần Đức Phổ"}


def test_until_a_day_that_somebody_gives(heads, listed):
    both = {"Đinh Đã Quá", "Phạm Gần Đủ", "Trần Đức Phổ"}
    assert names(listed("&show=by-then")) == both
    assert names(listed("&show=by-then&until=31/05/2027")) == both
    assert names(listed("&show=by-then&until=30/05/2027")) == {"Đinh Đã Quá"}


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2025, 6, 30), date(2025, 6, 30)),
        (date(2025, 7, 1), date(2030, 6, 30)),
        (date(2026, 11, 29), date(2030, 6, 30)),
        (date(2100, 12, 31), date(2100, 12, 31)),
    ],
)
def test_a_term_ends_by_june_of_every_fifth_year(day, last):
    assert end_of_term(day, Unit.objects.get(code=MOUNTAIN), RecordedTerms([])) == last


def test_vacant_since_the_day_after_the_last_who_held_it(heads, listed):
    heads["near"].end = date(2025, 3, 31)
    heads["near"].save()
    vacant = {(unit, title): notes for unit, title, _, notes in listed("&show=vacant&unit=535")}
    assert vacant[MOUNTAIN, "BT"] == ["Trống, từ 01/04/2025"]
    assert "Trống, chưa ghi nhận ai từng giữ" in {notes[0] for notes in vacant.values()}
    assert (TOWNSHIP, "BT") not in vacant


def test_several_since_the_second_began_and_acting_since_when(heads, listed):
    second = post(person("Hồ Thứ Hai"), "BT", MOUNTAIN, start=date(2025, 10, 5))
    Post.objects.filter(pk=second.pk).update(acting="acting")
    rows = {name: notes for _, _, name, notes in listed("&show=shared")}
    assert rows["Phạm Gần Đủ"] == ["2 người cùng giữ, từ 05/10/2025"]
    assert rows["Hồ Thứ Hai"] == ["2 người cùng giữ, từ 05/10/2025", "Quyền, từ 05/10/2025"]
    assert names(listed("&show=acting")) == {"Hồ Thứ Hai"}


def test_years_before_a_merger_count_in_what_the_commune_became(heads, listed):
    maps.reorganise()
    new = Unit.objects.get(stands_for__unit__code=MOUNTAIN, stands_for__last=NEVER)
    rows = [row for row in listed("&show=near") if row[2] == "Phạm Gần Đủ"]
    assert [unit for unit, *_ in rows] == [new.code]


def test_whoever_holds_both_stands_in_both_and_is_one_person_in_the_log(
    heads, listed, client_for, province_viewer
):
    post(heads["far"].person, "CTUBND", heads["far"].unit.code, start=date(2020, 1, 1))
    assert len([r for r in listed("&show=near") if r[2] == "Trần Đức Phổ"]) == 2
    Disclosure.objects.all().delete()
    client_for(province_viewer).get(f"{FILE}&show=near")
    kept = Disclosure.objects.get()
    assert (kept.kind, kept.people) == (Disclosure.Kind.LIST, 2)
    assert "Sắp đủ" in kept.detail and "tệp Excel" in kept.detail


def test_the_workbook_has_the_rows_of_the_list(heads, client_for, province_viewer, listed):
    response = client_for(province_viewer).get(f"{FILE}&show=near")
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert [row[4] for row in rows] == [name for *_, name, _ in listed("&show=near")]
    assert rows[0][7:10] == (103, None, "sắp đủ 02 nhiệm kỳ")
    assert rows[0][12].date() == date(2027, 5, 31)


@pytest.mark.parametrize("asked", ["&show=abc", "&title=TCKT", "&unit=534", "&until=31/02/2030"])
def test_what_cannot_be_asked_is_said_so(asked, client_for, viewer_a):
    assert client_for(viewer_a).get(PAGE + asked).status_code == 400


def test_the_queries_do_not_grow_with_the_heads(
    heads, client_for, province_viewer, django_assert_max_num_queries
):
    client = client_for(province_viewer)
    client.get(PAGE)
    with django_assert_max_num_queries(14):
        client.get(PAGE)


def test_a_persons_page_tells_it(heads, client_for, viewer_a, read):
    pk = heads["near"].person_id
    page = read(client_for(viewer_a), f"/nhan-su/{pk}/?as_of=2025-04-30")
    text = " ".join(re.sub("<[^>]+>", "", page).split())
    assert "7 năm 11 tháng tại" in text
    assert "đủ 08 năm ngày 31/05/2025, đủ 10 năm ngày 31/05/2027" in text
    clerk = post(person("Công Chức"), "TCKT").person_id
    assert "Người đứng đầu</h2>" not in read(client_for(viewer_a), f"/nhan-su/{clerk}/")


def test_a_day_to_come_says_that_nobody_is_left_out_by_age(heads, client_for, viewer_a, read):
    client = client_for(viewer_a)
    ahead = read(client, "/nguoi-dung-dau/?as_of=2099-12-31")
    assert "không trừ người đến tuổi nghỉ hưu" in ahead and "Phạm Gần Đủ" in ahead
    assert "không trừ người" not in read(client, PAGE)

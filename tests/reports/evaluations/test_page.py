"""The page of evaluations: counted by hand, each number with its list, nobody beyond one's own."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from personnel.basics.spells import NEVER
from personnel.models import Disclosure, Post, Unit, UnitPlace
from reports.yearly.levels import LABELS
from tests import maps
from tests.factories import MOUNTAIN, TOWNSHIP
from tests.reports.evaluations.making import everybody, graded, unit_graded

PAGE = "/xep-loai/?as_of=2024-12-31"
LIST, FILE = "/xep-loai/danh-sach/?as_of=2024-12-31", "/xep-loai/danh-sach.xlsx?as_of=2024-12-31"

pytestmark = pytest.mark.usefixtures("small_province")


@pytest.fixture
def people():
    return everybody()


@pytest.fixture
def table(client_for, province_viewer):
    """Return a function that gives a table as numbers by line and column."""

    def read_table(code, query="", user=province_viewer):
        response = client_for(user).get(PAGE + query)
        assert response.status_code == 200
        found = next(each for each in response.context["tables"] if each.code == code)
        lines = [*found.lines, *([found.total] if found.total else ())]
        return {line.label: [cell.count for cell in line.cells] for line in lines}

    return read_table


@pytest.fixture
def names(client_for, province_viewer):
    """Return a function that gives the names of a list."""

    def read_names(query="", user=province_viewer):
        response = client_for(user).get(LIST + query)
        assert response.status_code == 200
        return [row.name for row in response.context["page"].object_list]

    return read_names


def test_counted_by_hand_by_group(people, table):
    # All, evaluated, the four levels, missing, less than six months.
    assert table("nhom") == {
        "Cán bộ chủ chốt": [4, 3, 1, 2, 0, 0, 1, 0],
        "Cán bộ các tổ chức chính trị - xã hội": [1, 1, 0, 0, 0, 1, 0, 0],
        "Công chức": [3, 1, 0, 1, 0, 0, 1, 1],
        "Cán bộ, công chức": [8, 5, 1, 3, 0, 1, 2, 1],
        "Người hoạt động không chuyên trách": [1, 1, 0, 1, 0, 0, 0, 0],
        "Tổng số": [9, 6, 1, 4, 0, 1, 2, 1],
    }


def test_counted_by_hand_by_unit_and_helpers_apart(people, table):
    ba_to, duc_pho = "Huyện Ba Tơ", "Thị xã Đức Phổ"
    assert table("don-vi-staff") == {
        duc_pho: [2, 1, 0, 1, 0, 0, 1, 0],
        ba_to: [6, 4, 1, 2, 0, 1, 1, 1],
        "Tổng số": [8, 5, 1, 3, 0, 1, 2, 1],
    }
    assert table("don-vi-nonspecialised") == {
        ba_to: [1, 1, 0, 1, 0, 0, 0, 0],
        "Tổng số": [1, 1, 0, 1, 0, 0, 0, 0],
    }
    inside = table("don-vi-staff", "&unit=535")
    township = Unit.objects.get(code=TOWNSHIP).name
    assert inside[township] == [2, 2, 0, 1, 0, 1, 0, 0]
    assert inside["Tổng số"] == [6, 4, 1, 2, 0, 1, 1, 1]


def test_parts_are_of_those_evaluated_with_two_decimals(people, client_for, province_viewer):
    found = client_for(province_viewer).get(PAGE).context["tables"][0].total
    shares = {cell.label: cell.share for cell in found.cells if cell.is_level}
    assert list(shares.values()) == [
        Decimal("16.67"), Decimal("66.67"), Decimal("0.00"), Decimal("16.67"),
    ]  # fmt: skip


def test_every_number_opens_those_it_counts(people, client_for, province_viewer):
    unit_graded(MOUNTAIN, "party", "good")
    client = client_for(province_viewer)
    for query in ("", "&unit=535", f"&unit={MOUNTAIN}", "&year=2023", "&rows=groups"):
        for each in client.get(PAGE + query).context["tables"]:
            for line in [*each.lines, *([each.total] if each.total else ())]:
                for cell in line.cells:
                    assert bool(cell.url) == bool(cell.count)
                    if cell.url:
                        shown = client.get(cell.url).context["page"]
                        assert shown.paginator.count == cell.count, (query, line.label, cell)


def test_a_list_has_name_title_unit_level_and_paper(people, client_for, province_viewer, read):
    page = read(client_for(province_viewer), LIST + "&what=failed&who=staff&in=535")
    for told in (
        "Võ Yếu", "Chủ tịch Hội Liên hiệp Phụ nữ Việt Nam", "Không hoàn thành nhiệm vụ",
        "số 07-QĐ/HU-2024", Unit.objects.get(code=TOWNSHIP).name, "1 người",
    ):  # fmt: skip
        assert told in page
    assert "Đinh Tốt" not in page


def test_a_board_counts_and_lists_its_own_alone(people, table, names, editor_a, editor_b):
    assert table("nhom", user=editor_b)["Tổng số"] == [2, 1, 0, 1, 0, 0, 1, 0]
    assert table("nhom", user=editor_a)["Tổng số"] == [7, 5, 1, 3, 0, 1, 1, 1]
    assert set(names(user=editor_b)) == {"Cao Đức Phổ", "Ngô Đức Phổ"}
    assert names("&what=failed", editor_b) == []


def test_a_board_asks_for_no_other_unit(people, client_for, editor_b):
    for address in (PAGE, LIST, FILE):
        assert client_for(editor_b).get(f"{address}&unit=535").status_code == 400


def test_in_post_at_the_end_of_the_year_chosen(people, table, names):
    Post.objects.filter(person=people["good"]).update(end=date(2024, 12, 30))
    assert table("nhom")["Tổng số"][0] == 8
    assert "Đinh Tốt" not in names()
    # Of 2023 whoever was there then, and nobody who came later.
    assert table("nhom", "&year=2023")["Tổng số"] == [8, 2, 0, 1, 0, 1, 6, 0]


def test_a_year_that_runs_is_counted_on_the_day_looked_at(people, client_for, province_viewer):
    Post.objects.filter(person=people["good"]).update(end=date(2024, 6, 30))
    client = client_for(province_viewer)
    shown = client.get("/xep-loai/?as_of=2024-06-30&year=2024").context
    assert shown["asked"].running and shown["asked"].day == date(2024, 6, 30)
    assert shown["tables"][0].total.cells[0].count == 8
    assert client.get("/xep-loai/?as_of=2024-06-30").context["asked"].year == 2023


def test_by_the_map_that_is_looked_at(people, client_for, province_viewer, table):
    unit_graded(MOUNTAIN, "party", "good")
    before = table("nhom")["Tổng số"]
    maps.reorganise()
    place = Unit.objects.get(stands_for__unit__code=MOUNTAIN, stands_for__last=NEVER)
    shown = client_for(province_viewer).get("/xep-loai/?as_of=2025-12-31&year=2024").context
    assert "31/12/2025" in shown["asked"].source.lens.recast
    by_code = {table.code: table for table in shown["tables"]}
    assert [cell.count for cell in by_code["nhom"].total.cells] == before
    lines = {line.label: line.cells[0].count for line in by_code["don-vi-staff"].lines}
    assert lines[place.name] == 4
    # Each commune that was there then, by what stands for it.
    spells = UnitPlace.objects.filter(place=place, last=NEVER).exclude(unit=place)
    origins = {spell.unit for spell in spells if spell.unit.is_in_force(date(2024, 12, 31))}
    party = {line.label: line.cells for line in by_code["tap-the-party"].lines}
    assert party[place.name][0].count == len(origins) == 2
    assert party[place.name][3].count == 1
    old = client_for(province_viewer).get("/xep-loai/?as_of=2025-12-31&year=2024&map=2024-12-31")
    rows = next(t for t in old.context["tables"] if t.code == "don-vi-staff").lines
    assert {line.label for line in rows} == {"Huyện Ba Tơ", "Thị xã Đức Phổ"}


def test_collectives_by_hand(people, table, editor_b):
    unit_graded(MOUNTAIN, "party", "excellent")
    unit_graded(TOWNSHIP, "party", "good")
    unit_graded(MOUNTAIN, "peoples", "failed")
    unit_graded(MOUNTAIN, "peoples", "good", year=2023)
    communes = Unit.objects.communes().filter(valid_to=None).count()
    assert table("tap-the") == {
        "Đảng bộ": [communes, 2, 1, 1, 0, 0, communes - 2],
        "Chính quyền": [communes, 1, 0, 0, 0, 1, communes - 1],
    }
    of_ba_to = Unit.objects.communes().filter(parent__code="535").count()
    assert table("tap-the-party")["Huyện Ba Tơ"] == [of_ba_to, 2, 1, 1, 0, 0, of_ba_to - 2]
    assert table("tap-the", user=editor_b)["Đảng bộ"][1] == 0


def test_the_workbook_has_the_list_and_is_kept(people, client_for, province_viewer):
    response = client_for(province_viewer).get(FILE + "&what=good&who=staff")
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))
    sheet = book.active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert {row[3] for row in rows if row[0]} == {"Đinh Tốt", "Lê Sổ Tốt", "Cao Đức Phổ"}
    assert {row[6] for row in rows if row[0]} == {"Hoàn thành tốt nhiệm vụ"}
    kept = Disclosure.objects.get(kind=Disclosure.Kind.LIST)
    assert kept.people == 3
    assert "Xếp loại năm 2024: Cán bộ, công chức · Hoàn thành tốt nhiệm vụ" in kept.detail


def test_a_list_that_is_shown_is_kept(people, names):
    names("&what=missing")
    kept = Disclosure.objects.get(kind=Disclosure.Kind.REPORT)
    assert kept.people == 2 and LABELS["missing"] in kept.detail


@pytest.mark.parametrize(
    "query", ["year=abc", "year=1989", "year=2025", "what=x", "who=x", "collective=x", "in=535x"]
)
def test_nonsense_is_refused_in_words(client_for, province_viewer, query):
    assert client_for(province_viewer).get(f"{LIST}&{query}").status_code == 400


def test_the_queries_do_not_grow_with_the_people(
    people, client_for, province_viewer, django_assert_max_num_queries
):
    client = client_for(province_viewer)
    client.get(PAGE)
    with django_assert_max_num_queries(25):
        client.get(PAGE)
    for _ in range(3):
        everyone = everybody()
        graded(everyone["unknown"], y2024="good")
    with django_assert_max_num_queries(25):
        client.get(PAGE)
    with django_assert_max_num_queries(25):
        client.get(LIST)

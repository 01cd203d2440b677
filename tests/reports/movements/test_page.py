"""The page of movements: numbers by year, basis, unit and title, and the lists behind them."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from personnel.models import Disclosure, Unit
from tests import maps
from tests.factories import MOUNTAIN, TOWNSHIP, person
from tests.reports.movements.conftest import began

PAGE = "/luan-chuyen/?as_of=2025-12-31"
FILE = "/luan-chuyen/danh-sach.xlsx?as_of=2025-12-31"


@pytest.fixture
def shown(client_for, province_viewer):
    """Return a function that opens the page for a user and gives its context."""

    def context(query="", user=province_viewer):
        response = client_for(user).get(PAGE + query)
        assert response.status_code == 200
        return response.context

    return context


@pytest.fixture
def listed(shown):
    """Return a function that gives the rows of the list: who, unit, from where, to where."""

    def rows(query="", **asked):
        return [
            (row.name, row.unit.code, row.came_from, row.gone_to)
            for row in shown(query, **asked)["rows"]
        ]

    return rows


def numbers(counted):
    """Return the numbers of a table by the label of the row."""
    return {row.label: [cell.count for cell in row.cells] for row in counted}


def names(rows):
    return {name for name, *_ in rows}


def test_each_way_on_each_basis(moved, shown):
    # Luân chuyển, điều động, biệt phái, another, not said; all.
    assert numbers(shown()["by_basis"]) == {
        "Từ cấp trên về xã": [1, 0, 1, 0, 0, 2],
        "Ngang giữa các xã": [1, 1, 0, 1, 0, 3],
        "Lên cấp huyện, cấp tỉnh": [None] * 5 + [1],
        "Chưa rõ từ đâu đến": [1, 0, 0, 0, 0, 1],
        "Chuyển đi, chưa rõ nơi đến": [None] * 5 + [0],
        "Chưa ghi hình thức": [0, 0, 0, 0, 1, 1],
        "Đổi, thêm chức danh trong xã": [0] * 6,
    }


def test_years_side_by_side_and_until_the_day(moved, shown, client_for, province_viewer):
    years = numbers(shown()["by_year"])
    assert list(years) == ["2025", "2024", "2023", "2022", "2021"]
    assert years["2025"] == [2, 3, 1, 1, 0, 1, 0]
    assert years["2024"] == [0] * 7
    early = client_for(province_viewer).get("/luan-chuyen/?as_of=2025-06-30").context
    assert numbers(early["by_year"])["2025"] == [2, 3, 0, 1, 0, 1, 0]
    later = client_for(province_viewer).get("/luan-chuyen/?as_of=2026-06-30&year=2025").context
    assert numbers(later["by_year"])["2025"] == [2, 3, 1, 1, 0, 1, 0]


def test_by_district_who_goes_to_another_counts_in_both(moved, shown):
    # Down, across, gone to another, up, unclear, away, not said, within.
    assert numbers(shown()["by_unit"]) == {
        "Huyện Ba Tơ": [2, 2, 1, 1, 1, 0, 0, 0],
        "Thị xã Đức Phổ": [0, 1, 1, 0, 0, 0, 1, 0],
    }


def test_by_title_deputies_too(moved, shown):
    found = numbers(shown()["by_title"])
    assert found["Phó Chủ tịch Ủy ban nhân dân"] == [1, 1, 0, 0, 0, 0, 0]
    assert found["Phó Bí thư Đảng ủy"] == [0, 1, 0, 0, 0, 0, 0]
    assert "Văn hóa - Xã hội" not in found


def test_every_number_opens_the_rows_that_it_counts(moved, client_for, province_viewer, shown):
    client = client_for(province_viewer)
    for query, tables in (
        ("", ("by_year", "by_basis", "by_unit", "by_title")),
        ("&show=new", ("new_by_year", "new_by_group")),
    ):
        context = shown(query)
        cells = [cell for name in tables for row in context[name] for cell in row.cells]
        assert len([cell for cell in cells if cell.url]) > 10
        for cell in cells:
            assert bool(cell.url) == bool(cell.count)
            if cell.url:
                page = client.get(cell.url).context["page"]
                assert page.paginator.count == cell.count, cell


def test_the_list_tells_from_where_and_to_where(moved, listed, duc_pho):
    township, other = (str(Unit.objects.get(code=code)) for code in (TOWNSHIP, duc_pho))
    assert set(listed()) == {
        ("Phạm Thị Hạnh", MOUNTAIN, "Cơ quan cấp huyện", ""),
        ("Đinh Văn Lía", MOUNTAIN, "Cơ quan cấp tỉnh", ""),
        ("Trần Văn Sổ", MOUNTAIN, f"Phó Bí thư Đảng ủy, {township}", ""),
        ("Lê Văn Cả", MOUNTAIN, f"Chủ tịch Ủy ban nhân dân, {other}", ""),
        ("Hồ Thị Thu", duc_pho, f"Phó Chủ tịch Ủy ban nhân dân, {township}", ""),
        ("Bùi Thị Nga", MOUNTAIN, "", "Cơ quan cấp huyện"),
        ("Võ Văn Rõ", TOWNSHIP, "", ""),
    }
    assert names(listed("&show=unsaid")) == {"Đinh Thị Mới"}


def test_a_board_sees_who_came_to_it_and_who_went_alone(moved, shown, listed, editor_b, viewer_a):
    assert names(listed(user=editor_b)) == {"Lê Văn Cả", "Hồ Thị Thu"}
    # Down, across to it, gone to another, up, unclear, away, not said, within.
    assert numbers(shown(user=editor_b)["by_year"])["2025"] == [0, 1, 1, 0, 0, 0, 1, 0]
    assert numbers(shown(user=viewer_a)["by_year"])["2025"] == [2, 2, 1, 1, 1, 0, 0, 0]
    assert names(listed("&show=gone", user=viewer_a)) == {"Hồ Thị Thu"}
    assert "Đinh Thị Mới" not in names(listed("&show=new", user=viewer_a))


def test_two_boards_together_have_nobody_going_out(moved, shown, editor_ab):
    assert numbers(shown(user=editor_ab)["by_year"])["2025"] == [2, 3, 0, 1, 1, 0, 1, 0]


def test_newly_appointed_by_group_with_shares(moved, shown):
    # New: Hạnh, Lía and Võ to key, Mới to civil; the others held a title of the group before.
    context = shown("&show=new")
    assert numbers(context["new_by_group"]) == {
        "Cán bộ chủ chốt": [3, 1, 1, 1, 0, 3, 1],
        "Cán bộ các tổ chức chính trị - xã hội": [0] * 7,
        "Công chức": [1, 1, 1, 0, 1, 0, 0],
        "Người hoạt động không chuyên trách": [0] * 7,
        "Cộng": [4, 2, 2, 1, 1, 3, 1],
    }
    total = context["new_by_group"][-1].cells
    assert [str(cell.rate) for cell in total] == [
        "None", "50.00", "50.00", "25.00", "None", "None", "33.33",
    ]  # fmt: skip
    assert numbers(context["new_by_year"])["2025"] == [4, 2, 2, 1, 1, 3, 1]


def test_under_forty_on_the_day_of_the_appointment(moved, listed):
    # Lía turned forty on it, Hạnh was thirty-four.
    assert names(listed("&show=young")) == {"Phạm Thị Hạnh", "Đinh Thị Mới"}


def test_the_map_of_another_day_gathers_the_movements_and_merges_none_away(moved, shown):
    maps.reorganise()
    after = shown("&map=2025-07-01")
    assert numbers(after["by_year"])["2025"][:3] == [2, 3, 1]


def test_the_workbook_has_the_rows_of_the_list_and_is_kept(
    moved, client_for, province_viewer, listed
):
    Disclosure.objects.all().delete()
    response = client_for(province_viewer).get(f"{FILE}&show=across")
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert [row[1] for row in rows] == [name for name, *_ in listed("&show=across")]
    assert {row[3] for row in rows} == {"Điều động", "Bầu", "Luân chuyển"}
    kept = Disclosure.objects.get(kind=Disclosure.Kind.LIST)
    assert kept.people == 3 and "tệp Excel" in kept.detail
    response = client_for(province_viewer).get(f"{FILE}&show=women")
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert {row[1] for row in rows} == {"Phạm Thị Hạnh", "Đinh Thị Mới"}


@pytest.mark.parametrize("asked", ["&show=abc", "&year=2019", "&year=x", "&how=no", "&unit=534",
                                   "&group=committee"])  # fmt: skip
def test_nonsense_is_refused_in_words(moved, client_for, viewer_a, asked):
    assert client_for(viewer_a).get(PAGE + asked).status_code == 400


def test_as_many_queries_however_many_people(moved, client_for, province_viewer):
    client = client_for(province_viewer)
    client.get(PAGE)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE)
        counts.append(len(asked))
        for at in range(5):
            began(person(f"Phạm Văn {at}"), "BT", TOWNSHIP, basis="rotated", came_from="district")
    assert counts[0] == counts[1] < 40

"""What is given out on the map without districts, which reads as unchanged when it comes back."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from personnel.models import Person, Unit
from sheets.comparing.changes import Status
from sheets.comparing.diff import compare
from sheets.importing import read_sheet
from sheets.scope import Scope
from sheets.template.book import template
from sheets.template.gathering import in_post
from tests import maps
from tests.factories import MOUNTAIN, TOWNSHIP, person, post
from tests.sheets.conftest import TODAY


@pytest.fixture
def few(small_province: Unit) -> Any:
    """Two people of old communes, on the map without districts: one was in two that merged."""
    an, ben = person(), person(name="Lê Văn Bền")
    post(an, "BT", MOUNTAIN)
    post(an, "UVBCH", MOUNTAIN, start=date(2025, 3, 1))
    post(ben, "VPTK", TOWNSHIP)
    maps.reorganise()
    return {"Xã Ba Vinh": an, "Xã Ba Tơ": ben}


def _unit(name: str) -> Unit:
    return Unit.objects.in_force(TODAY).get(name=name)


def _sheet(unit: Unit, people: list[int] | None = None) -> Any:
    return load_workbook(BytesIO(template(unit, TODAY, people)))["Nhân sự"]


@pytest.mark.parametrize("name", ["Xã Ba Vinh", "Địa bàn huyện Ba Tơ (cũ)", "Tỉnh Quảng Ngãi"])
def test_no_district_is_asked_where_there_is_none(few: Any, name: str) -> None:
    headers = [cell.value for cell in _sheet(_unit(name))[1]]
    assert "Huyện/Thị xã/Thành phố" not in headers
    assert "Đơn vị công tác *" in headers


def test_the_list_of_units_is_that_of_the_day(few: Any) -> None:
    book = load_workbook(BytesIO(template(_unit("Địa bàn huyện Ba Tơ (cũ)"), TODAY)))
    listed = [(row[1].value, row[2].value) for row in book["Danh mục"].iter_rows(min_row=2)
              if row[0].value == "Đơn vị công tác"]  # fmt: skip
    wanted = Unit.objects.communes().filter(memberships__group__code="DB535").order_by("code")
    assert listed == [(unit.name, unit.code) for unit in wanted]


@pytest.mark.parametrize("name", ["Xã Ba Vinh", "Địa bàn huyện Ba Tơ (cũ)", "Tỉnh Quảng Ngãi"])
def test_people_are_told_where_they_are_and_come_back_unchanged(few: Any, name: str) -> None:
    unit = _unit(name)
    people = in_post(Person.objects.all(), TODAY, unit)
    there = [
        who.pk for place, who in few.items() if unit.is_province or unit.contains(_unit(place))
    ]
    assert sorted(people) == sorted(there)
    sheet = _sheet(unit, people)
    at = [cell.value for cell in sheet[1]].index("Đơn vị công tác *")
    assert {row[at].value for row in sheet.iter_rows(min_row=2) if row[1].value} <= set(few)
    scope = None if unit.is_province else Scope.of(unit)
    reading = read_sheet(BytesIO(template(unit, TODAY, people)), TODAY, scope)
    assert [found.message for found in reading.errors] == []
    assert [row.status for row in compare(reading.rows, TODAY, scope).rows] == [
        Status.UNCHANGED
    ] * len(people)


def test_a_name_that_others_bore_comes_with_its_first_day(without_districts: Any) -> None:
    who = person()
    post(who, "BT", "21241")  # Xã Nghĩa Lâm, of which Xã Trà Giang came.
    unit = _unit("Xã Trà Giang")
    sheet = _sheet(unit, [who.pk])
    at = [cell.value for cell in sheet[1]].index("Đơn vị công tác *")
    assert sheet[2][at].value == "Xã Trà Giang (từ 01/07/2025)"
    reading = read_sheet(BytesIO(template(unit, TODAY, [who.pk])), TODAY)
    assert [row.status for row in compare(reading.rows, TODAY).rows] == [Status.UNCHANGED]

"""Communes of lists on the map without districts: each is understood for the day of its row."""

from datetime import date
from typing import Any

import pytest

from personnel.models import Title, Unit
from sheets.deciding import answer_key
from sheets.importing import read_sheet
from sheets.reading.matching import References
from sheets.reading.suggesting import suggestions
from sheets.records import Reading, Row
from sheets.scope import Scope
from tests.sheets.building import HEADERS, sheet_of, somebody, workbook_of
from tests.sheets.conftest import TODAY

NO_DISTRICT = {"district": None}
DEFAULT_OF_TRA_BUI = "Xã Cà Đam"


def _read(*rows: dict[str, Any], scope: Scope | None = None, **readings: Any) -> Reading:
    return read_sheet(sheet_of(*rows), TODAY, scope, readings=readings)


def _only(reading: Reading) -> Row:
    assert [found.message for found in reading.errors] == []
    (row,) = reading.rows
    return row


def _told(reading: Reading) -> list[str]:
    return [found.reason for found in reading.warnings if found.field in ("unit", "district")]


def _unit(name: str, day: date = TODAY) -> Unit:
    return Unit.objects.in_force(day).get(name=name)


OLD = date(2025, 6, 30)


def test_a_commune_of_today_needs_no_district(small_without_districts: Any) -> None:
    row = _only(_read(somebody(unit="Xã Ba Vinh", since="01/09/2025", **NO_DISTRICT)))
    assert row.unit == row.place == _unit("Xã Ba Vinh")


def test_a_name_of_two_times_is_read_for_the_day_of_the_row(small_without_districts: Any) -> None:
    reading = _read(somebody(unit="Xã Ba Vinh", since="2019", **NO_DISTRICT))
    row = _only(reading)
    assert (row.unit, row.place) == (_unit("Xã Ba Vinh", OLD), _unit("Xã Ba Vinh"))
    assert _told(reading) == []


@pytest.mark.parametrize("text", ["Xã Ba Điền", "X. Ba Điền", "Ba Điền", "UBND xã Ba Điền"])
def test_an_old_commune_is_read_for_its_time(small_without_districts: Any, text: str) -> None:
    row = _only(_read(somebody(unit=text, since="05/2019")))
    assert (row.unit, row.place) == (_unit("Xã Ba Điền", OLD), _unit("Xã Ba Vinh"))


@pytest.mark.parametrize("since", [None, "01/07/2025", "12/2025"])
def test_later_it_is_its_only_successor_and_that_is_said(
    small_without_districts: Any, since: str | None
) -> None:
    reading = _read(somebody(unit="Xã Ba Điền", since=since))
    assert _only(reading).unit == _unit("Xã Ba Vinh")
    assert _told(reading) == ["Xã Ba Điền nay là Xã Ba Vinh: đọc là đơn vị này"]


def test_a_code_is_the_unit_that_bore_it_on_the_day(small_without_districts: Any) -> None:
    reused = Unit.objects.in_force(TODAY).get(name="Xã Ba Vinh").code
    assert _only(_read(somebody(unit=reused, since="08/2025", **NO_DISTRICT))).unit == _unit(
        "Xã Ba Vinh"
    )
    row = _only(_read(somebody(unit=reused, since="2019", **NO_DISTRICT)))
    assert row.unit.code == reused and row.unit.is_in_force(OLD)


@pytest.mark.parametrize(
    ("district", "told"),
    [
        ("Huyện Ba Tơ", []),
        ("Đức Phổ", ["Xã Ba Vinh không có phần nào từ Thị xã Đức Phổ; đọc theo tên xã"]),
        ("Tỉnh Quảng Ngãi", ["không có cấp huyện này; không đọc cột này"]),
    ],
)
def test_a_district_is_a_hint_and_never_wrong(
    small_without_districts: Any, district: str, told: list[str]
) -> None:
    reading = _read(somebody(unit="Xã Ba Vinh", district=district, since="09/2025"))
    assert _only(reading).unit == _unit("Xã Ba Vinh")
    assert _told(reading) == told


def test_a_district_that_ended_tells_which_commune_is_meant(without_districts: Any) -> None:
    of_duc_pho = Unit.objects.get(code="21439", valid_from=None)
    name = of_duc_pho.name
    assert Unit.objects.in_force(date(2024, 1, 1)).filter(name=name).count() == 2
    row = _only(_read(somebody(unit=name, district="Thị xã Đức Phổ", since="2019")))
    assert row.unit == of_duc_pho
    asked = _read(somebody(unit=name, since="2019", **NO_DISTRICT)).errors
    assert [found.reason.partition(":")[0] for found in asked] == ["nhiều đơn vị cùng tên"]


def test_a_split_is_asked_with_what_it_became(without_districts: Any) -> None:
    reading = _read(somebody(unit="Xã Trà Bùi", **NO_DISTRICT))
    (asked,) = reading.errors
    assert asked.reason == (
        "Xã Trà Bùi đã hết hiệu lực từ sau 30/06/2025, chia về nhiều đơn vị: "
        "Xã Cà Đam hoặc Xã Tây Trà Bồng"
    )
    assert asked.unknown == "Xã Trà Bùi"
    near = suggestions("unit", "Xã Trà Bùi", References.on(TODAY))
    assert {label for _, label in near[:2]} == {"Xã Cà Đam", "Xã Tây Trà Bồng"}
    (answer,) = (value for value, label in near if label == "Xã Tây Trà Bồng")
    answered = _read(
        somebody(unit="Xã Trà Bùi", **NO_DISTRICT), unit={answer_key("unit", "Xã Trà Bùi"): answer}
    )
    assert _only(answered).unit == _unit("Xã Tây Trà Bồng")


def test_a_row_of_before_a_split_is_where_people_go_by_default_and_that_is_said(
    without_districts: Any,
) -> None:
    reading = _read(somebody(unit="Xã Trà Bùi", since="2019", **NO_DISTRICT))
    row = _only(reading)
    assert (row.unit.code, row.place.name) == ("21142", DEFAULT_OF_TRA_BUI)
    assert _told(reading) == [
        f"Xã Trà Bùi nay chia về Xã Cà Đam, Xã Tây Trà Bồng; tính vào {DEFAULT_OF_TRA_BUI}"
    ]


def test_a_name_that_is_another_unit_now_is_asked(without_districts: Any) -> None:
    (asked,) = _read(somebody(unit="Xã Trà Giang", since="2019", **NO_DISTRICT)).errors
    assert asked.reason == (
        "hai đơn vị cùng tên ở hai thời gian: Xã Trà Giang (từ 01/07/2025); "
        "Xã Trà Giang (đến 30/06/2025), nay là Xã Đông Trà Bồng"
    )
    assert asked.unknown
    now = _unit("Xã Trà Giang")
    since = somebody(unit="Xã Trà Giang", since="08/2025", **NO_DISTRICT)
    assert _only(_read(since)).unit == now
    old = _only(_read(somebody(unit="Xã Trà Giang", district="Huyện Trà Bồng", since="2019")))
    assert (old.unit.code, old.place.name) == ("21118", "Xã Đông Trà Bồng")
    exact = somebody(unit="Xã Trà Giang (từ 01/07/2025)", since="2019", **NO_DISTRICT)
    assert _only(_read(exact)).unit == now
    assert "Xã Nghĩa Thắng" in _only(_read(exact)).if_added


def test_an_old_list_of_a_name_that_is_another_unit_now_is_asked(without_districts: Any) -> None:
    (asked,) = _read(somebody(unit="Xã Trà Giang", district="Huyện Trà Bồng")).errors
    assert asked.reason.startswith("hai đơn vị cùng tên")


def test_the_list_of_a_communes_board_needs_no_column_of_units(
    small_without_districts: Any,
) -> None:
    headers = [h for h in HEADERS if h not in ("Huyện/Thị xã/Thành phố", "Đơn vị công tác")]
    ba_vinh = _unit("Xã Ba Vinh")
    file = sheet_of(somebody(), headers=headers)
    row = _only(read_sheet(file, TODAY, Scope.of(ba_vinh)))
    assert row.unit == ba_vinh
    file.seek(0)
    assert not read_sheet(file, TODAY).rows


def test_rows_of_others_are_told_whose_list_it_is(small_without_districts: Any) -> None:
    ba_vinh = Scope.of(_unit("Xã Ba Vinh"))
    reading = _read(
        somebody(unit="Xã Ba Điền", since="2019"),
        somebody(name="Lê Văn Bền", unit="Xã Ba Tơ", **NO_DISTRICT),
        scope=ba_vinh,
    )
    assert [row.unit.name for row in reading.rows] == ["Xã Ba Điền"]
    assert [found.reason for found in reading.errors] == [
        "Xã Ba Tơ không thuộc phạm vi; chỉ nhận người của Xã Ba Vinh trong lượt nhập này"
    ]


def test_an_old_district_holds_the_communes_that_became_of_it(small_without_districts: Any) -> None:
    ba_to = Scope.of(Unit.objects.get(code="535", level="district"))
    rows = [somebody(unit="Xã Ba Vinh", since="09/2025", **NO_DISTRICT),
            somebody(name="Lê Văn Bền", unit="Xã Ba Điền", since="2019")]  # fmt: skip
    assert len(_read(*rows, scope=ba_to).rows) == 2
    other = somebody(name="Lê Văn Chi", unit="Xã An Phú", **NO_DISTRICT)
    assert _read(*rows, other, scope=ba_to).errors[0].field == "unit"


def test_headings_of_old_and_new_communes(small_without_districts: Any) -> None:
    columns = [h for h in HEADERS if h not in ("Huyện/Thị xã/Thành phố", "Đơn vị công tác")]
    people = [somebody(since="2019"), somebody(name="Lê Văn Bền", since="2019")]
    rows = [[row.get(head) for head in columns] for row in people]
    content = [columns, ["I", "XÃ BA ĐIỀN"], rows[0], ["II", "XÃ BA VINH"], rows[1]]
    reading = read_sheet(workbook_of({"Nhân sự": content}), TODAY)
    assert [found.message for found in reading.errors] == []
    assert [(row.unit.name, row.unit.is_in_force(OLD)) for row in reading.rows] == [
        ("Xã Ba Điền", True),
        ("Xã Ba Vinh", True),
    ]
    assert {row.place.name for row in reading.rows} == {"Xã Ba Vinh"}


def test_titles_are_those_of_the_day(small_without_districts: Any) -> None:
    Title.objects.filter(code="VPTK").update(valid_from=date(2025, 7, 1))
    reading = _read(somebody(unit="Xã Ba Vinh", since="2019", **NO_DISTRICT))
    assert len(reading.rows) == 1
    assert [f.reason for f in reading.warnings if f.field == "since"] == [
        "«Văn phòng - thống kê» áp dụng từ 01/07/2025, sau ngày này"
    ]
    Title.objects.filter(code="VPTK").update(valid_from=date(2026, 7, 1))
    (refused,) = _read(somebody(unit="Xã Ba Vinh", **NO_DISTRICT)).errors
    assert refused.reason == "chức danh này áp dụng từ 01/07/2026"

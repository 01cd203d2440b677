"""Days in the admin: day first, with a year of four digits, and told back in words."""

from datetime import date
from io import BytesIO

import pytest
from django.utils import formats
from openpyxl import load_workbook

from personnel.models import Title, Unit
from personnel.words.dates import parse_day
from tests.factories import MOUNTAIN


@pytest.fixture
def unit(small_province):
    return Unit.objects.get(code=MOUNTAIN)


@pytest.mark.parametrize("typed", ["01/07/2025", "1/7/2025", " 01/07/2025 "])
def test_the_day_comes_first(unit, save, typed):
    told, errors = save(unit, valid_from=typed)
    unit.refresh_from_db()
    assert (unit.valid_from, errors) == (date(2025, 7, 1), {})
    assert told == ["Đã lưu Xã Ba Điền: có hiệu lực từ ngày 01 tháng 7 năm 2025."]


def test_both_days_are_told_in_words(unit, save):
    told, _ = save(unit, valid_from="31/12/2024", valid_to="09/02/2026")
    period = "từ ngày 31 tháng 12 năm 2024 đến hết ngày 09 tháng 02 năm 2026"
    assert told == [f"Đã lưu Xã Ba Điền: có hiệu lực {period}."]
    told, _ = save(unit, valid_from="", valid_to="")
    assert told == ["Đã lưu Xã Ba Điền: luôn có hiệu lực."]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("1/7/25", "năm phải ghi đủ 4 chữ số"),
        ("12/31/2024", "ngày này không có trong lịch"),
        ("29/02/2025", "ngày này không có trong lịch"),
        ("07/2025", "Nhập đủ ngày, tháng, năm"),
        ("2025", "Nhập đủ ngày, tháng, năm"),
        ("01/07/0025", "năm phải từ 1920 đến 2100"),
        ("mai", "không phải ngày"),
    ],
)
def test_what_is_no_day_is_refused_in_vietnamese(unit, save, typed, why):
    told, errors = save(unit, valid_from=typed)
    assert told == [] and why in errors["valid_from"][0]
    unit.refresh_from_db()
    assert unit.valid_from is None


def test_a_form_shows_its_days_as_they_are_typed(unit, save, province_admin, client_for):
    save(unit, valid_from="01/07/2025")
    page = client_for(province_admin).get(f"/admin/personnel/unit/{unit.pk}/change/")
    assert 'name="valid_from" value="01/07/2025"' in page.content.decode()


def test_lists_show_the_days(unit, save, province_admin, client_for):
    client = client_for(province_admin)
    save(unit, valid_from="01/07/2020")
    Title.objects.filter(code="VPDU").update(valid_to=date(2030, 6, 30))
    units = client.get("/admin/personnel/unit/").content.decode()
    assert "từ 01/07/2020 đến nay" in units and "luôn có hiệu lực" in units
    save(unit, valid_to="30/06/2025")
    units = client.get("/admin/personnel/unit/?in_force=other").content.decode()
    assert "từ 01/07/2020 đến hết 30/06/2025" in units and "luôn có hiệu lực" not in units
    titles = client.get("/admin/personnel/title/").content.decode()
    assert "đến hết 30/06/2030" in titles and "luôn có hiệu lực" in titles


def test_a_list_taken_away_has_the_days_too(unit, save, province_admin, client_for):
    save(unit, valid_from="01/07/2020")
    response = client_for(province_admin).get("/admin/personnel/unit/export/")
    assert 'filename="don-vi-hanh-chinh-' in response["Content-Disposition"]
    head, *rows = load_workbook(BytesIO(response.content)).active.values
    kept = next(dict(zip(head, row, strict=True)) for row in rows if row[0] == MOUNTAIN)
    assert kept["Có hiệu lực từ ngày"] == "01/07/2020"
    assert kept["Trực thuộc"] == "Huyện Ba Tơ (535)" and kept["Cấp"] == "Cấp xã"


@pytest.mark.parametrize("typed", ["31/12/25", "12/31/2025", "2025-13-01", "٣١/12/2025", "mai"])
def test_addresses_and_commands_read_days_in_the_same_way(typed):
    assert parse_day("1/7/2025") == parse_day("01/07/2025") == parse_day("2025-07-01")
    with pytest.raises(ValueError, match="."):
        parse_day(typed)


def test_no_form_of_django_reads_the_month_first():
    assert formats.get_format("DATE_INPUT_FORMATS", lang="vi") == ["%d/%m/%Y", "%Y-%m-%d"]
    assert formats.date_format(date(2025, 7, 1)) == "01/07/2025"

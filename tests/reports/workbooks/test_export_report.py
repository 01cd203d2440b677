"""`export_report`: workbook, CSV or JSON of the province, a district, a sealed period."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.reports.periods.handing import a_period, district_of
from tests.reports.workbooks.excel import Excel
from tests.reports.workbooks.test_sealed import close


@pytest.fixture
def export(tmp_path):
    def run(name="bao-cao.xlsx", **options):
        out = tmp_path / name
        call_command("export_report", out=str(out), stdout=StringIO(), **options)
        return out.read_bytes()

    return run


def test_live_of_the_province_and_of_a_district(people, export):
    whole = Excel(export(as_of="31/12/2025", horizon="2030"))
    assert whole.names[:3] == ["1. Chỉ tiêu", "2a. Cấp huyện", "2b. Cấp xã"]
    assert "mục tiêu 2030" in whole.text("1.") and "31/12/2025" in whole.text("1.")
    assert "HUYỆN ỦY BA TƠ" in Excel(export(as_of="2025-12-31", unit="535")).text("1.")
    assert json.loads(export("a.json", as_of="2025-12-31", unit="535"))["root"] == "535"
    assert export("a.CSV", as_of="2025-12-31").decode().startswith("\ufeffCấp,")


def test_a_sealed_period_by_name_or_number(people, province_admin, export):
    period = close(a_period("Báo cáo 2025"), province_admin)
    by_name, by_number = export(period="Báo cáo 2025"), export(period=str(period.pk))
    assert by_name == by_number == export(period="Báo cáo 2025", unit="51")
    assert period.seal_hash in Excel(by_name).text("6.")
    district_of().children.update(name="Đổi tên")
    told = json.loads(export("a.json", period="Báo cáo 2025", unit="535"))
    assert told["root"] == "535" and "Đổi tên" not in json.dumps(told, ensure_ascii=False)
    missing = json.loads(export("a.json", period="Báo cáo 2025", unit="534"))
    assert [unit["unit"] for unit in missing["missing"]] == ["534"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"name": "a.pdf"}, "đuôi .xlsx, .csv hoặc .json"),
        ({"as_of": "hôm nay"}, "không hợp lệ"),
        ({"unit": "999"}, "Không có đơn vị mang mã “999”"),
        ({"unit": "21487"}, "cho một đơn vị nộp báo cáo"),
        ({"period": "Không có"}, "Không có kỳ báo cáo “Không có”"),
        ({"period": "9" * 30}, "Không có kỳ báo cáo"),
        ({"period": "Đang mở"}, "chưa khóa"),
        ({"period": "Đang mở", "as_of": "2025-12-31"}, "bỏ --as-of"),
        ({"period": "Đã khóa", "unit": "999"}, "không có đơn vị mang mã “999”"),
    ],
)
def test_refusals_say_what_to_do_and_write_nothing(province, province_admin, export, options, told):
    a_period("Đang mở")
    if options.get("period") == "Đã khóa":
        close(a_period("Đã khóa", horizon="2030"), province_admin)
    with pytest.raises(CommandError, match=told):
        export(**options)


def test_a_folder_that_is_not_there(province, tmp_path):
    with pytest.raises(CommandError, match="Không có thư mục"):
        call_command("export_report", out=str(tmp_path / "a" / "b.xlsx"))


def test_nothing_loaded(nothing, export):
    with pytest.raises(CommandError, match="load_reference"):
        export(as_of="2025-12-31")


def test_nothing_is_left_of_a_report_that_cannot_be_written(province, tmp_path):
    (tmp_path / "a.json").mkdir()
    (tmp_path / "a.json" / "x").write_text("")
    with pytest.raises(CommandError, match="Không ghi được tệp"):
        call_command("export_report", out=str(tmp_path / "a.json"), as_of="2025-12-31")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]

"""The report in Word where there are no districts."""

import pytest

from personnel.models import Unit
from reports.word.form import Form, recipients_of
from tests import maps
from tests.reports.word.conftest import DAY, docx_of
from tests.reports.word.reading import lines, tables


@pytest.fixture
def groups(people):
    """Three people in every commune, on the map without districts; its groups."""
    return maps.reorganise()


def communes():
    return list(Unit.objects.in_force(DAY).communes().order_by("code"))


def test_the_provinces_speaks_of_communes(groups, small_province):
    docx = docx_of(small_province)
    text = "\n".join(lines(docx)).replace("địa bàn huyện", "")
    assert "huyện" not in text and "Bảng 2. Tỷ lệ đạt từng chỉ tiêu theo xã" in text
    assert {row[0] for row in tables(docx)["Bảng 2"]} >= {unit.proper_name for unit in communes()}


def test_a_communes_is_one_of_its_committee(groups):
    commune = communes()[0]
    found = lines(docx_of(commune))
    named = f"{commune.get_kind_display().lower()} {commune.proper_name}"
    assert f"ĐẢNG ỦY {commune.name.upper()}" in found and "ĐẢNG BỘ TỈNH QUẢNG NGÃI" in found
    assert "Số       -BC/ĐU" in found
    assert any(line.split("\n") == ["T/M ĐẢNG ỦY", "BÍ THƯ"] for line in found)
    assert f"- Lưu Đảng ủy {named}." in found
    assert not any("Kết quả theo" in line for line in found)
    assert any(line.startswith(f"{commune.name} có") and "đơn vị hành chính" not in line
               for line in found)  # fmt: skip


def test_a_groups_leaves_open_who_reports(groups):
    found = lines(docx_of(groups[0]))
    assert any("[cơ quan lập báo cáo của địa bàn: đơn vị lập báo cáo ghi]" in x for x in found)
    assert "BAN TỔ CHỨC" not in found


def test_recipients_are_the_committees_there_are(groups, small_province):
    told = recipients_of(Form(), small_province, communes())
    assert any(line.startswith("- Đảng ủy các xã") for line in told)
    districts = Unit.objects.filter(level="district")
    before = recipients_of(Form(), small_province, districts)
    assert "- Các huyện ủy, thị ủy, thành ủy," in before

"""The annual workbook where there are no districts: communes, summed up by group."""

from datetime import date

import pytest

from personnel.models import Membership, Unit
from reports.workbooks.annual.figures import figures_csv
from reports.workbooks.annual.issuing import OPEN, Issuer
from reports.workbooks.annual.report import IN_NO_GROUP, live_report
from reports.workbooks.annual.workbook import annual_workbook, sheet_names
from targets.criteria import H2025
from targets.lens import Lens
from tests import maps
from tests.reports.workbooks.conftest import and_others
from tests.reports.workbooks.excel import Excel
from tests.reports.workbooks.test_annual import DAY, MOMENT, live


@pytest.fixture
def groups(small_province, ba_to):
    """People of three communes, on the map without districts; its groups."""
    and_others()
    return maps.reorganise()


@pytest.fixture
def whole(groups, small_province):
    return live(small_province)


def by_name(excel, sheet, name_at, count_at):
    """Return a number of each row by the name that stands in it."""
    return {row[name_at]: row[count_at] for row in excel.rows(sheet)}


def test_there_is_no_sheet_of_districts(whole, small_province):
    report, excel = whole
    assert excel.names[:4] == ["1. Chỉ tiêu", "2b. Cấp xã", "3a. BM02 CBCC", "3b. KCT"]
    assert excel.names == sheet_names(report)
    before = live_report(Lens(H2025, date(2025, 6, 30)), small_province, MOMENT)
    assert "2a. Cấp huyện" in sheet_names(before)


@pytest.mark.parametrize(("sheet", "name_at", "count_at"), [("2b", 2, 4), ("3a", 1, 2)])
def test_communes_are_summed_up_by_group(whole, groups, sheet, name_at, count_at):
    _, excel = whole
    found = by_name(excel, sheet, name_at, count_at)
    communes = {unit: set(unit.parts) for unit in groups}
    names = dict(Unit.objects.values_list("pk", "name"))
    for group, parts in communes.items():
        assert found[group.name] == sum(found[names[pk]] for pk in parts)
    assert found["Tổng số"] == sum(found[group.name] for group in groups) > 0


def test_communes_in_no_group_are_summed_up_apart(groups, small_province):
    (alone,) = Membership.objects.filter(group=groups[0])[:1]
    alone.delete()
    report, excel = live(small_province)
    found = by_name(excel, "2b", 2, 4)
    assert found[IN_NO_GROUP] == found[alone.unit.name]
    tops = [unit.name for unit in groups] + [IN_NO_GROUP]
    assert found["Tổng số"] == sum(found.get(name) or 0 for name in tops)
    lines = list(figures_csv(report))
    assert not any(IN_NO_GROUP in line for line in lines)
    assert sum(alone.unit.name in line for line in lines) == 1


def test_without_groups_communes_stand_by_themselves(groups, small_province):
    Membership.objects.all().delete()
    _, excel = live(small_province)
    rows = excel.rows("2b")
    communes = Unit.objects.in_force(DAY).communes().count()
    assert [row[0] for row in rows[:-1]] == [str(at) for at in range(1, communes + 1)]


def test_whoever_misses_a_target_stands_by_commune(whole):
    _, excel = whole
    text = excel.text("4.")
    assert "Địa bàn" in text and "\nHuyện\n" not in text
    assert "Xã Ba Vinh\n" in text or "Xã Ba Tơ\n" in text


def test_nothing_is_told_of_districts(whole):
    _, excel = whole
    for sheet in ("1.", "2b", "4.", "6."):
        told = excel.text(sheet)
        for named in ("Địa bàn huyện", "luân chuyển", "cấp huyện", "tập huyện", "huấn luyện"):
            told = told.replace(named, "")
        assert "huyện" not in told.lower(), sheet


def test_a_commune_reports_by_its_committee(groups):
    commune = Unit.objects.in_force(DAY).communes().order_by("code").first()
    report = live_report(Lens(H2025, DAY), commune, MOMENT)
    excel = Excel(annual_workbook(report).content)
    text = excel.text("1.")
    assert "ĐẢNG BỘ TỈNH QUẢNG NGÃI" in text and f"ĐẢNG ỦY {commune.name.upper()}" in text
    assert "-BC/ĐU" in text and "BAN TỔ CHỨC" not in text and "BÍ THƯ" in text
    rows = excel.rows("2.")
    assert [row[2] for row in rows] == [commune.name, "Tổng số"]
    assert rows[0][4:] == rows[1][4:]


def test_who_reports_on_a_group_stays_open(groups):
    issuer = Issuer.of(groups[0])
    assert (issuer.superior, issuer.board, issuer.signer) == ("TỈNH ỦY QUẢNG NGÃI", OPEN, OPEN)
    report = live_report(Lens(H2025, DAY), groups[0], MOMENT)
    excel = Excel(annual_workbook(report).content)
    assert "BAN TỔ CHỨC" not in excel.text("1.")
    assert len(excel.rows("2.")) == len(groups[0].parts) + 1

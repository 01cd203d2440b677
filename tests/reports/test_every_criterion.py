"""Each criterion of the register is shown everywhere, whomever it covers."""

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Q

from reports.workbooks.annual.figures import figures_csv, figures_json
from reports.workbooks.annual.report import live_report
from reports.workbooks.annual.workbook import annual_workbook
from targets import criteria
from targets.criteria import H2025, HORIZONS, A, criteria_for
from targets.figures import Share
from targets.lens import Lens
from targets.rules import Ask, Cover, Criterion, Section
from tests.reports.workbooks.excel import Excel

pytestmark = pytest.mark.usefixtures("small_province")
DAY = date(2025, 12, 31)
MOMENT = datetime(2026, 1, 5, 5, 0, tzinfo=UTC)
WOMEN = Cover(
    "women_of_staff", "Nữ cán bộ, công chức", Section(7, "Chỉ tiêu riêng về cán bộ nữ", "Nữ"),
    lambda day: Q(sex="female", title_group__in=("key", "mass", "civil")),
)  # fmt: skip
MADE_UP = Criterion(
    "2025.women_of_staff.theory", A, H2025, "Lý luận chính trị của nữ: trung cấp", "LLCT-N",
    WOMEN, (Ask("theory", 2),), Share(50),
)  # fmt: skip


@pytest.fixture(params=HORIZONS)
def lens(request, monkeypatch):
    """Each horizon, with a criterion more than the resolution has, of a cover of its own."""
    monkeypatch.setattr(criteria, "REGISTER", (*criteria.REGISTER, MADE_UP))
    monkeypatch.setitem(criteria.BY_CODE, MADE_UP.code, MADE_UP)
    return Lens(HORIZONS[request.param], DAY)


@pytest.fixture
def every(lens):
    found = criteria_for(lens.horizon)
    assert MADE_UP in found
    return found


@pytest.mark.parametrize("address", ["/?", "/?order=group&", "/chi-tieu/?"])
def test_on_the_pages(address, lens, every, ba_to, province_viewer, client_for):
    response = client_for(province_viewer).get(f"{address}{lens.query}")
    lines = [line.criterion for _, lines in response.context["sections"] for line in lines]
    assert sorted(c.code for c in lines) == sorted(c.code for c in every)
    shown = response.content.decode()
    if address != "/?":
        headings = [section for section, _ in response.context["sections"]]
        assert headings == sorted(set(headings)) and WOMEN.section in headings
        assert all(f">{section.label}</h" in shown for section in headings)
    for criterion in every:
        assert f"/chi-tieu/{criterion.code}/?" in shown, criterion.code
    if "chi-tieu" not in address:
        cells = response.context["heat"].total.cells
        assert sorted(cell.criterion.code for cell in cells) == sorted(c.code for c in every)


def test_on_its_own_page_and_as_a_list(lens, every, ba_to, province_viewer, client_for, read):
    client = client_for(province_viewer)
    assert MADE_UP.label in read(client, f"/chi-tieu/{MADE_UP.code}/?{lens.query}")
    people = read(client, f"/nhan-su/?criterion={MADE_UP.code}&outcome=met&{lens.query}")
    assert "Phạm Thị Hạnh" in people and "Đinh Văn Lía" not in people


def test_in_the_report(lens, every, ba_to, province):
    report = live_report(lens, province, MOMENT)
    book = Excel(annual_workbook(report).content)
    assert sorted(row[3] for row in book.rows("1.")) == sorted(c.label for c in every)
    made_up = next(row for row in book.rows("1.") if row[3] == MADE_UP.label)
    assert made_up[1:3] == ("Nữ - LLCT-N", WOMEN.label) and made_up[6:8] == (1, 1)
    for start in ("2a", "2b"):
        heads = book.text(start)
        for criterion in every:
            assert f"{criterion.label} (" in heads, criterion.code
        assert WOMEN.section.label in heads
    head, *_ = csv.reader(StringIO("".join(figures_csv(report))))
    for criterion in every:
        assert sum(criterion.label in name for name in head) >= 3, criterion.code
    told = json.loads(json.dumps(figures_json(report)))
    codes = [criterion.code for criterion in every]
    assert sorted(target["criterion"] for target in told["targets"]) == sorted(codes)
    of_province = {each["criterion"] for each in told["units"][0]["criteria"]}
    assert of_province >= set(codes)


def test_in_the_command(lens, every, ba_to):
    out = StringIO()
    call_command("assess", as_of=DAY.isoformat(), horizon=lens.horizon.code, format="json",
                 unit="535", stdout=out)  # fmt: skip
    rows = [row for row in json.loads(out.getvalue()) if row["unit"] == "535"]
    assert [row["criterion"] for row in rows] == [criterion.code for criterion in every]


def test_a_cover_has_its_section():
    with pytest.raises(TypeError, match="section"):
        Cover(code="x", label="x", on=WOMEN.on)
    assert replace(MADE_UP, cover=WOMEN).cover.section.short == "Nữ"

"""A clause that can be read in two ways: both verdicts stand beside each other where they part."""

import json
import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from personnel.models import Unit
from reports.workbooks.annual.figures import figures_json
from reports.workbooks.annual.report import live_report
from targets.criteria import H2025
from targets.lens import Lens
from tests.factories import LOWLAND, MOUNTAIN, credential, person, post
from tests.reports.periods.handing import LATER, a_period, district_of, hand_in

CODE = "2025.civil.state_management"
LENS = "horizon=2025&as_of=2025-12-31"
SAID = "Cách hiểu khác: công chức ở xã miền núi"


def clerks(trained, others, unit):
    """Post so many civil servants, trained and not."""
    for at in range(trained + others):
        who = post(person(name=f"Lê Văn {unit} {at}"), "TCKT", unit).person
        credential(who, "state_management", 2 if at < trained else 0)


@pytest.fixture
def parting(small_province):
    """8 of 10 pass; 1 of the 2 in a mountain commune of Ba Tơ fails. Ba Tơ fails either way."""
    clerks(1, 1, MOUNTAIN)
    clerks(7, 1, LOWLAND)
    return Unit.objects.get(code=MOUNTAIN)


def row_of(shown, mark):
    row = shown[shown.index(mark) :]
    return " ".join(row[: row.index("</tr>")].split())


def test_both_stand_where_the_verdict_stands(parting, province_viewer, client_for, read):
    row = row_of(read(client_for(province_viewer), f"/chi-tieu/?{LENS}"), f"/chi-tieu/{CODE}/")
    assert "✓ Đạt" in row and SAID in row and "✕ Chưa đạt" in row
    assert "50,00%" in row and "80,00%" in row


@pytest.mark.parametrize("address", ["/?", "/?order=group&"])
def test_both_stand_in_the_strip(address, parting, province_viewer, client_for, read, length_of):
    client = client_for(province_viewer)
    row = row_of(read(client, f"{address}{LENS}"), f"/chi-tieu/{CODE}/")
    assert "✓ đạt" in row and "cách hiểu khác: Chưa đạt" in row and "80,00%" in row
    link, told = re.search(r'<a class="path-overdue" href="([^"]*)" title="([^"]*)"', row).groups()
    assert told.startswith(SAID) and told.endswith("1/2 · 50,00%") and length_of(client, link) == 1


def test_the_other_figure_leads_to_its_people(
    parting, province_viewer, client_for, read, length_of
):
    client = client_for(province_viewer)
    lines = [line for _, lines in client.get(f"/?{LENS}").context["sections"] for line in lines]
    [line] = [line for line in lines if line.otherwise]
    other = line.otherwise
    assert line.criterion.code == CODE and (other.figure.met, other.figure.covered) == (1, 2)
    assert (length_of(client, other.met_url), length_of(client, other.covered_url)) == (1, 2)
    # The other reading rests on terrain, which is not confirmed somewhere.
    assert (
        other.unconfirmed == Unit.objects.filter(level="commune", terrain_confirmed=False).count()
    )
    assert line.unconfirmed == 0


def test_nothing_more_is_said_where_they_agree(parting, province_viewer, client_for, read):
    client = client_for(province_viewer)
    for page in ("/don-vi/535/", f"/don-vi/{MOUNTAIN}/", f"/don-vi/{LOWLAND}/"):
        assert "Cách hiểu khác" not in read(client, f"{page}?{LENS}"), page
    clerks(6, 0, MOUNTAIN)
    assert "Cách hiểu khác" not in read(client, f"/?{LENS}")


def test_the_criterion_s_page_and_the_heat_table(parting, province_viewer, client_for, read):
    client = client_for(province_viewer)
    page = read(client, f"/chi-tieu/{CODE}/?{LENS}")
    assert page.count(SAID) == 1  # of the total; no district parts
    response = client.get(f"/?{LENS}")
    heat = response.context["heat"]
    assert [cell.criterion.code for cell in heat.total.cells if cell.otherwise] == [CODE]
    assert not any(cell.otherwise for row in heat.rows for cell in row.cells)
    table = response.content.decode()
    table = table[table.index('class="heat"') :]
    assert '50<span class="cross">✕</span>' in table and '80<span class="tick">✓</span>' in table
    verdicts = response.context["verdicts"]
    assert (verdicts.passed, verdicts.open) == (1, 1)
    assert "1 tùy cách hiểu" in response.content.decode()


def test_a_period_s_pages_say_both(parting, editor_a, province_viewer, client_for, read, length_of):
    """In the province's live figures; and, of a district, in what was submitted."""
    period, client = a_period(), client_for(province_viewer)
    assert SAID in read(client, f"/bao-cao/{period.pk}/")
    # In the township, which is no mountain commune: 8 of 10 of the district pass by then.
    clerks(7, 1, "21484")
    district = district_of()
    assert SAID in read(client, f"/bao-cao/{period.pk}/huyen/535/")
    submission = hand_in(period, district, editor_a)
    shown = read(client, f"/bao-cao/da-nop/{submission.pk}/")
    assert SAID in shown and "1 tùy cách hiểu" in shown
    lines = client.get(f"/bao-cao/da-nop/{submission.pk}/").context["noted"]
    [other] = [line.otherwise for _, among in lines for line, _ in among if line.otherwise]
    assert (length_of(client, other.met_url), length_of(client, other.covered_url)) == (1, 2)


def test_other_systems_and_the_command_get_both(parting, province):
    out = StringIO()
    call_command("assess", as_of="2025-12-31", horizon="2025", format="json", stdout=out)
    told = {(row["unit"], row["criterion"]): row for row in json.loads(out.getvalue())}
    other = {"covers": "Công chức ở xã miền núi", "covered": 2, "met": 1, "short": 1,
             "unknown": 0, "verdict": "fail"}  # fmt: skip
    assert told["51", CODE]["verdict"] == "pass" and told["51", CODE]["otherwise"] == other
    assert [place for place, row in told.items() if row["otherwise"]] == [("51", CODE)]
    out = StringIO()
    call_command("assess", as_of="2025-12-31", horizon="2025", unit="51", stdout=out)
    assert "Chưa đạt (1/2, công chức ở xã miền núi)" in out.getvalue()
    report = live_report(Lens(H2025, date(2025, 12, 31)), province, LATER)
    targets = {target["criterion"]: target for target in figures_json(report)["targets"]}
    assert targets[CODE]["otherwise"] == other
    assert all(t["otherwise"] is None for code, t in targets.items() if code != CODE)

"""Whoever is counted in a total stands in a row of it: on any day, for any user, everywhere.

Units that ended or are still to begin though people serve in them, a code that went to another
unit, a commune that moved, one without a district, dossiers of a commune that is gone.
"""

import json
from collections import Counter
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from openpyxl import load_workbook

from personnel.models import DossierCount, Post, Title, Unit
from reports.workbooks.annual.figures import figures_csv, figures_json
from reports.workbooks.annual.report import live_report
from reports.workbooks.annual.workbook import annual_workbook
from targets.criteria import H2030, ONLINE_DOSSIERS
from targets.lens import Lens
from tests.factories import (
    LOWLAND,
    MOUNTAIN,
    TOWNSHIP,
    credential,
    leave_few_units,
    person,
    post,
)

EVE, DAY, LATER = date(2025, 6, 30), date(2025, 7, 1), date(2026, 1, 1)
DAYS = [date(2024, 12, 31), EVE, DAY, date(2025, 12, 31), LATER]
ASKED = (ONLINE_DOSSIERS, "2030.key.professional", "2025.civil.theory")
# Of form BM02: religion, which is counted of no commune.
NOT_OF_COMMUNES = {"5"}
COUNTED = ("covered", "met", "short", "unknown")


def a_commune(code, **facts):
    usual = {"level": "commune", "kind": "xã", "name": f"Xã Số {code}"}
    return Unit.objects.create(**usual | {"code": code} | facts)


def serving(unit, names, **facts):
    """Let people serve in a unit, the first of each two with a degree too low."""
    for number, name in enumerate(names):
        title = Title.objects.get(code=("BT", "TCKT")[number % 2])
        usual = {"start": date(2015, 1, 1), "start_precision": "day"} | facts
        held = Post.objects.create(person=person(name=name), unit=unit, title=title, **usual)
        credential(held.person, "professional", 4 if number % 2 else 2)


@pytest.fixture(scope="module")
def standing(in_the_module):
    with in_the_module():
        leave_few_units()
        reorganise_under_people()


@pytest.fixture
def reorganised(standing, province):
    return province


def reorganise_under_people():
    """Change units as no form lets anybody do."""
    ba_to, duc_pho, city = (Unit.objects.get(code=code) for code in ("535", "534", "522"))
    for unit in Unit.objects.communes():
        serving(unit, ["Phạm Thị Bí", "Đinh Văn Kế"])
        DossierCount.objects.create(unit=unit, year=2025, total=unit.pk, online=unit.pk // 2)
    Unit.objects.filter(code=MOUNTAIN).update(valid_to=EVE)
    reused = a_commune(MOUNTAIN, parent=duc_pho, valid_from=DAY)
    serving(reused, ["Lê Văn Mới"], start=DAY)
    Unit.objects.filter(code=TOWNSHIP).update(valid_from=LATER)
    gone, stays, *_ = Unit.objects.filter(parent=city).order_by("code")
    Unit.objects.filter(pk__in=[city.pk, gone.pk]).update(valid_to=EVE)
    moved = Unit.objects.filter(parent=duc_pho).exclude(pk=reused.pk).order_by("code").first()
    Unit.objects.filter(pk=moved.pk).update(parent=ba_to)
    alone = a_commune("21548", parent=ba_to.parent, kind="đặc khu", valid_from=DAY)
    serving(alone, ["Bùi Thị Đảo", "Bùi Văn Đảo"], start=None, start_precision="")
    empty = a_commune("99998", parent=ba_to, valid_to=date(2025, 3, 31))
    DossierCount.objects.create(unit=empty, year=2025, total=7, online=3)
    both = post(person(name="Hồ Văn Hai"), "PBT", LOWLAND).person
    post(both, "TCKT", stays.code, start=date(2020, 1, 1))


@pytest.fixture(params=["province_viewer", "editor_a", "editor_ab"])
def client(request, reorganised, client_for):
    return client_for(request.getfixturevalue(request.param))


LENSES = [f"horizon=2030&as_of={day}" for day in (EVE, DAY, LATER)]


def of(figure):
    return tuple(getattr(figure, name) for name in COUNTED)


def added(figures):
    return tuple(map(sum, zip(*map(of, figures), strict=True)))


def context(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return response.context


def people_at(client, url):
    return context(client, url)["page"].paginator.count


def test_boards_add_up_and_rows_open(client):
    """The heat table of the overview and of each unit below, and the page behind each row.

    Of the communes those are opened that are not in force.
    """
    for lens in LENSES:
        boards = [context(client, f"/?{lens}")]
        while boards:
            board = boards.pop()
            heat, everyone = board["heat"], board["everyone"]
            assert people_at(client, everyone.url) == everyone.count == heat.total.people.count
            if board["unit"].level == "commune":
                continue
            assert sum(row.people.count for row in heat.rows) == everyone.count
            for at, cell in enumerate(heat.total.cells):
                assert added(row.cells[at].figure for row in heat.rows) == of(cell.figure)
            for row in heat.rows:
                if row.unit.level == "district" or not row.unit.is_in_force(board["lens"].day):
                    below = context(client, row.url)
                    assert below["unit"].pk == row.unit.pk
                    assert below["everyone"].count == row.people.count
                    boards.append(below)


def test_the_pages_of_criteria_add_up(client):
    for lens in LENSES:
        listed = context(client, f"/chi-tieu/?{lens}")["sections"]
        totals = {row.criterion.code: row.figure for _, rows in listed for row in rows}
        for code in ASKED:
            for level in ("commune", "district"):
                page = context(client, f"/chi-tieu/{code}/?{lens}&level={level}")
                total = page["total"].figure
                assert of(total) == of(totals[code])
                assert added(row.figure for row in page["lines"]) == of(total), (code, level)


def test_the_quality_page_adds_up(client):
    for lens in LENSES:
        page = context(client, f"/chat-luong-du-lieu/?{lens}&level=commune")
        tops = [rows[0] for rows in page["groups"]]
        lowest = [row for rows in page["groups"] for row in (rows[1:] or rows)]
        for rows in (tops, lowest):
            assert sum(row.people.count for row in rows) == page["total"].people.count
            for at, cell in enumerate(page["total"].cells):
                assert sum(row.cells[at].count for row in rows) == cell.count
        found = page["summary"]
        elsewhen = next(line.cell for line in found if line.check.code == "elsewhen")
        assert elsewhen.count == (people_at(client, elsewhen.url) if elsewhen.count else 0)


def test_lists_of_people_add_up_by_unit(client):
    lens = LENSES[1]
    everyone, root = Counter(), f"/nhan-su/?{lens}"
    field = next(f for f in context(client, root)["first"] if f.name == "unit").field
    districts = dict(field.choices).get("Cấp huyện", field.choices[:1])
    for address, _ in districts:
        url = f"{root}&unit={address}"
        field = next(f for f in context(client, url)["first"] if f.name == "unit").field
        communes = dict(c for c in field.choices if isinstance(c[1], list))
        name = dict(districts)[address].partition(" (")[0]
        counts = [people_at(client, f"{root}&unit={one}")
                  for one, _ in communes.get(f"Cấp xã thuộc {name}", [])]  # fmt: skip
        assert sum(counts) == people_at(client, url), name
        everyone["districts"] += sum(counts)
    alone = dict(field.choices).get("Cấp xã thuộc Tỉnh Quảng Ngãi", [])
    everyone["districts"] += sum(people_at(client, f"{root}&unit={one}") for one, _ in alone)
    assert everyone["districts"] == people_at(client, root) > 0


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_commands_and_files_add_up(reorganised, day):
    told = StringIO()
    call_command("assess", f"--as-of={day}", "--horizon=2030", "--format=json", stdout=told)
    rows = {(row["unit"], row["criterion"]): row for row in json.loads(told.getvalue())}
    assert len(rows) == len(json.loads(told.getvalue())), "no row is another's"
    report = live_report(Lens(H2030, day), reorganised, timezone.now())
    kept = figures_json(report)
    above = {unit["unit"]: unit["parent"] for unit in kept["units"]}
    assert len(above) == len(kept["units"])
    for unit in kept["units"]:
        below = [other for other in kept["units"] if other["parent"] == unit["unit"]]
        if unit["level"] == "commune":
            continue
        for at, whole in enumerate(unit["criteria"]):
            parts = [other["criteria"][at] for other in below]
            for name in COUNTED:
                assert sum(part[name] for part in parts) == whole[name], unit["name"]
                assessed = rows.get((unit["unit"], whole["criterion"]), whole)
                assert assessed[name] == whole[name]
        assert sum(other["groups"]["all"] for other in below) == unit["groups"]["all"]
        form = {one["unit"]: one for one in kept["bm02"]["units"]}
        for base, columns in form[unit["unit"]].items():
            if base != "unit":
                for number, count in columns.items():
                    if number in NOT_OF_COMMUNES and unit["level"] == "district":
                        continue
                    parts = [form[other["unit"]][base][number] or 0 for other in below]
                    assert sum(parts) == (count or 0)


@pytest.mark.parametrize("day", [EVE, DAY], ids=str)
@pytest.mark.parametrize("root", ["51", "535", "522"])
def test_the_tables_of_the_workbook_add_up(reorganised, day, root):
    """The workbook checks its own sums before it is given out; its rows are read once more."""
    report = live_report(Lens(H2030, day), Unit.objects.get(code=root), timezone.now())
    book = load_workbook(BytesIO(annual_workbook(report).content), data_only=True)
    name = next(name for name in book.sheetnames if name.startswith(("2b", "2. ")))
    rows = [row for row in book[name].values if row[2] and isinstance(row[4], int)]
    *units, total = rows
    communes = [row for row in units if str(row[0]).isdigit() or len(str(row[1])) == 5]
    assert total[4] > 0 and sum(row[4] for row in communes) == total[4]
    lines = [line.split(",") for line in figures_csv(report)]
    assert sum(line[0].strip('"') == "Cấp xã" for line in lines) == len(communes)


def test_a_unit_that_is_gone_says_so_wherever_it_stands(
    reorganised, province_viewer, client_for, read
):
    client, lens = client_for(province_viewer), f"horizon=2030&as_of={DAY}"
    gone = Unit.objects.get(code=MOUNTAIN, valid_to=EVE)
    begun = Unit.objects.get(code=TOWNSHIP)
    for url in (f"/don-vi/535/?{lens}", f"/chat-luong-du-lieu/?{lens}"):
        page = read(client, url)
        assert "đã giải thể, còn 2 người" in page and "chưa thành lập, đã có 2 người" in page
        assert f"/don-vi/{MOUNTAIN}-{gone.pk}/" in page
    page = read(client, f"/don-vi/{MOUNTAIN}-{gone.pk}/?{lens}")
    assert "Xã Ba Điền đã giải thể, còn 2 người (hiệu lực: đến hết 30/06/2025)." in page
    assert f"{begun.name} chưa thành lập" in read(
        client, f"/don-vi/{begun.address_on(DAY)}/?{lens}"
    )
    assert "đã giải thể" in read(client, f"/chi-tieu/2025.civil.theory/?{lens}&level=commune")
    assert "Xã Ba Điền (đã giải thể)" in read(client, f"/nhan-su/?{lens}&unit=535")
    assert f"Xã Số {MOUNTAIN}" in read(client, f"/don-vi/{MOUNTAIN}/?{lens}")


def test_a_unit_that_is_gone_and_empty_shows_its_last_day(reorganised, province_viewer, client_for):
    client, lens = client_for(province_viewer), f"horizon=2030&as_of={LATER}"
    empty = Unit.objects.get(code="99998")
    for address in ("99998", f"99998-{empty.pk}"):
        page = client.get(f"/don-vi/{address}/?{lens}")
        assert page.context["lens"].day == empty.valid_to != LATER
        assert "đã giải thể hết ngày" in page.content.decode()
    assert client.get(f"/don-vi/99998/?horizon=2030&as_of={EVE}").status_code == 200


@pytest.mark.parametrize("address", ["99998-0", "99998-99999999999999999999", "-1", "x-x", "535-"])
def test_an_address_that_means_no_unit_is_not_there(
    reorganised, province_viewer, client_for, address
):
    client = client_for(province_viewer)
    assert client.get(f"/don-vi/{address}/").status_code == 404
    assert client.get(f"/nhan-su/?unit={address}").status_code == 400
    assert client.get(f"/chat-luong-du-lieu/?unit={address}").status_code == 400

"""The page of a unit: its place, its facts, and a commune's people with their outcomes."""

import re
from datetime import date

from personnel.models import Person
from targets.criteria import H2025, criteria_for
from targets.explaining import explain
from tests.factories import MOUNTAIN, person, post

DAY = date(2025, 12, 31)
LENS = "horizon=2025&as_of=2025-12-31"
MARK = {"Đạt": "met", "Chưa đạt": "short", "Chưa có thông tin": "unknown"}
PAGE = f"/don-vi/{MOUNTAIN}/?{LENS}"


def row_of(shown, who):
    start = shown.index(f"/nhan-su/{who.pk}/", shown.index('class="outcomes"'))
    return shown[start : shown.index("</tr>", start)]


def test_a_communes_people_carry_their_outcomes(ba_to, province_viewer, client_for, read):
    shown = read(client_for(province_viewer), PAGE)
    for who in Person.objects.all():
        told = explain(Person.objects.all(), who.pk, DAY, criteria_for(H2025))
        row = row_of(shown, who)
        marks = [MARK[label] for label in re.findall(r'class="outcome-\w+" title="([^"]*)"', row)]
        assert sorted(marks) == sorted(line.outcome.value for line in told.covered), who
        targets = [line.outcome.value for line in told.covered if line.criterion.share]
        shown_apart = re.findall(
            r'<td class="num">(?:<span class="faint">–</span>|(\d+))</td>', row
        )
        expected = [targets.count("short"), targets.count("unknown")]
        assert [int(number or 0) for number in shown_apart] == expected, who


def test_people_stand_by_title_then_name(ba_to, province_viewer, client_for, read):
    post(person(name="Lê Văn Ân"), "TCKT")
    post(person(name="Võ Văn An"), "TCKT")
    shown = read(client_for(province_viewer), PAGE).split('class="outcomes"')[1]
    names = re.findall(r'<a href="/nhan-su/\d+/[^"]*">([^<]*)</a>', shown)
    assert names == [
        "Phạm Thị Hạnh",
        "Đinh Văn Lía",
        "Trần Văn Sổ 0",
        "Trần Văn Sổ 1",
        "Võ Văn An",
        "Lê Văn Ân",
        "Võ Thị Giúp",
    ]


def test_a_column_that_speaks_of_nobody_is_left_out(ba_to, province_viewer, client_for, read):
    shown = read(client_for(province_viewer), PAGE)
    helpers = shown[shown.index("Người hoạt động không chuyên trách (1)") :]
    heads = helpers[: helpers.index("</thead>")]
    assert re.findall(r'title="[^"]*">([^<]*)</a>', heads) == ["CM", "LLCT"]


def test_facts_of_a_commune_and_their_decisions(ba_to, province_viewer, client_for, read):
    client = client_for(province_viewer)
    assert "vùng đồng bào dân tộc thiểu số" in read(client, PAGE)
    assert "chưa xác nhận" in read(client, PAGE)
    ba_to.terrain_decision, ba_to.minority_area_confirmed = "QĐ 861/QĐ-TTg", True
    ba_to.save()
    shown = read(client, PAGE)
    lead = shown[shown.index('class="lead"') : shown.index('class="tools"')]
    assert "QĐ 861/QĐ-TTg" in lead and "chưa xác nhận" not in lead


def test_crumbs_lead_up(ba_to, editor_a, client_for, read):
    shown = read(client_for(editor_a), PAGE)
    crumbs = shown[shown.index('class="crumbs"') : shown.index("</nav>", shown.index("crumbs"))]
    assert f"/don-vi/535/?{LENS}" in crumbs and f"/?{LENS}" in crumbs


def test_a_unit_of_another_district_is_not_there(ba_to, editor_b, client_for):
    response = client_for(editor_b).get(PAGE)
    assert response.status_code == 404
    assert "trong phạm vi được xem" in response.content.decode()


def test_queries_do_not_grow(ba_to, province_viewer, client_for, django_assert_max_num_queries):
    client = client_for(province_viewer)
    for url in (PAGE, f"/don-vi/535/?{LENS}"):
        with django_assert_max_num_queries(20) as few:
            client.get(url)
        for at in range(10):
            post(person(name=f"Ngô Văn {at}"), "VHXH")
        with django_assert_max_num_queries(20) as more:
            client.get(url)
        assert len(more) == len(few)

"""Pages, files and commands by the map of another day; addresses of units that are gone."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from accounts.models import Grant, User
from personnel.models import DossierCount, Post, Unit
from personnel.places.rebuilding import rebuild_places
from personnel.reading.maps import maps as maps_there_were
from reports.models import SavedList
from reports.trend import trend
from targets.criteria import BY_CODE, HORIZONS
from targets.lens import Lens
from targets.sources import LiveSource
from tests import maps
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, person, post

OLD, NEW = "as_of=2024-12-31", "as_of=2025-12-31"
TO_OLD, TO_NEW = f"{NEW}&map=2024-12-31", f"{OLD}&map=2025-12-31"
SAID = "tính theo địa giới ngày 31/12/2024"


@pytest.fixture
def reorganised(small_province, ba_to):
    """Five people of a mountain commune, one of the township, one in the lowland."""
    post(person(name="Lê Thị Trấn"), "BT", TOWNSHIP)
    post(person(name="Ngô Đồng Bằng"), "BT", LOWLAND)
    maps.reorganise()


def old(code):
    """Return the unit of a code that is gone."""
    return Unit.objects.get(code=code, valid_to__isnull=False)


def place_of(code, day=maps.WITHOUT_DISTRICTS):
    """Return what stands for the old unit of a code on a day."""
    return old(code).places.get(branch=0, first__lte=day, last__gte=day).place


def figures_shown(client, url):
    """Return how many people each unit below has on an overview, by its name."""
    heat = client.get(url).context["heat"]
    return {row.unit.name: row.people.count for row in heat.rows if row.people.count}


@pytest.mark.parametrize(
    "url", ["/", "/don-vi/535/", "/chi-tieu/", "/chi-tieu/2025.key.theory/", "/nhan-su/",
            "/nhan-su/tai-ve/ban-in/", "/chat-luong-du-lieu/", "/trinh-bay/"],
)  # fmt: skip
def test_every_page_says_by_which_map_it_is(reorganised, province_viewer, client_for, read, url):
    client = client_for(province_viewer)
    assert SAID in read(client, f"{url}?{TO_OLD}")
    assert "tính theo địa giới" not in read(client, f"{url}?{OLD}")


def test_links_keep_the_map(reorganised, province_viewer, client_for):
    response = client_for(province_viewer).get(f"/?{TO_OLD}")
    board = response.context["heat"].rows[0]
    for url in (board.url, board.people.url, board.cells[0].met_url):
        assert parse_qs(urlsplit(url).query)["map"] == ["2024-12-31"]
    assert '<option value="2025-06-30" selected' in response.content.decode()


def test_the_units_are_those_of_the_map(reorganised, province_viewer, client_for):
    client = client_for(province_viewer)
    by_old = figures_shown(client, f"/?{TO_OLD}")
    assert by_old == {"Huyện Ba Tơ": 6, "Thành phố Quảng Ngãi": 1}
    assert by_old == figures_shown(client, f"/?{OLD}")
    communes = figures_shown(client, f"/don-vi/535/?{TO_OLD}")
    assert communes == {old(MOUNTAIN).name: 5, old(TOWNSHIP).name: 1}


def test_no_map_is_offered_where_there_was_one_only(ba_to, province_viewer, client_for, read):
    assert len(maps_there_were()) == 1
    assert 'id="map"' not in read(client_for(province_viewer), "/")


def test_the_maps_there_were(small_without_districts):
    told = [each.told for each in maps_there_were()]
    assert told == ["đến hết 30/06/2025", "từ 01/07/2025"]
    Unit.objects.filter(code=LOWLAND, valid_to__isnull=True).update(valid_from=date(2026, 1, 1))
    told = [each.told for each in maps_there_were()]
    assert told == ["đến hết 30/06/2025", "01/07/2025 – 31/12/2025", "từ 01/01/2026"]


def test_the_same_map_is_no_other(reorganised, province_viewer, client_for):
    response = client_for(province_viewer).get(f"/?{NEW}&map=2025-08-01")
    assert "tính theo địa giới" not in response.content.decode()
    assert "map" not in parse_qs(urlsplit(response.context["heat"].rows[0].url).query)


def test_a_map_that_cannot_be_read_is_refused(reorganised, province_viewer, client_for):
    response = client_for(province_viewer).get("/?map=hôm-qua")
    assert response.status_code == 400
    assert "Ngày “hôm-qua” không hợp lệ" in response.content.decode()


def test_files_say_by_which_map_they_are(reorganised, province_viewer, client_for):
    client = client_for(province_viewer)
    asked = f"/nhan-su/tai-ve/%s/?{TO_OLD}&unit={MOUNTAIN}"
    lines = b"".join(client.get(asked % "csv").streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].endswith("Địa giới") and len(lines) == 6
    assert all(line.endswith(SAID) for line in lines[1:])
    book = load_workbook(BytesIO(b"".join(client.get(asked % "xlsx").streaming_content)))
    assert SAID in str(book.active["A2"].value)


def test_dossiers_go_with_the_places(small_province, province_viewer, client_for):
    for code, total in ((MOUNTAIN, 10), (TOWNSHIP, 30)):
        unit = Unit.objects.get(code=code)
        DossierCount.objects.create(unit=unit, year=2025, online=total // 2, total=total)
    maps.reorganise()
    client = client_for(province_viewer)

    def shown(query):
        lines = client.get(f"/chi-tieu/2025.units.online_dossiers/?level=commune&{query}")
        found = {line.unit: line.figure.covered for line in lines.context["lines"]}
        return {unit.pk: count for unit, count in found.items() if count}

    by_new = shown(NEW)
    expected = {}
    for code, total in ((MOUNTAIN, 10), (TOWNSHIP, 30)):
        expected[place_of(code).pk] = expected.get(place_of(code).pk, 0) + total
    assert by_new == expected
    assert shown(TO_OLD) == {old(MOUNTAIN).pk: 10, old(TOWNSHIP).pk: 30}


def test_commands_recast(reorganised, tmp_path):
    said = StringIO()
    asked = {"as_of": "2025-12-31", "map": "2024-12-31", "unit": MOUNTAIN}
    call_command("assess", **asked, format="json", stdout=said)
    records = json.loads(said.getvalue())
    assert {record["map"] for record in records} == {"2024-12-31"}
    assert {record["unit"] for record in records} == {MOUNTAIN}
    assert max(record["covered"] for record in records) == 4
    said = StringIO()
    call_command("assess", **asked, stdout=said)
    assert said.getvalue().startswith("Số liệu ngày 31/12/2025 tính theo địa giới ngày 31/12/2024.")
    out = tmp_path / "bao-cao.json"
    call_command("export_report", as_of="2025-12-31", map="2024-12-31", unit="535", out=str(out),
                 stdout=StringIO())  # fmt: skip
    written = json.loads(out.read_text(encoding="utf-8"))
    assert (written["map"], written["root"]) == ("2024-12-31", "535")
    assert SAID in written["source"]
    with pytest.raises(CommandError, match="không xếp lại theo địa giới khác"):
        call_command("export_report", period="Kỳ 1", map="2024-12-31", out=str(out))


def test_a_new_unit_has_a_trend_before_its_first_day(reorganised, province_viewer, client_for):
    place = place_of(MOUNTAIN)
    client = client_for(province_viewer)
    page = client.get(f"/don-vi/{place.code}/?{NEW}").context["page"]
    before = {pace.line.criterion.code: pace.before for pace in page.moving}
    found = before["2025.key.theory"]
    assert found.lens.recast == "tính theo địa giới ngày 31/12/2025"
    assert client.get(found.covered_url).context["page"].paginator.count == found.figure.covered


def test_a_dissolved_unit_shows_its_last_day_and_where_its_people_went(
    reorganised, province_viewer, client_for, read
):
    client, unit, place = client_for(province_viewer), old(MOUNTAIN), place_of(MOUNTAIN)
    url = f"/don-vi/{unit.numbered}/?{NEW}"
    page = read(client, url)
    assert f"{unit.name}</strong>" in page and "đã giải thể hết ngày 30/06/2025" in page
    context = client.get(url).context
    assert f"{context['lens'].day:%d/%m/%Y}" == "30/06/2025"
    (went,) = context["went"]
    assert (went.unit, went.people) == (place, 5)
    assert client.get(went.people_url).context["page"].paginator.count == 5
    assert "as_of=2025-12-31" in went.url
    assert client.get(context["everyone"].url).context["page"].paginator.count == 5


def test_a_split_says_how_many_went_to_each(reorganised, province_viewer, client_for):
    unit = old(MOUNTAIN)
    other = place_of(LOWLAND)
    decree = unit.successions.get().decree
    unit.successions.create(decree=decree, new=other, is_default=False)
    rebuild_places()
    client, url = client_for(province_viewer), f"/don-vi/{unit.numbered}/?{NEW}"
    told = {went.unit.pk: went.people for went in client.get(url).context["went"]}
    assert told == {place_of(MOUNTAIN).pk: 5, other.pk: 0}
    clerk = Post.objects.filter(unit=unit, title__code="TCKT").first()
    Post.objects.filter(person=clerk.person).update(branch=other)
    went = client.get(url).context["went"]
    assert {each.unit.pk: each.people for each in went} == {place_of(MOUNTAIN).pk: 4, other.pk: 1}
    lists = [client.get(each.people_url).context for each in went]
    assert [context["page"].paginator.count for context in lists] == [4, 1]
    assert [row.person.pk for row in lists[1]["rows"]] == [clerk.person_id]


def test_a_unit_still_to_begin_shows_its_first_day(reorganised, province_viewer, client_for):
    place = place_of(MOUNTAIN)
    context = client_for(province_viewer).get(f"/don-vi/{place.numbered}/?{OLD}").context
    assert f"{context['lens'].day:%d/%m/%Y}" == "01/07/2025"
    assert old(MOUNTAIN).pk in {went.unit.pk for went in context["went"]}


def test_a_list_by_an_old_code_is_that_of_what_stands_there(
    reorganised, province_viewer, client_for, read
):
    client, unit, place = client_for(province_viewer), old(TOWNSHIP), place_of(TOWNSHIP)
    url = f"/nhan-su/?unit={unit.numbered}&{NEW}"
    context = client.get(url).context
    assert context["selection"].unit == place
    page = read(client, url)
    assert f"{unit.name} đã giải thể hết ngày 30/06/2025, nay là {place.name}." in page
    only = client.get(f"/nhan-su/{context['only_former']}").context
    assert only["selection"].unit == unit
    assert [row.person.full_name for row in only["rows"]] == ["Lê Thị Trấn"]


def test_a_saved_list_of_an_ended_district_opens(reorganised, province_viewer, client_for):
    client = client_for(province_viewer)
    SavedList.objects.keep(province_viewer, "Ba Tơ", f"unit=535&{NEW}")
    saved = SavedList.objects.of(province_viewer).get()
    context = client.get(f"/nhan-su/?{saved.query}").context
    assert context["selection"].unit.name == "Địa bàn huyện Ba Tơ (cũ)"
    assert context["page"].paginator.count == 6


def test_whoever_has_the_old_unit_alone_opens_it_by_its_own_map(
    reorganised, client_for, province_viewer
):
    user = User.objects.create_user("xem-thi-tran")
    user.grants.create(role=Grant.Role.VIEWER, unit=old(TOWNSHIP))
    client, unit = client_for(user), old(TOWNSHIP)
    context = client.get(f"/nhan-su/?unit={unit.numbered}&{NEW}").context
    if place_of(TOWNSHIP).pk in user.scope_units:
        assert context["selection"].unit == place_of(TOWNSHIP)
    else:
        assert context["lens"].map_day is not None and context["selection"].unit == unit
    assert [row.person.full_name for row in context["rows"]] == ["Lê Thị Trấn"]
    assert client.get(f"/don-vi/{unit.numbered}/?{NEW}").status_code == 200
    assert client.get(f"/don-vi/{old(LOWLAND).numbered}/?{NEW}").status_code == 404


@pytest.mark.parametrize("url", ["/trinh-bay/?unit=%s", "/so-sanh/?unit=%s", "/nhan-su/?unit=%s"])
def test_old_addresses_are_never_missing(reorganised, province_viewer, client_for, url):
    client = client_for(province_viewer)
    for unit in Unit.objects.filter(valid_to__isnull=False).order_by("pk")[:4]:
        assert client.get(f"{url % unit.numbered}&{NEW}").status_code == 200


def test_a_point_of_a_trend_is_by_the_map_of_the_root(reorganised):
    place, criterion = place_of(MOUNTAIN), BY_CODE["2025.key.theory"]
    lens = Lens(HORIZONS["2025"], date(2025, 12, 31), date(2026, 1, 31))
    drawn = trend(LiveSource(lens, place), criterion)
    recast = {point.day: point.recast for point in drawn.points}
    said = "tính theo địa giới ngày 31/12/2025"
    assert recast == {date(year, 12, 31): said for year in range(2021, 2025)} | {lens.day: ""}
    before = drawn.points[-2].line.figure.covered
    came_from = Unit.objects.filter(successions__new=place)
    year_ends = replace(lens, day=date(2024, 12, 31))
    summed = [LiveSource(year_ends, unit).figures([criterion]).figure(criterion, unit.pk)
              for unit in came_from]  # fmt: skip
    assert before == sum(figure.covered for figure in summed) > 0
    province = LiveSource.of_province(lens)
    assert trend(province, criterion).recast == ""


def test_a_trend_says_which_points_are_recast(reorganised, editor_a, client_for, read):
    page = read(client_for(editor_a), f"/chi-tieu/2025.key.theory/?{TO_OLD}")
    assert f"Điểm □ {SAID}" in page
    page = read(client_for(editor_a), f"/chi-tieu/2025.key.theory/?{OLD}")
    assert "Điểm □" not in page


def test_a_mark_is_of_the_communes_in_which_people_are_judged(reorganised):
    place = place_of(MOUNTAIN)
    Unit.objects.communes().update(terrain_confirmed=True, minority_area_confirmed=True)
    day = date(2025, 12, 31)
    source = LiveSource.of_province(Lens(HORIZONS["2025"], day, None, date(2024, 12, 31)))
    assert not any(unit.doubts for unit in source.units)
    Unit.objects.filter(pk=place.pk).update(terrain_confirmed=False)
    source = LiveSource.of_province(source.lens)
    doubted = {unit.pk for unit in source.units if unit.doubts}
    assert old(MOUNTAIN).pk in doubted and old(LOWLAND).pk not in doubted


def test_a_person_is_of_no_map(reorganised, province_viewer, client_for, read):
    client = client_for(province_viewer)
    row = client.get(f"/nhan-su/?{TO_OLD}&unit={MOUNTAIN}").context["rows"][0]
    assert row.unit == old(MOUNTAIN).name and "map=2024-12-31" in row.url
    page = read(client, row.url)
    assert "tính theo địa giới" not in page and 'id="map"' not in page

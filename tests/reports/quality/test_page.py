"""The data-quality page: every figure is its list, for every role, at any size."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from personnel.models import DossierCount, Person, Unit
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, person, post

LENS = "horizon=2030&as_of=2025-12-31"
LIST = "/chat-luong-du-lieu/bo-sung/"
LINK = re.compile(rf'<a href="((?:/nhan-su/|{LIST})\?[^"]*quality=[^"]*)">([\d.]+)</a>')
PAGE = f"/chat-luong-du-lieu/?{LENS}"


@pytest.fixture
def flawed(small_province):
    """Two districts with something of nearly every check, and one complete record."""
    for unit in (MOUNTAIN, LOWLAND):
        for number in range(2):
            twin = person(name="Phạm Thị Hạnh", sex="female", cccd=f"05108500{unit[-3:]}{number}")
            post(twin, "BT", unit)
        old = person(name="Đinh Văn Lão", birth=date(1955, 1, 1), birth_precision="year")
        post(old, "DCXD-P", unit, start=None)
        credential(old, "professional", 4)
    Person.objects.filter(full_name="Đinh Văn Lão").update(ethnicity=None)
    whole = person(name="Võ Văn Đủ", cccd="051080001234")
    post(whole, "VPDU", TOWNSHIP)
    for kind, level in (("professional", 3), ("theory", 1)):
        credential(whole, kind, level, awarded=date(2020, 1, 1))


def links(client, url=PAGE):
    response = client.get(url)
    assert response.status_code == 200
    return [
        (unescape(to), int(n.replace(".", ""))) for to, n in LINK.findall(str(response.content))
    ]


@pytest.mark.parametrize(("horizon", "rows", "least"), [("2025", "district", 50), ("2030", "", 60)])
def test_every_figure_is_the_length_of_its_list(
    flawed, province_viewer, client_for, length_of, horizon, rows, least
):
    """Of communes once: they are linked alike, and counted so of both horizons in `test_parity`."""
    client = client_for(province_viewer)
    found = links(client, f"{PAGE.replace('2030', horizon)}&level={rows}")
    assert len(found) > least
    codes = {re.search("quality=([^&]*)", url)[1] for url, _ in found}
    assert codes >= {"cccd", "ethnicity", "birth", "start", "undated", "nothing", "cccd-clash",
                     "misplaced", "shared-head", "past-retirement", "twin",
                     "unknown:theory"}  # fmt: skip
    for url, count in found:
        assert length_of(client, url) == count > 0, url


def test_a_commune_a_district_and_the_province_add_up(flawed, province_viewer, client_for):
    counts = dict(links(client_for(province_viewer)))

    def of(unit, code="twin"):
        path = LIST if code == "cccd" else "/nhan-su/"
        return counts.get(f"{path}?{LENS}&unit={unit}&quality={code}")

    assert (of(MOUNTAIN), of("535"), of("51")) == (3, 3, 6)
    assert (of(TOWNSHIP), of(TOWNSHIP, "cccd")) == (None, None)


def test_a_district_user_counts_their_own_people_only(flawed, editor_a, client_for, length_of):
    client = client_for(editor_a)
    text = client.get(PAGE).content.decode()
    assert "Huyện Ba Tơ" in text and "Xã Nghĩa Dũng" not in text
    found = links(client)
    assert {re.search(r"unit=(\w+)", url)[1] for url, _ in found} <= {"535", MOUNTAIN, TOWNSHIP}
    for url, count in found:
        assert length_of(client, url) == count, url
    assert client.get(f"{PAGE}&unit=534").status_code == 400


def test_an_editor_of_two_districts_sees_both(flawed, editor_ab, client_for, length_of):
    in_b = Unit.objects.filter(parent__code="534").order_by("code")[0]
    post(person(name="Lê Văn Phổ"), "TCKT", in_b.code)
    client = client_for(editor_ab)
    found = dict(links(client, f"{PAGE}&unit=535") + links(client, f"{PAGE}&unit=534"))
    assert found[f"/nhan-su/?{LENS}&unit={MOUNTAIN}&quality=twin"] == 3
    assert found[f"{LIST}?{LENS}&unit=534&quality=cccd"] == 1
    together = links(client)
    assert (f"/nhan-su/?{LENS}&unit=&quality=twin", 3) in together
    for url, count in {*found.items(), *together}:
        assert length_of(client, url) == count, url


def test_one_district_is_the_same_alone_and_in_the_province(
    flawed, province_viewer, editor_a, client_for
):
    alone = links(client_for(province_viewer), f"{PAGE}&unit=535")
    assert alone == links(client_for(editor_a))
    assert set(alone) <= set(links(client_for(province_viewer)))


def test_districts_alone_on_request(flawed, province_viewer, client_for):
    found = links(client_for(province_viewer), f"{PAGE}&level=district")
    assert found and not any(f"unit={MOUNTAIN}" in url for url, _ in found)
    assert client_for(province_viewer).get(f"{PAGE}&level=x").status_code == 400


def names_under(text, heading):
    """Return the communes listed under a heading at the foot of the page."""
    part = text[text.index(f'<h2 id="{heading}"') :]
    return re.findall(r'<a href="[^"]*">([^<]*)</a>', part[: part.index("</ul>")])


def test_communes_without_counters_of_last_year(province, editor_a, client_for):
    """On 31/12/2025 those of 2024 are due; of this year and of the one before they are not."""
    counted = Unit.objects.get(code=MOUNTAIN)
    DossierCount.objects.create(unit=counted, year=2024, total=10, online=1)
    for year in (2023, 2025):
        late = Unit.objects.get(code=TOWNSHIP)
        DossierCount.objects.create(unit=late, year=year, total=10, online=1)
    client = client_for(editor_a)
    text = client.get(PAGE).content.decode()
    names = names_under(text, "chua-co-so-lieu")
    assert counted.name not in names and "Thị trấn Ba Tơ" in names
    assert len(names) == Unit.objects.filter(parent__code="535").count() - 1
    assert '/ho-so-cong-viec/?district=535&amp;year=2024"' in text
    assert client.get("/ho-so-cong-viec/?district=535&year=2024").status_code == 200
    long_ago = client.get("/chat-luong-du-lieu/?as_of=1995-01-01").content.decode()
    assert "/ho-so-cong-viec/?" not in long_ago and 'id="chua-co-so-lieu"' in long_ago


def test_communes_whose_terrain_is_not_confirmed(
    province, province_viewer, province_admin, client_for
):
    loose = Unit.objects.communes().filter(terrain_confirmed=False)
    text = client_for(province_viewer).get(PAGE).content.decode()
    assert set(names_under(text, "chua-xac-nhan")) == set(loose.values_list("name", flat=True))
    text = client_for(province_admin).get(PAGE).content.decode()
    assert f"/admin/personnel/unit/{loose[0].pk}/change/" in text
    Unit.objects.update(terrain_confirmed=True)
    assert 'id="chua-xac-nhan"' not in client_for(province_viewer).get(PAGE).content.decode()


def test_communes_of_which_nobody_knows_whether_they_are_a_minority_area(
    small_province, province_viewer, client_for
):
    communes = Unit.objects.communes()
    communes.exclude(parent__code="535").update(minority_area_confirmed=True)
    loose = communes.filter(minority_area_confirmed=False)
    response = client_for(province_viewer).get(PAGE)
    names = names_under(response.content.decode(), "chua-xac-nhan-vung")
    assert set(names) == set(loose.values_list("name", flat=True)) and names
    told = {row.unit.code: len(row.area_unconfirmed) for row, *_ in response.context["groups"]}
    assert told["535"] == len(names) and sum(told.values()) == len(names)


def test_nothing_loaded_yet_says_so(nothing, client_for, django_user_model):
    client = client_for(django_user_model.objects.create_superuser("dau-tien"))
    assert "Chưa có đơn vị hành chính" in client.get(PAGE).content.decode()


def test_the_number_of_queries_is_fixed(flawed, province_viewer, client_for):
    client = client_for(province_viewer)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    for unit in Unit.objects.communes()[:40]:
        post(person(name=f"Trần Văn {unit.pk}"), "TCKT", unit.code, start=None)
    with CaptureQueriesContext(connection) as more:
        client.get(PAGE)
    assert len(more) == len(few) <= 11


def test_what_is_asked_of_a_post_is_refused_of_those_without_one(
    flawed, province_viewer, client_for
):
    client = client_for(province_viewer)
    for query in ("quality=cccd", "group=key", "level=theory:1", "missing=theory",
                  "criterion=2025.key.theory", "measure=women"):  # fmt: skip
        assert client.get(f"/nhan-su/?{LENS}&post=none&{query}").status_code == 400, query
    assert client.get(f"/nhan-su/?{LENS}&post=none&missing=cccd").status_code == 200
    assert client.get(f"/nhan-su/?{LENS}&quality=x").status_code == 400

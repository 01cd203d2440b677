"""The page of a criterion: what it asks, how it is read, its figures by unit."""

import re

import pytest

from targets.criteria import BY_CODE, REGISTER, VARIANTS
from tests.factories import LOWLAND, TOWNSHIP, credential, person, post

LENS = "horizon=2025&as_of=2025-12-31"
FIGURE = re.compile(r'<a href="(/nhan-su/[^"]*)">([\d.]+)</a>')


@pytest.mark.parametrize("criterion", REGISTER, ids=lambda criterion: criterion.code)
def test_every_criterion_has_its_page(criterion, ba_to, province_viewer, client_for, read):
    shown = read(client_for(province_viewer), f"/chi-tieu/{criterion.code}/?{LENS}")
    assert criterion.label in shown and criterion.clause in shown
    assert f"{criterion.deadline:%d/%m/%Y}" in shown
    assert criterion.reading in shown
    for earlier in criterion.supersedes:
        assert f"/chi-tieu/{earlier}/" in shown


def test_the_other_reading_and_its_people(ba_to, province_viewer, client_for, read, length_of):
    # A clerk of a township is a civil servant, but not one of a mountain commune.
    post(person(name="Cao Văn Trấn"), "TCKT", TOWNSHIP)
    client = client_for(province_viewer)
    shown = read(client, f"/chi-tieu/2025.civil.state_management/?{LENS}")
    beside = shown[shown.index("Theo cách hiểu khác") : shown.index('id="units"')]
    figures = {url: int(count) for url, count in FIGURE.findall(beside)}
    assert sorted(figures.values()) == [1, 1, 2]  # met, unmet, covered
    for url, count in figures.items():
        assert length_of(client, url) == count, url
    everyone = "/nhan-su/?criterion=2025.civil.state_management&outcome=covered&"
    assert length_of(client, everyone + LENS) == 3


def test_the_parts_of_a_joint_condition_and_their_people(
    ba_to, province_viewer, client_for, read, length_of
):
    other = post(person(name="Võ Văn Khác"), "VPDU").person
    credential(other, "theory", 1)
    client = client_for(province_viewer)
    code = "2030.nonspecialised.professional_theory"
    shown = read(client, f"/chi-tieu/{code}/?horizon=2030&as_of=2025-12-31")
    parts = shown[shown.index("Từng điều kiện") : shown.index('id="units"')]
    found = {url: int(count) for url, count in FIGURE.findall(parts)}
    for kind in ("professional", "theory"):
        met = [n for url, n in found.items() if f"{code}.{kind}&outcome=met" in url]
        assert met == [1]
    for url, count in found.items():
        assert length_of(client, url) == count, url
    joint = f"/nhan-su/?criterion={code}&outcome=met&horizon=2030&as_of=2025-12-31"
    assert length_of(client, joint) == 0


def test_variants_are_no_targets_of_their_own(province_viewer, client_for):
    assert not VARIANTS.keys() & BY_CODE.keys()
    client = client_for(province_viewer)
    for code in VARIANTS:
        assert client.get(f"/chi-tieu/{code}/").status_code == 404


def test_units_can_be_put_by_level_and_order(ba_to, province_viewer, client_for, read):
    post(person(name="Lê Thị Đồng Bằng"), "BT", LOWLAND)
    client = client_for(province_viewer)
    page = f"/chi-tieu/2025.key.theory/?{LENS}"

    def names(query):
        shown = read(client, f"{page}{query}")
        shown = shown[shown.index('id="units"') :]
        return re.findall(r'<th scope="row">\s*<a href="/don-vi/[^"]*">([^<]*)</a>', shown)

    districts = names("")
    # One of one is missing there, one of two in Ba Tơ; the rest have nobody.
    assert districts[:2] == ["Thành phố Quảng Ngãi", "Huyện Ba Tơ"] and len(districts) == 13
    assert names("&sort=covered")[0] == "Huyện Ba Tơ"
    communes = names("&level=commune")
    assert communes[:2] == ["Xã Nghĩa Dũng", "Xã Ba Điền"] and len(communes) == 173


@pytest.mark.parametrize("query", ["level=x", "level=province", "sort=x"])
def test_an_unknown_order_is_refused(query, ba_to, province_viewer, client_for):
    response = client_for(province_viewer).get(f"/chi-tieu/2025.key.theory/?{query}")
    assert response.status_code == 400 and "Chấp nhận" in response.content.decode()


def test_a_district_user_gets_the_communes(ba_to, editor_a, client_for, read):
    shown = read(client_for(editor_a), f"/chi-tieu/2025.key.theory/?{LENS}")
    assert "Xã Ba Điền" in shown and "Cấp huyện" not in shown and "Xã Nghĩa Dũng" not in shown


def test_dossiers_count_dossiers(ba_to, province_viewer, client_for, read):
    ba_to.dossier_counts.create(year=2025, total=200, online=90)
    shown = read(client_for(province_viewer), f"/chi-tieu/2025.units.online_dossiers/?{LENS}")
    assert "45,00%" in shown and "30</strong>hồ sơ còn thiếu" in " ".join(shown.split())
    assert "criterion=2025.units.online_dossiers" not in shown


def test_what_goes_on_after_2025_is_marked(ba_to, province_viewer, client_for, read):
    client = client_for(province_viewer)
    later = read(client, "/?horizon=2030&as_of=2025-12-31")
    row = later[later.index("/chi-tieu/2025.key.theory/") :]
    assert "tiếp tục" in row[: row.index("</th>")]
    assert "· tiếp tục" not in read(client, f"/?{LENS}")


def test_queries_do_not_grow(ba_to, province_viewer, client_for, django_assert_max_num_queries):
    client = client_for(province_viewer)
    pages = [
        f"/chi-tieu/?{LENS}",
        f"/chi-tieu/2025.civil.state_management/?{LENS}&level=commune",
    ]
    for url in pages:
        with django_assert_max_num_queries(12) as few:
            client.get(url)
        for at in range(10):
            post(person(name=f"Ngô Văn {at}"), "VHXH")
        with django_assert_max_num_queries(12) as more:
            client.get(url)
        assert len(more) == len(few)

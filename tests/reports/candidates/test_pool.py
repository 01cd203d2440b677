"""Who might be put forward for a title: in order, of whom the user sees, with what each lacks."""

import re
from datetime import date

import pytest

from personnel.models import Disclosure, Unit
from tests.cast import commune_of_a
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, person, post

POOL = "/kiem-tra-nhan-su/nguon/?as_of=2025-12-31&horizon=2025"
FOR_CHAIRMAN = f"{POOL}&unit={MOUNTAIN}&title=CTUBND"
# II.2.2.a for cán bộ chủ chốt of a mountain commune.
ALL = {"professional": 3, "theory": 2, "state_management": 2, "position_update": 1}

pytestmark = pytest.mark.usefixtures("small_province")


def holding(name, levels, title="TCKT", unit=MOUNTAIN, birth=date(1985, 3, 2), **facts):
    """Somebody in post, Hrê, not local, with these levels by kind."""
    facts = {"is_local": False, "local_of": Unit.objects.get(code=unit), "ethnicity": "Hrê"} | facts
    who = post(person(name, birth, **facts), title, unit).person
    for kind, level in levels.items():
        credential(who, kind, level)
    return who


def listed(client, query=""):
    return [row.person.full_name for row in client.get(FOR_CHAIRMAN + query).context["rows"]]


@pytest.fixture
def several():
    """People of Ba Tơ, named by what puts them where they stand; one of another district."""
    lacking = {kind: level for kind, level in ALL.items() if kind != "position_update"}
    led = holding("Võ Đã Đủ", ALL, birth=date(1980, 1, 1))
    post(led, "BT", MOUNTAIN, date(2010, 1, 1), date(2024, 12, 31))
    holding("An Đạt Trẻ", ALL, birth=date(1990, 1, 1))
    holding("Bình Đạt Già", ALL, birth=date(1980, 1, 1))
    holding("Cư Sắp Nghỉ", ALL, birth=date(1967, 1, 1))
    holding("Dung Địa Phương", ALL, is_local=True)
    holding("Em Thiếu Một", ALL | {"theory": 1})
    holding("Giang Chưa Rõ Một", lacking)
    holding("Hà Thiếu Hai", ALL | {"theory": 1, "professional": 2})
    holding("Khoa Không Có Gì", {}, title="VPDU", unit=TOWNSHIP)
    holding("Trần Huyện Khác", ALL, unit=LOWLAND)
    holding("Lê Đang Giữ", ALL, title="CTUBND")


def test_who_meets_all_comes_first_and_then_who_lacks_least(several, client_for, viewer_a):
    assert listed(client_for(viewer_a)) == [
        # Meet every target: nothing in the way, the younger first.
        "An Đạt Trẻ", "Bình Đạt Già",
        # Less than a term until they retire.
        "Cư Sắp Nghỉ",
        # To be weighed for a chairman: local. Before it: two terms in that commune, fully.
        "Dung Địa Phương", "Võ Đã Đủ",
        # One target not met, too low rather than not known; then two.
        "Em Thiếu Một", "Giang Chưa Rõ Một", "Hà Thiếu Hai",
        # Nothing is known.
        "Khoa Không Có Gì",
    ]  # fmt: skip


def test_each_is_shown_with_what_is_lacking(several, client_for, viewer_a):
    response = client_for(viewer_a).get(FOR_CHAIRMAN)
    lacking = {
        row.person.full_name: [(line.criterion.code, line.outcome.value) for line in row.lacking]
        for row in response.context["rows"]
    }
    assert lacking["An Đạt Trẻ"] == []
    assert lacking["Em Thiếu Một"] == [("2025.key.theory", "short")]
    assert lacking["Giang Chưa Rõ Một"] == [("2025.key.position_update", "unknown")]
    assert response.context["meeting"] == 5


def test_each_row_says_what_their_own_page_says(several, client_for, viewer_a):
    client = client_for(viewer_a)
    for row in client.get(FOR_CHAIRMAN).context["rows"]:
        own = client.get(row.url).context["checked"]
        assert own.counts == row.checked.counts
        assert [line.outcome for line in own.lines] == [x.outcome for x in row.checked.lines]
        assert [f.told for f in own.findings if not f.asks] == [
            f.told for f in row.checked.findings
        ]


def test_among_whom_is_chosen_and_nobody_beyond_the_reach(
    several, client_for, viewer_a, province_viewer
):
    province = client_for(province_viewer)
    assert "Trần Huyện Khác" not in listed(province)
    assert "Trần Huyện Khác" in listed(province, "&within=all")
    assert "Trần Huyện Khác" not in listed(client_for(viewer_a), "&within=all")
    assert listed(province, f"&within={TOWNSHIP}") == ["Khoa Không Có Gì"]
    assert listed(province, "&group=nonspecialised") == ["Khoa Không Có Gì"]
    assert client_for(viewer_a).get(f"{FOR_CHAIRMAN}&within=534").status_code == 400


def test_whoever_holds_the_title_there_already_is_not_put_forward(several, client_for, viewer_a):
    assert "Lê Đang Giữ" not in listed(client_for(viewer_a))
    response = client_for(viewer_a).get(f"{POOL}&unit={TOWNSHIP}&title=CTUBND")
    assert "Lê Đang Giữ" in [row.person.full_name for row in response.context["rows"]]


def test_by_a_day_to_come_whoever_has_left_is_not_put_forward(several, client_for, viewer_a):
    rows = client_for(viewer_a).get(FOR_CHAIRMAN.replace("2025-12-31", "2031-12-31"))
    names = [row.person.full_name for row in rows.context["rows"]]
    assert "An Đạt Trẻ" in names and "Cư Sắp Nghỉ" not in names


def test_a_list_that_is_shown_is_kept(several, client_for, viewer_a):
    client_for(viewer_a).get(FOR_CHAIRMAN)
    kept = Disclosure.objects.get()
    assert (kept.kind, kept.people) == ("rept", 9)
    assert kept.detail.startswith("Nguồn nhân sự: Chủ tịch Ủy ban nhân dân, Xã Ba")


def test_it_asks_as_often_for_many_as_for_few(
    several, client_for, viewer_a, django_assert_max_num_queries
):
    client = client_for(viewer_a)
    client.get(FOR_CHAIRMAN)
    for number in range(60):
        holding(f"Thêm Người {number}", ALL)
    with django_assert_max_num_queries(20):
        response = client.get(FOR_CHAIRMAN)
    assert len(response.context["rows"]) == 50
    second = client.get(f"{FOR_CHAIRMAN}&page=2").context["rows"]
    # Nine and sixty.
    assert len(second) == 19


def test_from_a_vacant_chair_it_is_one_step(several, client_for, viewer_a):
    client = client_for(viewer_a)
    page = client.get("/nguoi-dung-dau/?as_of=2025-12-31&show=vacant&title=BT").content.decode()
    links = re.findall(r'href="(/kiem-tra-nhan-su/nguon/[^"]*)"', page)
    assert links
    for link in links:
        response = client.get(link.replace("&amp;", "&"))
        assert response.context["asked"].title.code == "BT" and response.context["rows"]


@pytest.mark.parametrize("query", ["&within=xyz", "&group=xyz", "&title=xyz", "&unit=535"])
def test_nonsense_is_refused(query, client_for, province_viewer):
    assert client_for(province_viewer).get(FOR_CHAIRMAN + query).status_code == 400


def test_without_a_title_it_asks_for_one(client_for, viewer_a):
    response = client_for(viewer_a).get(POOL)
    assert response.status_code == 200 and "rows" not in response.context


@pytest.mark.usefixtures("small_without_districts")
def test_without_districts_it_looks_in_the_group_that_the_commune_is_in(
    client_for, province_viewer, editor_commune, viewer_commune
):
    """Since 01/07/2025 communes stand right below the province."""
    commune = commune_of_a()
    other = Unit.objects.filter(memberships__group__code="DB535").exclude(pk=commune.pk).first()
    beyond = Unit.objects.filter(memberships__group__code="DB534").first()
    for unit in (commune, other, beyond):
        who = holding(f"Người {unit.name}", ALL)
        # By the unit itself: its code may be another's of before.
        who.posts.update(unit=unit, start=date(2025, 7, 1))
    asked = f"/kiem-tra-nhan-su/nguon/?as_of=2025-12-31&unit={commune.code}&title=CTUBND"
    response = client_for(province_viewer).get(asked)
    assert response.context["among"].code == "DB535"
    names = {row.person.full_name for row in response.context["rows"]}
    assert names == {f"Người {commune.name}", f"Người {other.name}"}
    for user in (editor_commune, viewer_commune):
        response = client_for(user).get(asked)
        assert response.context["among"] == commune
        assert [row.person.full_name for row in response.context["rows"]] == [
            f"Người {commune.name}"
        ]

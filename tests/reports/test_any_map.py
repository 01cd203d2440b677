"""The pages on the map of every day: districts of 2022, or communes right below the province.

Rows add up to the total whatever they are, whoever looks sees their own, and no page names a level
that is not there.
"""

import re
from datetime import date
from html import unescape

import pytest

from accounts.models import Grant, User
from personnel.models import DossierCount, Membership, Post, Title, Unit, UnitFact
from reports.quality.counting import communes_counted
from targets.criteria import H2025, ONLINE_DOSSIERS
from targets.lens import Lens
from targets.sources import LiveSource
from tests import cast, maps
from tests.factories import MOUNTAIN, TOWNSHIP, credential, leave_few_units, person, post

EVE, NOW = date(2025, 6, 30), date(2025, 12, 31)
LENSES = [f"horizon=2030&as_of={day}" for day in (date(2024, 12, 31), EVE, NOW)]
NEW = f"horizon=2030&as_of={NOW}"
ASKED = (ONLINE_DOSSIERS, "2030.key.professional", "2025.civil.theory")
COUNTED = ("covered", "met", "short", "unknown")


def commune_of(code, day=NOW):
    return Unit.objects.in_force(day).get(code=code)


@pytest.fixture(scope="module")
def standing(in_the_module):
    """Two people in each commune of the old map, dossiers of 2025, and one who began after it."""
    with in_the_module():
        leave_few_units()
        people_the_communes()


@pytest.fixture
def peopled(standing, province):
    return province


def people_the_communes():
    for at, unit in enumerate(Unit.objects.communes().order_by("code")):
        for number, name in enumerate(("Phạm Thị Bí", "Đinh Văn Kế")):
            title = Title.objects.get(code=("BT", "TCKT")[number])
            who = person(name=name, birth=date(1970 + at, 1, 2))
            day = {"start": date(2015, 1, 1), "start_precision": "day"}
            held = Post.objects.create(person=who, unit=unit, title=title, **day)
            credential(held.person, "professional", 4 if at % 2 else 2)
        DossierCount.objects.create(unit=unit, year=2025, total=100 + at, online=60)
    maps.reorganise()
    began = {"start": date(2025, 9, 1), "start_precision": "day"}
    Post.objects.create(
        person=person(name="Lê Văn Mới"), unit=commune_of("21490"),
        title=Title.objects.get(code="TCKT"), **began,
    )  # fmt: skip


def user_of(name, role, *units):
    user = User.objects.create_user(name, password="mat-khau-thu")
    for unit in units:
        user.grants.create(role=role, unit=unit)
    return user


USERS = {
    "province": lambda: cast.province_viewer(),
    "district": lambda: cast.editor_a(),
    "commune": lambda: user_of("xa", Grant.Role.EDITOR, commune_of("21490")),
    "group": lambda: user_of("nhom", Grant.Role.VIEWER, Unit.objects.get(code="DB534")),
    "several": lambda: user_of(
        "nhieu", Grant.Role.EDITOR, commune_of("21484"), commune_of("21034")
    ),
}


@pytest.fixture(params=USERS)
def client(request, peopled, client_for):
    return client_for(USERS[request.param]())


@pytest.fixture
def looking(peopled, client_for):
    """Return a function that signs in one of USERS."""
    return lambda name: client_for(USERS[name]())


def context(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return response.context


def people_at(client, url):
    return context(client, url)["page"].paginator.count


def of(figure):
    return tuple(getattr(figure, name) for name in COUNTED)


def added(figures):
    return tuple(map(sum, zip(*map(of, figures), strict=True)))


def test_rows_of_the_first_page_add_up_by_unit_and_by_group(client):
    for lens in LENSES:
        for rows in ("", "&rows=groups"):
            board = context(client, f"/?{lens}{rows}")
            heat, everyone = board["heat"], board["everyone"]
            assert people_at(client, everyone.url) == everyone.count == heat.total.people.count > 0
            if board["unit"].is_commune:
                assert not heat.rows
                continue
            assert sum(row.people.count for row in heat.rows) == everyone.count
            for at, cell in enumerate(heat.total.cells):
                assert added(row.cells[at].figure for row in heat.rows) == of(cell.figure)
            for row in heat.rows:
                assert people_at(client, row.people.url) == row.people.count
                assert context(client, row.url)["everyone"].count == row.people.count


def test_a_criterion_adds_up_at_every_level(client):
    for lens in LENSES:
        for code in ASKED:
            for level in ("district", "group", "commune"):
                page = context(client, f"/chi-tieu/{code}/?{lens}&level={level}")
                assert added(row.figure for row in page["lines"]) == of(page["total"].figure)


def test_data_quality_adds_up_at_every_level(client):
    for lens in LENSES:
        for level in ("district", "group", "commune"):
            page = context(client, f"/chat-luong-du-lieu/?{lens}&level={level}")
            tops = [rows[0] for rows in page["groups"]]
            lowest = [row for rows in page["groups"] for row in (rows[1:] or rows)]
            for rows in (tops, lowest):
                assert sum(row.people.count for row in rows) == page["total"].people.count > 0
                for at, cell in enumerate(page["total"].cells):
                    assert sum(row.cells[at].count for row in rows) == cell.count


@pytest.mark.parametrize(
    ("user", "shown", "people"),
    [
        ("province", "Tỉnh Quảng Ngãi", 21),
        ("district", "Địa bàn huyện Ba Tơ (cũ)", 7),
        ("commune", "Xã Ba Vinh", 5),
        ("group", "Địa bàn thị xã Đức Phổ (cũ)", 6),
        ("several", "Xã An Phú, Xã Ba Tơ", 4),
    ],
)
def test_whoever_looks_lands_on_what_is_theirs(looking, user, shown, people):
    board = context(looking(user), f"/?{NEW}")
    assert (board["unit"].name, board["everyone"].count) == (shown, people)


@pytest.mark.parametrize(
    ("user", "shown"),
    [("group", "Thị xã Đức Phổ"), ("commune", "Xã Ba Điền, Xã Ba Vinh")],
)
def test_a_right_of_the_new_map_lands_on_what_was_there_before(looking, user, shown):
    assert context(looking(user), f"/?horizon=2025&as_of={EVE}")["unit"].name == shown


def test_one_of_two_that_became_one_is_seen_with_its_own_people(peopled, client_for):
    user = user_of("ba-dien", Grant.Role.VIEWER, commune_of(MOUNTAIN, EVE))
    client = client_for(user)
    board = context(client, f"/?{NEW}")
    assert (board["unit"].name, board["everyone"].count) == ("Xã Ba Vinh", 2)
    assert people_at(client, f"/nhan-su/?unit=21490&{NEW}") == 2
    dossiers = context(client, f"/chi-tieu/{ONLINE_DOSSIERS}/?{NEW}")["total"]
    assert dossiers.figure.covered == DossierCount.objects.get(unit__code=MOUNTAIN).total


def test_a_commune_is_in_one_row_where_groups_overlap(peopled, looking):
    province = Unit.objects.provinces().get()
    facts = {
        "level": "group",
        "kind": "địa bàn",
        "parent": province,
        "valid_from": date(2025, 7, 1),
    }
    other = Unit.objects.create(code="ZZ", name="Vùng khác", **facts)
    Membership.objects.create(group=other, unit=commune_of("21490"))
    Membership.objects.create(group=Unit.objects.get(code="DB535"), unit=commune_of("21034"))
    board = context(looking("province"), f"/?rows=groups&{NEW}")
    names = {row.unit.name for row in board["heat"].rows}
    assert {"Xã Ba Tơ", "Vùng khác", "Địa bàn thị xã Đức Phổ (cũ)"} <= names
    assert not {"Xã Ba Vinh", "Xã An Phú", "Địa bàn huyện Ba Tơ (cũ)"} & names
    assert sum(row.people.count for row in board["heat"].rows) == board["everyone"].count


def test_the_switch_to_groups_stands_where_there_are_some_and_is_kept(looking, read):
    client = looking("province")
    assert "Nhóm đơn vị" not in read(client, f"/?horizon=2025&as_of={EVE}")
    shown = read(client, f"/?rows=groups&{NEW}")
    assert "Mỗi dòng là tổng các đơn vị trong một nhóm" in shown
    assert re.search(r'href="/trinh-bay/\?[^"]*rows=groups', shown)
    assert re.search(
        r'href="\?[^"]*rows=groups[^"]*rank=criteria|rank=criteria[^"]*rows=groups', shown
    )
    assert client.get(f"/?rows=xyz&{NEW}").status_code == 400


PAGES = (
    "/", "/?rows=groups", "/chi-tieu/", "/chi-tieu/2025.civil.theory/", "/chat-luong-du-lieu/",
    "/nhan-su/", "/trinh-bay/", "/so-sanh/", "/so-sanh/?kind=units",
)  # fmt: skip


def test_no_page_names_a_level_that_is_not_there(client):
    names = sorted(Unit.objects.values_list("name", flat=True), key=len, reverse=True)
    for path in PAGES:
        page = client.get(f"{path}{'&' if '?' in path else '?'}{NEW}").content.decode()
        shown = unescape(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]))
        for name in (*names, *(f"{name[:1].lower()}{name[1:]}" for name in names)):
            shown = shown.replace(name, "")
        assert "huyện" not in shown.lower(), path


def test_what_the_pages_are_about_is_told_by_the_kinds_there_are(looking, read):
    client = looking("province")
    assert "ở 7 xã, phường" in " ".join(read(client, f"/?{NEW}").split())
    before = " ".join(read(client, f"/?horizon=2025&as_of={EVE}").split())
    assert "ở 10 xã, phường, thị trấn thuộc 3 huyện, thị xã, thành phố" in before


def test_dossiers_of_a_commune_count_where_it_went_on(peopled):
    first, second = (DossierCount.objects.get(unit__code=c) for c in (MOUNTAIN, "21490"))
    DossierCount.objects.create(unit=commune_of("21490"), year=2025, total=50, online=1)
    figures = LiveSource.of_province(Lens(H2025, NOW)).dossiers
    there = figures[commune_of("21490").pk]
    assert there.covered == first.total + second.total + 50
    assert there.met == first.online + second.online + 1
    assert first.unit_id not in figures


def test_dossiers_of_the_year_before_are_there_where_a_predecessor_has_them(looking):
    page = context(looking("province"), f"/chat-luong-du-lieu/?as_of={date(2026, 3, 1)}")
    assert page["total"].uncounted == []


def test_they_are_not_there_where_one_predecessor_lacks_them(peopled):
    eve, now = date(2024, 12, 31), commune_of("21490")
    old = Unit.objects.get(code="21490", valid_to=EVE)
    DossierCount.objects.exclude(year=2025).delete()
    first = Unit.objects.get(code=MOUNTAIN)
    DossierCount.objects.create(unit=first, year=2024, total=1, online=1)
    assert communes_counted([now, first], 2024, NOW) == set()
    assert communes_counted([now, first, old], 2024, eve) == {first.pk}
    DossierCount.objects.create(unit=old, year=2024, total=1, online=1)
    assert communes_counted([now], 2024, NOW) == {now.pk}
    DossierCount.objects.filter(unit__in=[first, old]).delete()
    DossierCount.objects.create(unit=now, year=2024, total=1, online=1)
    assert communes_counted([now], 2024, NOW) == {now.pk}


def test_only_who_is_left_in_a_unit_without_a_successor_is_asked_about(peopled, looking):
    alone = Unit.objects.create(
        code="99999", name="Xã Hết", level="commune", kind="xã",
        parent=Unit.objects.provinces().get(), valid_to=EVE,
    )  # fmt: skip
    post(person(name="Võ Ở Lại"), "TCKT", alone.code)
    client = looking("province")
    assert people_at(client, f"/nhan-su/?quality=elsewhen&{NEW}") == 1
    rows = context(client, f"/?{NEW}")["heat"].rows
    assert [row.unit.name for row in rows if not row.unit.is_in_force(NOW)] == ["Xã Hết"]


def test_a_person_in_a_successor_raises_no_doubt_about_the_unit(peopled, looking, read):
    who = Post.objects.filter(unit__code=TOWNSHIP).first().person_id
    assert "không tồn tại vào ngày" not in read(looking("district"), f"/nhan-su/{who}/?{NEW}")


def test_facts_are_those_of_the_day(peopled, looking, read, django_assert_num_queries):
    unit = commune_of("21034")
    split = date(2025, 10, 1)
    for first, last, value, confirmed in (
        (date.min, date(2025, 9, 30), "lowland", False),
        (split, date.max, "mountain", True),
    ):
        UnitFact.objects.create(
            unit=unit, fact="terrain", value=value, confirmed=confirmed, first=first, last=last,
            decision="QĐ 12" if confirmed else "",
        )  # fmt: skip
    client = looking("province")
    assert "miền núi (theo QĐ 12)" in " ".join(read(client, f"/don-vi/21034/?as_of={NOW}").split())
    before = read(client, f"/don-vi/21034/?as_of={date(2025, 9, 1)}")
    assert "chưa xác nhận, tạm tính là đồng bằng" in " ".join(before.split())
    with django_assert_num_queries(1):
        units = {u.pk: u for u in Unit.objects.communes().as_on(NOW)}
    assert "terrain" not in units[unit.pk].doubts
    assert units[unit.pk].minority_area == unit.minority_area
    [earlier] = Unit.objects.filter(pk=unit.pk).as_on(date(2025, 9, 1))
    assert "terrain" in earlier.doubts and earlier.terrain == "lowland"


def test_units_are_found_with_those_who_count_there(looking):
    client = looking("province")
    found = {each.label: each for each in context(client, f"/tim/?q=ba+vinh&{NEW}")["groups"]}
    assert [hit.label for hit in found["Đơn vị"].hits][:1] == ["Xã Ba Vinh"]
    assert found["Người đang giữ chức danh"].count == 5
    found = {each.label: each for each in context(client, f"/tim/?q=địa+bàn&{NEW}")["groups"]}
    assert "Địa bàn thị xã Đức Phổ (cũ)" in [hit.label for hit in found["Đơn vị"].hits]


def test_choices_of_units_are_by_level(looking):
    form = context(looking("province"), f"/nhan-su/?{NEW}")["first"]
    field = next(field for field in form if field.name == "unit").field
    labels = [label for label, among in field.choices if isinstance(among, list)]
    assert labels == ["Nhóm đơn vị", "Cấp xã thuộc Tỉnh Quảng Ngãi"]
    offered = dict(field.choices[1:])
    assert len(offered[labels[0]]) == 3 and len(offered[labels[1]]) == 7


def test_who_stayed_where_the_unit_became_another_has_not_moved(peopled, looking):
    """College is enough in a commune of the mountains, not in the township that it came from."""
    who, started = person(name="Hồ Thị Cao"), {"start": date(2015, 1, 1), "start_precision": "day"}
    title, unit = Title.objects.get(code="TCKT"), commune_of(TOWNSHIP, EVE)
    credential(Post.objects.create(person=who, unit=unit, title=title, **started).person,
               "professional", 3)  # fmt: skip
    client = looking("province")
    rows = context(client, f"/so-sanh/?before={EVE}&after={NOW}&horizon=2025")["sections"]
    steps = {shown.part.step.value for _, among in rows for row in among for shown in row.steps}
    assert "moved" not in steps and "unit" in steps

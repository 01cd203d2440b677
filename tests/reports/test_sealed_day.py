"""On a day that was sealed, pages of live figures say what was sealed, and who differs by now."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from personnel.models import Credential, DossierCount, Person, Post, Unit
from reports.models import Period
from reports.periods.opening import open_replacement
from reports.periods.sealing import missing_of, seal
from tests import cast
from tests.factories import (
    LOWLAND,
    MOUNTAIN,
    credential,
    five_of_ba_to,
    leave_few_units,
    person,
    post,
)
from tests.reports.periods.handing import DUE, LATER, a_period, approved, district_of

LENS = "horizon=2025&as_of=2025-12-31"
THEORY = "2025.key.theory"
ONLINE = "2025.units.online_dossiers"
PAGES = ("/", "/don-vi/535/", f"/don-vi/{MOUNTAIN}/", f"/chi-tieu/{THEORY}/", "/chi-tieu/")


def close(period, district, by, admin):
    kept = approved(period, district, by, admin)
    return seal(period, [u.code for u in missing_of(period, [kept])], by=admin, at=LATER)


@pytest.fixture(scope="module")
def standing(in_the_module):
    """The period that is sealed with the report of Ba Tơ's five."""
    with in_the_module():
        leave_few_units()
        DossierCount.objects.create(unit=five_of_ba_to(), year=2025, online=9, total=10)
        return close(a_period(), district_of(), cast.editor_a(), cast.province_admin()).pk


@pytest.fixture
def sealed(standing, province):
    return Period.objects.get(pk=standing)


@pytest.fixture
def district(sealed):
    return district_of()


@pytest.fixture
def told(read):
    """Return a function that opens a page and returns what it says of the seal, and its links."""

    def of(client, url, lens=LENS):
        shown = read(client, f"{url}?{lens}")
        notes = re.findall(r'<p class="message info sealed-day">(.*?)</p>', shown, re.DOTALL)
        text = " ".join(re.sub(r"<[^>]+>", "", " ".join(notes)).split())
        return text, re.findall(r'href="([^"]+)"', " ".join(notes))

    return of


@pytest.fixture
def listed(read):
    """Return a function that opens a list of who differs: how many, and their names."""

    def of(client, url):
        shown = read(client, url)
        names = re.findall(r'<th scope="row">\s*(?:<a href="[^"]*">)?([^<]+?)(?:</a>)?\s*<', shown)
        return int(re.search(r"<h1>([\d.]+) người", shown)[1]), names

    return of


def differ():
    """Two with another outcome, one gone, one more, one renamed, one elsewhere."""
    Credential.objects.filter(person__full_name="Phạm Thị Hạnh", kind="theory").delete()
    who = Person.objects.get(full_name="Trần Văn Sổ 0")
    who.credentials.filter(kind="state_management").update(level=2)
    Post.objects.filter(person__full_name="Võ Thị Giúp").delete()
    post(person(name="Lê Văn Mới"), "VHXH")
    Person.objects.filter(full_name="Đinh Văn Lía").update(full_name="Đinh Văn Lý")
    post(person(name="Ngô Văn Thành Phố"), "BT", LOWLAND)


@pytest.mark.parametrize("path", PAGES)
def test_it_says_what_was_sealed_and_that_nobody_differs(
    path, sealed, province_viewer, client_for, told
):
    text, links = told(client_for(province_viewer), path)
    assert text.startswith("Báo cáo đã khóa của ngày này: ")
    assert "Báo cáo năm 2025, khóa 06/01/2026" in text
    assert "không ai thêm, bớt hoặc có kết quả khác" in text
    assert ("thiếu 2 đơn vị" in text) == ("don-vi" not in path)
    own = reverse("report", args=[sealed.pk, "535"])
    assert links == [own if "don-vi" in path else reverse("period", args=[sealed.pk])]


def test_its_verdicts_are_those_of_the_sealed_page(
    sealed, province_viewer, editor_a, client_for, told, read
):
    differ()
    for user, path in ((province_viewer, "/"), (editor_a, "/"), (editor_a, "/chi-tieu/")):
        client = client_for(user)
        text, links = told(client, path)
        passed, judged = re.search(r": (\d+)/(\d+) chỉ tiêu đã đạt", text).groups()
        shown = " ".join(read(client, links[0]).split())
        assert f"<strong>{passed} / {judged}</strong>chỉ tiêu đã đạt" in shown
        assert int(judged) > 3


def test_who_differs_is_counted_and_listed(
    sealed, province_viewer, editor_a, client_for, told, listed
):
    differ()
    names = {"Phạm Thị Hạnh", "Trần Văn Sổ 0", "Võ Thị Giúp", "Lê Văn Mới"}
    for user in (province_viewer, editor_a):
        client = client_for(user)
        for path in ("/", "/don-vi/535/", f"/don-vi/{MOUNTAIN}/", "/chi-tieu/"):
            text, links = told(client, path)
            assert "4 người thêm, bớt hoặc có kết quả khác" in text
            number, found = listed(client, links[1])
            assert number == len(found) == 4 and set(found) == names


def test_a_criterion_tells_its_own_figure_and_who_differs_in_it(
    sealed, province_viewer, client_for, told, listed
):
    differ()
    client = client_for(province_viewer)
    text, links = told(client, f"/chi-tieu/{THEORY}/")
    assert ": 1/2 (50,00%), chưa đạt" in text and "1 người thêm, bớt" in text
    assert listed(client, links[1]) == (1, ["Phạm Thị Hạnh"])
    online, links = told(client, f"/chi-tieu/{ONLINE}/")
    assert ": 9/10 (90,00%)" in online and "người" not in online and len(links) == 1


def test_the_list_says_how_and_in_what(sealed, province_viewer, client_for, read):
    differ()
    shown = read(client_for(province_viewer), reverse("period-since", args=[sealed.pk]))
    plain = " ".join(re.sub(r"<[^>]+>", " ", shown).split())
    assert "Lý luận chính trị: trung cấp (2025): Đạt → Chưa có thông tin" in plain
    assert re.search(r"Võ Thị Giúp .{0,80}Không còn", plain)
    assert re.search(r"Lê Văn Mới .{0,80}Thêm vào", plain)
    assert "Không so sánh đơn vị chưa có báo cáo được duyệt khi khóa: " in plain
    assert "Ngô Văn Thành Phố" not in plain


def test_nobody_sees_of_another_district(sealed, editor_a, editor_b, client_for, told, listed):
    differ()
    text, _ = told(client_for(editor_b), "/")
    assert "không có số liệu của Thị xã Đức Phổ (chưa có báo cáo được duyệt khi khóa)" in text
    other = client_for(editor_b)
    url = reverse("period-since", args=[sealed.pk])
    ba_to = district_of("535")
    assert listed(other, url) == (0, [])
    for unit in (ba_to, ba_to.children.first(), ba_to.parent):
        assert other.get(f"{url}?unit={unit.pk}").status_code == 404
    assert listed(client_for(editor_a), url)[0] == 4


def test_whoever_moved_away_is_named_without_a_link(sealed, editor_a, client_for, read):
    """Of a person whose records are no longer in view, what was sealed is all there is."""
    moved = Post.objects.get(person__full_name="Võ Thị Giúp")
    Post.objects.filter(pk=moved.pk).update(unit=Unit.objects.get(code=LOWLAND))
    shown = read(client_for(editor_a), reverse("period-since", args=[sealed.pk]))
    assert "Võ Thị Giúp" in shown and f"/nhan-su/{moved.person_id}/" not in shown


def test_several_districts_are_told_of_together(sealed, editor_ab, client_for, told, listed):
    differ()
    client = client_for(editor_ab)
    text, links = told(client, "/")
    assert "thiếu Thị xã Đức Phổ" in text and "4 người" in text
    assert listed(client, links[1])[0] == 4


def test_the_other_horizon_is_named(sealed, province_viewer, client_for, told):
    text, _ = told(client_for(province_viewer), "/", "horizon=2030&as_of=2025-12-31")
    assert text.startswith("Báo cáo đã khóa của ngày này (mục tiêu 2025):")


def test_what_was_not_counted_before_is_listed_under_a_new_commune(
    sealed, province_viewer, client_for, told, listed
):
    facts = {"level": "commune", "kind": "xã", "parent": district_of("535")}
    Unit.objects.create(code="29999", name="Xã Mới", **facts)
    post(person(name="Lê Văn Mới"), "BT", "29999")
    client = client_for(province_viewer)
    text, links = told(client, "/don-vi/29999/")
    assert "không có đối tượng" in text and "1 người" in text
    assert listed(client, links[1]) == (1, ["Lê Văn Mới"])


def test_no_word_on_another_day_and_of_what_is_open_or_replaced(
    sealed, district, editor_a, province_admin, province_viewer, client_for, told
):
    client = client_for(province_viewer)
    for path in PAGES:
        assert told(client, path, "horizon=2025&as_of=2025-12-30") == ("", [])
    again = open_replacement(sealed, "Lại", DUE, "Nhầm", by=province_admin, at=LATER)
    assert "Lại" not in told(client, "/")[0]
    close(again, district, editor_a, province_admin)
    text, links = told(client, "/")
    assert "Lại, khóa" in text and "Báo cáo năm 2025" not in text and len(links) == 1


def test_only_a_sealed_period_has_such_a_list(sealed, province_viewer, client_for):
    client = client_for(province_viewer)
    other = a_period("Đang mở", day=date(2024, 12, 31))
    assert client.get(reverse("period-since", args=[other.pk])).status_code == 404
    url = reverse("period-since", args=[sealed.pk])
    for asked, status in (("unit=0", 404), ("unit=x", 404), (f"unit={'9' * 40}", 404),
                          ("criterion=x", 400), (f"criterion={ONLINE}", 400),
                          ("page=x", 200)):  # fmt: skip
        assert client.get(f"{url}?{asked}").status_code == status, asked


def test_two_queries_more_on_such_a_day_whatever_its_size(
    sealed, province_viewer, editor_a, client_for, django_assert_num_queries
):
    """The period itself is found by the trend, or on the list of criteria by a query each day."""
    for user in (province_viewer, editor_a):
        client = client_for(user)
        for path in PAGES:
            Period.objects.update(day=date(2025, 12, 30))
            with CaptureQueriesContext(connection) as plain:
                client.get(f"{path}?{LENS}")
            Period.objects.update(day=date(2025, 12, 31))
            with django_assert_num_queries(len(plain) + 2):
                client.get(f"{path}?{LENS}")
        for at in range(4):
            credential(post(person(name=f"Ngô Văn {at}"), "VHXH").person, "theory", 2)

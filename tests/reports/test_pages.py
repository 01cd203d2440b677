"""Every page for every role: what it shows, whose people it counts, how it refuses."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from personnel.models import Person, Unit
from targets.criteria import H2025, criteria_for
from tests.factories import credential, person, post
from tests.rolled import roll_up

LENS = "horizon=2025&as_of=2025-12-31"
DAY = date(2025, 12, 31)
FOREIGN_PAGES = ["/don-vi/534/", "/nhan-su/?unit=534", "/don-vi/51/", "/nhan-su/?unit=51"]


@pytest.fixture
def two_districts(small_province):
    """Three people in Ba Tơ, two in Đức Phổ."""
    ba_to, duc_pho = (
        Unit.objects.filter(parent__code=code).first().code for code in ("535", "534")
    )
    for number in range(3):
        who = person(name=f"Phạm Thị Ba Tơ {number}", sex="female")
        post(who, "BT" if number else "CTUBND", ba_to)
        credential(who, "professional", number + 2)
    for number in range(2):
        post(person(name=f"Lê Văn Đức Phổ {number}"), "TCKT", duc_pho)


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return unescape(response.content.decode())


def count_of(client, url):
    return int(re.search(r"<strong>([\d.]+)</strong> người", page(client, url))[1].replace(".", ""))


PAGES = ["/", "/chi-tieu/", "/chi-tieu/2025.key.professional/", "/don-vi/535/", "/nhan-su/"]


def test_a_district_user_sees_only_their_district(two_districts, editor_a, client_for):
    client = client_for(editor_a)
    for url in PAGES:
        shown = page(client, f"{url}?{LENS}")
        assert "Đức Phổ" not in shown, url
    assert count_of(client, f"/nhan-su/?{LENS}") == 3
    assert count_of(client, f"/nhan-su/?q=le+van&{LENS}") == 0
    for url in FOREIGN_PAGES:
        assert client.get(url).status_code in (400, 404), url
    theirs = Person.objects.get(full_name="Lê Văn Đức Phổ 0")
    assert client.get(f"/nhan-su/{theirs.pk}/").status_code == 404


def test_provincial_users_see_everyone(two_districts, province_admin, province_viewer, client_for):
    for user in (province_admin, province_viewer):
        assert count_of(client_for(user), f"/nhan-su/?{LENS}") == 5


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/?as_of=2025-02-31", 400),
        ("/?as_of=hôm+nay", 400),
        ("/?as_of=0001-01-01", 400),
        ("/?horizon=2040", 400),
        ("/?order=khong-co", 400),
        ("/?rank=khong-co", 400),
        ("/chi-tieu/2040.key/", 404),
        ("/don-vi/99999/", 404),
        ("/nhan-su/?unit=99999", 400),
        ("/nhan-su/?criterion=x", 400),
        ("/nhan-su/?criterion=2025.key.theory&outcome=x", 400),
        ("/nhan-su/?outcome=covered", 400),
        ("/nhan-su/?group=x", 400),
        ("/nhan-su/?measure=x", 400),
        ("/nhan-su/?sort=x", 400),
        ("/nhan-su/?title=x", 400),
        ("/nhan-su/?criterion=2025.units.online_dossiers", 400),
        ("/nhan-su/99999999999999999999999/", 404),
        ("/khong-co-trang-nay/", 404),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(
    two_districts, province_viewer, client_for, url, status
):
    response = client_for(province_viewer).get(url)
    assert response.status_code == status
    assert "Về trang tổng quan" in response.content.decode()


@pytest.mark.parametrize("page_number", ["0", "-1", "abc", "999999999999"])
def test_a_page_that_is_not_there_shows_the_nearest(
    two_districts, province_viewer, client_for, page_number
):
    assert client_for(province_viewer).get(f"/nhan-su/?page={page_number}").status_code == 200


def test_search_ignores_marks_and_case(two_districts, province_viewer, client_for):
    client = client_for(province_viewer)
    assert count_of(client, f"/nhan-su/?q=PHAM+thi+ba&{LENS}") == 3
    assert count_of(client, f"/nhan-su/?q=Phạm&{LENS}") == 3
    assert count_of(client, f"/nhan-su/?q=ham&{LENS}") == 0


def test_every_figure_leads_to_exactly_its_people(two_districts, province_viewer, client_for):
    client = client_for(province_viewer)
    figures = roll_up(DAY, criteria_for(H2025), Person.objects.all(), Unit.objects.all())
    for criterion in criteria_for(H2025):
        if not criterion.about_people:
            continue
        for unit in Unit.objects.filter(code__in=["51", "535", "534"]):
            key = None if unit.code == "51" else unit.pk
            figure = figures.figure(criterion, key)
            for outcome in ("covered", "met", "short", "unknown", "unmet"):
                query = f"unit={unit.code}&criterion={criterion.code}&outcome={outcome}"
                url = f"/nhan-su/?{query}&{LENS}"
                assert count_of(client, url) == getattr(figure, outcome), url


def test_structure_and_headcounts_lead_to_their_people(two_districts, province_viewer, client_for):
    client = client_for(province_viewer)
    shown = page(client, f"/?{LENS}")
    links = re.findall(r'<a href="(/nhan-su/\?[^"]*)">([\d.]+)</a>', shown)
    assert len(links) > 30
    for url, number in links:
        assert count_of(client, url) == int(number.replace(".", "")), url


# Pages that are about no day, or name it themselves.
OF_THEIR_OWN_DAY = ("/static/", "/doi-mat-khau/", "/ho-so-cong-viec/", "/phien-dang-nhap/",
                    "/bao-cao/", "/xac-thuc-hai-lop/", "/dao-tao/",
                    "/xep-loai-hang-nam/")  # fmt: skip


def test_every_link_keeps_the_lens(two_districts, province_viewer, client_for):
    client = client_for(province_viewer)
    # The figures of a trend are those of other days; everything else keeps the day.
    days = [[f"{year}-12-31"] for year in range(2021, 2026)]
    for url in PAGES:
        for link in re.findall(r'href="(/[^"]*)"', page(client, f"{url}?{LENS}")):
            if not link.startswith(OF_THEIR_OWN_DAY):
                query = parse_qs(urlsplit(link).query)
                assert query.get("as_of") in days, (url, link)
                assert query.get("horizon") == ["2025"], (url, link)


def test_nobody_in_post_says_what_to_do(province, province_viewer, editor_a, client_for):
    to_uploads = 'href="/nhap-tep/">Nhập danh sách từ Excel'
    assert to_uploads in page(client_for(editor_a), "/")
    shown = page(client_for(province_viewer), "/")
    assert to_uploads not in shown and "chờ đơn vị phụ trách" in shown


def test_no_units_says_what_to_do(nothing, client_for):
    from accounts.models import User

    user = User.objects.create_superuser("moi")
    assert "load_reference" in page(client_for(user), "/")


def test_a_persons_page_explains(two_districts, editor_a, province_viewer, client_for):
    who = Person.objects.get(full_name="Phạm Thị Ba Tơ 0")
    who.cccd = "051180000001"
    who.save()
    shown = page(client_for(editor_a), f"/nhan-su/{who.pk}/?{LENS}")
    assert "cần có: đại học trở lên" in shown or "cần có: cao đẳng trở lên" in shown
    assert "II.2.2.a" in shown
    hidden = page(client_for(province_viewer), f"/nhan-su/{who.pk}/?{LENS}")
    for text in (shown, hidden):
        assert "051180000001" not in text and "••••••••0001" in text


def test_a_person_without_post_that_day(two_districts, province_viewer, client_for):
    who = Person.objects.first()
    shown = page(client_for(province_viewer), f"/nhan-su/{who.pk}/?as_of=2001-01-01")
    assert "không giữ chức danh nào" in shown


@pytest.mark.parametrize(("url", "most"), [("/", 19), ("/nhan-su/", 15), ("/chi-tieu/", 13)])
def test_queries_do_not_grow(
    two_districts, province_viewer, client_for, django_assert_max_num_queries, url, most
):
    client = client_for(province_viewer)
    with django_assert_max_num_queries(most) as few:
        client.get(f"{url}?{LENS}")
    before = len(few)
    for number in range(10):
        post(person(name=f"Trần Văn {number}"), "VPDU")
    with django_assert_max_num_queries(most) as more:
        client.get(f"{url}?{LENS}")
    assert len(more) == before


def test_a_persons_page_takes_few_queries(
    two_districts, province_viewer, client_for, django_assert_max_num_queries
):
    client, who = client_for(province_viewer), Person.objects.first()
    with django_assert_max_num_queries(24):
        client.get(f"/nhan-su/{who.pk}/?{LENS}")


def test_sign_in_locks_after_five_failures(province_viewer):
    client = Client()
    for _ in range(5):
        response = client.post("/dang-nhap/", {"username": "theo-doi", "password": "sai"})
    assert response.status_code == 429
    right = client.post("/dang-nhap/", {"username": "theo-doi", "password": "mat-khau-thu"})
    assert right.status_code == 429


def test_the_policy_forbids_inline_code(client_for, province_viewer, two_districts):
    response = client_for(province_viewer).get("/")
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy and "default-src 'self'" in policy
    scripts = re.findall(r"<script[^>]*>", response.content.decode())
    assert all(" src=" in script for script in scripts)
    assert " style=" not in response.content.decode()

"""The page that compares, and the lists behind its steps: the same counts, and whom one may see."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from personnel.models import DossierCount, Person, Unit
from tests.factories import LOWLAND, MOUNTAIN, credential, person, post
from tests.reports.periods.handing import a_period
from tests.reports.workbooks.test_sealed import close

DAYS = "/so-sanh/?before=31/12/2024&after=31/12/2025&horizon=2025"
THEORY = "2025.key.theory"
STEP = re.compile(r'<th scope="row">([^<]+)</th>\s*<td class="num"><a href="([^"]+)">([\d.]+)</a>')
NAME = re.compile(r'<th scope="row">\s*(?:<a href="[^"]*">)?([^<]+?)(?:</a>)?\s*<')


@pytest.fixture
def history(people):
    """In Ba Tơ one trained and one come, in the city one come."""
    credential(Person.objects.get(full_name="Đinh Văn Lía"), "theory", 2, awarded=date(2025, 3, 1))
    post(person("Bùi Văn Đến"), "BT", MOUNTAIN, start=date(2025, 5, 1))
    post(person("Ngô Văn Phố"), "BT", LOWLAND, start=date(2025, 5, 1))
    return people


@pytest.fixture
def steps(read):
    """Return a function that opens a comparison and returns label, address and count by step."""

    def of(client, url):
        return [(label, link.replace("&amp;", "&"), int(count.replace(".", "")))
                for label, link, count in STEP.findall(read(client, url))]  # fmt: skip

    return of


@pytest.fixture
def listed(read):
    """Return a function that opens the list of a step: how many it says, and the names."""

    def of(client, url):
        shown = read(client, url)
        return int(re.search(r"<strong>([\d.]+)</strong> người", shown)[1]), NAME.findall(shown)

    return of


def test_every_list_has_as_many_people_as_its_step(
    history, province_viewer, client_for, steps, listed
):
    client = client_for(province_viewer)
    found = steps(client, DAYS)
    assert {label for label, _, _ in found} == {"Mới vào", "Được đào tạo, bồi dưỡng"}
    for _, url, count in found:
        told, names = listed(client, url)
        assert told == count == len(names)
    came = next(url for label, url, _ in found if THEORY in url and label == "Mới vào")
    assert listed(client, came)[1] == ["Bùi Văn Đến", "Ngô Văn Phố"]


def test_a_district_compares_and_lists_its_own_people(history, editor_a, client_for, steps, listed):
    client = client_for(editor_a)
    found = {label: url for label, url, _ in steps(client, DAYS) if THEORY in url}
    assert listed(client, found["Mới vào"]) == (1, ["Bùi Văn Đến"])
    assert listed(client, found["Được đào tạo, bồi dưỡng"]) == (1, ["Đinh Văn Lía"])
    for url in (f"{DAYS}&unit=522", "/so-sanh/?unit=535&other=522", f"{DAYS}&unit={LOWLAND}"):
        assert client.get(url).status_code == 404, url


def test_the_row_of_a_criterion(history, province_viewer, client_for, read):
    page = " ".join(read(client_for(province_viewer), f"{DAYS}&unit=535").split())
    row = re.search(rf'<tr id="{THEORY}">(.*?)<tr id=', page)[1]
    cells = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row))
    assert "1 / 3 · 33,33%" in cells and "2 / 4 · 50,00%" in cells and "+16,67" in cells
    assert "Vì sao: 1 người được đào tạo, bồi dưỡng; 1 người mới vào (không đạt)" in cells


def test_the_list_tells_both_sides(history, province_viewer, client_for, read):
    url = f"/so-sanh/nguoi/?before=2024-12-31&after=2025-12-31&horizon=2025&criterion={THEORY}"
    page = re.sub(r"<[^>]+>", " ", read(client_for(province_viewer), f"{url}&step=trained"))
    told = " ".join(page.split())
    assert "LLCT: chưa có thông tin" in told and "LLCT: Trung cấp" in told
    assert "Chưa có thông tin · Chủ tịch" in told and "Đạt · Chủ tịch" in told


def test_dossiers_by_commune(history, province_viewer, client_for, read):
    unit = Unit.objects.get(code=MOUNTAIN)
    DossierCount.objects.create(unit=unit, year=2024, online=10, total=100)
    page = read(client_for(province_viewer), DAYS)
    told = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "2 đơn vị thay đổi số liệu (hồ sơ trực tuyến +110, tổng số hồ sơ +100)" in told
    assert f"{unit.name} 10/100 60/90 +50 −10" in told


def test_two_units_have_figures_and_no_reasons(history, province_viewer, client_for, read):
    url = "/so-sanh/?unit=535&other=522&as_of=2025-12-31&horizon=2025"
    page = read(client_for(province_viewer), url)
    assert "không có phần giải thích từng bước" in page and "Vì sao" not in page
    row = re.search(rf'<tr id="{THEORY}">(.*?)</tr>', page, re.DOTALL)[1]
    assert " ".join(re.sub(r"<[^>]+>", "", row).split()).endswith("1/2 · 50,00% −1 −2 0,00")


def test_periods_compare_the_last_with_the_one_before(
    history, province_admin, client_for, read, steps, listed
):
    close(a_period("Báo cáo năm 2024", day=date(2024, 12, 31)), province_admin)
    close(a_period("Báo cáo năm 2025"), province_admin)
    Person.objects.filter(full_name="Bùi Văn Đến").delete()
    client = client_for(province_admin)
    page = read(client, "/so-sanh/?kind=periods")
    assert "Báo cáo năm 2024 và Báo cáo năm 2025" in page
    assert "Số liệu trước không có: " in page and "Thị xã Đức Phổ" in page
    for _, url, count in steps(client, "/so-sanh/?kind=periods"):
        told, names = listed(client, url)
        assert told == count == len(names)
    # Gone from the records, and still in what was sealed: named, without a page of their own.
    url = f"/so-sanh/nguoi/?kind=periods&criterion={THEORY}&step=corrected"
    assert listed(client, url) == (1, ["Bùi Văn Đến"])
    assert ">Bùi Văn Đến</a>" not in read(client, url)


def test_without_a_period_the_records_are_compared_or_it_is_said(
    history, province_admin, client_for, read
):
    client = client_for(province_admin)
    assert "Chọn hai kỳ báo cáo" in read(client, "/so-sanh/?kind=periods")
    period = a_period()
    page = read(client, f"/so-sanh/?kind=periods&after=ky-{period.pk}")
    assert "31/12/2024 và Báo cáo năm 2025" in page
    assert "Hồ sơ hiện nay, ngày 31/12/2024" in page


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("before=2026-01-01&after=2025-12-31", 400, "hãy đổi lại"),
        ("before=hôm qua", 400, "không hợp lệ"),
        ("before=ky-0", 404, "Không có kỳ báo cáo này"),
        ("kind=years", 400, "Chấp nhận"),
        ("unit=99999", 404, "Không có đơn vị"),
    ],
)
def test_what_cannot_be_compared(query, status, words, history, province_viewer, client_for):
    response = client_for(province_viewer).get(f"/so-sanh/?{query}")
    assert response.status_code == status and words in response.content.decode()


def test_a_list_asks_for_a_criterion_about_people_and_a_step(history, province_viewer, client_for):
    client = client_for(province_viewer)
    for query, status in (
        (f"criterion={THEORY}", 400),
        ("step=came", 400),
        (f"criterion={THEORY}&step=x", 400),
        ("criterion=2025.units.online_dossiers&step=came", 400),
        (f"kind=units&unit=535&other=522&criterion={THEORY}&step=came", 404),
    ):
        assert client.get(f"/so-sanh/nguoi/?{query}").status_code == status, query


def test_queries_do_not_grow_with_people(history, province_viewer, client_for):
    client = client_for(province_viewer)

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(DAYS)
        return len(queries)

    before = asked()
    for number in range(20):
        post(person(f"Lê Văn Thêm {number}"), "BT", LOWLAND, start=date(2025, 5, 1))
    assert asked() == before <= 16

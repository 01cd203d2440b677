"""The overview: every figure named, marked and led to its people."""

import re

import pytest

from personnel.models import Unit
from targets.criteria import H2025, H2030, criteria_for
from tests.factories import LOWLAND, credential, person, post

LENS = "horizon=2025&as_of=2025-12-31"
CELL = re.compile(r'<a href="(/nhan-su/[^"]*)" title="[^"]*: ([\d.]+)/([\d.]+), [^"]*">(\d+)')


def number(text):
    return int(text.replace(".", ""))


def test_a_cell_leads_to_those_who_keep_it_from_being_whole(
    ba_to, province_viewer, client_for, read, length_of
):
    client = client_for(province_viewer)
    cells = CELL.findall(read(client, f"/?{LENS}"))
    assert len(cells) > 10
    for url, met, covered, rate in cells:
        met, covered = number(met), number(covered)
        assert length_of(client, url) == ((covered - met) or covered), url
        assert int(rate) == met * 100 // covered


def strip_of(shown, code):
    """Return the strip of a criterion, on one line."""
    row = shown[shown.index(f"/chi-tieu/{code}/") :]
    return " ".join(row[: row.index("</tr>")].split())


def gap_in(row):
    """Return what a strip says is missing: the number, and where it leads."""
    cell = row[row.index('class="num gap"') :]
    found = re.search(r'<strong>(?:<a href="([^"]*)">)?([\d.]+)', cell)
    return number(found[2]), found[1]


def test_a_gap_is_a_link_only_when_it_is_everyone_missing(ba_to, province_viewer, client_for, read):
    shown = read(client_for(province_viewer), f"/?{LENS}")
    # Two secretaries, one with a degree that a mountain commune accepts: one is missing.
    gap, link = gap_in(strip_of(shown, "2025.key.professional"))
    assert gap == 1 and "2025.key.professional" in link and "outcome=unmet" in link
    # Of two clerks 70% means both: one is missing. Of one mass cadre there is none at all.
    gap, link = gap_in(strip_of(shown, "2025.civil.state_management"))
    assert gap == 1 and link


def test_a_gap_smaller_than_those_unmet_leads_nowhere_and_the_bar_to_them(
    ba_to, province_viewer, client_for, read, length_of
):
    for at in range(7):
        credential(post(person(name=f"Lê Văn {at}"), "TCKT").person, "state_management", at % 2 * 2)
    post(person(name="Lê Văn Không Rõ"), "TCKT")
    client = client_for(province_viewer)
    # Ten clerks, four of them trained; 70% is seven. One of the six others is not recorded.
    row = strip_of(read(client, f"/?{LENS}"), "2025.civil.state_management")
    assert gap_in(row) == (3, None)
    link, told = re.search(r'class="how"> <a href="([^"]*)" title="([^"]*)"', row).groups()
    assert told == "4/10 đạt · 5 chưa đạt · 1 chưa có thông tin"
    assert "6 chưa đạt hoặc chưa có thông tin" in row and length_of(client, link) == 6


@pytest.mark.parametrize("horizon", [H2025, H2030])
def test_every_reading_is_written_out(horizon, ba_to, province_viewer, client_for, read):
    shown = read(client_for(province_viewer), f"/?horizon={horizon.code}&as_of=2025-12-31")
    readings = [c.reading for c in criteria_for(horizon) if c.reading]
    assert readings
    for reading in readings:
        assert reading in shown
    marks = re.findall(r'href="#cach-hieu-(\d+)"', shown)
    assert marks == re.findall(r'id="cach-hieu-(\d+)"', shown)
    assert len(marks) == len(readings)


def test_figures_with_unconfirmed_communes_carry_the_mark(ba_to, province_viewer, client_for, read):
    client = client_for(province_viewer)
    shown = read(client, f"/?{LENS}")
    unconfirmed = Unit.objects.filter(level="commune", terrain_confirmed=False).count()
    # Only the two mountain thresholds depend on terrain.
    strips = shown[shown.index('class="strips"') : shown.index('id="xep-hang"')]
    assert strips.count(f"{unconfirmed} xã chưa xác nhận địa hình") == 2
    Unit.objects.update(terrain_confirmed=True)
    assert "chưa xác nhận địa hình" not in read(client, f"/?{LENS}")


def test_figures_that_rest_on_minority_areas_carry_the_mark(
    ba_to, province_viewer, client_for, read
):
    post(person(name="Lê Thị Kinh"), "TCKT")
    client = client_for(province_viewer)
    mark = "173 xã chưa xác nhận vùng DTTS"
    shown = read(client, f"/?{LENS}")
    row = shown[shown.index("chi-tieu/2025.kinh_minority_area") :]
    assert mark in row[: row.index("</tr>")]
    structure = shown[shown.index('id="structure"') :]
    assert structure.count(mark) == 1
    # So many are summed up by district, and named where they are few.
    told = shown[shown.index('id="chua-xac-nhan"') : shown.index("Cách hiểu Nghị quyết")]
    assert "Huyện Ba Tơ</a> 19/19" in told and "Xã Ba Điền" not in told
    assert "Xã Ba Điền" in read(client, f"/don-vi/535/?{LENS}").split('id="chua-xac-nhan"')[1]
    Unit.objects.update(minority_area_confirmed=True)
    assert "chưa xác nhận vùng DTTS" not in read(client, f"/?{LENS}")


def test_criteria_stand_by_distance_or_by_whom_they_cover(ba_to, province_viewer, client_for):
    client = client_for(province_viewer)
    for address in (f"/?{LENS}", f"/?{LENS}&order=distance"):
        [(section, lines)] = client.get(address).context["sections"]
        gaps = [
            line.criterion.share.percent * line.figure.covered - 100 * line.figure.met
            for line in lines
            if line.gap
        ]
        weights = [line.figure.covered for line in lines if line.gap]
        far = [gap / weight for gap, weight in zip(gaps, weights, strict=True)]
        assert section is None and len(far) > 3 and far == sorted(far, reverse=True)
    grouped = client.get(f"/?{LENS}&order=group").context["sections"]
    assert len(grouped) > 3 and all(section for section, _ in grouped)
    assert client.get(f"/?{LENS}&order=x").status_code == 400


def test_a_district_without_communes_says_so(province, province_viewer, client_for, read):
    assert "không có đơn vị hành chính cấp xã" in read(client_for(province_viewer), "/don-vi/536/")


def test_a_district_user_gets_the_figures_of_the_district(
    ba_to, editor_a, client_for, read, length_of
):
    post(person(name="Lê Thị Ở Xa"), "BT", LOWLAND)
    client = client_for(editor_a)
    shown = read(client, f"/?{LENS}")
    assert "Huyện Ba Tơ" in shown and "Xã Ba" in shown and "Huyện Bình Sơn" not in shown
    link, staff = re.search(
        r'<strong><a href="([^"]*)">([\d.]+)</a></strong>cán bộ', shown
    ).groups()
    assert int(staff) == length_of(client, link) == 4


def test_queries_stay_the_same_for_every_role(
    ba_to, province_viewer, editor_a, client_for, django_assert_max_num_queries
):
    # An editor's navigation and list count the hand-overs, reports and files that wait for them;
    # five queries are about fresh doubts, one about how long heads lead, one about the maps,
    # one asks by when programmes and reviews are due.
    for user, most in ((province_viewer, 19), (editor_a, 24)):
        client = client_for(user)
        with django_assert_max_num_queries(most) as few:
            client.get(f"/?{LENS}")
        for at in range(12):
            post(person(name=f"Ngô Văn {at}"), "VHXH" if at % 2 else "VPTK")
        with django_assert_max_num_queries(most) as more:
            client.get(f"/?{LENS}")
        assert len(more) == len(few)


def test_a_page_of_2030_asks_no_more_of_more_people(
    small_province, ba_to, province_viewer, client_for, django_assert_max_num_queries
):
    # The year before and the deadline of 2025 are a roll-up each, with their dossiers.
    client = client_for(province_viewer)
    for path, most in (("/", 22), ("/don-vi/535/", 23), (f"/don-vi/{ba_to.code}/", 20)):
        address = f"{path}?horizon=2030&as_of=2026-11-28"
        with django_assert_max_num_queries(most) as few:
            client.get(address)
        for at in range(6):
            post(person(name=f"Ngô Văn {at}"), "VHXH")
        with django_assert_max_num_queries(most) as more:
            client.get(address)
        assert len(more) == len(few)


def test_the_sentence_of_a_unit_leads_to_its_own_criteria(
    small_province, ba_to, province_viewer, client_for
):
    client, lens = client_for(province_viewer), "horizon=2030&as_of=2026-11-28"
    said = {
        path: next(
            piece.url for piece in client.get(path).context["page"].conclusion.said if piece.url
        )
        for path in (f"/?{lens}", f"/don-vi/535/?{lens}", f"/trinh-bay/?unit=535&{lens}")
    }
    assert list(said.values()) == [
        f"/chi-tieu/?{lens}", "#chi-tieu", f"/don-vi/535/?{lens}#chi-tieu",
    ]  # fmt: skip

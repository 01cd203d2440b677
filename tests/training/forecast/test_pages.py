"""The pages of the forecast: every criterion year by year, one in full, for whoever sees what."""

import re
from datetime import date

import pytest
from time_machine import travel

from personnel.models import Person, Unit
from targets.assuming import Assuming
from targets.criteria import BY_CODE, H2030, criteria_for
from targets.lens import Lens
from targets.sources import LiveSource
from tests import maps
from tests.factories import LOWLAND, post
from tests.factories import person as somebody
from tests.targets.needs.people import OLD, YOUNG, enrolled, with_this_and_that
from training.forecast.outlook import Outlook, below, rows

TODAY, DEADLINE = date(2026, 11, 28), H2030.deadline
PAGE, THEORY = "/dao-tao/du-bao/", "2025.civil.theory"
ABOUT_PEOPLE = [c for c in criteria_for(H2030) if c.about_people]


@pytest.fixture
def staff(small_province):
    with_this_and_that()
    for who in Person.objects.order_by("pk")[:14]:
        enrolled(who, "theory", 2, date(2028, 6, 30))


@pytest.fixture(autouse=True)
def today():
    with travel("2026-11-28 09:00+07:00", tick=False):
        yield


def outlook_of(root=None, criteria=ABOUT_PEOPLE):
    lens = Lens(H2030, TODAY, TODAY)
    source = LiveSource.of_province(lens)
    return Outlook(LiveSource(lens, root) if root else source, criteria)


def listed(client, read, url):
    """Return how many people a list says there are."""
    shown = read(client, url)
    return int(re.search(r"<strong>([\d.]+)</strong> người", shown)[1].replace(".", ""))


@pytest.mark.parametrize("way", list(Assuming))
def test_what_can_be_listed_leads_to_exactly_these(staff, way, province_viewer, client_for, read):
    client, outlook = client_for(province_viewer), outlook_of(criteria=[BY_CODE[THEORY]])
    (row,) = rows(outlook, way)
    assert [cell.line.lens.day.year for cell in row.cells] == [*range(2026, 2031)]
    for cell in row.cells:
        figure, stay = cell.line.figure, cell.listed.figure
        assert cell.is_listed is (way in (Assuming.NOTHING, Assuming.ENROLLED))
        assert cell.refilled == figure.covered - stay.covered
        assert cell.is_listed is False or figure == stay
        assert listed(client, read, cell.listed.covered_url) == stay.covered
        assert listed(client, read, cell.listed.met_url) == stay.met
    for year in outlook.years(way):
        assert listed(client, read, year.leaving.url_of_all) == year.leaving.in_all
    assert any(year.leaving.in_all for year in outlook.years(way))


def test_retirement_alone_is_told_apart(small_province):
    """Two clerks who meet nothing; one leaves and one studies: half of the gain is by leaving."""
    for name, birth in (("Ở Lại", YOUNG), ("Sắp Về", OLD), ("Đang Học", YOUNG)):
        who = post(somebody(name, birth=birth), "TCKT", LOWLAND).person
    post(somebody("Đã Đạt", birth=YOUNG), "TCKT", LOWLAND).person.credentials.create(
        kind="theory", level=1
    )
    enrolled(who, "theory", 1, date(2028, 6, 30))
    outlook = outlook_of(criteria=[BY_CODE[THEORY]])
    (recorded,), (studying,) = (rows(outlook, way) for way in list(Assuming)[:2])
    assert str(recorded.now.rate) == "25.00"
    assert str(recorded.at_deadline.rate) == "33.33" and str(studying.at_deadline.rate) == "66.67"
    assert str(recorded.at_deadline.alone) == str(studying.at_deadline.alone) == "8.33"


@pytest.mark.parametrize("reorganised", [False, True])
def test_units_below_come_to_the_root(staff, reorganised):
    if reorganised:
        maps.reorganise()
    outlook = outlook_of(criteria=[BY_CODE[THEORY]])
    source = outlook.source
    units = [u for u in source.units if u != source.root and not (u.above and u.above.is_district)]
    found = below(outlook, BY_CODE[THEORY], units)
    for at, way in enumerate(Assuming):
        (row,) = rows(outlook, way)
        met = sum(unit.cells[at].listed.figure.met for unit in found)
        assert met == row.cells[-1].listed.figure.met
        assert sum(u.cells[at].refilled for u in found) == row.cells[-1].refilled
    assert sum(unit.leavers for unit in found) == outlook.years(Assuming.NOTHING)[-1].leaving.in_all
    assert {unit.expected.lens.day for unit in found} == {DEADLINE}


@pytest.mark.parametrize("query", ["", "?way=a", "?way=c", "?way=d", "?unit=535", "?horizon=2030"])
def test_pages_are_there_for_every_way(staff, query, province_viewer, client_for, read):
    client = client_for(province_viewer)
    shown = read(client, f"{PAGE}{query}")
    assert "31/12/2030" in shown and "Khai giảng muộn nhất" in shown and "Không kịp" in shown
    shown = read(client, f"{PAGE}{THEORY}/{query}")
    assert "(d) Người thay thế như ba năm qua" in shown and "thay thế: " in shown


@pytest.mark.parametrize("page", [PAGE, f"{PAGE}{THEORY}/"])
def test_of_a_deadline_that_is_past_nothing_is_forecast(
    staff, page, province_viewer, client_for, read
):
    shown = read(client_for(province_viewer), f"{page}?horizon=2025")
    assert "đã qua: không còn gì để dự báo" in shown and "<table" not in shown


@pytest.mark.parametrize("query", ["way=e", "horizon=2040", "rows=x"])
def test_what_cannot_be_read_is_refused(staff, query, province_viewer, client_for):
    client = client_for(province_viewer)
    pages = (PAGE, f"{PAGE}{THEORY}/")
    refused = [client.get(f"{page}?{query}").status_code for page in pages]
    assert 400 in refused and not {404, 500} & set(refused)


def test_a_board_sees_its_own_alone(staff, editor_a, client_for, read):
    client = client_for(editor_a)
    shown = read(client, PAGE)
    assert "Huyện Ba Tơ" in shown and "Tỉnh Quảng Ngãi" not in shown
    assert client.get(f"{PAGE}?unit=534").status_code == 404
    own = outlook_of(Unit.objects.get(code="535"))
    (row,) = [r for r in rows(own, Assuming.ENROLLED) if r.criterion.code == THEORY]
    assert f"/{row.now.figure.covered}<" in re.sub(r"<a [^>]*>", "", shown)
    assert LOWLAND not in read(client, f"{PAGE}{THEORY}/")


def test_groups_are_rows_where_there_are_any(staff, province_viewer, client_for, read):
    maps.reorganise()
    shown = read(client_for(province_viewer), f"{PAGE}{THEORY}/?rows=groups")
    assert 'aria-current="true">cụm</a>' in shown


def test_nobody_whom_it_speaks_of(small_province, province_viewer, client_for, read):
    shown = read(client_for(province_viewer), f"{PAGE}{THEORY}/")
    assert "không có đối tượng nào" in shown


def test_queries_do_not_grow(staff, province_viewer, client_for, django_assert_max_num_queries):
    client = client_for(province_viewer)
    for page, most in ((PAGE, 28), (f"{PAGE}{THEORY}/", 28)):
        with django_assert_max_num_queries(most) as few:
            client.get(page)
        for at in range(6):
            post(somebody(f"Ngô Văn {at}", birth=OLD), "TCKT", LOWLAND)
        with django_assert_max_num_queries(most) as more:
            client.get(page)
        assert len(more) == len(few)

"""A đặc khu: by the text neither urban nor mountain, until the province decides."""

from datetime import date, timedelta

import pytest

from personnel.models import Person, Unit, UnitFact
from personnel.reading.standing import standing
from personnel.reading.zones import BY_THE_TEXT, zones_told
from tests.factories import MOUNTAIN, person, post
from tests.forms import fields_of

DAY = date(2026, 1, 1)
EVE = DAY - timedelta(days=1)


@pytest.fixture
def zone(small_province):
    """A đặc khu in which somebody serves."""
    unit = Unit.objects.get(code=MOUNTAIN)
    Unit.objects.filter(pk=unit.pk).update(kind="đặc khu", name="Đặc khu Lý Sơn")
    post(person(), "BT")
    return Unit.objects.get(pk=unit.pk)


def counted(day):
    """Return whether the one person is in an urban unit, and in a mountain commune."""
    (row,) = standing(day, Person.objects.all(), ())
    return row.urban, row.mountain_commune


def decide(zone, value, decision="QĐ 5"):
    both = (("neither", date.min, EVE, ""), (value, DAY, date.max, decision))
    for what, first, last, paper in both:
        UnitFact.objects.create(
            unit=zone, fact="counts_as", value=what, first=first, last=last, decision=paper
        )


def test_it_is_neither_by_the_text(zone):
    assert zone.terrain == "mountain" and counted(DAY) == (0, 0)
    assert zones_told(Unit.objects.all(), DAY) == [(zone, BY_THE_TEXT)]


@pytest.mark.parametrize(("value", "flags"), [("urban", (1, 0)), ("mountain", (0, 1))])
def test_a_decision_holds_from_its_day(zone, value, flags):
    decide(zone, value)
    assert counted(EVE) == (0, 0)
    assert counted(DAY) == flags
    ((_, told),) = zones_told([zone], DAY)
    assert told.startswith("Tính là: ") and "QĐ 5" in told
    assert zones_told([zone], EVE) == [(zone, BY_THE_TEXT)]


def test_only_a_zone_is_decided_on(zone, province_admin, client_for):
    client = client_for(province_admin)
    url = f"/admin/personnel/unit/{zone.pk}/by-day/"
    page = client.get(url)
    sent = {"what": "counts_as:urban", "first": "01/01/2026", "confirmed": "on"}
    sent |= {k: v for k, v in fields_of(page).items() if k not in sent}
    assert "Tính là: đô thị" in page.content.decode()
    client.post(url, sent)
    assert counted(DAY) == (1, 0) and counted(EVE) == (0, 0)
    client.get(url)  # where what was done is told
    Unit.objects.filter(pk=zone.pk).update(kind="xã")
    UnitFact.objects.all().delete()
    assert "Tính là" not in client.get(url).content.decode()
    client.post(url, {**sent, "once": ""})
    assert not UnitFact.objects.exists()


def test_a_decision_says_nothing_of_another_kind(zone):
    decide(zone, "urban")
    Unit.objects.filter(pk=zone.pk).update(kind="xã", terrain="lowland")
    assert counted(DAY) == (0, 0)


def test_the_criteria_concerned_say_how_it_is_counted(zone, province_admin, read, client_for):
    client = client_for(province_admin)
    page = read(client, "/chi-tieu/2025.key.professional/?as_of=2026-01-01")
    assert BY_THE_TEXT in page and "Đặc khu Lý Sơn" in page
    assert BY_THE_TEXT not in read(client, "/chi-tieu/2025.key.theory/?as_of=2026-01-01")

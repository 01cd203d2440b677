"""Who looked up how much: counted by user and kind, what is out of the ordinary on top."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from personnel.log import counting
from personnel.log.counting import BURST, BURST_OF_PEOPLE, bursts, counted
from personnel.models import Disclosure
from tests.factories import person

LOG, PAGE = "/nhat-ky/du-lieu-ca-nhan/", "/nhat-ky/tra-cuu/"
NOON = timezone.make_aware(datetime(2025, 3, 12, 12))


@pytest.fixture
def looked(small_province):
    """Return a function that keeps so many looks of a kind, so long ago."""
    who = person()

    def keep(user, kind, times, ago=timedelta(0), people=1, now=NOON):
        rows = [
            Disclosure(kind=kind, user=user, person=who, people=people, detail="x")
            for _ in range(times)
        ]
        ids = [row.pk for row in Disclosure.objects.bulk_create(rows)]
        Disclosure.objects.filter(pk__in=ids).update(at=now - ago)

    return keep


def test_hour_day_and_month(looked, editor_a, editor_b):
    for ago, times in ((0, 1), (2, 2), (13, 4), (29 * 24 + 11, 8), (29 * 24 + 13, 16)):
        looked(editor_a, "open", times, timedelta(hours=ago))
    looked(editor_b, "askd", 3, people=2)
    lines = {(line.user, line.kind): line for line in counted(NOON)}
    assert lines.keys() == {(editor_a, "open"), (editor_b, "askd")}
    opened, asked = lines[editor_a, "open"], lines[editor_b, "askd"]
    assert (opened.hour, opened.today, opened.people, opened.month) == (1, 3, 3, 15)
    assert (asked.hour, asked.today, asked.people, asked.month) == (3, 3, 6, 3)


def test_each_number_leads_to_as_many_rows(looked, editor_a, province_admin, client_for):
    now = timezone.now()
    for ago, times in ((0, 3), (40, 2), (29 * 24, 1), (31 * 24, 5)):
        looked(editor_a, "seek", times, timedelta(hours=ago), now=now)
    client = client_for(province_admin)
    (line,) = client.get(PAGE).context["lines"]
    for query, number in ((line.since_today, line.today), (line.since_month, line.month)):
        assert len(client.get(f"{LOG}?{query}").context["page"].rows) == number > 0


@pytest.mark.parametrize("kind", [kind for kind in Disclosure.Kind if kind not in BURST_OF_PEOPLE])
def test_what_is_too_much_in_an_hour_is_on_top(looked, editor_a, editor_b, kind):
    looked(editor_a, kind, BURST[kind] - 1)
    looked(editor_b, "open", 1)
    assert bursts(NOON) == []
    looked(editor_a, kind, 1)
    assert [(line.user, line.kind) for line in bursts(NOON)] == [(editor_a, kind)]
    looked(editor_b, "open" if kind != "open" else "list", 15)
    assert counted(NOON)[0].user == editor_a
    assert bursts(NOON + timedelta(minutes=61)) == []


def test_a_file_that_told_of_many_is_too_much(looked, editor_a):
    looked(editor_a, "file", 1, people=99)
    assert bursts(NOON) == []
    looked(editor_a, "file", 1, timedelta(hours=3), people=1)
    assert [line.people for line in bursts(NOON)] == [100]


def test_the_log_begins_with_it(looked, editor_a, province_admin, client_for, monkeypatch):
    client = client_for(province_admin)
    looked(editor_a, "askd", 3, now=timezone.now())
    assert "nhiều bất thường" not in client.get(LOG).content.decode()
    monkeypatch.setitem(counting.BURST, Disclosure.Kind.ASKED, 3)
    page = client.get(LOG).content.decode()
    assert page.index("Tra cứu nhiều bất thường") < page.index("<table")
    assert "ba-to" in page.split("Tra cứu nhiều bất thường")[1].split("<table")[0]
    assert "Nhiều bất thường" in client.get(PAGE).content.decode()


def test_two_queries_however_much_there_is(looked, editor_a, editor_b):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            counted(NOON)
        return len(queries)

    looked(editor_a, "open", 3)
    few = asked()
    for kind in Disclosure.Kind:
        looked(editor_b, kind, 5)
    assert few == asked() == 2

"""The log of personal data given out, as administrators read it."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from personnel.keeping.disclosing import disclose_list, disclose_number
from personnel.log import disclosures
from personnel.models import Deletion, Disclosure
from tests.factories import person

URL = "/nhat-ky/du-lieu-ca-nhan/"
MIDNIGHT = timezone.make_aware(datetime(2025, 3, 12))


@pytest.fixture
def client(province_admin, client_for):
    return client_for(province_admin)


@pytest.fixture
def given(editor_a, editor_b):
    """Two numbers opened and a list taken, on three days; one of the records was deleted."""
    for name in ("Phạm Thị Hạnh", "Đinh Văn Lía"):
        who = person(name=name, cccd=f"05118500{len(name):04}")
        disclose_number(who, by=editor_a, where="xem trên trang hồ sơ")
    disclose_list(1234, by=editor_b, asked="Danh sách nhân sự; Huyện Ba Tơ")
    for days, row in enumerate(Disclosure.objects.order_by("pk")):
        Disclosure.objects.filter(pk=row.pk).update(at=MIDNIGHT + timedelta(days=days))
    Deletion.objects.create(record=who.pk, name=who.full_name, reason="nhầm", at=MIDNIGHT)
    who.delete()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Danh sách", "Đinh Văn Lía", "Phạm Thị Hạnh"]),
        ("kind=cccd", ["Đinh Văn Lía", "Phạm Thị Hạnh"]),
        ("kind=list", ["Danh sách"]),
        ("user={a}", ["Đinh Văn Lía", "Phạm Thị Hạnh"]),
        ("user=none", []),
        ("since=13/03/2025&until=13/03/2025", ["Đinh Văn Lía"]),
        ("until=12/03/2025", ["Phạm Thị Hạnh"]),
        ("q=dinh van", ["Đinh Văn Lía"]),
        ("q=hanh", ["Phạm Thị Hạnh"]),
        ("how=huyện ba tơ", ["Danh sách"]),
        ("how=huyện ba tô", []),
    ],
)
def test_a_filter_finds_exactly(given, client, editor_a, query, found):
    response = client.get(f"{URL}?{query.format(a=editor_a.pk)}")
    rows = response.context["page"].rows
    assert [
        row.detail.split(";")[0].split(":")[0].removesuffix(" nhân sự") for row in rows
    ] == found
    assert "1.234" in response.content.decode() or "Danh sách" not in found


def test_a_deleted_record_is_named_and_no_link(given, client):
    text = client.get(URL).content.decode()
    assert ">Phạm Thị Hạnh: xem trên trang hồ sơ</a>" in text
    assert "<td>Đinh Văn Lía: xem trên trang hồ sơ</td>" in text


def test_pages_follow_each_other_without_gap_or_repeat(client, editor_a, monkeypatch):
    monkeypatch.setattr(disclosures, "PAGE_SIZE", 4)
    for number in range(10):
        disclose_list(number, by=editor_a, asked="x")
    Disclosure.objects.filter(people__lt=6).update(at=MIDNIGHT)
    query, seen = "kind=list", []
    while query:
        response = client.get(f"{URL}?{query}")
        seen += [row.people for row in response.context["page"].rows]
        query = response.context["older"]
    assert seen == list(range(9, -1, -1))


def test_the_number_of_queries_is_fixed(client, editor_a):
    def many(count):
        for number in range(count):
            who = person(name=f"Lê Văn {number}", cccd=f"{count:06}{number:06}")
            disclose_number(who, by=editor_a, where="x")
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        return len(queries)

    assert many(3) == many(60) <= 11

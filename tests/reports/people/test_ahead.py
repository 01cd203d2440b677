"""Lists of a day to come: exactly whom its figures count, and who has left by then."""

import csv
import re
from datetime import date
from io import StringIO

import pytest
from django.http import QueryDict
from time_machine import travel

from personnel.models import Person
from targets.criteria import H2030, criteria_for
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import LOWLAND, credential, person, post
from tests.targets.needs.people import OLD, YOUNG, enrolled, with_this_and_that

TODAY = "2026-11-28 09:00+07:00"
FAR = "horizon=2030&as_of=2030-12-31"
ROW = re.compile(r'href="/nhan-su/(\d+)/')
pytestmark = pytest.mark.usefixtures("small_province")


def found(client, read, query):
    """Return the numbers of the people of the pages of a list."""
    seen, page = [], 1
    while True:
        shown = read(client, f"/nhan-su/?{query}&page={page}")
        seen += ROW.findall(shown)
        if "Trang sau" not in shown:
            return sorted({int(pk) for pk in seen})
        page += 1


@travel(TODAY, tick=False)
@pytest.mark.parametrize("way", ["a", "b"])
def test_every_figure_lists_its_people(province_viewer, client_for, read, way):
    with_this_and_that()
    for at, who in enumerate(Person.objects.order_by("pk")[:14]):
        enrolled(who, "theory", 1 + at % 2, date(2029, 6, 30))
    client = client_for(province_viewer)
    lens = Lens.read(QueryDict(f"{FAR}&assuming={way}"))
    source = LiveSource.of_province(lens)
    figures = source.figures(lens.criteria)
    for criterion in criteria_for(H2030):
        if not criterion.about_people:
            continue
        figure = figures.figure(criterion)
        for outcome in ("met", "short", "unknown"):
            asked = f"{FAR}&assuming={way}&criterion={criterion.code}&outcome={outcome}"
            assert len(found(client, read, asked)) == getattr(figure, outcome), asked
    whole = found(client, read, f"{FAR}&assuming={way}")
    rows = {row.person for row in source.listed()}
    assert set(whole) == rows
    left = found(client, read, f"{FAR}&assuming={way}&post=retired")
    out = found(client, read, f"{FAR}&assuming={way}&post=none")
    assert left == out and not set(left) & rows and len(rows) + len(left) == 28


@travel(TODAY, tick=False)
def test_levels_to_be_awarded_are_marked_and_found(province_viewer, client_for, read):
    who = post(person("Đang Học", birth=YOUNG), "TCKT", LOWLAND).person
    credential(who, "professional", 4)
    enrolled(who, "theory", 2, date(2029, 6, 30))
    client = client_for(province_viewer)
    shown = read(client, f"/nhan-su/?{FAR}")
    assert "Trung cấp (dự kiến 06/2029)" in shown and "Đại học (dự kiến" not in shown
    assert "(dự kiến" not in read(client, f"/nhan-su/?{FAR}&assuming=a")
    for asked, b, a in (
        ("level=theory:2", [who.pk], []),
        ("level=theory:2&rule=exactly", [who.pk], []),
        ("level=theory:3&rule=below", [who.pk], []),
        ("missing=theory", [], [who.pk]),
    ):
        assert found(client, read, f"{FAR}&{asked}") == b, asked
        assert found(client, read, f"{FAR}&{asked}&assuming=a") == a, asked
    taken = b"".join(client.get(f"/nhan-su/tai-ve/csv/?{FAR}"))
    rows = list(csv.DictReader(StringIO(taken.decode().removeprefix("\ufeff"))))
    assert "Trung cấp (dự kiến 06/2029)" in rows[0].values()
    assert rows[0]["Giả định"].startswith("giả định người đến tuổi đã nghỉ hưu, người được cử")
    taken = client.get(f"/nhan-su/tai-ve/trich-ngang/?{FAR}")
    assert taken.status_code == 200


@travel(TODAY, tick=False)
def test_who_has_left_by_then_is_said_to_have(province_viewer, client_for, read):
    who = post(person("Sắp Về", birth=OLD), "TCKT", LOWLAND).person
    client = client_for(province_viewer)
    assert found(client, read, f"{FAR}&q=Sắp") == []
    assert found(client, read, f"{FAR}&post=retired&group=civil") == [who.pk]
    assert found(client, read, f"{FAR}&post=retired&group=key") == []
    assert found(client, read, "as_of=2026-11-28&post=retired") == []
    page = read(client, f"/nhan-su/{who.pk}/?{FAR}")
    assert "đến tuổi nghỉ hưu trước ngày 31/12/2030" in page
    assert "không giữ chức danh nào" not in page
    assert "Theo dự báo" not in read(client, f"/nhan-su/{who.pk}/")
    studying = post(person("Đang Học", birth=YOUNG), "TCKT", LOWLAND).person
    enrolled(studying, "theory", 1, date(2029, 6, 30))
    assert "dự kiến Sơ cấp, 30/06/2029" in read(client, f"/nhan-su/{studying.pk}/?{FAR}")

"""Figures that count people by a group of titles which nobody confirmed say so, with how many."""

from datetime import date

import pytest

from personnel.models import Post, Title, TitleGroup
from reports.workforce import unsure_conditions
from targets.criteria import BY_CODE
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import person, post

DAY = date(2026, 1, 1)
AT = {"as_of": DAY.isoformat(), "horizon": "2025"}
MARK = "nhóm chức danh chưa xác nhận"


@pytest.fixture
def expert(ba_to):
    """One expert of a body beside the five of Ba Tơ."""
    who = person(name="Phan Văn Chuyên")
    post(who, "CHUYENVIEN", start=date(2025, 7, 1))
    return who


@pytest.fixture
def lens():
    return Lens(BY_CODE["2025.civil.theory"].horizon, DAY)


def unsure(lens, *codes):
    """Return for each criterion how many of how many are covered by such a group."""
    source = LiveSource.of_province(lens)
    figures = source.figures([BY_CODE[code] for code in codes])
    found = (figures.figure(BY_CODE[code]) for code in codes)
    return [(figure.unconfirmed, figure.covered) for figure in found]


def test_whom_a_group_covers_is_counted(expert, lens):
    codes = ("2025.civil.theory", "2025.key.theory", "2025.staff.it")
    assert unsure(lens, *codes) == [(1, 3), (0, 2), (1, 5)]


def test_confirming_takes_the_mark_away(expert, lens):
    Title.objects.filter(code="CHUYENVIEN").update(group_confirmed=True)
    assert unsure(lens, "2025.civil.theory") == [(0, 3)]


def test_a_decision_of_a_day_confirms_from_then(expert, lens):
    title = Title.objects.get(code="CHUYENVIEN")
    spells = ((date.min, date(2025, 12, 31), False), (DAY, date.max, True))
    for first, last, confirmed in spells:
        TitleGroup.objects.create(
            title=title, group="mass", first=first, last=last, confirmed=confirmed
        )
    assert unsure(lens, "2025.mass.theory") == [(0, 1)]
    eve = Lens(lens.horizon, date(2025, 12, 31))
    assert unsure(eve, "2025.mass.theory") == [(1, 1)]


def test_who_sits_on_the_committee_is_no_matter_of_groups(expert):
    post(expert, "UVBCH", start=date(2025, 7, 1))
    lens = Lens(BY_CODE["2030.committee.theory"].horizon, DAY)
    ((marked, covered),) = unsure(lens, "2030.committee.theory")
    assert (marked, covered) == (0, 2)


def test_pages_carry_the_mark_and_the_list_opens(expert, province_admin, client_for):
    client = client_for(province_admin)
    for url in ("/chi-tieu/", "/chi-tieu/2025.civil.theory/", "/?order=group", "/don-vi/535/"):
        assert f"1 người: {MARK}" in client.get(url, AT).content.decode(), url
    page = client.get("/chi-tieu/2025.civil.theory/", AT)
    listed = client.get(page.context["total"].unsure_url)
    assert listed.status_code == 200
    shown = listed.content.decode()
    assert "Phan Văn Chuyên" in shown and "Trần Văn Sổ 0" not in shown
    key = client.get("/chi-tieu/2025.key.theory/", AT).content.decode()
    assert MARK not in key


def test_headcounts_and_measures_carry_it(expert, lens, province_admin, client_for):
    source = LiveSource.of_province(lens)
    counts = source.counts(unsure_conditions(lens))
    assert {counts(f"group {g} unsure") for g in ("civil", "staff")} == {1}
    assert (counts("group key unsure"), counts("women staff unsure")) == (0, 1)
    assert not counts.holds("women all unsure")
    board = client_for(province_admin).get("/don-vi/51/", AT).context
    parts = {part.label: part for part in board["groups"]}
    assert parts["Công chức"].unsure == 1
    assert "confirmed=no" in parts["Công chức"].unsure_url
    assert parts["Toàn bộ"].unsure == 0


def test_without_such_people_nothing_is_marked(ba_to, province_admin, client_for):
    for url in ("/", "/chi-tieu/", "/chi-tieu/2025.civil.theory/"):
        assert MARK not in client_for(province_admin).get(url, AT).content.decode()


def test_a_list_and_a_page_show_the_group_of_the_day(ba_to, province_admin, client_for):
    """The group that was decided from a day on is not shown of a day before."""
    title = Title.objects.get(code="TCKT")
    spells = (("civil", date.min, date(2025, 12, 31)), ("mass", DAY, date.max))
    for group, first, last in spells:
        TitleGroup.objects.create(title=title, group=group, first=first, last=last)
    client, who = client_for(province_admin), Post.objects.filter(title=title)[0].person_id
    label = "Cán bộ các tổ chức chính trị - xã hội"
    for day, wanted in (("2025-12-31", False), ("2026-01-01", True)):
        context = client.get(f"/nhan-su/{who}/", {"as_of": day}).context
        assert (context["group"] == label) == wanted
        assert f"group={'mass' if wanted else 'civil'}" in context["group_url"]
        for more in ("", "&criterion=2025.staff.it"):
            url = f"/nhan-su/?as_of={day}&columns=group&q=Trần Văn Sổ{more}"
            rows = client.get(url).context["rows"]
            assert {row.group == label for row in rows} == {wanted}

"""Titles by the days on which they may be held: in a choice, and groups that have none left."""

from datetime import date, timedelta

import pytest

from personnel.models import Title, TitleGroup
from personnel.reading.offered import OVER, over_by_group, title_choices, titles_on

BODIES = date(2025, 7, 1)
EVE = BODIES - timedelta(days=1)


@pytest.fixture
def helpers(province):
    """The titles of those who are not specialised."""
    return Title.objects.filter(group="nonspecialised")


def under(day):
    """Return the names offered on a day, by heading."""
    _, *groups = title_choices(titles_on(day), day)
    return {label: [name for _, name in among] for label, among in groups}


def test_a_title_is_offered_with_its_days(province):
    Title.objects.filter(code="VPTK").update(valid_to=EVE)
    before, after = under(EVE), under(BODIES)
    assert "Văn phòng - thống kê" in before["Công chức"]
    assert "Trưởng phòng (từ 01/07/2025)" in before["Công chức"]
    assert "Trưởng phòng" in after["Công chức"]
    assert "Văn phòng - thống kê (đến 30/06/2025)" in after[OVER]
    assert "Văn phòng - thống kê" not in after["Công chức"]


def test_a_title_stands_in_its_group_of_the_day(province):
    title = Title.objects.get(code="CHT")
    spells = (("civil", date.min, EVE), ("key", BODIES, date.max))
    for group, first, last in spells:
        TitleGroup.objects.create(title=title, group=group, first=first, last=last)
    assert title.name in under(EVE)["Công chức"]
    assert title.name in under(BODIES)["Cán bộ chủ chốt"]


def test_a_group_is_over_after_the_last_of_its_titles(helpers):
    assert over_by_group(BODIES) == {}
    helpers.update(valid_to=EVE)
    helpers.filter(code="VPDU").update(valid_to=BODIES)
    assert over_by_group(BODIES) == {}
    assert over_by_group(BODIES + timedelta(days=1)) == {"nonspecialised": BODIES}


def test_the_titles_of_the_bodies_come_unconfirmed_and_begin_with_them(province):
    new = Title.objects.filter(valid_from__isnull=False)
    assert {(t.valid_from, t.group_confirmed) for t in new} == {(BODIES, False)}
    assert set(new.values_list("group", flat=True)) == {"civil", "mass"}
    assert not Title.objects.exclude(pk__in=new).filter(group_confirmed=False).exists()


def test_the_body_is_not_the_old_title_of_its_name(province):
    """ "Văn phòng Đảng ủy" is a title of before, of who is not specialised."""
    names = {
        name: title.code
        for title in Title.objects.filter(valid_from__isnull=False)
        for name in (title.name, *title.aliases)
    }
    old = {
        name
        for title in Title.objects.filter(valid_from__isnull=True)
        for name in (title.name, *title.aliases)
    }
    assert not names.keys() & old

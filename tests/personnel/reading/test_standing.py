"""Everyone on a day: counted once, under the principal post, with what they hold then."""

from datetime import date

import pytest

from personnel.models import Person
from personnel.reading.standing import standing
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, person, post

DAY = date(2025, 12, 31)


def on(day, who):
    """Return the person's standing on `day`, or None when not in post."""
    return standing(day, Person.objects.all()).filter(pk=who.pk).first()


@pytest.mark.parametrize(
    ("titles", "principal"),
    [
        (("VPDU", "TCKT", "CTHPN", "PBT"), "PBT"),
        (("VPDU", "TCKT", "CTHPN"), "CTHPN"),
        (("VPDU", "TCKT"), "TCKT"),
        (("UVBCH", "VPDU"), "VPDU"),
        (("CTUBND", "BT"), "BT"),
    ],
)
def test_counted_once_under_the_first_group_then_the_first_title(province, titles, principal):
    who = person()
    for title in titles:
        post(who, title)
    rows = list(standing(DAY, Person.objects.all()))
    assert [row.pk for row in rows] == [who.pk]
    assert rows[0].post_id == who.posts.get(title__code=principal).pk


def test_of_the_same_title_the_latest_start_is_the_principal_post(province):
    who = person()
    post(who, "TCKT", MOUNTAIN, start=date(2010, 1, 1))
    latest = post(who, "TCKT", LOWLAND, start=date(2020, 1, 1))
    post(who, "TCKT", TOWNSHIP, start=None)
    assert on(DAY, who).unit_id == latest.unit_id


def test_the_first_and_the_last_day_in_post_count(province):
    who = person()
    post(who, start=date(2020, 3, 1), end=date(2024, 6, 30))
    days = (date(2020, 2, 29), date(2020, 3, 1), date(2024, 6, 30), date(2024, 7, 1))
    assert [on(day, who) is not None for day in days] == [False, True, True, False]


def test_an_unknown_start_is_always_past(province):
    who = person()
    post(who, start=None)
    assert on(date(1990, 1, 1), who) is not None


def test_the_day_after_a_promotion_another_group_counts(province):
    who = person()
    post(who, "TCKT", start=date(2015, 1, 1), end=date(2022, 5, 31))
    post(who, "PCTUBND", start=date(2022, 6, 1))
    assert on(date(2022, 5, 31), who).title_group == "civil"
    assert on(date(2022, 6, 1), who).title_group == "key"


def test_an_award_known_by_its_year_counts_from_its_last_day(province):
    who = person()
    post(who)
    credential(who, "theory", 2, awarded=date(2021, 12, 31), precision="year")
    assert on(date(2021, 12, 30), who).theory is None
    assert on(date(2021, 12, 31), who).theory == 2


def test_the_highest_level_counts_and_an_unknown_award_is_always_held(province):
    who = person()
    post(who)
    credential(who, "professional", 2)
    credential(who, "professional", 4, awarded=date(2020, 7, 1))
    credential(who, "professional", 3, awarded=date(2023, 7, 1))
    assert on(date(2016, 1, 1), who).professional == 2
    assert on(DAY, who).professional == 4


def test_recorded_as_none_is_not_the_same_as_nothing_recorded(province):
    who = person()
    post(who)
    credential(who, "theory", 0)
    row = on(DAY, who)
    assert (row.theory, row.it) == (0, None)


@pytest.mark.parametrize(
    ("unit", "mountain", "urban"), [(MOUNTAIN, 1, 0), (TOWNSHIP, 0, 1), (LOWLAND, 0, 0)]
)
def test_a_township_of_a_mountain_district_is_no_mountain_commune(province, unit, mountain, urban):
    who = person()
    post(who, unit=unit)
    row = on(DAY, who)
    assert (row.mountain_commune, row.urban) == (mountain, urban)


@pytest.mark.parametrize(
    ("titles", "committee"),
    [(("BT",), 1), (("PBT",), 1), (("TCKT", "UVBCH"), 1), (("UVBCH",), 1), (("TCKT",), 0)],
)
def test_who_sits_on_the_committee(province, titles, committee):
    who = person()
    for title in titles:
        post(who, title)
    assert on(DAY, who).committee == committee


def test_a_seat_given_up_no_longer_counts(province):
    who = person()
    post(who, "TCKT")
    post(who, "UVBCH", end=date(2024, 12, 31))
    assert on(date(2024, 12, 31), who).committee == 1
    assert on(date(2025, 1, 1), who).committee == 0

"""How long somebody leads a locality, at the boundaries of the law's two terms (III.4)."""

from datetime import date

import pytest

from personnel.models import Person, Post, Unit
from personnel.reading.terms_of_heads import State, leading_long, near_two_terms, terms_of
from tests import maps
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, person, post

BEGAN = date(2016, 1, 1)
EIGHT, TEN = date(2023, 12, 31), date(2025, 12, 31)
DAY = date(2025, 12, 30)

pytestmark = pytest.mark.usefixtures("province")


def terms(who, day=DAY, unit=MOUNTAIN, map_day=None):
    """How long `who` led the unit, as told on the day; None where they never did."""
    found = {led.place: led.terms for led in terms_of([who.pk], day, map_day)}
    return found.get(Unit.objects.get(code=unit, valid_to__isnull=True).pk)


def told_of(day):
    return set(Person.objects.filter(near_two_terms(day)))


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2023, 12, 30), State.USUAL),
        (EIGHT, State.NEAR),
        (date(2025, 12, 30), State.NEAR),
        (TEN, State.FULL),
        (date(2026, 1, 1), State.FULL),
    ],
)
def test_eight_years_are_near_and_ten_are_full(day, state):
    who = post(person(), "BT", start=BEGAN).person
    assert terms(who, day).state == state
    assert (terms(who, day).near_on, terms(who, day).full_on) == (EIGHT, TEN)


def test_both_titles_are_added_and_days_of_both_count_once():
    who = post(person(), "BT", start=date(2016, 1, 1), end=date(2019, 12, 31)).person
    post(who, "CTUBND", start=date(2018, 1, 1), end=date(2021, 12, 31))
    post(who, "PCTUBND", start=date(2010, 1, 1), end=date(2015, 12, 31))
    assert terms(who).length.months == 72
    assert terms(who).full_on is None


def test_another_locality_is_counted_apart():
    who = post(person(), "BT", start=BEGAN, end=date(2020, 12, 31)).person
    post(who, "BT", TOWNSHIP, start=date(2021, 1, 1))
    assert terms(who).length.months == 60
    assert not terms(who).leads
    assert terms(who, unit=TOWNSHIP).full_on == date(2030, 12, 31)


def test_years_in_a_commune_that_was_merged_are_years_in_what_it_became():
    who = post(person(), "CTUBND", start=BEGAN, end=date(2025, 6, 30)).person
    old = Unit.objects.get(code=MOUNTAIN)
    before = terms(who, date(2025, 6, 1)).length
    maps.reorganise()
    new = old.places.get(first__lte=DAY, last__gte=DAY).place
    moved = Post.objects.get()
    moved.pk, moved.unit, moved.start, moved.end = None, new, date(2025, 7, 1), None
    moved.save()
    led = {each.place: each.terms for each in terms_of([who.pk], DAY)}
    assert set(led) == {new.pk} != {old.pk}
    assert (before.months, led[new.pk].length.months) == (113, 119)
    assert led[new.pk].full_on == TEN
    earlier = {each.place for each in terms_of([who.pk], DAY, date(2025, 6, 1))}
    assert old.pk in earlier


def test_without_a_first_day_it_is_at_least_what_is_known():
    who = post(person(), "BT", start=None).person
    assert (terms(who).state, terms(who).told) == (State.UNKNOWN, "không rõ từ ngày nào")
    assert terms(who).full_on is None
    post(who, "CTUBND", start=date(2017, 12, 31))
    assert (terms(who).state, terms(who).told) == (State.NEAR, "ít nhất 8 năm")
    assert terms(who).near_on == DAY
    assert terms(who).full_on is None


def test_a_first_day_known_by_its_year_is_about_it():
    held = post(person(), "BT", start=date(2020, 1, 1))
    Post.objects.filter(pk=held.pk).update(start_precision="year")
    assert terms(held.person).told == "khoảng 5 năm 11 tháng"


def test_what_is_to_come_brings_the_day_nearer_and_is_not_served_yet():
    who = post(person(), "BT", start=date(2021, 1, 1), end=date(2022, 12, 31)).person
    post(who, "CTUBND", start=date(2026, 2, 1))
    assert terms(who).length.months == 24
    assert terms(who).full_on == date(2034, 1, 30)
    assert terms(who).full_by(date(2034, 1, 30))
    assert not terms(who).full_by(date(2034, 1, 29))


def test_only_whoever_leads_it_on_the_day_is_told_of():
    near = post(person("Gần Đủ"), "BT", start=date(2016, 6, 1)).person
    post(person("Đã Thôi"), "BT", LOWLAND, start=date(2005, 1, 1), end=date(2020, 1, 1))
    moved = post(person("Chuyển Xã"), "BT", TOWNSHIP, start=date(2005, 1, 1), end=date(2020, 1, 1))
    post(moved.person, "BT", LOWLAND, start=date(2020, 1, 2))
    post(person("Phó"), "PCTUBND", start=date(2005, 1, 1))
    assert told_of(DAY) == {near}
    assert not told_of(date(2024, 5, 30))
    assert told_of(date(2024, 5, 31)) == {near}


def test_whom_it_means_is_kept_by_the_day_until_a_post_is_written(
    settings, django_assert_num_queries
):
    settings.ROWS_KEPT = 1000
    who = post(person(), "BT", start=BEGAN).person
    assert (told_of(EIGHT), told_of(BEGAN)) == ({who}, set())
    with django_assert_num_queries(1):  # whether it still holds
        assert leading_long(EIGHT) == {who.pk}
    Post.objects.update(start=date(2020, 1, 1))
    assert told_of(EIGHT) == set()

"""Down, across, up, within and what the records do not tell: III.4, in cases of one person each."""

from datetime import date, timedelta

import pytest

from personnel.models import Post, Title, Unit
from personnel.reading.movements import Way, movements_of
from personnel.reading.newly_appointed import appointed
from personnel.reading.told_posts import Atlas, rows_of
from tests import maps
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, person, post

pytestmark = pytest.mark.usefixtures("small_province")

DAY = timedelta(days=1)
BEGUN = date(2024, 3, 1)
YEAR = date(2024, 1, 1), date(2024, 12, 31)


def held(who, title="PBT", unit=MOUNTAIN, start=BEGUN, end=None, **told):
    made = post(who, title, unit, start, end)
    Post.objects.filter(pk=made.pk).update(**told)
    return made


def found(first=YEAR[0], last=YEAR[1]):
    """Return the movements of everybody: way, basis, level, commune of the post before."""
    atlas = Atlas()
    units = dict(Post.objects.values_list("unit_id", "unit__code"))
    return [
        (m.way, m.basis, m.level, units[m.before.unit] if m.before else "")
        for rows in rows_of(Post.objects.all())
        for m in movements_of(rows, atlas, first, last)
    ]


@pytest.fixture
def an():
    return person()


@pytest.mark.parametrize("basis", ["rotated", "moved", "seconded"])
@pytest.mark.parametrize("level", ["district", "province"])
def test_a_cadre_of_a_level_above_sent_down_to_a_commune(an, basis, level):
    held(an, basis=basis, came_from=level)
    assert found() == [(Way.DOWN, basis, level, "")]


@pytest.mark.parametrize("title", ["BT", "PBT", "CTUBND", "PCTUBND"])
def test_across_between_communes_deputies_too(an, title):
    held(an, title, TOWNSHIP, date(2020, 1, 1), BEGUN - DAY, end_reason="moved")
    held(an, title, basis="rotated")
    assert found() == [(Way.ACROSS, "rotated", "", TOWNSHIP)]


def test_across_by_election_or_by_nobody_says_what(an):
    held(an, "CTUBND", TOWNSHIP, date(2020, 1, 1), BEGUN - DAY)
    held(an, "CTUBND", basis="elected")
    other = person("Lê Bình")
    held(other, "PBT", TOWNSHIP, date(2020, 1, 1), BEGUN - DAY)
    held(other, "PBT")
    assert found() == [(Way.ACROSS, "elected", "", TOWNSHIP), (Way.ACROSS, "", "", TOWNSHIP)]


def test_a_title_in_two_communes_at_once_is_no_movement_but_where_it_is_said(an):
    held(an, "CTHCCB", TOWNSHIP, date(2020, 1, 1))
    made = held(an, "CTHCCB", basis="appointed")
    assert found() == []
    Post.objects.filter(pk=made.pk).update(basis="seconded")
    assert found() == [(Way.ACROSS, "seconded", "", TOWNSHIP)]


@pytest.mark.parametrize(("reason", "level"), [("district", "district"), ("province", "province")])
def test_up_to_the_district_or_the_province_is_why_a_post_ended(an, reason, level):
    held(an, "BT", start=date(2020, 1, 1), end=date(2024, 5, 31), end_reason=reason)
    held(an, "CTHDND", start=date(2020, 1, 1), end=date(2024, 5, 31), end_reason=reason)
    assert found() == [(Way.UP, "", level, "")]


def test_back_from_above_is_told_by_the_post_before(an):
    held(an, "PBT", TOWNSHIP, date(2018, 1, 1), date(2020, 5, 31), end_reason="district")
    held(an, "BT", basis="moved")
    assert found() == [(Way.DOWN, "moved", "district", "")]


def test_where_nothing_tells_from_where_it_is_unclear_not_from_above(an):
    held(an, basis="rotated")
    assert found() == [(Way.UNCLEAR, "rotated", "", "")]


def test_from_another_commune_that_has_no_record(an):
    held(an, basis="moved", came_from="commune")
    assert found() == [(Way.ACROSS, "moved", "", "")]


def test_long_after_the_last_post_nobody_knows_from_where(an):
    held(an, "PBT", TOWNSHIP, date(2015, 1, 1), date(2019, 12, 31))
    held(an, "BT", basis="moved")
    assert found() == [(Way.UNCLEAR, "moved", "", "")]


@pytest.mark.parametrize("reason", ["resigned", "retired", "removed"])
def test_who_had_left_the_service_was_not_moved(an, reason):
    held(an, "PBT", TOWNSHIP, date(2015, 1, 1), BEGUN - DAY, end_reason=reason)
    held(an, "BT", basis="elected")
    assert found() == []


@pytest.mark.parametrize("basis", ["elected", "appointed", "recruited", "approved", "designated"])
def test_a_first_title_by_election_or_appointment_is_no_movement(an, basis):
    held(an, basis=basis)
    assert found() == []


def test_a_first_title_of_which_nobody_says_how_is_counted_apart(an):
    held(an)
    assert found() == [(Way.UNSAID, "", "", "")]


def test_moved_away_and_nobody_says_where_to(an):
    held(an, start=date(2020, 1, 1), end=date(2024, 5, 31), end_reason="moved")
    assert found() == [(Way.AWAY, "", "", "")]
    held(an, "BT", TOWNSHIP, date(2024, 6, 1))
    assert found() == [(Way.ACROSS, "", "", MOUNTAIN)]


@pytest.mark.parametrize("reason", ["retired", "resigned", "died", "other", ""])
def test_who_leaves_for_another_reason_was_not_moved(an, reason):
    held(an, start=date(2020, 1, 1), end=date(2024, 5, 31), end_reason=reason)
    assert found() == []


def test_another_title_in_the_commune_is_told_apart(an):
    held(an, "PBT", start=date(2020, 1, 1), end=BEGUN - DAY)
    held(an, "BT", basis="elected")
    assert found() == [(Way.WITHIN, "elected", "", MOUNTAIN)]


def test_the_same_title_anew_is_nothing(an):
    held(an, "BT", start=date(2020, 1, 1), end=BEGUN - DAY)
    held(an, "BT", basis="elected")
    assert found() == []


def test_two_titles_begun_together_are_one_movement_and_a_seat_is_none(an):
    held(an, "BT", TOWNSHIP, date(2020, 1, 1), BEGUN - DAY)
    held(an, "BT")
    held(an, "CTHDND", basis="rotated")
    held(an, "UVBCH", start=BEGUN + DAY)
    assert found() == [(Way.ACROSS, "rotated", "", TOWNSHIP)]


@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2025, 1, 1)])
def test_another_year_has_it(an, day):
    held(an, start=day, basis="rotated", came_from="district")
    assert found() == []
    assert found(day, day) == [(Way.DOWN, "rotated", "district", "")]


def test_known_by_the_year_alone_it_follows_what_ended_within(an):
    held(an, "PBT", TOWNSHIP, date(2020, 1, 1), date(2024, 6, 30))
    held(an, "PBT", start=date(2024, 1, 1), start_precision="year")
    assert found() == [(Way.ACROSS, "", "", TOWNSHIP)]


def test_a_merger_moves_nobody(an):
    maps.reorganise()
    old = Post.objects.create(
        person=an, unit=_commune(MOUNTAIN), title=_title("PBT"), start=date(2020, 1, 1),
        start_precision="day", end=maps.WITHOUT_DISTRICTS - DAY, end_reason="other",
    )  # fmt: skip
    new = old.unit.places.get(first=maps.WITHOUT_DISTRICTS).place
    made = Post.objects.create(
        person=an, unit=new, title=_title("PBT"), start=maps.WITHOUT_DISTRICTS,
        start_precision="day", basis="designated",
    )  # fmt: skip
    year = date(2025, 1, 1), date(2025, 12, 31)
    assert found(*year) == []
    Post.objects.filter(pk=made.pk).update(title=_title("BT"))
    assert [way for way, *_ in found(*year)] == [Way.WITHIN]


def _commune(code):
    return Unit.objects.get(code=code, valid_from=None)


def _title(code):
    return Title.objects.get(code=code)


def newly(first=YEAR[0], last=YEAR[1]):
    atlas = Atlas()
    return [
        (new.row.person, new.group)
        for rows in rows_of(Post.objects.all())
        for new in appointed(rows, atlas, first, last)
    ]


def test_new_is_who_never_held_a_title_of_the_group(an):
    held(an, "VPDU", start=date(2020, 1, 1), end=BEGUN - DAY)
    held(an, "TCKT")
    assert newly() == [(an.pk, "civil")]
    assert newly(date(2020, 1, 1), date(2020, 12, 31)) == [(an.pk, "nonspecialised")]


def test_another_title_commune_or_term_is_nobody_new(an):
    held(an, "PBT", TOWNSHIP, date(2020, 1, 1), BEGUN - DAY)
    held(an, "BT", basis="rotated")
    assert newly() == []
    held(person("Lê Bình"), "PBT", TOWNSHIP, None)
    assert newly() == []


def test_two_titles_of_a_group_are_one_and_a_seat_is_none(an):
    held(an, "BT")
    held(an, "CTHDND")
    held(person("Lê Bình"), "UVBCH", LOWLAND)
    assert newly() == [(an.pk, "key")]

"""People of the other half count from the day it was joined; not a figure before it moves."""

from datetime import date, timedelta

import pytest
from django.db.models import Q

from personnel.models import Post, Unit
from personnel.reading.counted import posts_elsewhen
from personnel.reading.standing import give_standing
from targets.criteria import HORIZONS
from targets.judging import figure_key
from targets.lens import Lens
from targets.sources import LiveSource
from tests import factories, maps, other_half

DAY = maps.WITHOUT_DISTRICTS
EVE = DAY - timedelta(days=1)
YEAR_BEFORE = date(2024, 12, 31)
# Where their past is written down: as it was, as what it became, and by the one unit it came from.
WHERE = [("23281", True), ("23284", False), ("23341", False), ("23341", True)]


@pytest.fixture
def joined(small_province):
    factories.post(factories.person("Người ở Ba Tơ"), "TCKT", start=date(2015, 1, 1))
    return other_half.join()


def load_their_past(title="TCKT", start=date(2015, 1, 1)):
    """Write down one person in each of `WHERE`, who has held the title since long before."""
    people = []
    for code, outside in WHERE:
        who = factories.person(f"Người ở {code}")
        unit = Unit.objects.get(code=code, outside=outside, level="commune")
        Post.objects.create(
            person=who, unit=unit, start=start, start_precision="day",
            title=factories.Title.objects.get(code=title),
        )  # fmt: skip
        people.append(who)
    return people


def source(day, map_day=None):
    return LiveSource.of_province(Lens(HORIZONS["2025"], day, None, map_day))


def figures(day, map_day=None):
    """Return every figure of every unit, and how many people there are, by unit."""
    read = source(day, map_day)
    criteria = read.lens.criteria
    found, counts = read.figures(criteria), read.counts({"all": Q(pk__isnull=False)}, ())
    return {
        unit.numbered: (
            [found.figure(criterion, figure_key(unit)) for criterion in criteria],
            counts("all", figure_key(unit)),
        )
        for unit in read.units
    }


def in_all(day, map_day=None):
    return source(day, map_day).counts({"all": Q(pk__isnull=False)}, ())("all")


def test_their_past_changes_no_figure_before_the_day(joined):
    days = [date(2022, 12, 31), YEAR_BEFORE, EVE]
    before = {day: figures(day) for day in days}
    load_their_past()
    assert {day: figures(day) for day in days} == before
    assert in_all(EVE) == 1 and in_all(DAY) == 5


def test_from_the_day_they_count_in_what_their_unit_became(joined):
    load_their_past()
    counts = {unit.code: n for unit in source(DAY).units if (n := figures(DAY)[unit.numbered][1])}
    assert counts["23284"] == counts["23341"] == 2 and counts["51"] == 5
    assert not [unit for unit in source(DAY).units if unit.outside]


def test_the_map_of_a_day_before_knows_the_province_that_there_was(joined):
    load_their_past()
    assert in_all(DAY, YEAR_BEFORE) == 1 and in_all(YEAR_BEFORE, DAY) == 1
    for day, by in ((DAY, YEAR_BEFORE), (YEAR_BEFORE, DAY), (DAY, None)):
        shown = {unit.numbered: n for unit, n in _communes(day, by)}
        assert sum(shown.values()) == in_all(day, by)


def _communes(day, map_day):
    read = source(day, map_day)
    counts = read.counts({"all": Q(pk__isnull=False)}, ())
    return [(unit, counts("all", unit.pk)) for unit in read.units if unit.is_commune]


def test_lists_find_whom_the_figures_count(joined):
    there = load_their_past()
    posts = Post.objects.all()
    for day, by, number in ((YEAR_BEFORE, None, 1), (DAY, None, 5), (DAY, YEAR_BEFORE, 1)):
        found = posts.counted_on(day, None, (), by).values("person").distinct()
        assert found.count() == number
    assert not posts_elsewhen(YEAR_BEFORE).exists()
    give_standing(there, YEAR_BEFORE, ())
    assert not hasattr(there[0], "unit_id")


def test_of_two_posts_the_one_in_this_province_counts_before_the_day(joined):
    who = load_their_past("BT")[0]
    factories.post(who, "TCKT", start=date(2016, 1, 1))
    assert in_all(YEAR_BEFORE) == 2
    (row,) = source(YEAR_BEFORE).rows().filter(pk=who.pk)
    assert row.title_group == "civil"
    (row,) = source(DAY).rows().filter(pk=who.pk)
    assert row.title_group == "key"


def test_service_in_a_minority_area_over_there_counts_as_service(joined):
    who = load_their_past(start=date(2023, 1, 1))[3]
    (row,) = source(DAY).rows().filter(pk=who.pk)
    assert row.minority_service_since == date(2023, 1, 1)

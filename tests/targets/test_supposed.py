"""What would be asked of somebody if they held a title is what is asked once they do."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from personnel.kinds import KINDS
from personnel.models import Coverage, Credential, Ethnicity, Person, Post, Title, Unit
from personnel.reading.ahead import Ahead
from personnel.reading.supposed import Supposed
from personnel.reading.typed import Typed
from targets.criteria import REGISTER
from targets.explaining import explain, explain_all, explain_typed
from targets.figures import Outcome
from tests import maps
from tests.factories import (
    LOWLAND,
    MOUNTAIN,
    TOWNSHIP,
    credential,
    leave_few_units,
    person,
    post,
)

PLACES = (MOUNTAIN, TOWNSHIP, LOWLAND)
TITLES = ("BT", "PBT", "CTUBND", "CTHPN", "TCKT", "VPDU", "UVBCH")
DAYS = st.dates(date(2019, 1, 1), date(2031, 12, 31))
BIRTHS = st.dates(date(1965, 1, 1), date(2000, 12, 31))
GROUPS = st.sampled_from(["Kinh", "Hrê", None])
LEVELS = {kind.code: st.one_of(st.none(), st.integers(0, kind.top)) for kind in KINDS.values()}
POSTS = st.dictionaries(
    st.tuples(st.sampled_from(TITLES), st.sampled_from(PLACES)),
    st.tuples(st.one_of(st.none(), DAYS), st.one_of(st.none(), st.integers(0, 3000))),
    max_size=3,
)
QUIET = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
EVERYONE = Person.objects.all


def supposed(title, unit, day):
    found = Title.objects.grouped_on(day).get(code=title)
    return Supposed(found, Unit.objects.get(code=unit))


def recorded(birth, ethnicity, posts, levels, since=None):
    """Create somebody with such posts (start, days held), and such levels by kind."""
    who = person(birth=birth, **{} if ethnicity else {"ethnicity": "Kinh"})
    who.ethnicity = Ethnicity.objects.filter(name=ethnicity).first()
    who.minority_area_since, who.minority_area_since_precision = since, "day" if since else ""
    who.save()
    for (title, unit), (start, days) in posts.items():
        last = (start or date(2018, 1, 1)) + timedelta(days) if days is not None else None
        post(who, title, unit, start=start, end=last)
    for kind, level in levels.items():
        if level is not None:
            credential(who, kind, level)
    return who


def give(who, title, unit, day):
    """Give somebody a title on a day: all they hold ends but a seat on the committee there."""
    held = Post.objects.filter(person=who).held_on(day)
    for each in held.exclude(title__code="UVBCH", unit__code=unit):
        if each.start and each.start >= day:
            each.delete()
        else:
            Post.objects.filter(pk=each.pk).update(end=day - timedelta(1))
    Post.objects.filter(person=who, title__code=title, unit__code=unit, end=None).delete()
    post(who, title, unit, start=day)


def outcomes(explanation):
    return {line.criterion.code: line.outcome for line in explanation.lines}


def told(explanation):
    return {
        line.criterion.code: (line.outcome, line.missing, [a.asked for a in line.asks])
        for line in explanation.lines
    }


class Supposing(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("load_reference", verbosity=0)
        leave_few_units()

    @settings(max_examples=40, **QUIET)
    @given(
        birth=BIRTHS, ethnicity=GROUPS, posts=POSTS, levels=st.fixed_dictionaries(LEVELS),
        since=st.one_of(st.none(), DAYS), title=st.sampled_from(TITLES),
        unit=st.sampled_from(PLACES), day=DAYS,
    )  # fmt: skip
    def test_it_is_what_is_told_once_the_title_is_given(
        self, birth, ethnicity, posts, levels, since, title, unit, day
    ):
        who = recorded(birth, ethnicity, posts, levels, since)
        before = explain(EVERYONE(), who.pk, day, REGISTER, supposed=supposed(title, unit, day))
        give(who, title, unit, day)
        assert told(before) == told(explain(EVERYONE(), who.pk, day, REGISTER))

    @settings(max_examples=40, **QUIET)
    @given(
        birth=BIRTHS, ethnicity=GROUPS, levels=st.fixed_dictionaries(LEVELS),
        since=st.one_of(st.none(), DAYS), title=st.sampled_from(TITLES),
        unit=st.sampled_from(PLACES), day=DAYS,
    )  # fmt: skip
    def test_of_whoever_is_typed_it_is_what_is_told_once_they_are_recorded(
        self, birth, ethnicity, levels, since, title, unit, day
    ):
        group = Ethnicity.objects.filter(name=ethnicity).first()
        held = {kind: level for kind, level in levels.items() if level is not None}
        someone = Typed("male", birth, group, since, held)
        before = explain_typed(someone, supposed(title, unit, day), day, REGISTER)
        assert not Person.objects.exists() and not Credential.objects.exists()
        with transaction.atomic():
            who = recorded(birth, ethnicity, {}, levels, since)
            give(who, title, unit, day)
            assert told(before) == told(explain(EVERYONE(), who.pk, day, REGISTER))


DAY = date(2025, 12, 31)


def test_a_seat_on_the_committee_there_is_kept_and_elsewhere_is_not(small_province):
    """2030, cấp ủy viên: lý luận chính trị từ trung cấp (II.2.2.b)."""
    here, elsewhere = (post(person(), "UVBCH", unit).person for unit in (MOUNTAIN, LOWLAND))
    clerk = supposed("TCKT", MOUNTAIN, DAY)
    found = explain_all(EVERYONE(), [here.pk, elsewhere.pk], DAY, REGISTER, supposed=clerk)
    said = {pk: outcomes(each)["2030.committee.theory"] for pk, each in found.items()}
    assert said == {here.pk: Outcome.UNKNOWN, elsewhere.pk: Outcome.EXEMPT}


def test_whoever_holds_nothing_can_be_judged_too(small_province):
    who = person(birth=date(1990, 1, 1))
    credential(who, "professional", 3)
    assert explain(EVERYONE(), who.pk, DAY, REGISTER) is None
    for unit, outcome in ((MOUNTAIN, Outcome.MET), (LOWLAND, Outcome.SHORT)):
        found = explain(EVERYONE(), who.pk, DAY, REGISTER, supposed=supposed("CTUBND", unit, DAY))
        assert outcomes(found)["2025.key.professional"] == outcome


def test_of_a_commune_beyond_the_resolution_nothing_is_asked(without_districts):
    group = without_districts[0]
    unit = Unit.objects.filter(memberships__group=group).first()
    Coverage.objects.create(group=group, since=date(2027, 1, 1))
    who, day = person(), maps.WITHOUT_DISTRICTS
    title = Title.objects.grouped_on(day).get(code="BT")
    someone = Typed("male", who.birth_date, who.ethnicity)
    for told_of in (
        explain(EVERYONE(), who.pk, day, REGISTER, supposed=Supposed(title, unit)),
        explain_typed(someone, Supposed(title, unit), day, REGISTER),
    ):
        assert not told_of.covered


def test_by_a_day_to_come_whoever_is_past_the_age_of_the_title_is_gone(small_province):
    """A title that no age ends keeps them: the age binds by the title that is supposed."""
    who, day = person(birth=date(1960, 1, 1)), date(2029, 1, 1)
    asked = [
        explain(EVERYONE(), who.pk, day, REGISTER, Ahead(), supposed(title, MOUNTAIN, day))
        for title in ("BT", "VPDU")
    ]
    assert asked[0] is None and asked[1]


@pytest.mark.usefixtures("small_province")
def test_one_person_takes_two_queries_and_whoever_is_typed_one(django_assert_num_queries):
    who = recorded(date(1990, 1, 1), "Kinh", {}, {"theory": 2})
    title = supposed("BT", MOUNTAIN, DAY)
    with django_assert_num_queries(2):
        explain(EVERYONE(), who.pk, DAY, REGISTER, supposed=title)
    with django_assert_num_queries(1):
        explain_typed(Typed("male", date(1990, 1, 1)), title, DAY, REGISTER)

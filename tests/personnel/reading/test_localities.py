"""Local is of one commune: of what that was merged into, and of nowhere that somebody moves to."""

from datetime import date

import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from personnel.basics.spells import NEVER
from personnel.models import Person, Post, Unit
from personnel.places.standing_for import StandingFor
from personnel.reading.gaps import no_word_on_local
from personnel.reading.localities import local_now, saying_local, unit_said_of
from tests import maps
from tests.factories import MOUNTAIN, TOWNSHIP, person, post

DAY, LATER = date(2025, 6, 30), date(2025, 12, 31)
SINCE = date(2023, 3, 1)


def commune(code):
    return Unit.objects.get(code=code, valid_to=None)


def became(code):
    return Unit.objects.get(stands_for__unit__code=code, stands_for__last=NEVER)


def told(day):
    posts = saying_local(Post.objects.held_on(day), day).order_by("pk")
    return list(posts.values_list("local_there", flat=True))


@pytest.mark.usefixtures("small_province")
class TestOfWhichCommune:
    @pytest.mark.parametrize("local", [True, False])
    def test_whoever_moves_is_not_known_to_be_local_or_not(self, local):
        who = person(is_local=local, local_of=commune(MOUNTAIN))
        post(who, "BT", MOUNTAIN, start=date(2015, 1, 1), end=date(2023, 2, 28))
        post(who, "BT", TOWNSHIP, start=SINCE)
        assert local_now(who.pk, date(2022, 1, 1)) is local
        assert local_now(who.pk, DAY) is None
        assert Person.objects.filter(no_word_on_local(DAY)).get() == who
        assert not Person.objects.filter(no_word_on_local(date(2022, 1, 1))).exists()

    def test_of_no_commune_that_is_known_it_is_not_known(self):
        who = person(is_local=True)
        post(who, "BT", MOUNTAIN, start=SINCE)
        assert local_now(who.pk, DAY) is None

    def test_who_is_of_a_commune_is_of_what_it_became_who_is_not_may_be_of_the_rest(self):
        for local in (True, False):
            who = person(f"Lê {local}", is_local=local, local_of=commune(MOUNTAIN))
            post(who, "BT", MOUNTAIN, start=SINCE)
        maps.reorganise()
        assert told(DAY) == [True, False]
        assert told(LATER) == [True, None]

    def test_said_of_what_it_became_it_is_known_there(self):
        who = person()
        post(who, "BT", MOUNTAIN, start=SINCE)
        maps.reorganise()
        Person.objects.update(is_local=False, local_of=became(MOUNTAIN))
        assert told(LATER) == [False]
        assert told(DAY) == [None]

    def test_it_is_said_of_where_somebody_leads_before_where_they_serve_else(self):
        who = person()
        post(who, "UVBCH", TOWNSHIP, start=SINCE)
        leads = post(who, "BT", MOUNTAIN, start=SINCE)
        assert unit_said_of(Post.objects.all(), DAY) == leads.unit_id
        post(who, "CTUBND", TOWNSHIP, start=SINCE)
        assert unit_said_of(Post.objects.all(), DAY) is None

    def test_of_whoever_serves_no_more_it_is_said_of_where_they_did(self):
        gone = post(person(), "BT", MOUNTAIN, end=date(2020, 1, 1))
        assert unit_said_of([gone], DAY) == gone.unit_id


class TestBothWaysOfAsking(TestCase):
    @classmethod
    def setUpTestData(cls):
        from personnel.reference import load_reference
        from tests.factories import leave_few_units

        load_reference()
        leave_few_units()
        cls.codes = [u.code for u in Unit.objects.communes().order_by("code")]
        maps.reorganise()
        cls.units = list(Unit.objects.communes().order_by("code"))

    @given(st.data())
    def test_a_query_and_what_is_looked_up_agree(self, data):
        day = data.draw(st.sampled_from([DAY, LATER]))
        who = person(
            is_local=(local := data.draw(st.sampled_from([None, True, False]))),
            local_of=None if local is None else data.draw(st.sampled_from([None, *self.units])),
        )
        where = data.draw(st.sampled_from(self.codes))
        unit = Unit.objects.filter(code=where).order_by("pk").first()
        Post.objects.create(person=who, unit=unit, title_id=_title(), start=SINCE,
                            start_precision="day")  # fmt: skip
        standing = StandingFor.on(day)
        (asked,) = saying_local(Post.objects.filter(person=who), day)
        assert asked.local_there is standing.local_in(who, standing.of(asked))
        known = Person.objects.filter(~no_word_on_local(day) & Q(pk=who.pk)).exists()
        assert known is (asked.local_there is not None)


def _title():
    from personnel.models import Title

    return Title.objects.get(code="BT").pk

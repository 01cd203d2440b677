"""Figures of a day to come through the lens: who has left by age, what is awarded by then."""

from datetime import date

import pytest
from django.core.exceptions import BadRequest
from django.db.models import Q
from django.http import QueryDict

from personnel.kinds import KINDS
from personnel.models import Credential, Enrolment, Person
from personnel.reading.ahead import Ahead
from personnel.reading.standing import give_standing, highest_held, nothing_held, standing
from targets.assuming import Assuming
from targets.criteria import H2030, criteria_for
from targets.explaining import explain
from targets.judging import EVERYONE
from targets.lens import Lens
from targets.needs.enrolled import LiveEnrolments
from targets.needs.forecasting import Forecasting
from targets.needs.needing import Needs
from targets.needs.offers import Offers
from targets.needs.people import read_standings
from targets.needs.smallest import smallest_plan
from targets.sources import LiveSource
from tests import maps
from tests.factories import LOWLAND, credential, person, post
from tests.targets.needs.people import OLD, YOUNG, enrolled, with_this_and_that

TODAY, DEADLINE = date(2026, 11, 28), H2030.deadline
CRITERIA = [criterion for criterion in criteria_for(H2030) if criterion.about_people]
AWARDED = Ahead(awarded=True)


def source_of(day=DEADLINE, assume=Assuming.ENROLLED):
    return LiveSource.of_province(Lens(H2030, day, TODAY, assume=assume))


@pytest.fixture
def staff(small_province):
    with_this_and_that()


@pytest.fixture
def clerk(small_province):
    return post(person("Đang Học", birth=YOUNG), "TCKT", LOWLAND).person


def enrol_the_plan(awarded):
    """Send everybody of the smallest plan to their courses; return the plan and its needs."""
    standings = read_standings(source_of(TODAY).on(DEADLINE), CRITERIA)
    needs = Needs(standings, Offers.read(date(2027, 1, 1), DEADLINE))
    plan = smallest_plan(needs)
    for seat in plan.seats:
        who = Person.objects.get(pk=seat.one.pk)
        enrolled(who, seat.offer.kind, seat.offer.level, awarded, state="sent")
    return plan, needs


def test_what_an_address_assumes():
    def read(query):
        return Lens.read(QueryDict(f"as_of=2099-12-31&{query}"))

    assert read("").assuming == read("assuming=b").assuming == Assuming.ENROLLED
    assert read("assuming=a").assuming == Assuming.NOTHING
    assert "assuming" not in read("").params and read("assuming=a").params["assuming"] == "a"
    come = Lens.read(QueryDict("as_of=2025-12-31&assuming=a"))
    assert come.assuming is come.ahead is None and "assuming" not in come.params
    for wrong in ("c", "d", "x"):
        with pytest.raises(BadRequest, match="Giả định"):
            read(f"assuming={wrong}")


@pytest.mark.parametrize("reorganised", [False, True])
def test_the_lens_and_the_forecast_say_the_same(staff, reorganised):
    """For every criterion and unit, by both ways, on days before and after the awards."""
    enrol_the_plan(date(2029, 6, 30))
    if reorganised:
        maps.reorganise()
    forecasting = Forecasting(source_of(TODAY), CRITERIA, LiveEnrolments())
    seen = set()
    for day in (date(2028, 12, 31), date(2029, 6, 30), DEADLINE):
        forecast = forecasting.on(day)
        for way in (Assuming.NOTHING, Assuming.ENROLLED):
            source = source_of(day, way)
            figures = source.figures(CRITERIA)
            places = [EVERYONE, *(unit.pk for unit in source.units if unit != source.root)]
            for criterion in CRITERIA:
                for place in places:
                    found = figures.figure(criterion, place)
                    assert found == forecast.figure(criterion, way, place), (criterion.code, day)
                    seen.add(found)
    assert len(seen) > 10


def test_enrolling_a_plan_brings_what_it_promised(staff):
    plan, needs = enrol_the_plan(DEADLINE)
    assert plan.seats
    missing = {one.criterion.code for one in plan.not_reached}
    figures = source_of().figures(needs.criteria)
    for criterion in needs.criteria:
        figure = figures.figure(criterion)
        if figure.covered:
            reached = criterion.share.reached(figure.met, figure.covered)
            assert reached == (criterion.code not in missing), criterion.code
    alone = source_of(assume=Assuming.NOTHING).figures(needs.criteria)
    assert any(alone.figure(c) != figures.figure(c) for c in needs.criteria)


def test_who_has_left_by_age_is_in_no_row_and_no_count(staff):
    old = Person.objects.filter(birth_date=OLD)
    bound = {one.pk for one in old.filter(posts__title__age_bound=True)}
    free = {one.pk for one in old} - bound
    for way in (Assuming.NOTHING, Assuming.ENROLLED, None):
        source = source_of(assume=way)
        there = {row.person for row in source.listed()}
        assert source.counts({"all": Q(pk__isnull=False)})("all") == len(there)
        assert bound and (bound <= there if way is None else not bound & there)
        # Whom no age ends is there all the same.
        assert free and free <= there


def test_only_who_is_sent_or_studies_is_awarded_and_not_before_the_day(clerk):
    enrolled(clerk, "theory", 2, date(2028, 6, 30))

    def level(day, ahead=AWARDED):
        return standing(day, Person.objects.all(), ahead=ahead).get().theory

    assert level(date(2028, 6, 30)) == 2
    assert level(date(2028, 6, 29)) is level(DEADLINE, Ahead()) is level(DEADLINE, None) is None
    credential(clerk, "theory", 3)
    assert level(DEADLINE) == 3
    Credential.objects.all().delete()
    for state in Enrolment.State.values:
        number = 1 if state == "finished" else None
        Enrolment.objects.update(state=state, reason="Lý do", credential=number)
        assert (level(DEADLINE) == 2) is (state in ("sent", "studying")), state


def test_every_way_to_ask_for_a_level_agrees(small_province):
    people = [post(person(f"Người {at}", birth=YOUNG), "TCKT", LOWLAND).person for at in range(4)]
    credential(people[1], "theory", 1)
    credential(people[2], "theory", 2)
    for who, level in zip(people[1:], (2, 1, 1), strict=True):
        enrolled(who, "theory", level, date(2028, 6, 30))
    everybody = Person.objects.all()
    for ahead in (None, Ahead(), AWARDED):
        told = {row.pk: row.theory for row in standing(DEADLINE, everybody, ahead=ahead)}
        given = list(everybody)
        give_standing(given, DEADLINE, ["theory"], ahead=ahead)
        assert {one.pk: getattr(one, "theory", None) for one in given} == told
        nothing = everybody.filter(nothing_held("theory", DEADLINE, ahead))
        assert {one.pk for one in nothing} == {pk for pk, level in told.items() if level is None}
        tests = {"gte": lambda a: a >= 2, "exact": lambda a: a == 2, "lt": lambda a: a < 2}
        for lookup, holds in tests.items():
            found = everybody.filter(highest_held("theory", DEADLINE, lookup, 2, ahead))
            by_standing = {pk for pk, level in told.items() if level is not None and holds(level)}
            assert {one.pk for one in found} == by_standing, lookup


def test_languages_to_be_learnt_are_told_apart(clerk):
    enrolled(clerk, "foreign_language", 3, date(2028, 6, 30), language="Tiếng Anh")
    row = source_of().full_rows().get()
    assert (row.foreign_language, row.english, row.other_language) == (3, 3, None)
    row = source_of(assume=Assuming.NOTHING).full_rows().get()
    assert (row.foreign_language, row.english, row.other_language) == (None, None, None)


def test_a_person_is_judged_as_the_figures_do(clerk):
    credential(clerk, "theory", 0)
    enrolled(clerk, "theory", 1, date(2028, 6, 30))
    enrolled(clerk, "it", 2, date(2029, 6, 30))
    people = Person.objects.all()
    found = explain(people, clerk.pk, DEADLINE, CRITERIA, AWARDED)
    asks = {ask.kind_label: ask for line in found.covered for ask in line.asks}
    theory, it = asks[KINDS["theory"].label], asks[KINDS["it"].label]
    assert theory.held.level == 0 and theory.expected.level == 1 and theory.reached
    assert it.held is None and it.expected.award_day == date(2029, 6, 30) and not it.missing
    bare = explain(people, clerk.pk, DEADLINE, CRITERIA, Ahead())
    assert not any(ask.expected for line in bare.covered for ask in line.asks)
    old = post(person("Sắp Về", birth=OLD), "TCKT", LOWLAND).person
    assert explain(people, old.pk, DEADLINE, CRITERIA, Ahead()) is None
    assert explain(people, old.pk, DEADLINE, CRITERIA).standing.pk == old.pk


@pytest.mark.parametrize("assume", Assuming)
def test_those_in_post_are_there_whatever_is_asked_of_them(staff, assume):
    source = source_of(assume=assume)
    everybody = {row.pk for row in source.full_rows()}
    assert everybody
    assert {row.pk for row in source.rows()} == everybody
    assert source.rows().count() == len(everybody)

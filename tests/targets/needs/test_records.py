"""Needs and forecasts from records: by district and map, and for a user's scope."""

from datetime import date

import pytest

from personnel.models import Course, Person, Title
from targets.assuming import Assuming
from targets.criteria import BY_CODE, H2030, criteria_for
from targets.judging import EVERYONE
from targets.lens import Lens
from targets.needs.counting import EVERYBODY, Measure, NeedCounts
from targets.needs.enrolled import Expected
from targets.needs.forecasting import Forecasting
from targets.needs.needing import Needs
from targets.needs.offers import Offers
from targets.needs.ordering import LeftOut, ordered
from targets.needs.people import read_standings
from targets.needs.smallest import smallest_plan
from targets.sources import LiveSource
from tests import maps
from tests.factories import LOWLAND, credential, person, post
from tests.targets.needs.people import YOUNG, with_this_and_that

TODAY, START, DEADLINE = date(2026, 11, 28), date(2027, 1, 1), H2030.deadline
CRITERIA = criteria_for(H2030)
THEORY = BY_CODE["2025.civil.theory"]


@pytest.fixture
def staff(small_province):
    with_this_and_that()


def source_of(viewer=None):
    lens = Lens(H2030, TODAY, TODAY)
    return LiveSource(lens, LiveSource.of_province(lens).root, viewer)


def needs_of(source):
    return Needs(read_standings(source.on(DEADLINE), CRITERIA), Offers.read(START, DEADLINE))


def add_up(counts):
    """Assert that boards, and communes, come to the total of each course; return the totals."""
    boards = {one.board for one in counts.needs.standings.everybody}
    units = {one.unit for one in counts.needs.standings.everybody}
    totals = {}
    for measure in Measure:
        for course, found in counts.by_course(measure).items():
            assert sum(found[b] for b in boards) == found[EVERYBODY], (measure, course)
            assert sum(found[u] for u in units) == found[EVERYBODY], (measure, course)
            totals[measure, course] = found[EVERYBODY]
    return totals


def test_needs_add_up_over_districts_and_no_leaver_has_a_seat(staff):
    needs = needs_of(source_of())
    counts = NeedCounts(needs)
    totals = add_up(counts)
    assert totals[Measure.WANTED, "LLCT-SC"] and totals[Measure.RETIRING, "QLNN-CV"]
    gone = {one.pk for one in needs.standings.gone}
    assert gone == set(
        Person.objects.filter(
            birth_date__year=1966, posts__title__in=Title.objects.filter(age_bound=True)
        ).values_list("pk", flat=True)
    )
    assert not gone & counts.people(Measure.WANTED)
    assert not gone & {seat.one.pk for seat in smallest_plan(needs).seats}
    assert len(needs.standings.everybody) == 28


def test_a_user_counts_whom_they_may_see(staff, viewer_a, stranger):
    seen = needs_of(source_of(viewer_a)).standings.everybody
    visible = set(Person.objects.visible_to(viewer_a).values_list("pk", flat=True))
    assert {one.pk for one in seen} == visible and 0 < len(visible) < 28
    assert needs_of(source_of(stranger)).standings.everybody == ()
    assert Forecasting(source_of(viewer_a), CRITERIA).on(DEADLINE).in_post(
        Assuming.QUALIFIED
    ) == len(visible)


def test_on_the_map_without_districts_communes_are_the_boards(staff):
    before = add_up(NeedCounts(needs_of(source_of())))
    maps.reorganise()
    needs = needs_of(source_of())
    totals = add_up(NeedCounts(needs))
    assert sum(totals.values()) > 0 and before.keys() >= totals.keys()
    assert all(one.board == one.unit for one in needs.standings.everybody)
    assert smallest_plan(needs, each_board=True).seats


def test_awards_change_what_the_records_would_say(staff):
    """What is worked out of a plan is what the figures say once the courses are recorded."""
    source = source_of()
    needs = needs_of(source)
    plan = smallest_plan(needs)

    class Enrolled:
        def awarded_by(self, day):
            awards = (Expected(s.one.pk, s.offer.kind, s.offer.level) for s in plan.seats)
            return awards if day >= DEADLINE else ()

    forecasting = Forecasting(source, CRITERIA, Enrolled())
    promised, before = forecasting.on(DEADLINE), forecasting.on(date(2029, 12, 31))
    missing = {one.criterion.code for one in plan.not_reached}
    for criterion in needs.criteria:
        figure = promised.figure(criterion, Assuming.ENROLLED)
        if figure.covered:
            reached = criterion.share.reached(figure.met, figure.covered)
            assert reached == (criterion.code not in missing)
        assert before.figure(criterion, Assuming.ENROLLED) == before.figure(
            criterion, Assuming.NOTHING
        )
    for seat in plan.seats:
        who = Person.objects.get(pk=seat.one.pk)
        credential(who, seat.offer.kind, seat.offer.level, awarded=date(2029, 1, 1))
    recorded = Forecasting(source, CRITERIA).on(DEADLINE)
    for criterion in forecasting.criteria:
        for place in (EVERYONE, *(unit.pk for unit in source.units)):
            promise = promised.figure(criterion, Assuming.ENROLLED, place)
            assert promise == recorded.figure(criterion, Assuming.NOTHING, place), criterion.code


def test_the_catalogue_is_that_of_each_intake(small_province, django_assert_num_queries):
    course = Course.objects.get(code="LLCT-SC")
    course.valid_to = date(2028, 6, 30)
    course.save()
    course.pk, course.months = None, 3
    course.valid_from, course.valid_to = date(2028, 7, 1), None
    course.save()
    with django_assert_num_queries(1):
        offers = Offers.read(START, DEADLINE)
    assert [one.start.year for one in offers.intakes] == [2027, 2028, 2029, 2030]
    assert [one.fitting("theory", 0, 1).months for one in offers.intakes] == [2, 2, 3, 3]
    assert len(offers.offers) == 16 == len(list(offers.unconfirmed()))


def test_who_replaces_leavers(staff):
    forecasting = Forecasting(source_of(), CRITERIA)
    found = forecasting.on(DEADLINE)
    civil = found.figure(THEORY, Assuming.NOTHING)
    gone = found.refilled(THEORY)
    assert gone == found.left_by_age()["civil"] > 0
    assert found.bare(THEORY).covered == civil.covered + gone
    qualified = found.figure(THEORY, Assuming.QUALIFIED)
    assert (qualified.met, qualified.short) == (civil.met + gone, civil.short)
    came = forecasting.rates().newcomers[THEORY.code]
    as_before = found.figure(THEORY, Assuming.AS_BEFORE)
    assert came.covered and as_before.covered == qualified.covered
    assert as_before.met == civil.met + gone * came.met // came.covered
    kinh = BY_CODE["2030.kinh_minority_area.ethnic_language"]
    assert found.refilled(kinh) == 0
    assert found.in_post(Assuming.QUALIFIED) == 28


def test_the_order_of_names(small_province):
    soon = _clerk("Sắp Về", birth=date(1969, 1, 1))
    later, sooner = _clerk("Bình"), _clerk("An", birth=date(1980, 1, 1))
    left = _clerk("Đã Về", birth=date(1966, 3, 1))
    asked = _clerk("Chưa Rõ", theory=None)
    studying = _clerk("Đang Học")
    _clerk("Đã Đạt", theory=1)
    needs = needs_of(source_of())
    names = dict(Person.objects.values_list("pk", "sort_key"))
    found = ordered(needs, THEORY, needs.standings.everybody, names, {studying.pk})
    assert [one.one.pk for one in found.candidates] == [later.pk, sooner.pk, soon.pk]
    assert found.candidates[0].months == 2 and found.candidates[0].closes == (THEORY,)
    out = {reason: [one.pk for one in people] for reason, people in found.left_out.items()}
    assert out == {
        LeftOut.RETIRING: [left.pk],
        LeftOut.ENROLLED: [studying.pk],
        LeftOut.TOO_LATE: [],
        LeftOut.UNRECORDED: [asked.pk],
    }
    late = Needs(needs.standings, Offers.read(date(2030, 12, 1), DEADLINE))
    out = ordered(late, THEORY, late.standings.everybody, names).left_out
    assert {one.pk for one in out[LeftOut.TOO_LATE]} >= {later.pk, sooner.pk, asked.pk}


def _clerk(name, birth=YOUNG, **held):
    who = post(person(name, birth=birth), "TCKT", LOWLAND).person
    levels = {"theory": 0, "professional": 4, "state_management": 2, "it": 2} | held
    for kind, level in levels.items():
        if level is not None:
            credential(who, kind, level)
    return who

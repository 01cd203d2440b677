"""Who has the seats of a plan and when, hand moves, the reserve, and why somebody is short."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from targets.criteria import H2025
from targets.needs.needing import Needs
from targets.needs.offers import Offer
from targets.needs.planning import bounds_of_nothing, plan_for
from targets.needs.plans import Why
from targets.needs.wishes import Wishes

from .made import CATALOGUE, offers
from .wished import NO_THEORY, OF_NOBODY, lacking, needs_in

START = date(2027, 1, 1)


def begun(plan):
    return [(seat.one.pk, seat.year) for seat in plan.seats]


@pytest.mark.parametrize(
    ("priority", "first"),
    [
        (("key", "committee", "mass", "civil"), 2),
        (("mass", "key"), 1),
        (("civil", "mass", "key"), 1),
    ],
)
def test_whoever_comes_first_has_the_only_seat(priority, first):
    needs = needs_in("theory", "mass", "key")
    bounds = NO_THEORY | {("LLCT-TC", 2028): 1}
    plan = plan_for(needs, Wishes(bounds=bounds, each_board=False, priority=priority))
    assert begun(plan) == [(first, 2028)]
    assert {(short.one.pk, short.why) for short in plan.short} == {(3 - first, Why.FULL)}


@pytest.mark.parametrize(("priority", "first"), [(("key", "mass"), 2), (("mass", "key"), 1)])
def test_of_one_criterion_too_whoever_comes_first_has_the_only_seat(priority, first):
    bounds = {("QLNN-CV", 2027): 1, **{("QLNN-CV", year): 0 for year in (2028, 2029, 2030)}}
    for held in product((None, 1), repeat=2):
        needs = needs_in("state_management", "mass", "key", held=held)
        plan = plan_for(needs, Wishes(bounds=bounds, priority=priority))
        assert begun(plan) == [(first, 2027)]


def test_groups_that_come_first_begin_first_and_then_whoever_leaves_soonest():
    needs = needs_in("theory", "mass", "key", "mass")
    bounds = {("LLCT-TC", year): 1 for year in range(2027, 2031)}
    assert begun(plan_for(needs, Wishes(bounds=bounds))) == [(1, 2028), (2, 2027), (3, 2029)]
    *others, last = needs.standings.everybody
    everybody = (*others, replace(last, leaves=date(2033, 1, 31)))
    needs = Needs(replace(needs.standings, everybody=everybody), needs.offers)
    assert begun(plan_for(needs, Wishes(bounds=bounds))) == [(1, 2029), (2, 2027), (3, 2028)]


def test_of_those_alike_whoever_serves_longest_has_the_seat():
    needs = needs_in("theory", "key")
    (never,) = needs.standings.everybody
    leaves = {1: date(2031, 5, 31), 2: date(2040, 1, 31), 9: None, 3: None}
    everybody = tuple(replace(never, pk=pk, leaves=day) for pk, day in leaves.items())
    needs = Needs(replace(needs.standings, everybody=everybody), needs.offers)
    for seats, people in ((1, {3}), (2, {3, 9}), (3, {2, 3, 9})):
        plan = plan_for(needs, Wishes(bounds=NO_THEORY | {("LLCT-TC", 2027): seats}))
        assert {seat.one.pk for seat in plan.seats} == people


def test_a_catalogue_that_changes_is_that_of_the_intake():
    old = Offer("LLCT-TC", "theory", 2, 0, 12, last=date(2027, 12, 31))
    new = Offer("LLCT-TC", "theory", 2, 0, 11, first=date(2028, 1, 1))
    needs = needs_in("theory", "key", catalogue=(old,))
    changed = Needs(needs.standings, replace(needs.offers, later=(new,)))
    (seat,) = plan_for(changed, Wishes()).seats
    assert (seat.offer, seat.start, seat.last_day) == (old, START, date(2027, 12, 31))
    full = Wishes(bounds={("LLCT-TC", 2027): 0})
    (seat,) = plan_for(changed, full).seats
    assert (seat.offer, seat.start, seat.last_day) == (new, date(2028, 1, 1), date(2028, 11, 30))
    assert plan_for(needs, full).seats == ()


def test_bounds_of_what_does_not_begin_are_told():
    needs = needs_in("theory", "key", start=date(2028, 3, 1))
    wishes = Wishes(bounds=NO_THEORY | {("X", 2029): 1, ("CM-DH", 2030): 5})
    assert bounds_of_nothing(needs.offers, wishes) == [
        ("CM-DH", 2030), ("LLCT-TC", 2027), ("X", 2029),
    ]  # fmt: skip


@pytest.mark.parametrize("bounds", [{}, OF_NOBODY])
@pytest.mark.parametrize(
    ("left", "catalogue", "start", "why"),
    [
        ({(1, "theory")}, CATALOGUE, START, Why.LEFT),
        ({(1, "")}, CATALOGUE, START, Why.LEFT),
        (set(), CATALOGUE, date(2030, 6, 1), Why.TOO_LATE),
        (set(), CATALOGUE[:7], START, Why.NOTHING_FITS),
    ],
)
def test_who_is_short_and_why(bounds, left, catalogue, start, why):
    needs = needs_in("theory", "key", catalogue=catalogue, start=start)
    plan = plan_for(needs, Wishes(bounds=bounds, left=frozenset(left)))
    assert not plan.seats and {missing.board for missing in plan.not_reached} == {None, 1}
    assert {(short.one.pk, short.criterion.code, short.why) for short in plan.short} == {
        (1, missing.criterion.code, why) for missing in plan.not_reached
    }


def test_each_criterion_and_each_hand_move_has_a_reason_of_its_own():
    """Cao đẳng takes too long; trung cấp does not, and is full."""
    needs = needs_in("professional", "nonspecialised", start=date(2028, 9, 1))
    full = {("CM-TC", 2028): 0, ("CM-TC", 2029): 0}
    wishes = Wishes(bounds=full, taken=frozenset({(1, "professional")}))
    plan = plan_for(needs, wishes)
    assert [one.why for one in plan.refused] == [Why.FULL]
    assert {short.criterion.code: short.why for short in plan.short} == {
        "2025.nonspecialised.professional": Why.FULL,
        "2030.nonspecialised.professional_theory": Why.TOO_LATE,
    }


@pytest.mark.parametrize("bounds", [{}, NO_THEORY | {("LLCT-TC", 2029): 1}])
def test_people_chosen_by_hand(bounds):
    needs = needs_in("theory", "mass", "key", "key")
    *others, last = needs.standings.everybody
    everybody = (*others, replace(last, leaves=date(2029, 1, 31)))
    needs = Needs(replace(needs.standings, everybody=everybody), needs.offers)
    taken = frozenset({(1, "theory"), (1, "it"), (3, "theory"), (7, "theory")})
    plan = plan_for(needs, Wishes(bounds=bounds, taken=taken))
    assert begun(plan) == ([(1, 2029)] if bounds else [(1, 2027), (2, 2027)])
    assert [(one.person, one.kind, one.why) for one in plan.refused] == [
        (1, "it", Why.NOT_NEEDED), (3, "theory", Why.NOT_THERE), (7, "theory", Why.NOT_THERE),
    ]  # fmt: skip
    full = plan_for(needs, Wishes(bounds=NO_THEORY, taken=frozenset({(1, "theory")})))
    assert [(one.person, one.why) for one in full.refused] == [(1, Why.FULL)]


@pytest.mark.parametrize("bounded", [False, True])
@pytest.mark.parametrize(("reserve", "seats"), [(0, 5), (1, 6), (20, 6), (21, 7), (100, 9)])
def test_a_reserve_is_of_the_gap_as_far_as_there_are_people(bounded, reserve, seats):
    """Nine lack sơ cấp of which more than half are to have it: five, and so many more."""
    standings = lacking("theory", "nonspecialised", horizon=H2025)
    (one,) = standings.everybody
    everybody = tuple(replace(one, pk=pk) for pk in range(1, 10))
    start = date(2025, 6, 1)
    needs = Needs(replace(standings, everybody=everybody), offers(start, H2025.deadline))
    bounds = {("LLCT-SC", 2025): 20} if bounded else {}
    plan = plan_for(needs, Wishes(bounds=bounds, reserve=reserve))
    assert len(plan.seats) == seats and not plan.not_reached


def test_a_reserve_of_the_first_takes_no_seat_that_others_are_short_of():
    """Ten lack what 70% are to have, one more lacks it of a group that comes later: eight seats."""
    kind, start = "state_management", date(2025, 6, 1)
    standings = lacking(kind, "civil", horizon=H2025)
    (civil,) = standings.everybody
    (key,) = lacking(kind, "key", horizon=H2025).everybody
    everybody = (*(replace(civil, pk=pk) for pk in range(1, 11)), replace(key, pk=99))
    needs = Needs(replace(standings, everybody=everybody), offers(start, H2025.deadline))
    wishes = Wishes({("QLNN-CV", 2025): 8}, False, ("civil", "key"), reserve=100)
    plan = plan_for(needs, wishes)
    assert len(plan.seats) == 8 and not plan.not_reached
    assert 99 in {seat.one.pk for seat in plan.seats}

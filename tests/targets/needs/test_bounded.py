"""Plans with bounds: exact, within the bounds, and the same every time."""

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from targets.needs.bounded import plan_with_bounds
from targets.needs.needing import Needs
from targets.needs.planning import plan_for
from targets.needs.smallest import plan_in_order
from targets.needs.wishes import Wishes

from .made import CATALOGUE, offers, province
from .tried import cost_of, least
from .wished import CODES, GROUPS, needs_of, wishes_of


@pytest.mark.parametrize("groups", GROUPS)
def test_without_bounds_it_is_what_the_order_of_choices_finds(groups):
    """1.200 provinces in all: as many short, seats and months, whatever else is wished."""
    random = Random(1279)
    for _ in range(600):
        needs = needs_of(random, random.randint(1, 10), groups)
        wishes = wishes_of(random, needs, codes=0)
        if random.random() < 0.5:
            wishes = Wishes(each_board=wishes.each_board)
        solved, ordered = plan_with_bounds(needs, wishes), plan_in_order(needs, wishes)
        assert cost_of(needs, wishes, solved) == cost_of(needs, wishes, ordered)
        assert solved.not_reached == ordered.not_reached
        assert solved.refused == ordered.refused


@pytest.mark.parametrize(("groups", "most", "times"), [(GROUPS[0], 5, 200), (GROUPS[1], 3, 200)])
def test_against_every_other_choice(groups, most, times):
    """Of so many provinces a tenth at least have fewer seats than they would take."""
    random, fewer = Random(1279), 0
    for _ in range(times):
        needs = needs_of(random, random.randint(1, most), groups)
        wishes = wishes_of(random, needs, codes=2)
        cost = cost_of(needs, wishes, plan_for(needs, wishes))
        assert cost == least(needs, wishes, CATALOGUE)
        fewer += cost > least(needs, replace(wishes, bounds={}), CATALOGUE)
    assert fewer > times / 10


@pytest.mark.parametrize("seed", range(25))
def test_bounds_are_kept_and_nobody_has_a_seat_in_vain(seed):
    random = Random(seed)
    needs = needs_of(random, 60)
    wishes = wishes_of(random, needs, codes=6)
    plan = plan_for(needs, wishes)
    begun = plan.by_year()
    assert all(begun[key] <= seats for key, seats in wishes.bounds.items())
    first = needs.offers.start
    for seat in plan.seats:
        assert seat.start == (first if seat.year == first.year else date(seat.year, 1, 1))
        assert seat.last_day <= needs.offers.deadline
        assert seat.one.leaves is None or seat.one.leaves >= needs.offers.deadline
        held = needs.standings.held(seat.one.situation, seat.offer.kind)
        assert seat.offer.builds_on <= (held or 0) < seat.offer.level
        assert not wishes.leaves_out(seat.one.pk, seat.offer.kind)
    kinds = Counter((seat.one.pk, seat.offer.kind) for seat in plan.seats)
    assert set(kinds.values()) <= {1}
    assert kinds.keys() >= wishes.taken - {(one.person, one.kind) for one in plan.refused}


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("codes", [0, 5])
def test_in_whatever_order_people_are_read(seed, codes):
    random = Random(seed)
    needs = needs_of(random, 60)
    wishes = wishes_of(random, needs, codes)
    everybody = list(needs.standings.everybody)
    random.shuffle(everybody)
    shuffled = replace(needs.standings, everybody=tuple(everybody))
    assert plan_for(Needs(shuffled, needs.offers), wishes) == plan_for(needs, wishes)


@pytest.mark.parametrize("seed", range(5))
def test_with_room_for_all_every_board_reaches_what_can_be_reached(seed):
    needs = Needs(province(Random(seed), 60), offers())
    bounds = {(code, year): 15 for code in CODES for year in (2027, 2028, 2029, 2030)}
    bounds |= {("CM-DH", 2027): 60, ("CM-CD", 2027): 60}
    bounded = plan_for(needs, Wishes(bounds=bounds))
    assert not bounded.not_reached and not bounded.short
    assert len(bounded.seats) == len(plan_for(needs, Wishes()).seats)
    tight = plan_for(needs, Wishes(bounds=dict.fromkeys(bounds, 1)))
    assert {missing.board for missing in tight.not_reached} == {None, 1, 2}
    alone = plan_for(needs, Wishes(bounds=dict.fromkeys(bounds, 1), each_board=False))
    assert {missing.board for missing in alone.not_reached} == {None}

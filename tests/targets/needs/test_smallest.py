"""The smallest plan: no other reaches as much with fewer seats, or as few and fewer months."""

from collections import Counter, defaultdict
from datetime import date
from random import Random

import pytest

from personnel.models import Title
from targets.criteria import H2025, H2030
from targets.needs.counting import NeedCounts
from targets.needs.minimum import minimum_of
from targets.needs.needing import Needs
from targets.needs.smallest import smallest_plan

from .made import fewest, offers, province

STARTS = (date(2027, 1, 1), date(2028, 9, 1), date(2029, 7, 15), date(2030, 8, 1))


def cost_of(plan):
    return (len(plan.seats), plan.months), sum(missing.people for missing in plan.not_reached)


@pytest.mark.parametrize("each_board", [False, True])
@pytest.mark.parametrize(
    ("groups", "most", "times"),
    [(("nonspecialised",), 9, 500), (tuple(Title.Group.values), 4, 100)],
)
def test_against_every_other_choice(groups, most, times, each_board):
    random = Random(1279)
    for _ in range(times):
        people = random.randint(1, most)
        horizon, start = random.choice([*((H2030, s) for s in STARTS), (H2025, date(2024, 1, 1))])
        found = province(random, people, groups, horizon)
        needs = Needs(found, offers(start, horizon.deadline))
        assert cost_of(smallest_plan(needs, each_board)) == fewest(needs, each_board)


@pytest.mark.parametrize("seed", range(20))
def test_no_seat_for_who_leaves_or_cannot_end_and_one_a_kind(seed):
    random = Random(seed)
    needs = Needs(province(random, 60), offers(random.choice(STARTS)))
    plan = smallest_plan(needs, each_board=random.random() < 0.5)
    for seat in plan.seats:
        assert seat.one.leaves is None or seat.one.leaves >= H2030.deadline
        assert seat.offer.last_day(needs.offers.start) <= H2030.deadline
        held = needs.standings.held(seat.one.situation, seat.offer.kind)
        assert seat.offer.builds_on <= (held or 0) < seat.offer.level
    kinds = Counter((seat.one.pk, seat.offer.kind) for seat in plan.seats)
    assert set(kinds.values()) <= {1}


@pytest.mark.parametrize("start", STARTS)
def test_for_whom_a_criterion_is_too_late_is_told_alike(start):
    needs = Needs(province(Random(1279), 80), offers(start))
    late = NeedCounts(needs).too_late()
    for criterion in needs.criteria:
        assert late[criterion.code] == minimum_of(needs, criterion, needs.standings.stay).too_late


@pytest.mark.parametrize("seed", range(10))
def test_the_same_people_every_time_and_boards_reach_their_own(seed):
    standings = province(Random(seed), 60)
    needs = Needs(standings, offers())
    plan = smallest_plan(needs, each_board=True)
    assert plan == smallest_plan(Needs(standings, offers()), each_board=True)
    assert len(smallest_plan(needs).seats) <= len(plan.seats)
    awards = plan.awards()
    missing = {(one.criterion.code, one.board) for one in plan.not_reached}
    for criterion in needs.criteria:
        at = standings.place(criterion)
        outcomes = defaultdict(list)
        for one in standings.stay:
            after = standings.after(one.situation, awards.get(one.pk, {}))
            for board in (None, one.board):
                outcomes[board].append(after.outcomes[at])
        for board, found in outcomes.items():
            met, covered = found.count("met"), len(found) - found.count("exempt")
            reached = not covered or criterion.share.reached(met, covered)
            assert reached == ((criterion.code, board) not in missing), (criterion.code, board)

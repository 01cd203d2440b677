"""Small provinces that are made up, and the smallest plan for them found by trying everything."""

from collections import defaultdict
from datetime import date
from itertools import product
from random import Random

from personnel.models import Title
from targets.criteria import H2030, criteria_for
from targets.figures import Outcome
from targets.judging import kinds_asked
from targets.needs.needing import Needs
from targets.needs.offers import Offer, Offers
from targets.needs.people import Situation, Someone, Standings

# The table of the assumptions that are shipped, written down a second time.
CATALOGUE = (
    Offer("CM-TC", "professional", 2, 0, 24),
    Offer("CM-CD", "professional", 3, 0, 30),
    Offer("CM-CD", "professional", 3, 2, 18),
    Offer("CM-DH", "professional", 4, 0, 48),
    Offer("CM-DH", "professional", 4, 2, 36),
    Offer("CM-DH", "professional", 4, 3, 24),
    Offer("LLCT-SC", "theory", 1, 0, 2),
    Offer("LLCT-TC", "theory", 2, 0, 12),
    Offer("QLNN-CV", "state_management", 2, 0, 2),
    Offer("TH-CB", "it", 2, 0, 2),
    Offer("NN-CB", "foreign_language", 3, 0, 6),
    Offer("NN-B2", "foreign_language", 6, 0, 18),
    Offer("NN-B2", "foreign_language", 6, 4, 12),
    Offer("DTTS", "ethnic_language", 3, 0, 6),
    Offer("NVDT", "mass_work", 1, 0, 1),
    Offer("CNKT", "position_update", 1, 0, 1),
)
STAFF = (Title.Group.KEY, Title.Group.MASS, Title.Group.CIVIL)
MOST = {"professional": 4, "theory": 2, "state_management": 2, "foreign_language": 6}


def offers(start=date(2027, 1, 1), deadline=H2030.deadline):
    return Offers(CATALOGUE, start, deadline)


def judged(criterion, levels, mountain):
    """Return what a criterion says of somebody it covers, as DOMAIN section 2 has it."""
    held = [(levels[ask.kind], ask.threshold(mountain)) for ask in criterion.asks]
    if all(level is not None and level >= asked for level, asked in held):
        return Outcome.MET
    short = any(level is not None and level < asked for level, asked in held)
    return Outcome.SHORT if short else Outcome.UNKNOWN


def covers(group, committee, young, kinh):
    """Return the ends of the codes of the criteria that speak of somebody."""
    found = {group} | ({"staff"} if group in STAFF else set())
    found |= {"committee"} if committee else set()
    found |= {"urban_young_key"} if young and group == Title.Group.KEY else set()
    found |= {"urban_young"} if young and group in STAFF else set()
    return found | ({"kinh_minority_area"} if kinh and group in STAFF else set())


def province(random: Random, people, groups=tuple(Title.Group.values), horizon=H2030):
    """Return as many made-up people of two boards, judged by a horizon's criteria."""
    criteria = tuple(c for c in criteria_for(horizon) if c.about_people)
    kinds = tuple(kinds_asked(criteria))
    everybody = [_someone(random, pk, criteria, kinds, groups) for pk in range(1, people + 1)]
    return Standings(horizon.deadline, criteria, kinds, tuple(everybody))


def _someone(random, pk, criteria, kinds, groups):
    levels = {k: random.choice([None, *range(MOST.get(k, 1) + 1)]) for k in kinds}
    group, mountain = random.choice(groups), random.random() < 0.5
    chances = [random.random() < chance for chance in (0.3, 0.4, 0.4)]
    spoken = covers(group, *chances)
    outcomes = tuple(
        judged(c, levels, mountain) if c.code.split(".")[1] in spoken else Outcome.EXEMPT
        for c in criteria
    )
    leaves = random.choice([None, date(2028, 5, 31), date(2030, 12, 31), date(2045, 1, 31)])
    situation = Situation(outcomes, tuple(levels[k] for k in kinds), mountain)
    board = random.choice([1, 2])
    return Someone(pk, 10 * board + random.choice([1, 2]), board, group, leaves, situation)


def fewest(needs: Needs, each_board=False):
    """Return the fewest seats and months that leave the shares short by as little as can be.

    Every choice of courses of everybody is tried, person by person; ways that leave the same
    still to be reached are one, of which the cheapest goes on.
    """
    wanted = _still_short(needs, each_board)
    best = {tuple(wanted.values()): (0, 0)}
    for one in needs.standings.stay:
        options = _options(needs, one, list(wanted), each_board)
        after: dict = {}
        for short, (seats, months) in best.items():
            for helped, (more, longer) in options.items():
                left = tuple(max(0, n - h) for n, h in zip(short, helped, strict=True))
                cost = seats + more, months + longer
                after[left] = min(after.get(left, cost), cost)
        best = after
    least = min(best, key=lambda short: (sum(short), best[short]))
    return best[least], sum(least)


def _still_short(needs, each_board):
    counts = defaultdict(lambda: [0, 0])
    for one in needs.standings.stay:
        for criterion in needs.criteria:
            outcome = one.situation.outcomes[needs.standings.place(criterion)]
            if outcome != Outcome.EXEMPT:
                for board in (None, one.board) if each_board else (None,):
                    counts[criterion.code, board][0] += 1
                    counts[criterion.code, board][1] += outcome == Outcome.MET
    shares = {criterion.code: criterion.share for criterion in needs.criteria}
    return {
        (code, board): short
        for (code, board), (covered, met) in counts.items()
        if (short := shares[code].needed(covered) - met) > 0
    }


def _options(needs, one, targets, each_board):
    """Return which targets each choice of courses helps, and the least that this costs."""
    levels = dict(zip(needs.standings.kinds, one.situation.levels, strict=True))
    asked = {a.kind for c in needs.criteria if _is_unmet(needs, one, c) for a in c.asks}
    fitting = [o for o in CATALOGUE if o.kind in asked and _fits(needs, o, levels[o.kind])]
    choices = [[None, *(o for o in fitting if o.kind == kind)] for kind in sorted(asked)]
    of_code = {criterion.code: criterion for criterion in needs.criteria}
    cheapest: dict = {}
    for taken in product(*choices):
        learned = [offer for offer in taken if offer]
        raised = {**levels, **{offer.kind: offer.level for offer in learned}}
        helped = tuple(
            board in (None, one.board) and _comes_to_meet(needs, one, of_code[code], raised)
            for code, board in targets
        )
        cost = len(learned), sum(offer.months for offer in learned)
        cheapest[helped] = min(cheapest.get(helped, cost), cost)
    return cheapest


def _fits(needs, offer, held):
    in_time = offer.last_day(needs.offers.start) <= needs.offers.deadline
    return in_time and offer.builds_on <= (held or 0) < offer.level


def _comes_to_meet(needs, one, criterion, levels):
    met = judged(criterion, levels, one.situation.mountain) == Outcome.MET
    return met and _is_unmet(needs, one, criterion)


def _is_unmet(needs, one, criterion):
    outcome = one.situation.outcomes[needs.standings.place(criterion)]
    return outcome in (Outcome.SHORT, Outcome.UNKNOWN)

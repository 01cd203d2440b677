"""The smallest plan with bounds for a tiny province, found by trying everything."""

from collections import defaultdict
from datetime import date
from itertools import product

from targets.figures import Outcome

from .made import judged

RANKS = (("key", "urban_young_key"), ("committee",), ("mass",), ("civil", "staff"))


def rank(code):
    """Return where a criterion stands among the groups as they are served unless wished."""
    whom = "staff" if "kinh" in code or code.endswith("urban_young") else code.split(".")[1]
    return next((at for at, names in enumerate(RANKS) if whom in names), len(RANKS))


def wanted(needs, wishes):
    """Return the gap of each share and how many more the reserve asks, by criterion and place."""
    counts = defaultdict(lambda: [0, 0])
    for one in needs.standings.stay:
        for criterion in needs.criteria:
            outcome = one.situation.outcomes[needs.standings.place(criterion)]
            if outcome != Outcome.EXEMPT:
                for board in {None, one.board} if wishes.each_board else {None}:
                    counts[criterion.code, board][outcome == Outcome.MET] += 1
    shares = {criterion.code: criterion.share for criterion in needs.criteria}
    gaps = {
        target: shares[target[0]].needed(unmet + met) - met
        for target, (unmet, met) in counts.items()
    }
    return {
        target: (gap, min(counts[target][0] - gap, -(-gap * wishes.reserve // 100)))
        for target, gap in sorted(gaps.items(), key=str)
        if gap > 0
    }


def cost_of(needs, wishes, plan):
    """Return what a plan costs, judged by what everybody would hold after it."""
    targets = wanted(needs, wishes)
    levels = defaultdict(dict)
    for seat in plan.seats:
        levels[seat.one.pk][seat.offer.kind] = seat.offer.level
    helped = dict.fromkeys(targets, 0)
    for one in needs.standings.stay:
        for target in targets:
            helped[target] += _helps(needs, one, target, levels[one.pk])
    lost = sum(kind not in levels[person] for person, kind in wishes.taken)
    return _cost(targets, helped.values(), lost, (len(plan.seats), plan.months))


def least(needs, wishes, catalogue):
    """Return the least cost of all plans, every choice of courses and years of everybody tried."""
    targets = wanted(needs, wishes)
    states = {((0,) * len(targets), tuple(sorted(wishes.bounds.items())), 0): (0, 0)}
    known = {one.pk for one in needs.standings.stay}
    for one in needs.standings.stay:
        options = _options(needs, wishes, one, targets, catalogue)
        after = {}
        for (helped, free, lost), (seats, months) in states.items():
            for (helps, used, more_lost), (more, longer) in options.items():
                left = tuple((key, n - used.count(key)) for key, n in free)
                if all(n >= 0 for _, n in left):
                    met = tuple(a + b for a, b in zip(helped, helps, strict=True))
                    key, cost = (met, left, lost + more_lost), (seats + more, months + longer)
                    after[key] = min(after.get(key, cost), cost)
        states = after
    strangers = sum(person not in known for person, _ in wishes.taken)
    return min(
        _cost(targets, helped, lost + strangers, cost) for (helped, _, lost), cost in states.items()
    )


def _cost(targets, helped, lost, cost):
    short, spare = [0] * (len(RANKS) + 1), [0] * (len(RANKS) + 1)
    for ((code, _), (gap, more)), met in zip(targets.items(), helped, strict=True):
        short[rank(code)] += max(0, gap - met)
        spare[rank(code)] += max(0, gap + more - met)
    return lost, short, spare, *cost


def _helps(needs, one, target, levels):
    """Whether somebody comes to meet a criterion by these levels, and counts where it is asked."""
    code, board = target
    criterion = next(c for c in needs.criteria if c.code == code)
    outcome = one.situation.outcomes[needs.standings.place(criterion)]
    if board not in (None, one.board) or outcome not in (Outcome.SHORT, Outcome.UNKNOWN):
        return False
    held = dict(zip(needs.standings.kinds, one.situation.levels, strict=True))
    return judged(criterion, held | levels, one.situation.mountain) == Outcome.MET


def _options(needs, wishes, one, targets, catalogue):
    """Return what each choice helps, uses up and leaves undone, and the least that it costs."""
    levels = dict(zip(needs.standings.kinds, one.situation.levels, strict=True))
    unmet = [
        c
        for c in needs.criteria
        if one.situation.outcomes[needs.standings.place(c)] in (Outcome.SHORT, Outcome.UNKNOWN)
    ]
    asked = defaultdict(list)
    for ask in (ask for criterion in unmet for ask in criterion.asks):
        level = ask.threshold(one.situation.mountain)
        if levels[ask.kind] is None or levels[ask.kind] < level:
            asked[ask.kind].append(level)
    barred = {kind for person, kind in wishes.left if person == one.pk}
    choices = [
        [None, *_begun(needs, wishes, catalogue, kind, levels[kind] or 0, min(asked[kind]))]
        for kind in sorted(asked)
        if kind not in barred and "" not in barred
    ]
    given = {kind for person, kind in wishes.taken if person == one.pk}
    cheapest = {}
    for taken in product(*choices):
        learned = [begun for begun in taken if begun]
        raised = {offer.kind: offer.level for offer, _ in learned}
        helps = tuple(_helps(needs, one, target, raised) for target in targets)
        used = tuple(key for _, key in learned if key)
        cost = len(learned), sum(offer.months for offer, _ in learned)
        key = helps, used, len(given - raised.keys())
        cheapest[key] = min(cheapest.get(key, cost), cost)
    return cheapest


def _begun(needs, wishes, catalogue, kind, held, asked):
    """Return each course of a kind in each year with the bound it comes under, if there is one."""
    start, deadline = needs.offers.start, needs.offers.deadline
    days = [start, *(date(year, 1, 1) for year in range(start.year + 1, deadline.year + 1))]
    found = {}
    for offer in catalogue:
        if offer.kind == kind and offer.builds_on <= held and offer.level >= asked:
            for day in (day for day in days if offer.last_day(day) <= deadline):
                key = (offer.code, day.year)
                found[offer, key if key in wishes.bounds else None] = True
    return list(found)

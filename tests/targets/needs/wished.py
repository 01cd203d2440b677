"""Made-up needs, and wishes for plans of them."""

from dataclasses import replace
from datetime import date

from personnel.models import Title
from targets.criteria import H2025, H2030, criteria_for
from targets.figures import Outcome
from targets.judging import kinds_asked
from targets.needs.needing import Needs
from targets.needs.offers import Offers
from targets.needs.people import Situation, Someone, Standings
from targets.needs.wishes import Wishes

from .made import CATALOGUE, MOST, covers, judged, offers, province

STARTS = (date(2027, 1, 1), date(2028, 9, 1), date(2029, 7, 15), date(2030, 8, 1))
GROUPS = (("nonspecialised",), tuple(Title.Group.values))
CODES = sorted({offer.code for offer in CATALOGUE})
NO_THEORY = {("LLCT-TC", year): 0 for year in range(2027, 2031)}
# A bound that nobody comes under: what it changes is only how the plan is worked out.
OF_NOBODY = {("NVDT", 2030): 0}


def needs_of(random, people, groups=GROUPS[1]):
    """Return the needs of so many people on a start and horizon by chance."""
    horizon, start = random.choice([*((H2030, s) for s in STARTS), (H2025, date(2024, 1, 1))])
    return Needs(province(random, people, groups, horizon), offers(start, horizon.deadline))


def wishes_of(random, needs, codes):
    """Return wishes by chance: bounds of so many courses that are wanted, a reserve, hand moves."""
    wanted = {n.offer.code for one in needs.standings.stay for n in needs.of(one) if n.offer}
    years = range(needs.offers.start.year, needs.offers.deadline.year + 1)
    bounds = {
        (code, year): random.choice([0, 0, 1, 2])
        for code in random.sample(sorted(wanted), min(codes, len(wanted)))
        for year in years
        if random.random() < 0.9
    }
    pairs = [(one.pk, kind) for one in needs.standings.stay for kind in needs.standings.kinds]
    left = frozenset(pair for pair in pairs if random.random() < 0.1)
    taken = frozenset(pair for pair in pairs if pair not in left and random.random() < 0.1)
    return Wishes(
        bounds=bounds, each_board=random.random() < 0.5, reserve=random.choice([0, 20, 100]),
        taken=taken, left=left,
    )  # fmt: skip


def lacking(kind, group, held=None, horizon=H2030):
    """Return a province of one person who never leaves, and lacks nothing but what is above `held`.

    They are none of those under 40, Kinh people or members of a committee.
    """
    criteria = tuple(c for c in criteria_for(horizon) if c.about_people)
    kinds = tuple(kinds_asked(criteria))
    levels = {each: MOST.get(each, 9) for each in kinds} | {kind: held}
    spoken = covers(group, False, False, False)
    outcomes = tuple(
        judged(c, levels, False) if c.code.split(".")[1] in spoken else Outcome.EXEMPT
        for c in criteria
    )
    situation = Situation(outcomes, tuple(levels[each] for each in kinds), False)
    one = Someone(1, 11, 1, group, None, situation)
    return Standings(horizon.deadline, criteria, kinds, (one,))


def needs_in(kind, *groups, held=(), catalogue=CATALOGUE, start=date(2027, 1, 1)):
    """Return the needs of one such person of each group, numbered from 1."""
    known = [*held, *[None] * (len(groups) - len(held))]
    found = [lacking(kind, *asked) for asked in zip(groups, known, strict=True)]
    everybody = (one for standings in found for one in standings.everybody)
    numbered = tuple(replace(one, pk=at) for at, one in enumerate(everybody, start=1))
    standings = replace(found[0], everybody=numbered)
    return Needs(standings, Offers(catalogue, start, H2030.deadline))

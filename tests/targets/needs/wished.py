"""Made-up needs, and wishes for plans of them."""

from dataclasses import replace
from datetime import date

from personnel.models import Title
from targets.criteria import H2025, H2030
from targets.needs.needing import Needs
from targets.needs.offers import Offers
from targets.needs.wishes import Wishes

from .made import CATALOGUE, offers, province

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


def missed_by(standings, one):
    """Return the kinds of which somebody misses something."""
    needs = Needs(standings, offers())
    return {m.kind for c in needs.criteria for m in standings.missed(one.situation, c)}


def lacking(random, kind, group, horizon=H2030):
    """Return a province of one person of a group, who lacks a kind alone and does not retire."""
    while True:
        standings = province(random, 1, (group,), horizon)
        (one,) = standings.everybody
        if missed_by(standings, one) == {kind} and one.leaves is None:
            return standings


def needs_in(random, kind, *groups, catalogue=CATALOGUE, start=date(2027, 1, 1)):
    """Return the needs of one such person of each group, numbered from 1, all of one board."""
    found = [lacking(random, kind, group) for group in groups]
    everybody = (
        replace(one, pk=at, board=1)
        for at, (one,) in enumerate((standings.everybody for standings in found), start=1)
    )
    standings = replace(found[0], everybody=tuple(everybody))
    return Needs(standings, Offers(catalogue, start, H2030.deadline))

"""The smallest plan as it is wished: by a fixed order of choices, or with bounds."""

from __future__ import annotations

from .bounded import plan_with_bounds
from .needing import Needs
from .offers import Offers
from .options import Intakes
from .plans import Plan
from .smallest import plan_in_order
from .wishes import Wishes


def plan_for(needs: Needs, wishes: Wishes) -> Plan:
    """Return the smallest plan that is as wished.

    Fewest seats first, then fewest months; where not every share can be reached, first of all as
    few people short as can be, of the criteria that come first before the others. Raises NoPlan
    where it cannot be worked out: NeedsSolver where there are bounds and no solver is installed.
    """
    return plan_with_bounds(needs, wishes) if wishes.bounds else plan_in_order(needs, wishes)


def bounds_of_nothing(offers: Offers, wishes: Wishes) -> list[tuple[str, int]]:
    """Return the bounds, by course and year, of courses that do not begin then and end in time."""
    begun = Intakes(offers, wishes.bounds).years
    known = {(offer.code, year) for offer, years in begun.items() for year in years}
    return sorted(wishes.bounds.keys() - known)

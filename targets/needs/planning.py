"""The smallest plan as an officer wishes it: by a fixed order of choices, or with bounds."""

from __future__ import annotations

from .needing import Needs
from .plans import Plan
from .smallest import plan_in_order
from .wishes import Wishes


def plan_for(needs: Needs, wishes: Wishes) -> Plan:
    """Return the smallest plan that is as wished.

    Fewest seats first, then fewest months; where not every share can be reached, first as few
    people short as can be, of the groups served first before the others. Raises NeedsSolver where
    there are bounds and the solver is not installed.
    """
    return plan_in_order(needs, wishes)

"""The rules in force, written down to be kept with what is frozen."""

from datetime import date
from typing import Any

from reports.models import Rulebook
from reports.workbooks.annual import bm02
from reports.workforce import workforce_conditions
from targets import conditions, criteria, written
from targets.lens import Lens
from targets.rules import Horizon

from .hashing import digest_of


def rules_on(day: date) -> dict[str, Any]:
    """Return the rules as they judge on a day: plain data, the same for the same rules.

    Every criterion; for each horizon its last day, the codes in force and the numbers of the
    workforce; the columns of form BM02. Whom each counts is a condition over a frozen row.
    """
    return {
        "criteria": [written.write(criterion, day) for criterion in criteria.REGISTER],
        "horizons": {code: _at(each, day) for code, each in criteria.HORIZONS.items()},
        "counted": {name: conditions.write(each) for name, each in bm02.conditions(day).items()},
    }


def _at(horizon: Horizon, day: date) -> dict[str, Any]:
    lens = Lens(horizon, day)
    counted = workforce_conditions(lens)
    return {
        "deadline": horizon.deadline.isoformat(),
        "criteria": [criterion.code for criterion in lens.criteria],
        "counted": {name: conditions.write(each) for name, each in counted.items()},
    }


def rulebook_on(day: date) -> Rulebook:
    """Return the rules in force as they are kept; written where they are not kept yet."""
    facts = rules_on(day)
    book, _ = Rulebook.objects.get_or_create(sha256=digest_of(facts), defaults={"facts": facts})
    return book

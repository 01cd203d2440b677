"""The standings that lists ask for, put together once: they hold no fact and nobody's number.

To put one together takes longer than a database does to answer for a page of people. Each is
asked anew by whoever takes it.
"""

from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from personnel.models import Person
from personnel.reading.ahead import Ahead
from personnel.reading.asked_about import AskedAbout
from personnel.reading.standing import standing
from targets.conditions import Holds
from targets.rules import Criterion

from ..unmet import TOGETHER, judgements

Kinds = tuple[str, ...]
MOST = 32


@lru_cache(maxsize=MOST)
def of_whoever_is_asked_about(
    day: date, kinds: Kinds, map_day: date | None, ahead: Ahead | None,
    judged: tuple[Criterion, ...],
) -> QuerySet[Any]:  # fmt: skip
    """Return the standing of those told by `asking_about`, with what `judged` say of them.

    As `missed` reads it.
    """
    some = Person.objects.filter(AskedAbout())
    rows = standing(day, some, kinds, map_day, ahead=ahead)
    return rows.annotate(**judgements(judged, day))


@lru_cache(maxsize=MOST)
def of_everybody(
    day: date, kinds: Kinds, map_day: date | None, outcome: str, criteria: tuple[Criterion, ...]
) -> QuerySet[Any]:
    """Return the standing of everybody who has an outcome in all targets together (`TOGETHER`)."""
    rows = standing(day, Person.objects.all(), kinds, map_day)
    return rows.filter(together(outcome, criteria, day))


def together(outcome: str, criteria: tuple[Criterion, ...], day: date) -> Q:
    """Return the condition on a standing: this outcome in all targets together."""
    return Q(Holds(TOGETHER[outcome].where(criteria, day)))

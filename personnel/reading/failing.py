"""Who did not fulfil their duties two years running, and which year is asked for (III.4)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import lru_cache

from django.db.models import Exists, F, OuterRef, Q

from personnel.models import Evaluation, EvaluationQuerySet

from .evaluated import due_year

# Nghị định 90/2020/NĐ-CP (article 20) has people evaluated before 15 December; papers and typing
# are given the first quarter of the year that follows.
ASKED_FROM = (4, 1)


def asked_year(day: date) -> int:
    """Return the latest year of which evaluations are asked for by a day: see `ASKED_FROM`."""
    return day.year - (1 if (day.month, day.day) >= ASKED_FROM else 2)


def known_by(day: date) -> EvaluationQuerySet:
    """Return the evaluations that could be known on a day, of no later year.

    Of the day's own year, before it is over, those whose paper is of that day or before.
    """
    over = Q(year__lte=due_year(day))
    return Evaluation.objects.filter(over | Q(year=day.year, document_date__lte=day))


def last_failed(day: date) -> EvaluationQuerySet:
    """Return the last evaluation of each who failed in it, and in the year just before it too.

    One evaluation a person. A year without one between two is not two years running: nobody knows
    what it was.
    """
    known = known_by(day).order_by().filter(person=OuterRef("person"))
    later = known.filter(year__gt=OuterRef("year"))
    before = known.failed().filter(year=OuterRef("year") - 1)
    return known_by(day).failed().filter(~Exists(later), Exists(before))


@lru_cache
def failing(day: date) -> Q:
    """Return the condition on a person "failed in their last evaluation and in the year before".

    III.4: whoever does not fulfil their duties is replaced in time, before the term is over.
    """
    return Q(pk__in=last_failed(day).order_by().values("person"))


def years_failed(day: date, people: Collection[int]) -> dict[int, tuple[int, int]]:
    """Return both years of each of these who is `failing`, by number; one query."""
    found = last_failed(day).filter(person__in=people).order_by()
    rows = found.values_list("person", F("year") - 1, "year")
    return {person: (before, last) for person, before, last in rows}

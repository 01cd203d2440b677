"""How old somebody was at a recorded event: conditions on people, the same on both databases.

A date known to the month or year only counts as the day that leaves the least doubt: the last
it may mean for what happened, the first for the birth. Dates are compared as numbers
(20250930), of which both databases take the difference alike: eighteen years are 180000. Each is
asked of one person at a time: who asks of few reads no more than theirs.
"""

from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, When
from django.db.models.functions import ExtractDay, ExtractMonth, ExtractYear

from personnel.kinds import KINDS
from personnel.models import Credential, Person, Post
from personnel.words.dates import Precision

OF_AGE = 18
_YEAR = 10_000
_BIRTH = "person__birth_date"


def number_of(day: date) -> int:
    """Return a day as a number of eight digits; the difference of two is the age, times 10000."""
    return day.year * _YEAR + day.month * 100 + day.day


def _number(column: str) -> Any:
    day = ExtractMonth(column) * 100 + ExtractDay(column)
    return ExtractYear(column) * _YEAR + day


def _latest(column: str) -> Case:
    """Return the last day that a date kept by its first day may mean."""
    year, precision = ExtractYear(column) * _YEAR, f"{column}_precision"
    return Case(
        When(Q(**{precision: Precision.YEAR}), then=year + 1231),
        When(Q(**{precision: Precision.MONTH}), then=year + ExtractMonth(column) * 100 + 31),
        default=_number(column),
        output_field=IntegerField(),
    )


def began_post_young() -> Q:
    """Return the condition "began to hold a title before the eighteenth birthday"."""
    posts = Post.objects.filter(person=OuterRef("pk"), start__isnull=False)
    young = posts.alias(age=_latest("start") - _number(_BIRTH)).filter(age__lt=OF_AGE * _YEAR)
    return Q(Exists(young))


def joined_party_young() -> Q:
    """Return the condition "joined the Party before the eighteenth birthday"."""
    joined = Person.objects.filter(pk=OuterRef("pk"), party_joined__isnull=False)
    young = joined.alias(age=_latest("party_joined") - _number("birth_date"))
    return Q(Exists(young.filter(age__lt=OF_AGE * _YEAR)))


def awarded_young(*, degrees: bool) -> Q:
    """Return the condition "holds what nobody of that year of life is awarded yet".

    Of university `degrees` alone, or of everything else.
    """
    levels = [
        Q(kind=kind.code, level=number, turned__lt=level.age)
        for kind in KINDS.values()
        for number, level in enumerate(kind.levels)
        if level.age and level.is_degree == degrees
    ]
    dated = Credential.objects.filter(person=OuterRef("pk"), awarded__isnull=False)
    turned = ExtractYear("awarded") - ExtractYear(F(_BIRTH))
    early = dated.alias(turned=turned).filter(reduce(or_, levels))
    return Q(Exists(early))

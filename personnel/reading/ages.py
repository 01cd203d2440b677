"""How old somebody was at a recorded event: conditions on people, the same on both databases.

A date known to the month or year only counts as the day that leaves the least doubt: the last
it may mean for what happened, the first for the birth. Dates are compared as numbers
(20250930), of which both databases take the difference alike: eighteen years are 180000. Each is
asked of one person at a time: who asks of few reads no more than theirs.
"""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Exists, F, Func, IntegerField, OuterRef, Q, When
from django.db.models.lookups import LessThan, LessThanOrEqual

from personnel.kinds import KINDS
from personnel.models import Credential, Post
from personnel.words.dates import Precision
from personnel.words.year_numbers import YearNumber

OF_AGE = 18
_YEAR = 10_000
_ADULT = OF_AGE * _YEAR


class DayNumber(Func):
    """A date as a number of eight digits; as SQLite keeps it, far quicker than taking it apart."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Read it from the text of the date."""
        template = "CAST(REPLACE(%(expressions)s, '-', '') AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Write the date as such a text first."""
        template = "CAST(TO_CHAR(%(expressions)s, 'YYYYMMDD') AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **context)


def _turned(column: str) -> Any:
    """Return the year of life of who is asked about, in that of a day of one of their rows."""
    return YearNumber(F(column)) - YearNumber(OuterRef("birth_date"))


def _latest(column: str) -> Case:
    """Return the last day that a date kept by its first day may mean.

    Of a month it is its 31st, of a year its 31 December.
    """
    day, precision = DayNumber(F(column)), f"{column}_precision"
    return Case(
        When(Q(**{precision: Precision.YEAR}), then=day / _YEAR * _YEAR + 1231),
        When(Q(**{precision: Precision.MONTH}), then=day / 100 * 100 + 31),
        default=day,
        output_field=IntegerField(),
    )


def began_post_young() -> Q:
    """Return the condition "began to hold a title before the eighteenth birthday"."""
    # Nearly everybody is let go by the year alone.
    posts = Post.objects.filter(person=OuterRef("pk")).alias(turned=_turned("start"))
    age = _latest("start") - DayNumber(OuterRef("birth_date"))
    return Q(Exists(posts.filter(turned__lte=OF_AGE).alias(age=age).filter(age__lt=_ADULT)))


def joined_party_young() -> Q:
    """Return the condition "joined the Party before the eighteenth birthday"."""
    turned = YearNumber(F("party_joined")) - YearNumber(F("birth_date"))
    age = _latest("party_joined") - DayNumber(F("birth_date"))
    return Q(party_joined__isnull=False) & Q(LessThanOrEqual(turned, OF_AGE), LessThan(age, _ADULT))


def awarded_young(*, degrees: bool) -> Q:
    """Return the condition "holds what nobody of that year of life is awarded yet".

    Of university `degrees` alone, or of everything else.
    """
    asked = [
        (kind.code, number, level.age)
        for kind in KINDS.values()
        for number, level in enumerate(kind.levels)
        if level.age and level.is_degree == degrees
    ]
    levels = [Q(kind=kind, level=level, turned__lt=age) for kind, level, age in asked]
    dated = Credential.objects.filter(person=OuterRef("pk")).alias(turned=_turned("awarded"))
    # Nearly all are let go by the year in which the last of them may be awarded.
    last = max(age for _, _, age in asked)
    early = dated.filter(turned__lt=last).filter(reduce(or_, levels))
    return Q(Exists(early))

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

from personnel.kinds import KINDS
from personnel.models import Credential, Person, Post
from personnel.words.dates import Precision

OF_AGE = 18
_YEAR = 10_000
_BIRTH = "person__birth_date"


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


def _year(column: str) -> Any:
    return DayNumber(F(column)) / _YEAR


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
    posts = Post.objects.filter(person=OuterRef("pk"), start__isnull=False)
    young = posts.alias(age=_latest("start") - DayNumber(F(_BIRTH))).filter(age__lt=OF_AGE * _YEAR)
    return Q(Exists(young))


def joined_party_young() -> Q:
    """Return the condition "joined the Party before the eighteenth birthday"."""
    joined = Person.objects.filter(pk=OuterRef("pk"), party_joined__isnull=False)
    young = joined.alias(age=_latest("party_joined") - DayNumber(F("birth_date")))
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
    turned = _year("awarded") - _year(_BIRTH)
    early = dated.alias(turned=turned).filter(reduce(or_, levels))
    return Q(Exists(early))

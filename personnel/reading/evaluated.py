"""Who was evaluated of a year, and how: conditions on a person (III.4)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from personnel.models import Evaluation, Post, Title
from personnel.words.dates import last_day
from personnel.words.grades import Grade


def due_year(day: date) -> int:
    """Return the latest year of which everybody should be evaluated by a day: one that is over."""
    return day.year if (day.month, day.day) == (12, 31) else day.year - 1


def graded(year: int, *grades: Grade) -> Q:
    """Return the condition "has one of these levels in the year"; any, where none is named."""
    found = Evaluation.objects.of_year(year).order_by()
    found = found.filter(grade__in=grades) if grades else found
    return Q(pk__in=found.values("person"))


def worked_enough(year: int) -> Q:
    """Return the condition "not certainly at work for less than six months of the year".

    Whoever is is not evaluated (Nghị định 90/2020/NĐ-CP, article 2). A first day that is not known
    is taken to be early.
    """
    begun = Q(start__isnull=True) | Q(start__lte=date(year, 7, 1))
    return Q(pk__in=Post.objects.filter(begun).order_by().values("person"))


def without(year: int) -> Q:
    """Return the condition "cán bộ, công chức at the end of the year, and not evaluated of it".

    Whom the decree speaks of: non-specialised workers are evaluated by analogy, where they are.
    Nobody of less than six months' work is among them: see `worked_enough`.
    """
    end = last_day(year)
    staff = Post.objects.counted_on(end, None, Title.STAFF).order_by().values("person")
    return Q(pk__in=staff) & worked_enough(year) & ~graded(year)

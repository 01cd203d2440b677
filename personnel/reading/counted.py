"""Which units the figures of a day are broken down by: nobody in a total is without a row."""

from datetime import date

from django.db.models import Q

from personnel.models import DossierCount, Post, Unit


def has_a_row(day: date) -> Q:
    """Return the condition on a unit: it has a row wherever figures of `day` are shown by unit.

    It is in force. Or it has ended, or is still to begin, and yet somebody holds a post there or
    it counted dossiers in that year: what is in the totals stands in a row. Or such a one is
    right below it.
    """
    own = Unit.days.on(day) | _holds_something(day)
    return own | Q(pk__in=Unit.objects.filter(own).order_by().ids_above())


def _holds_something(day: date) -> Q:
    """Return the condition on a unit not in force on `day`: that day's figures count there."""
    elsewhen = Unit.days.not_on(day, "unit__")
    people = Post.objects.held_on(day).filter(elsewhen)
    dossiers = DossierCount.objects.filter(elsewhen, year=day.year)
    return Q(pk__in=people.values("unit")) | Q(pk__in=dossiers.order_by().values("unit"))

"""Who has died, by the reason for which a post ended: whoever is dead has no age."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from personnel.models import Post


def died_on(posts: Iterable[Post]) -> date | None:
    """Return the day of the death recorded in somebody's posts; None when none is."""
    days = [p.end for p in posts if p.end and p.end_reason == Post.EndReason.DIED]
    return min(days, default=None)


def dead_by(day: date) -> Q:
    """Return the condition on a person: died on `day` or before."""
    died = Post.objects.filter(end_reason=Post.EndReason.DIED, end__lte=day)
    return Q(pk__in=died.values("person"))

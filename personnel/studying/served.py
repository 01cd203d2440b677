"""By which unit and title somebody is enrolled: those by which they are counted on the day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from personnel.models import Post

Served = dict[int, tuple[int, int]]


def served_on(people: Collection[int], day: date) -> Served:
    """Return unit and title by which each is counted on a day, by number; one query.

    Who holds no post on it is missing.
    """
    posts = Post.objects.filter(person__in=people).held_on(day).principal_first(day)
    found: Served = {}
    for person, unit, title in posts.values_list("person_id", "unit_id", "title_id"):
        found.setdefault(person, (unit, title))
    return found

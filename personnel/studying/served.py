"""By which unit and title somebody is enrolled: those by which they are counted on the day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from personnel.models import Post

Served = dict[int, tuple[int, int]]


def served_on(people: Collection[int], day: date) -> Served:
    """Return unit and title of each by number: of the day, or else of the post held last.

    Who never held one is missing. Two queries.
    """
    posts = Post.objects.filter(person__in=people)
    found: Served = {}
    ended = posts.order_by("-end", "-start", "-pk")
    for row in (posts.held_on(day).principal_first(day), ended):
        for person, unit, title in row.values_list("person_id", "unit_id", "title_id"):
            found.setdefault(person, (unit, title))
    return found

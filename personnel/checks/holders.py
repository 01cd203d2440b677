"""Who stands in the way of a change: those holding posts in a unit, or a title."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import Count

from personnel.words.vietnamese import dotted

from .problems import Problem

if TYPE_CHECKING:
    from personnel.models import PostQuerySet, Title, Unit

# The code of an error that people stand behind; `after` of its parameters says since when.
HOLDERS = "holders"


def posts_of(record: Unit | Title, after: date | None = None) -> PostQuerySet:
    """Return the posts ever held in a unit (or within it), or under a title.

    With `after`, only those that go on after that day.
    """
    posts: Any = record.posts
    found = posts.model.objects.recorded_within(record) if hasattr(record, "level") else posts.all()
    return found.lasting_after(after) if after else found


def people_of(posts: PostQuerySet) -> int:
    """Return how many people hold these posts."""
    return int(posts.order_by().aggregate(people=Count("person_id", distinct=True))["people"])


def held(message: str, people: int, after: date | None = None, **told: Any) -> ValidationError:
    """Return the error that people stand in the way, who can be listed by its parameters."""
    params = {"people": dotted(people), "after": after, **told}
    return ValidationError(message, HOLDERS, params)


def ended_under(record: Unit | Title, before: Unit | Title, message: str) -> Iterator[Problem]:
    """Yield the problem that people go on in what ends earlier than it did `before`.

    `message` names them as `people`, and the last day as `day`.
    """
    last = record.valid_to
    if last is None or not before.lasts_after(last):
        return
    if people := people_of(posts_of(record, after=last)):
        yield "valid_to", held(message, people, last, day=f"{last:%d/%m/%Y}")

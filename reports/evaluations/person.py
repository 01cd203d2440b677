"""Whether somebody did not fulfil their duties two years running, for their page."""

from collections.abc import Collection
from datetime import date

from personnel.models import Post
from personnel.reading.failing import years_failed


def failed_by(person: int, posts: Collection[Post], day: date) -> tuple[int, int] | None:
    """Return both years of whoever holds a title on the day; one query, none of others."""
    if not any(post.is_held_on(day) for post in posts):
        return None
    return years_failed(day, [person]).get(person)

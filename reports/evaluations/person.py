"""Whether somebody did not fulfil their duties two years running, for their page."""

from collections.abc import Collection
from datetime import date

from personnel.models import Evaluation, Post
from personnel.reading.failing import years_failed


def failed_by(
    person: int, evaluations: Collection[Evaluation], posts: Collection[Post], day: date
) -> tuple[int, int] | None:
    """Return both years of whoever holds a title on the day; no query of who never failed twice."""
    failed = sum(evaluation.failed for evaluation in evaluations)
    if failed < 2 or not any(post.is_held_on(day) for post in posts):
        return None
    return years_failed(day, [person]).get(person)

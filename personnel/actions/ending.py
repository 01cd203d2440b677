"""Ending posts: somebody retires, leaves, moves away from the communes, or has died."""

from collections.abc import Collection
from datetime import date, datetime

from personnel.keeping.recording import require_own
from personnel.models import Person, Post
from personnel.scope import Editor

from .posts import Misfit, acting, end, label_of, require_endable


def end_posts(
    person: Person, ids: Collection[int], last: date, reason: str, *,
    seen: str, by: Editor, at: datetime,
) -> list[Post]:  # fmt: skip
    """End the open posts with these ids on their last day, or all for retirement and death.

    Returns those ended. Raises Misfit for a day before a post began, and Refused as `acting`
    does or when a post is in another district. Whoever still holds a post in one is edited
    there alone from then on: that board edited the record before, too.
    """
    why = f"Thôi giữ chức danh: {label_of(reason)}"
    with acting(person, seen=seen, by=by, at=at, reason=why) as (scribe, _, held):
        chosen = to_end(held, ids, reason)
        require_own(chosen, by)
        require_endable(chosen, last, "until")
        end(scribe, chosen, last, reason)
    return chosen


def to_end(held: Collection[Post], ids: Collection[int], reason: str) -> list[Post]:
    """Return which of the open posts end; raises Misfit when none does."""
    chosen = [post for post in held if reason in Post.EndReason.whole() or post.pk in ids]
    if not chosen:
        raise Misfit("posts", "Chọn ít nhất một chức danh.")
    return chosen

"""Since when the titles of a row are held, against the starts recorded."""

from __future__ import annotations

from datetime import date

from personnel.models import Post, Title
from personnel.words.partial_dates import PartialDate, refined
from sheets.columns import BY_FIELD

from .changes import RowDiff, stored_start
from .origins import EVE, Here


def compare_starts(
    diff: RowDiff, posts: list[Post], here: Here, held: list[Title], today: date
) -> None:
    """Put the starts of these titles right, as far as the row tells them.

    That of the principal title; of the others only an unknown one, when the principal's was
    unknown too, for theirs may differ.
    """
    principal = here.first(diff.row.titles[0])
    unknown = principal is not None and principal.start is None
    for title in held:
        post = here.first(title)
        if post and (post is principal or (post.start is None and unknown)):
            if here.is_either(title, today):
                _leave_open_which(diff, post)
            else:
                _put_right(diff, post, posts)


def _leave_open_which(diff: RowDiff, post: Post) -> None:
    """Leave the starts of a title of several origins, where the row does not say which it is of."""
    kept = refined(start_of(post), diff.row.since)
    if kept and kept != start_of(post):
        diff.conflict("since", "hồ sơ ghi chức danh này ở nhiều xã cũ; ghi tên xã lúc đó")


def _put_right(diff: RowDiff, post: Post, posts: list[Post]) -> None:
    recorded = start_of(post)
    kept = refined(recorded, diff.row.since)
    if kept is None or kept == recorded:
        return
    before = _overlapped(post, kept, posts)
    if post.end and kept.first > post.end:
        diff.conflict("since", f"sau ngày thôi giữ chức danh đã ghi ({post.end:%d/%m/%Y})")
    elif before and before.end:
        told = f"{before.title} ({before.unit}), đến {before.end:%d/%m/%Y}"
        diff.conflict("since", f"chồng lên chức danh giữ trước đó: {told}")
    else:
        post.start, post.start_precision = stored_start(kept)
        diff.changes_post(post)
        diff.change(BY_FIELD["since"].header, recorded, kept)


def _overlapped(post: Post, since: PartialDate, posts: list[Post]) -> Post | None:
    """Return the post that this one replaced or resumed, if it would begin before that ended."""
    for other in posts:
        if post.start and other.end and since.first <= other.end < post.start:
            same = (other.unit_id, other.title_id) == (post.unit_id, post.title_id)
            if same or other.end + EVE == post.start:
                return other
    return None


def start_of(post: Post) -> PartialDate | None:
    """Return since when a post is held, as far as it is recorded."""
    return PartialDate.stored(post.start, post.start_precision)

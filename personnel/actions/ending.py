"""Ending posts: somebody retires, leaves, moves away from the communes, or has died."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from personnel.keeping.recording import require_own
from personnel.models import Person, Post
from personnel.scope import Editor
from personnel.words.posts import held_at

from .posts import Misfit, acting, end, label_of, require_endable

EVE = timedelta(days=1)


@dataclass(frozen=True)
class Leaving:
    """What the end of a career does to the posts: some end, those still to begin are withdrawn."""

    ended: list[Post]
    withdrawn: list[Post] = field(default_factory=list)

    @property
    def touched(self) -> list[Post]:
        """All of them."""
        return [*self.ended, *self.withdrawn]


def end_posts(
    person: Person, ids: Collection[int], last: date, reason: str, *,
    seen: str, by: Editor, at: datetime, withdrawn: Collection[int] = (),
) -> Leaving:  # fmt: skip
    """End the open posts with these ids on their last day, or all for retirement and death.

    After these nobody holds a title: what would go on after that day ends on it, and a post that
    was to begin later is withdrawn, which the history keeps, if it is among those with the ids
    `withdrawn`. Raises Misfit for a day before any other post began, and Refused as `acting`
    does or when a post is in other hands. Whoever still holds a post in one is edited there
    alone from then on: that board edited the record before, too.
    """
    why = f"Thôi giữ chức danh: {label_of(reason)}"
    with acting(person, seen=seen, by=by, at=at, reason=why) as (scribe, fresh, held):
        every = list(fresh.posts.with_keepers().select_related("title"))
        leaving = leaving_by(every, held, ids, last, reason)
        require_told(leaving, withdrawn, last)
        require_own(leaving.touched, by)
        for post in leaving.withdrawn:
            scribe.delete(post)
        end(scribe, leaving.ended, last, reason)
    return leaving


def leaving_by(
    every: Collection[Post], held: Collection[Post], ids: Collection[int], last: date, reason: str
) -> Leaving:
    """Return what ends and what is withdrawn, of `every` post, those `held` being open.

    Raises Misfit when nothing ends, or would end before it began.
    """
    if reason not in Post.EndReason.whole():
        chosen = [post for post in held if post.pk in ids]
        if not chosen:
            raise Misfit("posts", "Chọn ít nhất một chức danh.")
        require_endable(chosen, last, "until")
        return Leaving(chosen)
    going_on = [post for post in every if post.lasts_after(last)]
    withdrawn = [post for post in going_on if post.begins_after(last)]
    _require_to_come(going_on, withdrawn)
    ended = [post for post in going_on if post not in withdrawn]
    # Whoever was to follow on the next day: the post before ends on that very day already.
    ended = ended or [post for post in every if post.end == last]
    if not ended:
        raise Misfit("until", _nothing_held(last, reason))
    return Leaving(ended, withdrawn)


def _require_to_come(going_on: Collection[Post], withdrawn: Collection[Post]) -> None:
    """Raise Misfit where a post has ended later, but for one that a withdrawn one was to follow."""
    eves = {post.start - EVE for post in withdrawn if post.start and post.end is None}
    for post in going_on:
        if post.end and post.end not in eves:
            raise Misfit(
                "until",
                f"Đã ghi giữ chức danh {held_at(post.title, post.unit)} {post.period_told}, sau "
                "ngày này. Xem lại ngày, hoặc dùng Sửa hồ sơ.",
            )


def require_told(leaving: Leaving, told: Collection[int], last: date) -> None:
    """Raise Misfit unless whoever ends a career was told which posts it withdraws."""
    for post in leaving.withdrawn:
        if post.pk not in told:
            raise Misfit(
                "withdrawn",
                f"Còn giữ chức danh {held_at(post.title, post.unit)} từ {post.start_shown}, sau "
                f"ngày {last:%d/%m/%Y}: đánh dấu để rút chức danh đó cùng lúc, hoặc sửa ngày.",
            )


def _nothing_held(last: date, reason: str) -> str:
    return (
        f"Ngày {last:%d/%m/%Y} người này không giữ chức danh nào, nên không có chức danh để ghi "
        f"{label_of(reason)}. Chọn ngày khác, hoặc dùng Sửa hồ sơ."
    )

"""How actions end posts and begin new ones, and what stands in their way."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from personnel.keeping.recording import Refused, Scribe, open_posts, recording, require_editable
from personnel.models import Person, Post, Title, Unit
from personnel.reading.placed import Placed
from personnel.scope import Editor, may_edit_post
from personnel.words.partial_dates import PartialDate
from personnel.words.posts import held_at

CHANGED = (
    "Chưa ghi gì: chức danh của người này vừa được người khác thay đổi. "
    "Xem lại chức danh đang giữ rồi gửi lại."
)


class Misfit(Refused):
    """What was asked does not fit the record; `field` names the answer to correct."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def fingerprint(posts: Iterable[Post]) -> str:
    """Return what a form carries of the posts that it shows, to tell a change made meanwhile."""
    return ";".join(sorted(f"{p.pk}.{p.unit_id}.{p.title_id}.{p.start or ''}" for p in posts))


@contextmanager
def acting(
    person: Person, *, seen: str, by: Editor, at: datetime, reason: str
) -> Iterator[tuple[Scribe, Person, list[Post]]]:
    """Yield a scribe, the record as it is now, held and in the user's hands, and its open posts.

    `seen` is the fingerprint of the open posts that the user decided upon. Raises Refused when
    they are others by now, or when the record is not in their hands. Whoever writes with it
    requires that what they touched was their own.
    """
    with recording(by=by, at=at, reason=reason) as scribe:
        fresh = scribe.hold(person)
        require_editable(by, fresh)
        held = open_posts(fresh)
        if fingerprint(held) != seen:
            raise Refused(CHANGED)
        yield scribe, fresh, held


def own(posts: Iterable[Post], user: Editor) -> list[Post]:
    """Return the posts whose records are in the user's hands."""
    return [post for post in posts if may_edit_post(user, post)]


def require_endable(posts: Iterable[Post], last: date, field: str) -> None:
    """Raise Misfit unless `last` can be the last day of each post: its first day or later."""
    for post in posts:
        if post.start and post.start > last:
            raise Misfit(
                field,
                f"Giữ chức danh {held_at(post.title, post.unit)} từ {post.start_shown}: "
                f"không thể thôi giữ từ ngày {last + timedelta(days=1):%d/%m/%Y}.",
            )


def require_fit(
    person: Person, kept: Iterable[Post], unit: Unit, title: Title, since: PartialDate
) -> None:
    """Raise Misfit unless the person can begin this post beside those kept."""
    if since.first <= person.birth_date:
        raise Misfit("since", "Phải sau ngày sinh.")
    if unit.ended_before(since.first) or unit.begins_after(since.last):
        raise Misfit("unit", f"{unit} không có vào thời điểm {since}.")
    if title.ended_before(since.first) or title.begins_after(since.last):
        raise Misfit("title", f"Chức danh này chỉ áp dụng {title.period_shown}.")
    same = [post for post in kept if post.title_id == title.pk]
    placed = Placed(same, since.first)
    if any(placed.is_in(post, unit) for post in same):
        raise Misfit("title", f"Người này đang giữ chức danh {held_at(title, unit)}.")


def on_day(day: date) -> PartialDate:
    """Return a full day as a date that may be less precise."""
    return PartialDate(day.year, day.month, day.day)


def end(scribe: Scribe, posts: Iterable[Post], last: date, reason: str) -> None:
    """Record the last day in each post and why it ends (a Post.EndReason)."""
    for post in posts:
        scribe.change(post, end=last, end_reason=reason)


NO_DECISION: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Succession:
    """A new post of a person, and those of their open posts that end the day before it begins.

    `decision` has the columns of `ByDecision`, and the body, as far as anything is known.
    """

    person: Person
    held: Sequence[Post]
    ended: Sequence[Post]
    unit: Unit
    title: Title
    since: PartialDate
    decision: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kept(self) -> list[Post]:
        """The open posts held beside the new one."""
        return [post for post in self.held if post not in self.ended]

    @property
    def last(self) -> date:
        """The last day in the posts that end."""
        return self.since.first - timedelta(days=1)

    def require(self) -> None:
        """Raise Misfit unless it can be recorded."""
        require_endable(self.ended, self.last, "since")
        require_fit(self.person, self.kept, self.unit, self.title, self.since)

    def record(self, scribe: Scribe, reason: str) -> Post:
        """Write it, the ended posts with their reason; returns the new one. Raises Misfit."""
        self.require()
        end(scribe, self.ended, self.last, reason)
        scribe.add(post := self.post())
        return post

    def post(self) -> Post:
        """Return the new post, not saved."""
        since = {"start": self.since.first, "start_precision": self.since.precision}
        return Post(person=self.person, unit=self.unit, title=self.title, **since, **self.decision)


def label_of(reason: Any) -> str:
    """Return why a post ends as a sentence goes on: "nghỉ hưu"."""
    return Post.EndReason(reason).label.lower()

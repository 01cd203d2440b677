"""Ending titles on a day: the posts under them end with it, as one batch that can be undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.utils.functional import cached_property

from personnel.basics.digests import digest_of_facts
from personnel.keeping.bulk import Signature
from personnel.keeping.recording import Refused, Scribe, recording, require_editable
from personnel.models import Batch, BatchRow, Person, Post, Title, Unit
from personnel.models.batches import columns_kept
from personnel.scope import Editor

from .keeping import keep, keep_rows
from .undoing import write_back

# What ending a title writes of a post.
WRITTEN = ("end", "end_reason")
CHANGED = (
    "Chưa ghi gì: chức danh hoặc người đang giữ vừa được thay đổi ở nơi khác. Xem lại rồi xác nhận."
)


def _placed(post: Post) -> int:
    """Return the unit of a post that `Plan` read, on the last day."""
    return int(post.placed)  # type: ignore[attr-defined]  # read beside it


@dataclass(frozen=True)
class Plan:
    """What ending `titles` after `last` comes to: the posts that go on then, and those to come.

    `posts` have begun by then and end with it; `later` begin afterwards and stand in the way.
    """

    titles: Sequence[Title]
    last: date
    posts: Sequence[Post]
    later: Sequence[Post]

    @classmethod
    def of(cls, titles: Collection[Title], last: date) -> Plan:
        """Read the posts, by unit and name, each with its `placed`: its unit on the last day."""
        going_on = Post.objects.filter(title__in=titles).lasting_after(last)
        rows = going_on.placed_on(last).annotate(placed=F("place"))
        rows = rows.select_related("person", "title", "unit")
        posts = list(rows.order_by("unit__code", "person__sort_key", "pk"))
        begun = [post for post in posts if not post.begins_after(last)]
        later = [post for post in posts if post.begins_after(last)]
        return cls(sorted(titles, key=lambda title: title.order), last, begun, later)

    @property
    def ending(self) -> list[Title]:
        """The titles that do not end by that day already."""
        return [title for title in self.titles if title.lasts_after(self.last)]

    @property
    def people(self) -> int:
        """How many people hold these posts."""
        return len({post.person_id for post in self.posts})

    @property
    def shortened(self) -> list[Post]:
        """The posts of which a later last day is recorded; their reason stays."""
        return [post for post in self.posts if post.end]

    @property
    def is_done(self) -> bool:
        """Whether there is nothing to write: all have ended, and nobody goes on."""
        return not (self.ending or self.posts)

    @cached_property
    def by_title(self) -> list[tuple[Title, int]]:
        """Each title with how many people hold it."""
        counts = Counter(post.title_id for post in self.posts)
        return [(title, counts[title.pk]) for title in self.titles]

    @cached_property
    def by_unit(self) -> list[tuple[Unit, int]]:
        """The units of the last day with how many people hold one of the titles there; a query."""
        counts = Counter(place for place, _ in {(_placed(p), p.person_id) for p in self.posts})
        units = Unit.objects.filter(pk__in=counts).order_by("code", "pk")
        return [(unit, counts[unit.pk]) for unit in units]

    @property
    def obstacles(self) -> list[str]:
        """What stands in the way, in words, beside the posts that begin later."""
        return [
            f"{title} chỉ áp dụng từ ngày {title.valid_from:%d/%m/%Y}, sau ngày cuối đã chọn."
            for title in self.titles
            if title.valid_from and title.begins_after(self.last)
        ]

    @property
    def seen(self) -> str:
        """What a page carries of it, to tell any change made meanwhile."""
        titles = [(title.pk, title.valid_from, title.valid_to) for title in self.titles]
        posts = [(post.pk, post.end, _placed(post)) for post in (*self.posts, *self.later)]
        return digest_of_facts(self.last, titles, posts)

    @property
    def told(self) -> str:
        """The deed in words, as the batch is called."""
        names = [str(title) for title in self.ending or self.titles]
        few = ", ".join(names[:3]) + (f" và {len(names) - 3} chức danh khác" if names[3:] else "")
        return f"Kết thúc chức danh hết ngày {self.last:%d/%m/%Y}: {few}"


def end_titles(
    titles: Collection[Title], last: date, *, seen: str, sealed: date | None, by: Editor,
    at: datetime,
) -> Batch:  # fmt: skip
    """End the posts under `titles` with the day `last`, and let the titles be held until then.

    All in one transaction, kept as a batch. `sealed` is the day of the last sealed period: what
    is told of it does not change. Raises Refused, with nothing written, for an earlier day, where
    posts begin later, where something was changed since the page was `seen`, and where all is so
    already.
    """
    if sealed and last < sealed:
        raise Refused(f"Chưa ghi gì: số liệu đến ngày {sealed:%d/%m/%Y} đã khóa.")
    plan = Plan.of(titles, last)
    with recording(by=by, at=at, reason=plan.told) as scribe:
        plan = _held(scribe, plan)
        if plan.is_done:
            raise Refused("Không có gì để ghi: các chức danh này đã kết thúc như vậy.")
        if plan.seen != seen:
            raise Refused(CHANGED)
        if plan.later or plan.obstacles:
            raise Refused("Chưa ghi gì: còn chức danh bắt đầu sau ngày cuối đã chọn.")
        require_editable(by, *{post.person for post in plan.posts})
        return _write(scribe, plan)


def _held(scribe: Scribe, plan: Plan) -> Plan:
    """Hold the people, then the titles, and return what the plan comes to from here on.

    In this order, as whoever begins a post holds its person before its title.
    """
    people = {post.person_id for post in plan.posts}
    scribe.hold_present(Person(pk=pk) for pk in sorted(people))
    return Plan.of(scribe.hold_all(plan.titles), plan.last)


def _write(scribe: Scribe, plan: Plan) -> Batch:
    rows = [_row(post, plan.last) for post in plan.posts]
    signed = Signature(scribe.by, scribe.at, scribe.reason)
    changes = [(post, row.written) for post, row in zip(plan.posts, rows, strict=True)]
    write_back(Post, changes, signed)
    scribe.wrote = True
    kept = [[title.pk, title.valid_to and title.valid_to.isoformat()] for title in plan.ending]
    for title in plan.ending:
        scribe.change(title, valid_to=plan.last)
    values = {"last": plan.last.isoformat(), "titles": kept}
    batch = keep(scribe, Batch.Kind.ENDED, plan.told, values)
    keep_rows(batch, rows)
    return batch


def _row(post: Post, last: date) -> BatchRow:
    """Return what is written of a post, with how it stood; a reason that was given stays."""
    reason = post.end_reason or Post.EndReason.OTHER
    written: dict[str, Any] = {"end": last.isoformat(), "end_reason": str(reason)}
    return BatchRow(
        person_id=post.person_id, number=post.person_id, post=post.pk,
        before=columns_kept(post, WRITTEN), written=written,
    )  # fmt: skip

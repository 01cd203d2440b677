"""Posts in a row's commune that are older than it: held in what it came from.

A title held in two communes that merged is one post of two origins. It goes on, ends and begins
anew as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from personnel.models import Post, Title
from personnel.words.partial_dates import PartialDate
from sheets.records import Row

from .finding import Dossier

EVE = timedelta(days=1)


@dataclass
class Here:
    """The posts of somebody in the commune of a row, or in what went on in it, by title.

    Of several of one title the first is the one that the row is about: one held today before one
    to begin, one that began when the row says before others, then that of the very commune.
    """

    row: Row
    _by_title: dict[int, list[Post]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, row: Row, dossier: Dossier, current: Iterable[Post], today: date) -> Here:
        """Return those of the posts that are there."""
        here = cls(row)
        found = [post for post in current if dossier.is_here(post, row)]
        for post in sorted(found, key=lambda post: here._order(post, today)):
            here._by_title[post.title_id].append(post)
        return here

    def _order(self, post: Post, today: date) -> tuple[bool, bool, bool]:
        told = self.row.since
        elsewhen = bool(told and not (post.start and told.first <= post.start <= told.last))
        return post.begins_after(today), elsewhen, post.unit_id != self.row.unit.pk

    @property
    def all(self) -> list[Post]:
        """Every one of them."""
        return [post for posts in self._by_title.values() for post in posts]

    def has(self, title: Title) -> bool:
        """Whether the title is held there."""
        return bool(self._by_title.get(title.pk))

    def first(self, title: Title) -> Post | None:
        """Return the post of a title that the row is about."""
        return next(iter(self._by_title.get(title.pk, ())), None)

    def origins(self, title: Title, today: date) -> list[Post]:
        """Return the posts of a title held today in several communes; none where it is in one."""
        held = [p for p in self._by_title.get(title.pk, ()) if not p.begins_after(today)]
        return held if len({post.unit_id for post in held}) > 1 else []

    def is_either(self, title: Title, today: date) -> bool:
        """Whether the row leaves open which of several origins of a title it is about.

        It tells by a name that the commune no longer has.
        """
        unit, origins = self.row.unit, self.origins(title, today)
        told = unit.name != self.row.place.name and unit.pk in {post.unit_id for post in origins}
        return bool(origins) and not told

    def without(self, gone: Collection[Post]) -> Here:
        """Return them without some that end."""
        left = Here(self.row)
        for post in self.all:
            if post not in gone:
                left._by_title[post.title_id].append(post)
        return left

    def older(self, title: Title) -> list[Post]:
        """Return the posts of a title that are of before the row's commune, elsewhere."""
        first = self.row.unit.valid_from
        return [
            post
            for post in self._by_title.get(title.pk, ())
            if first and post.unit_id != self.row.unit.pk and _is_before(post, first)
        ]

    def held_before(self) -> list[Post]:
        """Return the posts of the row's titles that are of before its commune.

        None where the principal one is not: when the others began is not said. A seat on the
        committee goes on with any title.
        """
        principal = self.row.titles[0]
        if not self.older(principal):
            return []
        titles = (t for t in self.row.titles if t.group != Title.Group.COMMITTEE)
        return [post for title in titles for post in self.older(title)]

    def in_what_ended(self) -> list[Post]:
        """Return the open posts in communes that ended when the row's began."""
        first = self.row.place.valid_from
        return [
            post
            for post in self.all
            if first and post.end is None and post.unit.ended_before(first)
            if _is_before(post, first)
        ]

    def eve(self, since: PartialDate | None) -> date | None:
        """Return the last day of posts in what the row's commune came from.

        The day before `since`, where that is after the commune began.
        """
        first = self.row.place.valid_from
        return max(first, since.first if since else first) - EVE if first else None


def _is_before(post: Post, first: date) -> bool:
    return post.start is None or post.start < first


def told_as_one(origins: Iterable[Post], row: Row) -> str:
    """Return that a title held in several communes, which are one now, is one."""
    posts = list(origins)
    units = sorted({post.unit for post in posts}, key=lambda unit: unit.code)
    names = " và ".join(unit.name for unit in units)
    return f"hồ sơ ghi {posts[0].title} tại {names}, nay là {row.place.name}: tính là một chức danh"

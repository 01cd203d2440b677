"""Whose records each user sees and edits, so that it can be told who could not before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import Grant, User
from personnel.models import Post
from personnel.places.reaching import reaches_of
from personnel.scope import Reach

Held = Mapping[int, Collection[int]]
# A unit and a branch of posts: how far a right goes is the same for all of them.
Kind = tuple[int, int | None]


@dataclass(frozen=True)
class _Posts:
    """Whose posts there are of each kind, and of whom some are open."""

    open: Mapping[Kind, frozenset[int]]
    every: Mapping[Kind, frozenset[int]]
    serving: frozenset[int]

    @classmethod
    def read(cls) -> _Posts:
        """Read everybody's posts; one query."""
        going_on, every = defaultdict(set), defaultdict(set)
        columns = "person_id", "unit_id", "branch_id", "end"
        for person, unit, branch, end in Post.objects.order_by().values_list(*columns).iterator():
            every[unit, branch].add(person)
            if end is None:
                going_on[unit, branch].add(person)
        serving = frozenset().union(*going_on.values())
        return cls(_frozen(going_on), _frozen(every), serving)

    def seen(self, reach: Reach) -> frozenset[int]:
        """Return who serves or served within a reach (`PersonQuerySet.visible_to`)."""
        return _within(self.every, reach)

    def edited(self, reach: Reach) -> frozenset[int]:
        """Return whose records are in the hands of a reach (`PersonQuerySet.editable_by`)."""
        return _within(self.open, reach) | self.seen(reach) - self.serving


@dataclass(frozen=True)
class Sight:
    """The ids of the people whom each user with a right for some units sees, and edits.

    `looking` and `editing` are the units of their rights.
    """

    seen: Mapping[int, frozenset[int]]
    edited: Mapping[int, frozenset[int]]
    looking: Held
    editing: Held

    @classmethod
    def read(cls, day: date) -> Sight:
        """Return what the rights that do not end before `day` open, by user id; four queries."""
        editing = _held(day, Grant.Role.EDITOR)
        return cls.of(_held(day, Grant.Role.EDITOR, Grant.Role.VIEWER), editing)

    @classmethod
    def of(cls, looking: Held, editing: Held) -> Sight:
        """Return what rights for these units open on the map as it is; three queries."""
        reaches = iter(reaches_of(*looking.values(), *editing.values()))
        posts = _Posts.read()
        seen = {user: posts.seen(next(reaches)) for user in looking}
        edited = {user: posts.edited(next(reaches)) for user in editing}
        return cls(seen, edited, looking, editing)

    def with_confirmed(self, confirmed: Mapping[str, Held]) -> Sight:
        """Return what the same rights open now, with the units that were confirmed besides."""
        editing = confirmed.get(Grant.Role.EDITOR, {})
        looking = _joined(editing, confirmed.get(Grant.Role.VIEWER, {}))
        return Sight.of(_joined(self.looking, looking), _joined(self.editing, editing))


def gained(before: Sight, after: Sight, confirmed: Mapping[str, Held]) -> Iterator[str]:
    """Yield who sees or edits since a decree whom they could not before, unless confirmed.

    What was confirmed is worked out of the rights as they were and of what was chosen, not of
    what was written.
    """
    allowed = before.with_confirmed(confirmed)
    chosen = {user for held in confirmed.values() for user in held}
    names = User.objects.in_bulk({*after.seen, *after.edited})
    for what, had, has, may in (
        ("thấy thêm", before.seen, after.seen, allowed.seen),
        ("sửa được thêm", before.edited, after.edited, allowed.edited),
    ):
        for user, people in has.items():
            permitted = had.get(user, frozenset())
            if user in chosen:
                permitted |= may.get(user, frozenset())
            if more := people - permitted:
                yield f"{names[user].username} {what} {len(more)} người"


def _held(day: date, *roles: str) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = Grant.objects.not_over(day).filter(role__in=roles, user__is_active=True)
    for user, unit in rows.order_by().values_list("user_id", "unit_id"):
        found[user].add(unit or 0)
    return dict(found)


def _joined(held: Held, more: Held) -> dict[int, set[int]]:
    return {user: {*held.get(user, ()), *more.get(user, ())} for user in {*held, *more}}


def _within(people: Mapping[Kind, frozenset[int]], reach: Reach) -> frozenset[int]:
    return frozenset().union(*(there for kind, there in people.items() if reach.has_post(*kind)))


def _frozen(people: Mapping[Kind, set[int]]) -> dict[Kind, frozenset[int]]:
    return {kind: frozenset(there) for kind, there in people.items()}

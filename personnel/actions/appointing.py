"""Appointing somebody to another title in a commune where they serve or last served."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from personnel.keeping.recording import require_editable, require_own
from personnel.models import Person, Post, Title, Unit
from personnel.reading.placed import Placed
from personnel.scope import Editor, may_edit_in
from personnel.words.partial_dates import PartialDate

from .posts import NO_DECISION, Succession, acting, own


def appoint(
    person: Person, unit: Unit, title: Title, since: PartialDate, *,
    ends: Collection[int], seen: str, by: Editor, at: datetime,
    decision: Mapping[str, Any] = NO_DECISION,
) -> Post:  # fmt: skip
    """Begin a title, and end the open posts with the ids `ends` on the day before.

    The others are held beside it. `decision` has columns of `ByDecision`, the body and where they
    came from. Raises Misfit when day, title or unit do not fit, Refused as `acting` does or when a
    post is in other hands.
    """
    with acting(person, seen=seen, by=by, at=at, reason=f"Bổ nhiệm {title}") as action:
        scribe, fresh, held = action
        ended = [post for post in held if post.pk in ends]
        succession = Succession(fresh, held, ended, unit, title, since, decision)
        post = succession.record(scribe, Post.EndReason.OTHER)
        require_own([*ended, post], by)
        require_editable(by, fresh)
    return post


def communes_for(posts: Iterable[Post], user: Editor, today: date) -> list[Unit]:
    """Return where a person can be appointed: the own communes of their open posts.

    Of an ended career, the own commune where it ended last. Of a commune that is no more, the one
    that stands for it comes first where it is in the user's hands; a title of earlier may still
    be recorded in it. `posts` are all of the person, read `with_keepers`.
    """
    every = list(posts)
    there = own((post for post in every if post.end is None), user)
    there.sort(key=attrgetter("precedence"))
    if not there and all(post.end for post in every):
        there = sorted(own(every, user), key=attrgetter("end"), reverse=True)[:1]
    placed = Placed(there, today)
    now = [unit for unit in map(placed.unit_of, there) if may_edit_in(user, unit.pk)]
    return list(dict.fromkeys([*now, *(post.unit for post in there)]))


def replaced(held: Iterable[Post], unit: Unit | None, today: date) -> list[Post]:
    """Return what a new title usually replaces: the principal one held in the commune.

    A seat on the committee goes with any title and does not end with one.
    """
    every = list(held)
    placed = Placed(every, today)
    here = (post for post in every if unit and placed.is_in(post, unit))
    return [post for post in here if post.grouped != Title.Group.COMMITTEE][:1]

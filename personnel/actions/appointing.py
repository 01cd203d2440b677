"""Appointing somebody to another title in a commune where they serve or last served."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any

from personnel.keeping.recording import require_editable, require_own
from personnel.models import Person, Post, Title, Unit
from personnel.scope import Editor
from personnel.words.partial_dates import PartialDate

from .posts import NO_DECISION, Succession, acting, own


def appoint(
    person: Person, unit: Unit, title: Title, since: PartialDate, *,
    ends: Collection[int], seen: str, by: Editor, at: datetime,
    decision: Mapping[str, Any] = NO_DECISION,
) -> Post:  # fmt: skip
    """Begin a title, and end the open posts with the ids `ends` on the day before.

    The others are held beside it. `decision` has columns of `ByDecision`, and the body. Raises
    Misfit when day, title or unit do not fit, Refused as `acting` does or when a post is in
    another district.
    """
    with acting(person, seen=seen, by=by, at=at, reason=f"Bổ nhiệm {title}") as action:
        scribe, fresh, held = action
        ended = [post for post in held if post.pk in ends]
        succession = Succession(fresh, held, ended, unit, title, since, decision)
        post = succession.record(scribe, Post.EndReason.OTHER)
        require_own([*ended, post], by)
        require_editable(by, fresh)
    return post


def communes_for(posts: Iterable[Post], user: Editor) -> list[Unit]:
    """Return where a person can be appointed: the own communes of their open posts.

    Of an ended career, the own commune where it ended last. `posts` are all of the person.
    """
    every = list(posts)
    current = sorted((p for p in every if p.end is None), key=attrgetter("precedence"))
    if not current:
        ended = sorted(own(every, user), key=attrgetter("end"), reverse=True)
        return [post.unit for post in ended[:1]]
    return list(dict.fromkeys(post.unit for post in own(current, user)))


def replaced(held: Iterable[Post], unit: Unit | None) -> list[Post]:
    """Return what a new title usually replaces: the principal one held in the commune.

    A seat on the committee goes with any title and does not end with one.
    """
    here = (post for post in held if post.unit == unit)
    return [post for post in here if post.grouped != Title.Group.COMMITTEE][:1]

"""Moving somebody to another commune: at once within one's own reach, else as a hand-over."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast

from django.utils import timezone

from personnel.keeping.recording import Refused, Scribe, require_editable, require_own
from personnel.models import HandOver, Person, Post, Title, Unit
from personnel.reading.placed import Placed
from personnel.scope import Editor, may_edit_in

from .posts import NO_DECISION, Misfit, Succession, acting, on_day, own


def transfer(
    person: Person, unit: Unit, title: Title, day: date, *, seen: str, by: Editor, at: datetime,
    decision: Mapping[str, Any] = NO_DECISION,
) -> Post | HandOver:  # fmt: skip
    """Move a person to a title in another commune from a full day on.

    Returns the new post when the commune is in the user's hands: their own open posts end the
    day before. Otherwise nobody moves yet; returns the hand-over that waits for the receiving
    board. Raises Misfit, and Refused as `acting` does or while another hand-over waits.
    """
    reason = f"Chuyển công tác đến {unit}"
    with acting(person, seen=seen, by=by, at=at, reason=reason) as action:
        scribe, fresh, held = action
        if fresh.handovers.waiting().exists():
            raise Refused("Chưa ghi gì: người này đang chờ một đơn vị khác tiếp nhận.")
        move = succession(fresh, held, unit, title, day, by, decision)
        move.require()
        if not may_edit_in(by, unit.pk):
            require_own(move.ended, by)
            return _offer(scribe, move, giver_of(fresh, held, by))
        post = move.record(scribe, Post.EndReason.MOVED)
        require_own([*move.ended, post], by)
        require_editable(by, fresh)
        return post


def succession(
    person: Person, held: Sequence[Post], unit: Unit, title: Title, day: date, by: Editor,
    decision: Mapping[str, Any] = NO_DECISION,
) -> Succession:  # fmt: skip
    """Return what a transfer makes of the open posts; raises Misfit for a commune served in.

    Within the user's reach all their own posts end, by a hand-over those of the giver.
    """
    placed = Placed(held, day)
    if any(placed.is_in(post, unit) for post in held):
        raise Misfit("unit", f"Người này đang công tác tại {unit}: dùng Bổ nhiệm.")
    ended = own(held, by)
    if not may_edit_in(by, unit.pk):
        ended = kept_at(giver_of(person, held, by), held)
    return Succession(person, held, ended, unit, title, on_day(day), decision)


def giver_of(person: Person, held: Sequence[Post], user: Editor) -> Unit:
    """Return the board of the user's that hands the person over, as it is today.

    That of the principal post, or where the career ended last.
    """
    ended = person.posts.with_keepers().order_by("-end", "-pk")
    post = (own(held, user) or own(ended, user))[0]
    return cast(Unit, Placed([post], timezone.localdate()).board_of(post))


def kept_at(board: Unit, held: Iterable[Post]) -> list[Post]:
    """Return of open posts those whose records a board keeps today, or kept when it ended."""
    posts = list(held)
    placed = Placed(posts, timezone.localdate())
    return [post for post in posts if board in (placed.board_of(post), post.unit.keeper)]


def _offer(scribe: Scribe, move: Succession, giver: Unit) -> HandOver:
    handover = HandOver(
        person=move.person, giver=giver, unit=move.unit, title=move.title, day=move.since.first,
        ends=[post.pk for post in move.ended], asked_by=scribe.by, asked_at=scribe.at,
        **move.decision,
    )  # fmt: skip
    scribe.add(handover)
    return handover

"""Moving somebody to another commune: at once in one's own districts, else as a hand-over."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast

from personnel.keeping.recording import Refused, Scribe, require_editable, require_own
from personnel.models import HandOver, Person, Post, Title, Unit
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
            raise Refused("Chưa ghi gì: người này đang chờ một huyện khác tiếp nhận.")
        move = succession(fresh, held, unit, title, day, by, decision)
        move.require()
        if not may_edit_in(by, unit.pk):
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

    Within the user's districts all their own posts end, by a hand-over those of the giver.
    """
    if any(post.unit_id == unit.pk for post in held):
        raise Misfit("unit", f"Người này đang công tác tại {unit}: dùng Bổ nhiệm.")
    ended = own(held, by)
    if not may_edit_in(by, unit.pk):
        giver = giver_of(person, held, by)
        ended = [post for post in held if post.unit.keeper_id == giver.pk]
    return Succession(person, held, ended, unit, title, on_day(day), decision)


def giver_of(person: Person, held: Sequence[Post], user: Editor) -> Unit:
    """Return the user's district that hands the person over.

    That of the principal post, or where the career ended last.
    """
    ended = person.posts.with_keepers().order_by("-end", "-pk")
    post = (own(held, user) or own(ended, user))[0]
    return cast(Unit, post.unit.keeper)


def _offer(scribe: Scribe, move: Succession, giver: Unit) -> HandOver:
    handover = HandOver(
        person=move.person, giver=giver, unit=move.unit, title=move.title, day=move.since.first,
        ends=[post.pk for post in move.ended], asked_by=scribe.by, asked_at=scribe.at,
        **move.decision,
    )  # fmt: skip
    scribe.add(handover)
    return handover

"""Hand-overs between boards: accepted or declined by the one, withdrawn by the other."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from personnel.basics.statements import rows_found
from personnel.doubts.asking import POSTS, Answer, open_doubts, require_told
from personnel.doubts.case import record_of
from personnel.doubts.confirming import confirm
from personnel.keeping.recording import Refused, Scribe, open_posts, recording, require_editable
from personnel.models import HandOver, HandOverQuerySet, Post
from personnel.models.handovers import given_by
from personnel.scope import Editor, may_edit_in
from personnel.words.posts import held_at

from .posts import Misfit, Succession, on_day
from .transferring import kept_at


def may_decide(user: Editor, handover: HandOver) -> bool:
    """Whether the records of the commune that receives are in the user's hands."""
    return may_edit_in(user, handover.unit.pk)


def may_withdraw(user: Editor, handover: HandOver) -> bool:
    """Whether the user acts for the board that gives."""
    return handover.pk in given_by_user(user, [handover])


def given_by_user(user: Editor, handovers: Iterable[HandOver]) -> set[int]:
    """Return the ids of those for whose giver the user acts; one query at most."""
    rows = list(handovers)
    sure = {row.pk for row in rows if may_edit_in(user, row.giver_id)}
    unsure = [row.pk for row in rows if row.pk not in sure]
    if not unsure or not user.edited:
        return sure
    given = HandOver.objects.filter(given_by(user.edited, timezone.localdate()), pk__in=unsure)
    return sure | set(given.values_list("pk", flat=True))


def accept(
    handover: HandOver, *, by: Editor, at: datetime, decision: Mapping[str, Any] | None = None,
    answer: Answer | None = None,
) -> Post:  # fmt: skip
    """Take the person over: what they held at the giver's ends, the new post begins.

    It begins by the `decision` (columns of `ByDecision`), else by that of the offer. The receiver
    edits the record from then on; the giver still sees it. Raises Refused when
    `by` does not edit the receiving commune, when it is decided already, or when what the
    person holds has changed since it was offered; Doubtful when it makes doubtful what the
    `answer` says nothing of (None: nobody is there to be asked).
    """
    reason = f"Chuyển công tác từ {handover.giver} đến {handover.unit}"
    with deciding(handover, HandOver.State.WAITING, by=by, at=at, reason=reason) as (scribe, fresh):
        _require(may_decide(by, fresh), "tiếp nhận")
        held = open_posts(fresh.person)
        ended = _as_offered(fresh, held)
        since = on_day(fresh.day)
        move = Succession(fresh.person, held, ended, fresh.unit, fresh.title, since,
                          fresh.decision if decision is None else decision)  # fmt: skip
        try:
            post = move.record(scribe, Post.EndReason.MOVED)
        except Misfit as misfit:
            raise Refused(f"Chưa tiếp nhận: {misfit} {_ask_again(fresh)}") from misfit
        _decide(scribe, fresh, HandOver.State.ACCEPTED)
        require_editable(by, fresh.person)
        if answer is not None:
            _require_told(fresh, answer, by, at)
    return post


def _require_told(handover: HandOver, answer: Answer, by: Editor, at: datetime) -> None:
    """Raise Doubtful, and so take it all back, before every doubt about the posts was shown."""
    facts, day = record_of(handover.person), doubted_on(handover, timezone.localdate(at))
    require_told(open_doubts(facts, by, day, [POSTS]), answer)
    if answer.confirmed:
        confirm(facts, answer.confirmed, by=by, at=at, day=day)


def doubted_on(handover: HandOver, today: date) -> date:
    """Return the day on which the posts are looked at once it is accepted."""
    return max(handover.day, today)


def decline(handover: HandOver, answer: str, *, by: Editor, at: datetime) -> None:
    """Leave the person where they are, and say why; raises Refused as `accept` does."""
    reason = f"Không tiếp nhận: {answer}"
    with deciding(handover, HandOver.State.WAITING, by=by, at=at, reason=reason) as (scribe, fresh):
        _require(may_decide(by, fresh), "tiếp nhận")
        _decide(scribe, fresh, HandOver.State.DECLINED, answer)


def withdraw(handover: HandOver, *, by: Editor, at: datetime) -> None:
    """Take an offer back; raises Refused unless `by` edits what the giver keeps and it waits."""
    reason = "Rút đề nghị chuyển"
    with deciding(handover, HandOver.State.WAITING, by=by, at=at, reason=reason) as (scribe, fresh):
        _require(may_withdraw(by, fresh), "chuyển đi")
        _decide(scribe, fresh, HandOver.State.WITHDRAWN)


@contextmanager
def deciding(
    handover: HandOver, state: HandOver.State, *, by: Editor, at: datetime, reason: str
) -> Iterator[tuple[Scribe, HandOver]]:
    """Yield a scribe and the hand-over as it is now, its person locked.

    Raises Refused when it is gone, or in another state than the one it is decided from.
    """
    with recording(by=by, at=at, reason=reason) as scribe:
        scribe.hold(handover.person)
        rows = HandOver.objects.with_keepers().select_related("person", "giver", "title")
        fresh = rows.filter(pk=handover.pk).first()
        if fresh is None:
            raise Refused("Chưa ghi gì: đề nghị này không còn.")
        if fresh.state != state:
            now = fresh.get_state_display().lower()
            raise Refused(f"Chưa ghi gì: đề nghị này đã được quyết định trước đó ({now}).")
        yield scribe, fresh


def _require(may: bool, side: str) -> None:
    if not may:
        raise Refused(f"Chưa ghi gì: việc này do đơn vị {side} quyết định.")


def _decide(scribe: Scribe, handover: HandOver, state: str, answer: str = "") -> None:
    decision = {"decided_by_id": scribe.by.pk, "decided_at": scribe.at}
    scribe.change(handover, state=state, answer=answer, **decision)


def _as_offered(handover: HandOver, held: Iterable[Post]) -> list[Post]:
    """Return the posts that end; raises Refused when they are not those of the offer."""
    giving = kept_at(handover.giver, held)
    if {post.pk for post in giving} != set(handover.ends):
        now = "; ".join(held_at(post.title, post.unit) for post in giving)
        raise Refused(
            f"Chưa tiếp nhận: chức danh tại {handover.giver} đã thay đổi sau khi đề nghị "
            f"({f'nay giữ chức danh {now}' if now else 'nay không còn giữ chức danh nào'}). "
            f"{_ask_again(handover)}"
        )
    return giving


def _ask_again(handover: HandOver) -> str:
    return f"Báo {handover.giver} rút đề nghị này và đề nghị lại."


def to_decide(user: Editor) -> HandOverQuerySet:
    """Return what waits for this user's decision: offered to them, or asked of them."""
    pending = HandOver.objects.pending()
    if user.edits_province:
        return pending
    offered = Q(state=HandOver.State.WAITING, unit__in=user.edited_units)
    asked = Q(state=HandOver.State.ASKED) & given_by(user.edited, timezone.localdate())
    return pending.filter(offered | asked)


def numbers_to_decide(user: Editor) -> dict[str, int]:
    """Return how many these are by their state, those of which there are any; one query."""
    asked = ("handovers to decide", user.edits_province, user.edited, timezone.localdate())

    def write() -> QuerySet[HandOver, tuple[str, int]]:
        return to_decide(user).order_by().values_list("state").annotate(number=Count("pk"))

    return dict(rows_found(asked, write, HandOver))


def number_to_decide(user: Editor) -> int:
    """Return how many these are, as the menu of every page tells; one query."""
    return sum(numbers_to_decide(user).values())

"""The province's answer to what a unit submitted: returned with a reason, or approved."""

from datetime import datetime

from personnel.keeping.recording import Refused
from personnel.scope import Editor
from reports.models import Submission

from .notices import notify_approved, notify_returned
from .writing import require_administrator, writing

State = Submission.State
LONGEST = 500


def approve(submission: Submission, answer: str = "", *, by: Editor, at: datetime) -> Submission:
    """Accept what was submitted: the period's figures of the unit come from it.

    The unit is told by e-mail. Raises Refused unless `by` administers, and when it does not
    wait for an answer any more or its period is sealed.
    """
    return _answer(submission, State.APPROVED, answer, by=by, at=at)


def send_back(submission: Submission, reason: str, *, by: Editor, at: datetime) -> Submission:
    """Return what was submitted, to be handed in again; the unit is told why by e-mail.

    Raises Refused as `approve` does, and without a reason.
    """
    if not reason.strip():
        raise Refused("Chưa ghi gì: nêu lý do trả lại để đơn vị biết phải sửa gì.")
    return _answer(submission, State.RETURNED, reason, by=by, at=at)


def _answer(
    submission: Submission, state: State, answer: str, *, by: Editor, at: datetime
) -> Submission:
    answer = answer.strip()
    if len(answer) > LONGEST:
        raise Refused(f"Chưa ghi gì: ý kiến không quá {LONGEST} ký tự.")
    with writing(submission.period, by=by, at=at, reason=state.label) as (scribe, _):
        require_administrator(by)
        waiting = Submission.objects.waiting().filter(pk=submission.pk)
        if not waiting.update(state=state, answer=answer, answered_by=scribe.by, answered_at=at):
            raise Refused(
                "Chưa ghi gì: báo cáo này đã được trả lời, hoặc đơn vị đã rút. Mở lại trang để xem."
            )
        fresh = Submission.objects.select_related("period", "district").get(pk=submission.pk)
        tell = notify_returned if state == State.RETURNED else notify_approved
        tell(fresh, at)
    return fresh

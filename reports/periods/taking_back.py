"""Taking back: a unit withdraws a report that the province has not answered yet."""

from datetime import datetime

from personnel.keeping.recording import Refused
from personnel.scope import Editor
from reports.models import Submission
from reports.models.reporting import may_hand_in

from .notices import notify_withdrawn
from .writing import writing


def may_take_back(submission: Submission, user: Editor) -> bool:
    """Whether `user` may take it back now."""
    open_still = submission.waits and not submission.period.is_sealed
    return open_still and may_hand_in(user, submission.district)


def take_back(submission: Submission, *, by: Editor, at: datetime) -> Submission:
    """Withdraw a report that waits: it stays as it was frozen, and the next has the next number.

    The province is told by e-mail. Raises Refused when the unit is not in the user's hands,
    and when the report does not wait any more or its period is sealed.
    """
    with writing(submission.period, by=by, at=at, reason="Rút báo cáo") as (scribe, _):
        if not may_hand_in(by, submission.district):
            raise Refused("Chưa rút: đơn vị này ngoài phạm vi được cập nhật.")
        waiting = Submission.objects.waiting().filter(pk=submission.pk)
        state = Submission.State.WITHDRAWN
        if not waiting.update(state=state, withdrawn_by=scribe.by, withdrawn_at=at):
            raise Refused(
                "Chưa rút: báo cáo này đã được tỉnh trả lời, hoặc đã rút trước đó. Mở lại trang "
                "để xem."
            )
        related = Submission.objects.select_related("period", "district", "withdrawn_by")
        fresh = related.get(pk=submission.pk)
        notify_withdrawn(fresh, at)
    return fresh

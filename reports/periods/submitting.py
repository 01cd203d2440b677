"""Submitting: a unit hands in its figures, frozen as they stand at that moment."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from personnel.keeping.recording import Refused
from personnel.models import Unit
from personnel.scope import Editor
from reports.models import Draft, Period, Submission
from reports.models.reporting import may_hand_in
from reports.reporters import reporters_of

from .checklist import Item, checklist
from .districts import idle_in
from .freezing import freeze
from .texts import written_now
from .typed import lines, require_fit
from .writing import writing

LONGEST = 1000


@dataclass(frozen=True)
class Reply:
    """What a unit replies to the reason for which its report came back: the number of that."""

    version: int
    text: str


def submit(
    period: Period, district: Unit, reply: Reply | None = None, *, by: Editor, at: datetime
) -> Submission:
    """Hand in the next version of a unit's report: everyone counted, units, notes, texts.

    One that came back is handed in anew with a `reply` to its reason. Raises Refused without it,
    when the unit is not in the user's hands or does not report in the
    period or has nothing to report, before the period's day, when the period is sealed, while an
    earlier version waits for its answer, and when something of the check list is neither cleared
    nor explained.
    """
    with writing(period, by=by, at=at, reason="Nộp báo cáo") as (scribe, fresh):
        require_district(fresh, district, by)
        _require_day(fresh, at)
        _require_something(fresh, district)
        versions = Submission.objects.of(fresh, district)
        last, latest = versions.first(), versions.handed_in().first()
        _require_answered(latest)
        replied = _replied(latest, reply)
        items = checklist(fresh, district)
        _require_settled(items)
        draft = Draft.objects.filter(period=fresh, district=district).first()
        submission = Submission(period=fresh, district=district, submitter=str(by))
        submission.version = last.version + 1 if last else 1
        submission.reply = replied
        submission.submitted_by, submission.submitted_at = scribe.by, at
        submission.due, submission.texts = fresh.due, written_now(fresh, district)
        submission.notes = draft.notes if draft else {}
        submission.checklist = [item.as_kept for item in items]
        freeze(submission)
    return submission


def require_district(period: Period, district: Unit, by: Editor) -> None:
    """Raise Refused unless the unit reports in the period and is in the user's hands."""
    if not may_hand_in(by, district):
        raise Refused("Chưa ghi gì: đơn vị này ngoài phạm vi được cập nhật.")
    if not reporters_of(period).filter(pk=district.pk).exists():
        raise Refused(
            f"Chưa ghi gì: {district} không nộp báo cáo của kỳ này (số liệu ngày "
            f"{period.day:%d/%m/%Y})."
        )


def _require_day(period: Period, at: datetime) -> None:
    if timezone.localdate(at) < period.day:
        raise Refused(f"Chưa nộp: chưa đến ngày lấy số liệu ({period.day:%d/%m/%Y}).")


def _require_something(period: Period, district: Unit) -> None:
    if idle_in(period).filter(pk=district.pk).exists():
        raise Refused(f"Chưa nộp: {district} không có đơn vị cấp xã nên không phải nộp báo cáo.")


def _require_answered(latest: Submission | None) -> None:
    if latest and latest.waits:
        raise Refused(
            f"Chưa nộp: báo cáo lần {latest.version} đang chờ duyệt. Muốn nộp lại, rút báo cáo đó "
            "trước."
        )


def _replied(latest: Submission | None, reply: Reply | None) -> str:
    """Return the reply to the reason of what came back last; "" where nothing did."""
    if latest is None or not latest.is_returned:
        return ""
    text = lines(reply.text) if reply and reply.version == latest.version else ""
    if not text:
        raise Refused(
            f"Chưa nộp: báo cáo lần {latest.version} bị trả lại; trả lời lý do trả lại đó trước "
            "khi nộp lại."
        )
    require_fit(text, LONGEST)
    return text


def _require_settled(items: list[Item]) -> None:
    left = [f"{item.label} ({_told(item)})" for item in items if not item.is_settled]
    if left:
        raise Refused(f"Chưa nộp: còn nội dung chưa xử lý hoặc giải trình: {'; '.join(left)}.")


def _told(item: Item) -> str:
    said_for = f", giải trình ghi khi có {item.number}" if item.has_grown else ""
    return f"{item.count}{said_for}"

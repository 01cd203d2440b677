"""Submitting: a district hands in its figures, frozen as they stand at that moment."""

from datetime import datetime

from django.utils import timezone

from personnel.keeping.recording import Refused
from personnel.models import Unit
from personnel.scope import Editor, may_edit_in
from reports.models import Draft, Period, Submission

from .checklist import Item, checklist
from .districts import districts_of, idle_in
from .freezing import freeze
from .texts import written_now
from .writing import writing


def submit(period: Period, district: Unit, *, by: Editor, at: datetime) -> Submission:
    """Hand in the next version of a district's report: everyone counted, units, notes, texts.

    Raises Refused when the district is not in the user's hands or does not report in the
    period or has nothing to report, before the period's day, when the period is sealed, while an
    earlier version waits for its answer, and when something of the check list is neither cleared
    nor explained.
    """
    with writing(period, by=by, at=at, reason="Nộp báo cáo") as (scribe, fresh):
        require_district(fresh, district, by)
        _require_day(fresh, at)
        _require_something(fresh, district)
        latest = Submission.objects.of(fresh, district).first()
        _require_answered(latest)
        items = checklist(fresh, district)
        _require_settled(items)
        draft = Draft.objects.filter(period=fresh, district=district).first()
        submission = Submission(period=fresh, district=district, submitter=str(by))
        submission.version = latest.version + 1 if latest else 1
        submission.submitted_by, submission.submitted_at = scribe.by, at
        submission.due, submission.texts = fresh.due, written_now(fresh, district)
        submission.notes = draft.notes if draft else {}
        submission.checklist = [item.as_kept for item in items]
        freeze(submission)
    return submission


def require_district(period: Period, district: Unit, by: Editor) -> None:
    """Raise Refused unless the district reports in the period and is in the user's hands."""
    if not may_edit_in(by, district.pk):
        raise Refused("Chưa ghi gì: huyện này ngoài phạm vi được cập nhật.")
    if not districts_of(period).filter(pk=district.pk).exists():
        raise Refused(f"Chưa ghi gì: {district} không tồn tại vào ngày {period.day:%d/%m/%Y}.")


def _require_day(period: Period, at: datetime) -> None:
    if timezone.localdate(at) < period.day:
        raise Refused(f"Chưa nộp: chưa đến ngày lấy số liệu ({period.day:%d/%m/%Y}).")


def _require_something(period: Period, district: Unit) -> None:
    if idle_in(period).filter(pk=district.pk).exists():
        raise Refused(f"Chưa nộp: {district} không có đơn vị cấp xã nên không phải nộp báo cáo.")


def _require_answered(latest: Submission | None) -> None:
    if latest and latest.waits:
        raise Refused(
            f"Chưa nộp: báo cáo lần {latest.version} đang chờ duyệt. Muốn nộp lại, đề nghị cấp "
            "tỉnh trả lại báo cáo đó."
        )


def _require_settled(items: list[Item]) -> None:
    left = [f"{item.label} ({item.count})" for item in items if not item.is_settled]
    if left:
        raise Refused(f"Chưa nộp: còn nội dung chưa xử lý hoặc giải trình: {'; '.join(left)}.")

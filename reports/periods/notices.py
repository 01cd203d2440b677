"""E-mail about a period to those concerned, sent once what it tells of is written."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.core import mail
from django.db import transaction
from django.utils import timezone

from reports.models import Period, Submission
from reports.punctuality import Punctuality, punctuality_in

from .districts import reporting_in

CLOSING = "\n\nChi tiết xem tại mục Báo cáo của cổng thông tin."


def notify_opened(period: Period, at: datetime) -> None:
    """Tell everyone with rights in a unit that has something to report that it is open."""
    subject = f"Mở kỳ báo cáo: {period.name}"
    text = (
        f"Kỳ báo cáo “{period.name}” đã mở: số liệu ngày {period.day:%d/%m/%Y}, "
        f"{period.target.label.lower()}.\n"
        f"Hạn nộp: {period.due:%d/%m/%Y}."
    )
    if period.replaces:
        text += (
            f"\nKỳ này thay thế kỳ “{period.replaces}” đã khóa; đơn vị nộp lại báo cáo trong kỳ "
            "mới."
            f"\nLý do: {period.replacement_reason}"
        )
    _send(subject, text, _reporting(period), at)


def notify_returned(submission: Submission, at: datetime) -> None:
    """Tell everyone with rights in the unit that its report came back, and why."""
    subject = f"Trả lại báo cáo: {submission.period.name}"
    text = (
        f"Báo cáo lần {submission.version} của {submission.district} trong kỳ "
        f"“{submission.period.name}” được trả lại.\n"
        f"Lý do: {submission.answer}\n"
        f"{_due(submission, at)}"
    )
    _send(subject, text, [submission.district_id], at)


def _due(submission: Submission, at: datetime) -> str:
    """Tell by when to hand in anew, and after that day whether doing so is late."""
    due = f"Hạn nộp: {submission.period.due:%d/%m/%Y}"
    if not submission.period.is_late(timezone.localdate(at)):
        return f"{due}."
    punctuality = _punctuality(submission)
    if punctuality.is_late:
        return f"{due} (đã qua). Báo cáo đã được ghi: {punctuality.label}."
    return f"{due} (đã qua). Lần nộp đầu đúng hạn nên nộp lại không bị ghi là nộp muộn."


def _punctuality(submission: Submission) -> Punctuality:
    return punctuality_in(submission.period, [submission])[submission.district_id]


def notify_approved(submission: Submission, at: datetime) -> None:
    """Tell everyone with rights in the unit that its report was approved."""
    subject = f"Duyệt báo cáo: {submission.period.name}"
    text = (
        f"Báo cáo lần {submission.version} của {submission.district} trong kỳ "
        f"“{submission.period.name}” đã được duyệt."
    )
    punctuality = _punctuality(submission)
    text += f"\nBáo cáo được ghi: {punctuality.label}." if punctuality.is_late else ""
    text += f"\nÝ kiến: {submission.answer}" if submission.answer else ""
    _send(subject, text, [submission.district_id], at)


def notify_withdrawn(submission: Submission, at: datetime) -> None:
    """Tell everyone with rights in the province that a unit took its report back."""
    subject = f"Rút báo cáo: {submission.period.name}"
    text = (
        f"{submission.district} đã rút báo cáo lần {submission.version} trong kỳ "
        f"“{submission.period.name}”, chưa được duyệt.\n"
        f"Người rút: {submission.withdrawn_by}."
    )
    _post(subject, text, _addresses(_written_to().holding(timezone.localdate(at), unit=None)))


def _send(subject: str, text: str, districts: Iterable[int], at: datetime) -> None:
    _post(subject, text, addressees(districts, at))


def _post(subject: str, text: str, addresses: Iterable[str]) -> None:
    """Send after the transaction; a mail server that fails undoes nothing and is logged.

    A message for each, so that nobody reads the others' addresses.
    """
    # A subject is one line, whatever a name contains.
    messages = [
        mail.EmailMessage(" ".join(subject.split()), text + CLOSING, to=[address])
        for address in addresses
    ]
    transaction.on_commit(lambda: _hand_over(messages), robust=True)


def _hand_over(messages: list[mail.EmailMessage]) -> None:
    mail.get_connection().send_messages(messages)


def addressees(districts: Iterable[int], at: datetime) -> list[str]:
    """Return the addresses of whoever's rights reach one of the districts (ids) on that day."""
    return _addresses(_written_to().reaching(timezone.localdate(at), set(districts)))


def _written_to() -> Any:
    return get_user_model().objects.filter(is_active=True).exclude(email="")


def _addresses(users: Any) -> list[str]:
    return sorted(set(users.values_list("email", flat=True)))


def _reporting(period: Period) -> list[int]:
    return list(reporting_in(period).values_list("pk", flat=True))


def told_of_opening(period: Period, at: datetime) -> str:
    """Return what a page says of the notice that a period is open."""
    return told(_reporting(period), at)


def told(districts: Iterable[int], at: datetime) -> str:
    """Return what a page says of the notice that went to some units (ids)."""
    if addresses := addressees(districts, at):
        return f"Thư báo gửi tới {len(addresses)} địa chỉ thư điện tử."
    return "Không có thư báo: chưa người dùng nào của đơn vị có địa chỉ thư điện tử."

"""The province is never left without an administrator, and nobody puts themselves out."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.models import Grant, User
from personnel.basics.periods import span
from personnel.keeping.recording import Refused, Scribe, recording

DAY = timedelta(days=1)


@contextmanager
def administering(*, by: User, at: datetime, reason: str) -> Iterator[Scribe]:
    """Yield a scribe for changes to users: all of them are kept, or none.

    Administrators who change users wait for each other. Raises Refused unless `by` may
    administer before and after, and when the province would be without an administrator on
    some day, today or later, on which it had one.
    """
    today = timezone.localdate(at)
    with recording(by=by, at=at, reason=reason) as scribe:
        scribe.hold_present(Grant.objects.filter(role=Grant.Role.PROVINCE_ADMIN))
        _require(by, today, "tài khoản này không còn quyền quản trị cấp tỉnh.")
        before = first_day_without_administrator(today)
        yield scribe
        _require(by, today, "không thể tự bỏ quyền quản trị của mình. Nhờ một quản trị khác.")
        after = first_day_without_administrator(today)
        if after and (before is None or after < before):
            raise Refused(
                f"Chưa ghi gì: từ ngày {after:%d/%m/%Y} tỉnh sẽ không còn quản trị nào. "
                "Hãy cấp quyền quản trị cho người khác trước."
            )


def _require(by: User, today: date, otherwise: str) -> None:
    held = Grant.objects.of_administrators().in_force(today).filter(user=by)
    if not held.exists():
        raise Refused(f"Chưa ghi gì: {otherwise}")


def first_day_without_administrator(today: date) -> date | None:
    """Return the first day from `today` on which no active user may administer.

    None when there is none: some right to administer has no end.
    """
    held = Grant.objects.of_administrators().values_list("valid_from", "valid_to")
    spans = sorted(span(*days) for days in held)
    day = today
    for start, end in spans:
        if start <= day <= end:
            if end == date.max:
                return None
            day = end + DAY
    return day

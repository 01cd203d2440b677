"""What every write to a period begins with: its row held, not sealed, the right to do it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models import F

from personnel.keeping.recording import Refused, Scribe, recording
from personnel.scope import Editor
from reports.models import Period


@contextmanager
def writing(
    period: Period, *, by: Editor, at: datetime, reason: str
) -> Iterator[tuple[Scribe, Period]]:
    """Yield a scribe and the period as it is now; whoever else writes to it waits.

    All is kept or nothing. Raises Refused when the period is sealed or gone.
    """
    with recording(by=by, at=at, reason=reason) as scribe:
        # The first statement writes: it locks the row on PostgreSQL, all of it on SQLite.
        if not Period.objects.open().filter(pk=period.pk).update(due=F("due")):
            raise Refused("Chưa ghi gì: kỳ báo cáo này đã khóa hoặc không còn.")
        yield scribe, Period.objects.get(pk=period.pk)


def require_administrator(by: Editor) -> None:
    """Raise Refused unless `by` administers the province."""
    if not by.may_administer:
        raise Refused("Chưa ghi gì: việc này do quản trị cấp tỉnh thực hiện.")

"""How a record stood before the first change that is kept of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

# Rows of the history with this reason are no change: they only say what the next one changed.
STOOD_BEFORE = "Trạng thái trước thay đổi đầu tiên được ghi"


def keep_what_stands(model: Any, ids: Iterable[int], at: datetime) -> None:
    """Give those of the records that have no history a row of how they stand, just before `at`.

    Records that were loaded without history would otherwise lose what their first change
    overwrote. Two queries at most.
    """
    known = model.history.filter(id__in=(ids := list(ids))).values("id")
    records = list(model._base_manager.filter(pk__in=ids).exclude(pk__in=known))
    if records:
        model.history.bulk_history_create(
            records,
            batch_size=500,
            default_change_reason=STOOD_BEFORE,
            default_date=at - timedelta(microseconds=1),
        )

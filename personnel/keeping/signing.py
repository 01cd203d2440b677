"""Who writes a record, when and why, as its next row of history says it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)
# As long as the column of the history is.
LONGEST_REASON = 100


def signed(record: M, by: Any, reason: str, at: datetime | None = None) -> M:
    """Return a record that, saved or deleted next, tells by whom, why and `at` which moment.

    Without a moment it is that of writing.
    """
    told: Any = record
    told._history_user, told._change_reason = by, reason[:LONGEST_REASON]
    if at is not None:
        told._history_date = at
    return record

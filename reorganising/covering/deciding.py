"""From which day the resolution is about a group of units: written, and taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from personnel.keeping.locking import hold_list
from personnel.keeping.recording import Refused
from personnel.keeping.signing import signed
from personnel.models import Coverage, Unit

REASON = "Phạm vi Nghị quyết của nhóm đơn vị"


def state_of(group: Unit) -> str:
    """Return what stands for a group, to be compared with what somebody was shown."""
    kept = Coverage.objects.filter(group=group).first()
    return f"{kept.since.isoformat()} {kept.decision}" if kept else ""


@transaction.atomic
def cover(group: Unit, since: date | None, decision: str, *, seen: str, by: Any) -> bool:
    """Write that the resolution is about a group from a day on; None: from when it was joined.

    Figures of the days before change with it, but for what was handed in or sealed. Returns
    whether anything was written. Raises Refused where another changed it since it was shown
    (`seen`, as `state_of` told it), or for a day before the group was there.
    """
    hold_list(Unit, group.pk)
    if state_of(group) != seen:
        raise Refused("Chưa ghi gì: phạm vi của nhóm này vừa được người khác sửa; xem lại rồi ghi.")
    if since and group.valid_from and since < group.valid_from:
        raise Refused(f"Nhóm này có từ ngày {group.valid_from:%d/%m/%Y}: chọn từ ngày đó trở đi.")
    kept = Coverage.objects.filter(group=group).first()
    if since is None:
        return bool(kept) and _gone(kept, by)
    row = kept or Coverage(group=group)
    if kept and (row.since, row.decision) == (since, decision):
        return False
    row.since, row.decision = since, decision
    signed(row, by, REASON).save()
    return True


def _gone(row: Any, by: Any) -> bool:
    signed(row, by, REASON).delete()
    return True

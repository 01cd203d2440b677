"""What changed in where somebody studies, told in sentences."""

from __future__ import annotations

from typing import Any

from personnel.kinds import KINDS

from .telling import ADDED, DELETED, differences, moved

# Told by the way from state to state, or by the course.
STATED = frozenset(
    ("state", "since", "reason", "credential", "confirmed_by", "confirmed_at", "course_code")
)


def of_enrolment(row: Any, before: Any) -> list[str]:
    """Tell an enrolment by its class, or by what it leads to, and the way from state to state."""
    what = _course(row)
    if moved(row, before):
        return [f"Chuyển từ hồ sơ số {before.person_id}: {what[0].lower()}{what[1:]}"]
    if row.history_type == DELETED:
        return [f"Bỏ khỏi danh sách: {what[0].lower()}{what[1:]}"]
    if before is None or row.history_type == ADDED:
        return [f"{'Khôi phục: ' if before else ''}{what}: {_state(row)}"]
    told = [f"{what}: {sentence}" for sentence in differences(before, row, but=STATED)]
    if _state(before) != _state(row):
        return [f"{what}: {before.get_state_display().lower()} → {_state(row)}", *told]
    if row.confirmed_at and before.confirmed_at is None:
        told.append(f"{what}: xác nhận {row.get_state_display().lower()}")
    return told


def _course(row: Any) -> str:
    kind = KINDS[row.kind]
    gives = f"{kind.label}: {kind.level_label(row.level)}"
    gives = f"{gives}, {row.language}" if row.language else gives
    return f"Lớp {row.training_class} ({gives})" if row.training_class else f"Học {gives}"


def _state(row: Any) -> str:
    reason = f" ({row.reason})" if row.reason else ""
    return f"{row.get_state_display().lower()} từ {row.since:%d/%m/%Y}{reason}"

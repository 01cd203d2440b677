"""What changed in the yearly evaluations of somebody, told in sentences."""

from __future__ import annotations

from typing import Any

from .telling import ADDED, DELETED, differences, moved


def of_evaluation(row: Any, before: Any) -> list[str]:
    """Tell an evaluation by its year: "Xếp loại năm 2024: Hoàn thành tốt nhiệm vụ"."""
    what = f"Xếp loại năm {row.year}"
    level = row.get_grade_display()
    if moved(row, before):
        return [f"Chuyển từ hồ sơ số {before.person_id}: xếp loại năm {row.year}, {level}"]
    if row.history_type == DELETED:
        return [f"Xóa xếp loại năm {row.year}: {level}"]
    if before is None or row.history_type == ADDED:
        return [f"{'Khôi phục xếp' if before else 'Xếp'} loại năm {row.year}: {level}"]
    return [f"{what}: {told}" for told in differences(before, row)]

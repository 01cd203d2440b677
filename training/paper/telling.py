"""What every sheet of a plan on paper says of it."""

from collections.abc import Sequence

from reports.workbooks.formulas import Sum
from reports.workbooks.sheets import Value

from .planned import PlanOnPaper

PART = "Chỉ gồm người thuộc phạm vi được xem của tài khoản"


def title_of(paper: PlanOnPaper) -> str:
    """Return what the plan is called on paper."""
    return f"Kế hoạch đào tạo, bồi dưỡng cán bộ cấp xã {paper.span}".rstrip()


def remarks_of(paper: PlanOnPaper, *more: str) -> list[str]:
    """Return what every sheet says of its plan."""
    told = [f"Kèm theo Kế hoạch {paper.document}; kế hoạch “{paper.plan.name}”, mã xác thực "
            f"{paper.plan.sha256[:16]}"]  # fmt: skip
    told += [] if paper.whole or all(course.whole for course in paper.courses) else [PART]
    return [*told, *more]


def added(rows: Sequence[int], column: int, value: int) -> Value:
    """Return the sum of a column over rows; 0 where there is none."""
    return Sum(tuple((row, column) for row in rows), value) if rows else 0

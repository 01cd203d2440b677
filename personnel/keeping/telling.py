"""One row of a kept history, told against the row before it of the same record."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from personnel.words.dates import show
from personnel.words.identity import masked

from .baseline import STOOD_BEFORE

ADDED, CHANGED, DELETED = "+", "~", "-"
NOTHING = "chưa có"
# Said in place of what a fact was and is, to whoever may not see it.
WITHHELD = "có thay đổi, nội dung chỉ hiện trong hồ sơ với người được cập nhật"
# Columns that say nothing by themselves: a precision is shown with its date.
SILENT = {"id", "person", "kind", "level", "ends", "date_joined"}


def tell(row: Any, before: Any) -> list[str]:
    """Tell a row of any record: what it held when added or deleted, else each difference."""
    if row.history_type == CHANGED:
        return differences(before, row) or ["Ghi lại, nội dung không đổi"]
    word = "Xóa" if row.history_type == DELETED else "Khôi phục" if before else "Thêm"
    facts = "; ".join(_facts(row))
    return [f"{word}: {facts}" if facts else word]


def _facts(row: Any) -> Iterator[str]:
    """Yield "Nhãn: giá trị" for each column that says more than a blank record would."""
    for field in _spoken(row):
        if getattr(row, field.attname) not in (None, "", field.get_default()):
            yield f"{_label(field)}: {shown(row, field)}"


def differences(
    before: Any, after: Any, but: Collection[str] = (), withheld: Collection[str] = ()
) -> list[str]:
    """Return "Nhãn: trước → sau" for each column, `but` some, in which two history rows differ.

    Of those `withheld` it is told that they differ, and no more.
    """
    if before is None:
        return ["Sửa thông tin"]
    return [
        f"{_label(field)}: " + (WITHHELD if field.name in withheld else f"{was} → {now}")
        for field in _spoken(after)
        if field.name not in but and (was := shown(before, field)) != (now := shown(after, field))
    ]


def _spoken(row: Any) -> Iterator[Any]:
    """Yield the columns that are told, dates with their precision."""
    for field in row.tracked_fields:
        if field.name not in SILENT and not field.name.endswith("_precision"):
            yield field


def _label(field: Any) -> str:
    label = str(field.verbose_name)
    return label[:1].upper() + label[1:]


def shown(row: Any, field: Any) -> str:
    """Return a column of a history row as a person reads it; an identity number is masked."""
    value = getattr(row, field.attname if field.name == "cccd" else field.name)
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        precision = field.name.removesuffix("_date") + "_precision"
        return show(value, getattr(row, precision, "day"))
    if isinstance(value, list):
        return "; ".join(map(str, value)) or NOTHING
    if field.name == "cccd":
        return masked(value)
    return str(getattr(row, f"get_{field.name}_display", lambda: value)())


def moved(row: Any, before: Any) -> bool:
    """Whether a row tells that a record hangs on somebody else than before."""
    return row.history_type == CHANGED and bool(before) and before.person_id != row.person_id


def one_after_another(rows: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield each change with the history row before it of the same record, or None.

    `rows` are of one model, in the order of time; those that only say what stood before a
    record's first kept change are not yielded themselves.
    """
    before: dict[int, Any] = {}
    for row in rows:
        if row.history_change_reason != STOOD_BEFORE:
            yield row, before.get(row.id)
        before[row.id] = row


def in_time(history: Any, *related: str) -> Any:
    """Return history rows in the order of time, with their author and `related` records."""
    return history.select_related("history_user", *related).order_by("history_date", "history_id")


def with_before(history: Any, numbers: Collection[int]) -> Any:
    """Return the history rows of these numbers, and of each record the row before them.

    In no order; two queries, which read no more of a long history than that.
    """
    if not numbers:
        return history.none()
    same_moment = Q(history_date=OuterRef("history_date"), history_id__lt=OuterRef("history_id"))
    earlier = history.filter(
        Q(history_date__lt=OuterRef("history_date")) | same_moment, id=OuterRef("id")
    ).order_by("-history_date", "-history_id")
    wanted = history.filter(history_id__in=numbers).order_by()
    before = wanted.values_list(Subquery(earlier.values("history_id")[:1]), flat=True)
    return history.filter(history_id__in={*numbers, *before})

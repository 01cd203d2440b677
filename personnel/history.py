"""What changed in a person's record, told in sentences from the kept history."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from .dates import show
from .levels import KINDS
from .models import Credential, Person, Post

NOTHING = "chưa có"
# Columns that say nothing by themselves: a precision is shown with its date.
SILENT = {"id", "person", "kind", "level"}


@dataclass(frozen=True)
class Change:
    """What one user changed at one moment: when, who, how, and a sentence for each fact."""

    when: datetime
    who: str
    how: str
    sentences: list[str]


def changes_to(person: Person, latest: int) -> list[Change]:
    """Return the `latest` changes to the person, their posts and credentials, newest first.

    Four queries. Rows that were loaded without history show nothing.
    """
    told = sorted(_told(person), key=lambda pair: _moment(pair[0]), reverse=True)
    grouped = groupby(told, key=lambda pair: _moment(pair[0]))
    changes = [_change(list(pairs)) for _, pairs in grouped]
    return [change for change in changes if change.sentences][:latest]


def _change(pairs: list[tuple[Any, list[str]]]) -> Change:
    row = pairs[0][0]
    return Change(
        row.history_date,
        str(row.history_user or "Hệ thống"),
        row.history_change_reason or "",
        [sentence for _, sentences in pairs for sentence in sentences],
    )


def _moment(row: Any) -> tuple[datetime, int]:
    return row.history_date, row.history_user_id or 0


def _told(person: Person) -> Iterator[tuple[Any, list[str]]]:
    """Yield every history row with its sentences, each model in the order of time."""
    yield from _each(_rows(Person.history.filter(id=person.pk)), _of_person)
    posts = Post.history.filter(person_id=person.pk).select_related("title", "unit")
    yield from _each(_rows(posts), _of_post)
    rows = list(_rows(Credential.history.filter(person_id=person.pk)))
    told = {row.id for row in rows}
    held = {c.pk: (c.kind, c.level) for c in person.credentials.all() if c.pk not in told}
    yield from _each(rows, lambda row, before: _of_credential(row, before, held))


def _rows(history: Any) -> Any:
    return history.select_related("history_user").order_by("history_date", "history_id")


def _each(
    rows: Iterable[Any], tell: Callable[[Any, Any], list[str]]
) -> Iterator[tuple[Any, list[str]]]:
    """Tell each row against the row before it of the same record."""
    before: dict[int, Any] = {}
    for row in rows:
        yield row, tell(row, before.get(row.id))
        before[row.id] = row


def _of_person(row: Any, before: Any) -> list[str]:
    if row.history_type == "+":
        return ["Lập hồ sơ"]
    if row.history_type == "-":
        return ["Xóa hồ sơ"]
    return differences(before, row)


def _of_post(row: Any, before: Any) -> list[str]:
    name = f"{row.title}, {row.unit}"
    if row.history_type == "-":
        return [f"Xóa chức danh {name}"]
    if row.history_type == "+":
        return [f"Thêm chức danh {name}{_span(row)}"]
    return [f"{name}: {sentence}" for sentence in differences(before, row)]


def _span(post: Any) -> str:
    start, end = show(post.start, post.start_precision), show(post.end, "day")
    return (f", từ {start}" if start else "") + (f", đến hết {end}" if end else "")


def _of_credential(row: Any, before: Any, held: dict[int, tuple[str, int]]) -> list[str]:
    """Tell a credential as the step it makes in its kind; keeps `held` up to date."""
    kind = KINDS[row.kind]
    highest = _highest(held, row.kind)
    held.pop(row.id, None)
    if row.history_type == "-":
        return [f"Xóa {kind.label}: {kind.level_label(row.level)}"]
    held[row.id] = (row.kind, row.level)
    new_level = before is None or (before.kind, before.level) != (row.kind, row.level)
    if row.history_type == "+" or (before and new_level):
        return [f"{kind.label}: {_step(kind, highest, row)}"]
    name = f"{kind.label}, {kind.level_label(row.level)}"
    return [f"{name}: {sentence}" for sentence in differences(before, row)]


def _step(kind: Any, highest: int | None, row: Any) -> str:
    reached = kind.level_label(row.level) + (f" · {row.language}" if row.language else "")
    awarded = show(row.awarded, row.awarded_precision)
    after = f"{reached} ({awarded})" if awarded else reached
    if highest == row.level:
        return f"thêm {after}"
    return f"{NOTHING} → {after}" if highest is None else f"{kind.level_label(highest)} → {after}"


def _highest(held: Mapping[int, tuple[str, int]], kind: str) -> int | None:
    return max((level for of, level in held.values() if of == kind), default=None)


def differences(before: Any, after: Any) -> list[str]:
    """Return "Nhãn: trước → sau" for each column that differs between two history rows."""
    if before is None:
        return ["Sửa thông tin"]
    names = {field.name for field in after.tracked_fields}
    return [
        f"{field.verbose_name}: {was} → {now}"
        for field in after.tracked_fields
        if field.name not in SILENT and not field.name.endswith("_precision")
        if (was := shown(before, field, names)) != (now := shown(after, field, names))
    ]


def shown(row: Any, field: Any, names: Iterable[str]) -> str:
    """Return a column of a history row as a person reads it."""
    value = getattr(row, field.attname if field.name == "cccd" else field.name)
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        precision = field.name.removesuffix("_date") + "_precision"
        return show(value, getattr(row, precision) if precision in names else "day")
    if field.name == "cccd":
        return "•" * 8 + value[-4:]
    return str(getattr(row, f"get_{field.name}_display", lambda: value)())

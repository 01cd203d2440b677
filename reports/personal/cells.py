"""Columns of any table as a person reads them: labels, and values in words."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from personnel.keeping.telling import NOTHING, shown
from reports.models import FrozenStanding

Table = tuple[list[str], list[list[str]]]
_TYPES = {"+": "Thêm", "~": "Sửa", "-": "Xóa"}


def table_of(rows: Sequence[Any], but: Iterable[str]) -> Table:
    """Return rows of one model as headings and cells; columns that are empty in all are left out.

    A precision is shown with its date. Of a frozen row it is told first in which report it stands.
    """
    fields = [f for f in rows[0]._meta.concrete_fields if _told_apart(f, but)]
    told = [[_cell(row, field) for field in fields] for row in rows]
    kept = [at for at in range(len(fields)) if any(cells[at] for cells in told)]
    headings = [_label(fields[at]) for at in kept]
    cells = [[values[at] for at in kept] for values in told]
    return headings, cells


def turned(table: Table) -> Table:
    """Return a table with a row for each of its columns."""
    headings, rows = table
    numbers = [str(at) if len(rows) > 1 else "Đã ghi" for at in range(1, len(rows) + 1)]
    return ["Nội dung", *numbers], [
        [name, *row] for name, *row in zip(headings, *rows, strict=True)
    ]


def _told_apart(field: Any, but: Iterable[str]) -> bool:
    return field.name not in but and not field.name.endswith("_precision")


def _label(field: Any) -> str:
    label = _LABELS.get(field.name) or str(field.verbose_name)
    return label[:1].upper() + label[1:]


_LABELS = {
    "history_date": "Ghi lúc",
    "history_user": "Người ghi",
    "history_type": "Việc ghi",
    "history_change_reason": "Lý do ghi",
}


def _cell(row: Any, field: Any) -> str:
    value = getattr(row, field.attname)
    if value is None or value in ("", [], {}):
        return ""
    if field.name == "cccd":
        return str(value)
    if field.name == "history_type":
        return _TYPES[value]
    if isinstance(field, models.JSONField):
        return _json(value)
    if isinstance(row, FrozenStanding) and field.name == "ethnicity":
        return str(value)
    try:
        told = shown(row, field)
    except ObjectDoesNotExist:
        told = f"số {value} (không còn)"
    return "" if told == NOTHING else told


def _json(value: Any) -> str:
    """Return what a column of JSON holds in plain words: pairs, and lists of them."""
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_json(held)}" for name, held in value.items())
    if isinstance(value, list):
        return "; ".join(map(_json, value))
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return NOTHING if value in (None, "") else str(value)

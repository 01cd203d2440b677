"""Many records written at once, each with its row of history, in few statements.

What `bulk_create_with_history` does, several times faster: values go to the database without
a model's instance for each, and the history is copied by the database from the rows written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from django.db import connection, models

from .baseline import keep_what_stands
from .copying import can_copy, copy
from .telling import ADDED, CHANGED, DELETED

# Below the number of parameters that either database takes in one statement.
_PARAMETERS = 20_000
_ROWS = 2_000
_IDS = 5_000
Values = Sequence[Any]
Item = TypeVar("Item", int, str)


@dataclass(frozen=True)
class Signature:
    """Who writes, when and why: the same for every record of one deed."""

    by: Any
    at: datetime
    reason: str


def insert(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Values],
    signed: Signature | None = None,
) -> list[int]:
    """Insert records with these values of the columns `names`; returns their ids, in order.

    Other columns get their default, the key the next number. `names` are those of attributes
    ("person_id"). Without a signature no history is written.
    """
    fields = [f for f in model._meta.concrete_fields if not f.primary_key or f.attname in names]
    whole = _whole(fields, names, rows)
    keyed = any(field.primary_key for field in fields)
    ids = copy(model, fields, whole) if not keyed and can_copy(fields) else []
    for some in _parts(whole, len(fields)):
        ids += _insert_some(model, fields, some)
    if signed:
        note(model, ids, ADDED, signed)
    return ids


def update(
    model: type[models.Model],
    names: Sequence[str],
    rows: Sequence[Values],
    signed: Signature | None = None,
) -> None:
    """Give the columns `names` these values; each row's first value is the record's id."""
    ids = [row[0] for row in rows]
    if not ids:
        return
    if signed:
        _keep(model, ids, signed)
    fields = [field for field in model._meta.concrete_fields if field.attname in names]
    order = [names.index(field.attname) + 1 for field in fields]
    settings = ", ".join(f"{_name(field.column)} = %s" for field in fields)
    statement = f"UPDATE {_table(model)} SET {settings} WHERE {_key(model)} = %s"
    ready = _ready(fields)
    values = [
        [*(make(row[at]) for make, at in zip(ready, order, strict=True)), row[0]] for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)
    if signed:
        note(model, ids, CHANGED, signed)


def delete(model: type[models.Model], ids: Sequence[int], signed: Signature | None = None) -> None:
    """Delete records on which nothing hangs; their last state stays in the history."""
    if not ids:
        return
    if signed:
        _keep(model, ids, signed)
        note(model, ids, DELETED, signed)
    for some in _parts(ids, 1):
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {_table(model)} WHERE {_key(model)} IN ({_marks(some)})", some
            )


def note(model: type[models.Model], ids: Sequence[int], kind: str, signed: Signature) -> None:
    """Copy the records as they stand into their history, as added, changed or deleted."""
    history = model.history.model  # type: ignore[attr-defined]  # set by HistoricalRecords
    kept = ", ".join(_name(field.column) for field in history.tracked_fields)
    about = {
        "history_user": signed.by and signed.by.pk,
        "history_date": signed.at,
        "history_change_reason": signed.reason[:100] or None,
        "history_type": kind,
    }
    fields = [history._meta.get_field(name) for name in about]
    columns = ", ".join(_name(field.column) for field in fields)
    values = [make(value) for make, value in zip(_ready(fields), about.values(), strict=True)]
    for some in _parts(ids, 1):
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {_table(history)} ({kept}, {columns}) "
                f"SELECT {kept}, {_marks(values)} FROM {_table(model)} "
                f"WHERE {_key(model)} IN ({_marks(some)}) ORDER BY {_key(model)}",
                [*values, *some],
            )


def _keep(model: type[models.Model], ids: Sequence[int], signed: Signature) -> None:
    for some in _parts(ids, 1):
        keep_what_stands(model, some, signed.at)


def _whole(
    fields: Sequence[Any], names: Sequence[str], rows: Iterable[Values]
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows with a value for each field, its default where `names` has none of it."""
    missing = [field for field in fields if field.attname not in names]
    defaults = tuple(field.get_default() for field in missing)
    given = (*names, *(field.attname for field in missing))
    in_order = itemgetter(*(given.index(field.attname) for field in fields))
    for row in rows:
        yield in_order((*row, *defaults))


def _insert_some(model: type[models.Model], fields: Sequence[Any], rows: list[Any]) -> list[int]:
    ready = _ready(fields)
    columns = ", ".join(_name(field.column) for field in fields)
    values = ", ".join([f"({_marks(fields)})"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {_table(model)} ({columns}) VALUES {values} RETURNING {_key(model)}",
            [make(value) for row in rows for make, value in zip(ready, row, strict=True)],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _ready(fields: Iterable[Any]) -> list[Callable[[Any], Any]]:
    """Return for each field what makes a value one for the database; repeated ones once."""
    return [_maker(field) for field in fields]


def _maker(field: Any) -> Callable[[Any], Any]:
    @lru_cache(maxsize=1024)
    def make(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    return make


def in_parts(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield the items in order, as many at once as a statement takes."""
    ordered = sorted(items)
    for start in range(0, len(ordered), _IDS):
        yield ordered[start : start + _IDS]


def _parts(rows: Iterable[Any], width: int) -> Iterator[list[Any]]:
    every, most = iter(rows), min(_ROWS, _PARAMETERS // width)
    while some := list(islice(every, most)):
        yield some


def _marks(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def _name(column: str | None) -> str:
    return connection.ops.quote_name(column or "")


def _table(model: type[models.Model]) -> str:
    return _name(model._meta.db_table)


def _key(model: type[models.Model]) -> str:
    return _name(model._meta.pk.column)

"""Many new rows by PostgreSQL's COPY: no statement to parse, and no value quoted twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from io import StringIO
from itertools import islice
from typing import Any

from django.db import connection, connections, models

_ROWS = 10_000
# Of these a value is more than its text.
_NOT_AS_TEXT = frozenset(("JSONField",))
_NOTHING = r"\N"
# What parts values and rows, and what escapes them.
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def can_copy(fields: Iterable[models.Field[Any, Any]]) -> bool:
    """Whether the database takes rows with values of these fields by COPY."""
    sorts = {field.get_internal_type() for field in fields}
    return connection.vendor == "postgresql" and not sorts & _NOT_AS_TEXT


def copy(
    model: type[models.Model],
    fields: Sequence[models.Field[Any, Any]],
    rows: Iterable[Sequence[Any]],
) -> list[int]:
    """Copy rows of a value for each field into the table; returns their new ids, in order.

    Every constraint holds as for an INSERT. `rows` come with values as records have them.
    """
    key = model._meta.pk
    assert key is not None and key not in fields
    texts = [_texts(field) for field in fields]
    names = ", ".join(_name(field.column) for field in (key, *fields))
    into = f"COPY {_name(model._meta.db_table)} ({names}) FROM STDIN"
    every, ids = iter(rows), []
    while some := list(islice(every, _ROWS)):
        new = _new_ids(model, len(some))
        ids += new
        lines = "".join(_lines(new, some, texts))
        with connection.cursor() as cursor, connection.wrap_database_errors:
            cursor.copy_expert(into, StringIO(lines))
    return ids


def _lines(
    ids: Iterable[int], rows: Iterable[Sequence[Any]], texts: Sequence[Callable[[Any], str]]
) -> Iterator[str]:
    for pk, row in zip(ids, rows, strict=True):
        values = "\t".join([text(value) for text, value in zip(texts, row, strict=True)])
        yield f"{pk}\t{values}\n"


def _new_ids(model: type[models.Model], number: int) -> list[int]:
    """Return so many ids that no other row gets, in the order of the sequence."""
    table, key = model._meta.db_table, str(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [_name(table), key, number],
        )
        return sorted(pk for (pk,) in cursor.fetchall())


def _texts(field: models.Field[Any, Any]) -> Callable[[Any], str]:
    """Return what makes a value of the field its text in a row; repeated ones once."""
    if isinstance(field, models.BinaryField):
        return _hexadecimal
    # The one that `connection` stands for, which would look it up anew for every value.
    database = connections[connection.alias]

    @lru_cache(maxsize=1024, typed=True)
    def text(value: Any) -> str:
        ready = field.get_db_prep_save(value, database)
        return _NOTHING if ready is None else str(ready).translate(_ESCAPED)

    return text


def _hexadecimal(value: bytes | None) -> str:
    return _NOTHING if value is None else rf"\\x{value.hex()}"


def _name(column: str | None) -> str:
    return connection.ops.quote_name(column or "")

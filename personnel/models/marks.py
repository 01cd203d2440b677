"""Which state the facts are in: a name that no two states share (decision 0425).

Each statement that writes facts leaves a number drawn by chance, in its own transaction and by a
trigger, whoever sent it. All of them together name the state as that transaction sees it: what is
taken back takes its numbers along, and what others have not committed is not counted yet.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

# An exclusive or: many numbers can be made one, and the name stays the same.
_STATE = {
    "postgresql": "SELECT bit_xor(value) FROM personnel_mark",
    # A table that a migration makes anew loses its triggers there, and the schema has a new number.
    "sqlite": "SELECT value, (SELECT schema_version FROM pragma_schema_version) "
    "FROM personnel_mark",
}
_MARKED = {
    "postgresql": "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "WHERE tgname LIKE 'mark\\_%' AND tgenabled = 'O'",
    "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' "
    "AND name LIKE 'mark\\_%' ESCAPE '\\'",
}
State = tuple[int, ...]


class Mark(models.Model):
    """A number that a trigger drew; of SQLite, where one writes at a time, the last alone."""

    value = models.BigIntegerField("Số")

    class Meta:
        verbose_name = "Dấu của lần ghi"
        verbose_name_plural = "Dấu của lần ghi"

    def __str__(self) -> str:
        return str(self.value)


def state_of(alias: str) -> State | None:
    """Return the name of the state that a statement sent now would find; None without any mark."""
    connection = connections[alias]
    found = _asked(connection, _STATE[connection.vendor])
    return None if not found or found[0][0] is None else found[0]


def all_marked(alias: str, tables: Iterable[str]) -> bool:
    """Return whether whatever is written to any of these tables leaves its mark."""
    connection = connections[alias]
    marked = {name for (name,) in _asked(connection, _MARKED[connection.vendor])}
    return marked.issuperset(tables)


def _asked(connection: BaseDatabaseWrapper, statement: str) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())

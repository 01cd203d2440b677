"""The text of statements that many pages send, kept as it is written.

Writing the statement of a board takes Django longer than it takes a database to count a district,
and what the menu of every page asks longer than to look it up. What is kept is the text with its
parameters, by everything that it follows from and by value: it holds nothing that the records say,
so it cannot go stale, and each answer is read anew.
"""

import re
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db import connections, router
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = tuple[Any, ...]
# Some tens of kilobytes each at the most: as many as an office looks at in a while.
MOST = 512


class Statement(NamedTuple):
    """A text with its parameters, and the tables of the portal that it may read."""

    sql: str
    params: tuple[Any, ...]
    tables: frozenset[str]

    def rows(self, alias: str) -> list[Row]:
        """Return what the database finds by it now; one query."""
        with connections[alias].cursor() as cursor:
            cursor.execute(self.sql, self.params)
            return list(cursor.fetchall())


_kept: dict[Hashable, Any] = {}
_changing = Lock()


def rows_found(
    asked: Hashable, write: Callable[[], QuerySet[Any, Row]], model: type[Model]
) -> list[Row]:
    """Return the rows that the query of `write` finds where `model` is read; one query.

    `asked` is all that the query follows from: of two that are equal, the text of one is sent for
    both. It names plain numbers, texts and days alone, which no field has to convert.
    """
    alias = router.db_for_read(model)
    statement = statement_of(asked, write, alias)
    return statement.rows(alias) if statement else []


def statement_of(
    asked: Hashable, write: Callable[[], QuerySet[Any, Row]], alias: str
) -> Statement | None:
    """Return the statement of such a query, written once; None where it can find nobody at all."""
    return written_once((alias, asked), lambda: _written(write, alias))


def written_once(key: Hashable, write: Callable[[], Any]) -> Any:
    """Return what was written for a key, or write it; of many, those asked for last are kept.

    Where `write` has nothing to give it is asked again.
    """
    with _changing:
        if key in _kept:
            _kept[key] = _kept.pop(key)  # the last now
            return _kept[key]
    written = write()
    if written is None:
        return None
    with _changing:
        _kept[key] = written
        if len(_kept) > MOST:
            del _kept[next(iter(_kept))]
    return written


def _written(write: Callable[[], QuerySet[Any, Row]], alias: str) -> Statement | None:
    text = text_of(write().query.get_compiler(alias))
    if text is None:
        return None
    sql, params = text
    named = frozenset(re.findall(r"\w+", sql))
    tables = (model._meta.db_table for model in apps.get_models(include_auto_created=True))
    return Statement(sql, params, named.intersection(tables))


def text_of(compiler: SQLCompiler) -> tuple[str, tuple[Any, ...]] | None:
    """Return a text with its parameters; None where nobody can be in it, whatever records say."""
    try:
        return compiler.as_sql()
    except EmptyResultSet:
        return None

"""The text of statements that many pages send, kept as it is written.

Writing the statement of a board takes Django longer than it takes a database to count a district,
and what the menu of every page asks longer than to look it up. What is kept is the text with its
parameters, by everything that it follows from and by value: it holds nothing that the records say,
so it cannot go stale, and each answer is read anew.
"""

import re
from collections.abc import Callable, Hashable
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db import connections, router
from django.db.models import Model, QuerySet

Row = tuple[Any, ...]
# Some tens of kilobytes each at the most: as many as an office looks at in a while.
MOST = 256


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


_kept: dict[Hashable, Statement] = {}


def rows_found(
    asked: Hashable, write: Callable[[], QuerySet[Any, Row]], model: type[Model]
) -> list[Row]:
    """Return the rows that the query of `write` finds where `model` is read; one query.

    `asked` is all that the query follows from: of two that are equal, the text of one is sent for
    both. It names plain numbers and texts alone, which no field has to convert.
    """
    alias = router.db_for_read(model)
    statement = statement_of(asked, write, alias)
    return statement.rows(alias) if statement else []


def statement_of(
    asked: Hashable, write: Callable[[], QuerySet[Any, Row]], alias: str
) -> Statement | None:
    """Return the statement of such a query, written once; None where it can find nobody at all."""
    key = alias, asked
    if (kept := _kept.get(key)) is not None:
        return kept
    try:
        written = _written(write(), alias)
    except EmptyResultSet:  # nobody can be in it, whatever the records say
        return None
    if len(_kept) >= MOST:
        _kept.clear()
    _kept[key] = written
    return written


def _written(query: QuerySet[Any, Row], alias: str) -> Statement:
    sql, params = query.query.get_compiler(alias).as_sql()
    named = frozenset(re.findall(r"\w+", sql))
    tables = (model._meta.db_table for model in apps.get_models(include_auto_created=True))
    return Statement(sql, params, named.intersection(tables))

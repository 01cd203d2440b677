"""The text of statements that many pages send, kept as it is written.

Writing the statement of a board takes Django longer than it takes a database to count a district,
and what the menu of every page asks longer than to look it up. What is kept is the text with its
parameters, by everything that it follows from and by value: it holds nothing that the records say,
so it cannot go stale, and each answer is read anew.
"""

from collections.abc import Callable, Hashable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, router
from django.db.models import Model, QuerySet

Row = tuple[Any, ...]
Statement = tuple[str, tuple[Any, ...]]
# Some tens of kilobytes each at the most: as many as an office looks at in a while.
MOST = 256
_kept: dict[Hashable, Statement] = {}


def rows_found(
    asked: Hashable, write: Callable[[], QuerySet[Any, Row]], model: type[Model]
) -> list[Row]:
    """Return the rows that the query of `write` finds where `model` is read; one query.

    `asked` is all that the query follows from: of two that are equal, the text of one is sent for
    both. It names plain numbers and texts alone, which no field has to convert.
    """
    alias = router.db_for_read(model)
    try:
        sql, params = _kept.get((alias, asked)) or _keep((alias, asked), write(), alias)
    except EmptyResultSet:  # nobody can be in it, whatever the records say
        return []
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def _keep(key: Hashable, query: QuerySet[Any, Row], alias: str) -> Statement:
    if len(_kept) >= MOST:
        _kept.clear()
    _kept[key] = written = query.query.get_compiler(alias).as_sql()
    return written

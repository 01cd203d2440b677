"""Queries about one record after another: put together and written once, asked again of each.

To put a query together and write its statement takes Django longer than to read the few rows of
one person. What is kept holds no fact and nobody's number, so it cannot go stale; the rows are
read anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial, wraps
from typing import Any, NamedTuple

from django.db import connections, router
from django.db.models import BigIntegerField, Model, QuerySet

from .statements import text_of, written_once

# In place of the numbers asked about while a text is written: no record has one of these.
_MARK = 2_000_000_000


class _Text(NamedTuple):
    """A written statement, how its rows are read, and what takes the place of each mark."""

    compiler: Any
    iterable: Any
    sql: str
    params: tuple[Any, ...]
    # By the place of a parameter, which of the numbers asked about it is.
    asked: dict[int, int]

    def found(self, model: type[Model], alias: str, numbers: tuple[int, ...]) -> list[Any]:
        """Return the rows that the database finds now; one query."""
        params = tuple(
            numbers[self.asked[at]] if at in self.asked else value
            for at, value in enumerate(self.params)
        )
        query: Any = _Written(self._compiler(alias, params))
        rows: Any = QuerySet(model, query, alias)
        rows._iterable_class = self.iterable
        return list(rows)

    def _compiler(self, alias: str, params: tuple[Any, ...]) -> Any:
        """Return what sends the text; a connection is of one thread, all else of any.

        Not by `copy`, by which compilers of django-cte become a class.
        """
        compiler: Any = object.__new__(type(self.compiler))
        vars(compiler).update(vars(self.compiler))
        compiler.connection = connections[alias]
        compiler.as_sql = lambda *_, **__: (self.sql, params)
        return compiler


class _Written:
    """Stands for a query of which the text is written: all that reading its rows asks of one."""

    def __init__(self, compiler: Any) -> None:
        self._compiler = compiler

    def get_compiler(self, *_: Any, **__: Any) -> Any:
        """Return what sends the text and knows its columns."""
        return self._compiler


# Of more, the text is long and hardly ever asked for again.
FEW = 100


def found_again(
    asked: Hashable, write: Callable[..., QuerySet[Any, Any]], model: type[Model], *numbers: int
) -> list[Any]:
    """Return the rows that the query `write(*numbers)` finds where `model` is read; one query.

    `asked` is all else that the query follows from: of two that are equal, the text of one is
    sent for both, each with its own numbers. These are whole, and are to stand in the statement
    as they are. Rows are as the query has them, with what it selects besides; what it prefetches
    is not. Nothing is kept of a query about more than a page of records, or about a number that
    no column can hold, as an address may have it.
    """
    if len(numbers) > FEW or max(numbers, default=0) > BigIntegerField.MAX_BIGINT:
        return list(write(*numbers))
    alias = router.db_for_read(model)
    marks = range(_MARK, _MARK + len(numbers))
    key = alias, ("records", asked, len(numbers))
    text = written_once(key, lambda: _written(write(*marks), alias, marks))
    return text.found(model, alias, numbers) if text else []


def asked_again(model: type[Model]) -> Callable[[Callable[..., QuerySet[Any, Any]]], Any]:
    """Let a function that returns a query about numbers return the rows found by it instead.

    As `found_again` has it: what the function takes by place are the numbers, what it takes by
    name is all else that its query follows from.
    """

    def again(write: Callable[..., QuerySet[Any, Any]]) -> Callable[..., list[Any]]:
        @wraps(write)
        def found(*numbers: int, **of: Hashable) -> list[Any]:
            asked = write, frozenset(of.items())
            return found_again(asked, partial(write, **of), model, *numbers)

        return found

    return again


def _written(query: QuerySet[Any, Any], alias: str, marks: range) -> _Text | None:
    compiler = query.query.get_compiler(alias)
    text = text_of(compiler)
    if text is None:
        return None
    sql, params = text
    asked = {at: marks.index(value) for at, value in enumerate(params) if value in marks}
    if set(asked.values()) != set(range(len(marks))):
        raise LookupError(f"A number asked about is no parameter of its own: {sql}")
    # A connection is of one thread, which need not be there any more.
    compiler.connection = None
    return _Text(compiler, query._iterable_class, sql, tuple(params), asked)

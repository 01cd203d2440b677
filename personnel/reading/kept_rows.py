"""Rows that pages ask for again and again, kept for as long as the facts are in one state.

A roll-up of a province takes longer than all else of its page, and between two writes it finds
the same. It is kept in the process, by the name of the state that it was read in (`Mark`): after
any write to a table that it reads the state has another name, so nothing kept is ever out of
date, and nothing has to be told to forget it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Any

from django.conf import settings
from django.db import router
from django.db.models import Model, QuerySet

from personnel.basics.statements import Row, Statement, statement_of
from personnel.models.marks import all_marked, state_of


class Kept:
    """Rows by what they answer: those asked for last, within `most` values in all."""

    def __init__(self) -> None:
        self._rows: OrderedDict[Hashable, tuple[Row, ...]] = OrderedDict()
        self._values = 0
        self._changing = Lock()

    def get(self, key: Hashable) -> tuple[Row, ...] | None:
        """Return what is kept by a key; None where there is nothing."""
        with self._changing:
            if key in self._rows:
                self._rows.move_to_end(key)
            return self._rows.get(key)

    def put(self, key: Hashable, rows: tuple[Row, ...], most: int) -> None:
        """Keep rows, and let go of those not asked for the longest, until all are `most` values."""
        with self._changing:
            if key in self._rows:  # somebody found the same meanwhile
                return
            self._rows[key] = rows
            self._values += _size(rows)
            while self._values > most:
                _, gone = self._rows.popitem(last=False)
                self._values -= _size(gone)


def _size(rows: Sequence[Row]) -> int:
    """Return how many values there are, and one for each row and for having been asked."""
    return 1 + sum(1 + len(row) for row in rows)


_kept = Kept()


def rows_kept(
    asked: Hashable, write: Callable[[], QuerySet[Any, Row]], model: type[Model]
) -> Sequence[Row]:
    """Return the same rows as `rows_found`: as they are kept, or found now.

    Two queries where they are found for the first time, and one to see that they still hold.
    `settings.ROWS_KEPT` says how many values a process keeps; with 0 each is found anew.
    """
    alias = router.db_for_read(model)
    statement = statement_of(asked, write, alias)
    if statement is None:
        return ()
    state = state_of(alias) if settings.ROWS_KEPT else None
    if state is None:
        return statement.rows(alias)
    key = alias, state, asked
    kept = _kept.get(key)
    return _found(key, statement) if kept is None else kept


def _found(key: tuple[str, Hashable, Hashable], statement: Statement) -> tuple[Row, ...]:
    """Find rows and keep them, if they were found in the state of that name and can be trusted."""
    alias, state, _ = key
    rows = tuple(statement.rows(alias))
    # Somebody may have committed something between the first look and the reading.
    if state_of(alias) == state and all_marked(alias, statement.tables):
        _kept.put(key, rows, settings.ROWS_KEPT)
    return rows

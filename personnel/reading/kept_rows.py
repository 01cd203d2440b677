"""Rows that pages ask for again and again, kept for as long as the facts are in one state.

A roll-up of a province takes longer than all else of its page, and between two writes it finds
the same. What it comes to is kept in the process, by the name of the state that it was read in
(`Mark`): after any write to a table that it reads the state has another name, so nothing kept is
ever out of date, and nothing has to be told to forget it.
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
    """What rows come to, by what they answer: what was asked for last, of `most` values in all."""

    def __init__(self) -> None:
        self._made: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._values = 0
        self._changing = Lock()

    def get(self, key: Hashable) -> Any:
        """Return what is kept by a key; None where there is nothing."""
        with self._changing:
            if key not in self._made:
                return None
            self._made.move_to_end(key)
            return self._made[key][0]

    def put(self, key: Hashable, made: Any, most: int, values: int | None = None) -> None:
        """Keep rows, or what was made of so many values of rows.

        And let go of what was not asked for the longest, until all are `most` values.
        """
        size = _size(made) if values is None else values
        with self._changing:
            if key in self._made:  # somebody found the same meanwhile
                return
            self._made[key] = made, size
            self._values += size
            while self._values > most:
                _, (_, gone) = self._made.popitem(last=False)
                self._values -= gone


def _size(rows: Sequence[Row]) -> int:
    """Return how many values there are, and one for each row and for having been asked."""
    return 1 + sum(1 + len(row) for row in rows)


_kept = Kept()


def rows_kept(
    asked: Hashable,
    write: Callable[[], QuerySet[Any, Row]],
    model: type[Model],
    make: Callable[[Sequence[Row]], Any] = tuple,
) -> Any:
    """Return what `make` makes of the rows of `rows_found`: as it is kept, or of rows found now.

    It is the same object for all who ask: nobody changes it. `asked` tells what `make` goes by too.
    Three small queries besides where rows are found for the first time, and one alone to see that
    what is kept still holds. `settings.ROWS_KEPT` says how many values a process keeps; with 0 each
    is found anew.
    """
    alias = router.db_for_read(model)
    statement = statement_of(asked, write, alias)
    if statement is None:
        return make(())
    state = state_of(alias) if settings.ROWS_KEPT else None
    if state is None:
        return make(statement.rows(alias))
    key = alias, state, asked
    kept = _kept.get(key)
    return _found(key, statement, make) if kept is None else kept


def _found(
    key: tuple[str, Hashable, Hashable], statement: Statement, make: Callable[[Sequence[Row]], Any]
) -> Any:
    """Find rows and keep what is made of them, if they were found in the state of that name.

    Not where something may be written to a table of theirs and leave no mark.
    """
    alias, state, _ = key
    rows = statement.rows(alias)
    made = make(rows)
    # Somebody may have committed something between the first look and the reading.
    if state_of(alias) == state and all_marked(alias, statement.tables):
        _kept.put(key, made, settings.ROWS_KEPT, _size(rows))
    return made

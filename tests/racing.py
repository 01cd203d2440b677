"""Two connections at once: one commits just as another asks for its lock, or both run free."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

from django.db import connection, connections

PATIENCE = 60
Deed = Callable[[], Any]
# Statements that take a lock, on SQLite and on PostgreSQL; keeping who looks locks no record.
LOCKS = re.compile(
    r'BEGIN IMMEDIATE|UPDATE |INSERT (?!(OR IGNORE )?INTO "personnel_disclosure")|DELETE |'
    r"SELECT .* FOR (NO KEY )?UPDATE",
    re.S,
)


@contextmanager
def overtaken(*deeds: Deed, at: re.Pattern[str] = LOCKS) -> Iterator[list[Any]]:
    """Let deeds be done, and committed, by other connections before the first lock within.

    Everything read until then is the past by the time the lock is held, as for whoever waits for
    it. `at` tells the statement that asks for the lock. Yields what the deeds returned.
    """
    done: list[Any] = []

    def late(execute: Any, sql: str, *arguments: Any) -> Any:
        if not done and at.match(sql):
            done.append(None)
            done[:] = [apart(deed) for deed in deeds]
        return execute(sql, *arguments)

    with connection.execute_wrapper(late):
        yield done
    assert done, "no lock was asked for"


def apart(deed: Deed) -> Any:
    """Return what a deed returns that is done on a connection of its own."""
    return at_once(deed)[0]


def at_once(*deeds: Deed) -> list[Any]:
    """Do all deeds at the same moment, each on a connection of its own; return what they return."""
    start = Barrier(len(deeds))

    def run(deed: Deed) -> Any:
        try:
            start.wait(PATIENCE)
            return deed()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [each.result(PATIENCE) for each in [pool.submit(run, deed) for deed in deeds]]

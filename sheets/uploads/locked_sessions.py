"""Places of work that are advisory locks of PostgreSQL, the same for every machine.

A session of its own holds the lock of a place, shared: whoever takes the place asks for it alone,
and is told at once that somebody works there. The server lets go of the lock when the session's
connection ends, and that ends with the last process that has it open, however it ends. The process
that begins a run hands the open connection on to the one that works, so that at no moment nobody
holds the place; that one opens a session of its own, by which it also says how far it has come,
outside of the transaction of the work.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import astuple
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from sheets.models import WorkPlace

from .beats import Beat, Place

# What tells these locks from any other of the same database.
_CLASS = 0x4E484150
_HELD = """
    SELECT DISTINCT objid::bigint FROM pg_locks
    WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2 AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
_TAKEN = "SELECT pg_try_advisory_lock(%s, %s)"
_SHARED = "SELECT pg_advisory_lock_shared(%s, %s)"
_NOT_ALONE = "SELECT pg_advisory_unlock(%s, %s)"
_FREE = "SELECT pg_advisory_unlock_all()"
# A machine that is gone is noticed within a minute; a session that says nothing is not ended.
_WATCHED = """
    SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;
    SET idle_session_timeout = 0
"""
_SAID = """
    INSERT INTO sheets_workplace (number, run, process, host, step, done, total)
    VALUES (%s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (number) DO UPDATE SET
        run = excluded.run, process = excluded.process, host = excluded.host,
        step = excluded.step, done = excluded.done, total = excluded.total
"""


class LockedSession:
    """A place by the session that holds its lock."""

    def __init__(self, session: BaseDatabaseWrapper, number: int) -> None:
        self._session, self._number = session, number
        self._is_handed_on = False

    @property
    def argument(self) -> str:
        """The number of the place and of the session's open connection."""
        return f"{self._number}:{self.handles[0]}"

    @property
    def handles(self) -> tuple[int, ...]:
        """The open connection."""
        return (self._session.connection.fileno(),)

    def say(self, beat: Beat) -> None:
        """Write it down, committed at once; raises what the database does where it is lost."""
        try:
            _asked(self._session, _SAID, self._number, *astuple(beat))
        except Error:
            if not self._session.is_usable():
                raise

    def handed_on(self) -> None:
        """Let go of the connection without a word: the server's session is the other's now."""
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, self.handles[0])
        os.close(nowhere)
        self._is_handed_on = True

    def leave(self) -> None:
        """Let go of the lock and end the session, unless it was handed on."""
        if not self._is_handed_on:
            # Asked for: the server is in no hurry with a session that is closed.
            with suppress(Error):
                _asked(self._session, _FREE)
        self._session.close()


def require() -> None:
    """Whoever reaches the database can begin."""


def can_work() -> bool:
    """Whether places can be taken: by whoever reaches the database."""
    return True


def take(beat: Beat) -> Place | None:
    """Take a free place and say `beat` there; None when all are taken, or all connections."""
    held = _held()
    free = [number for number in range(settings.UPLOADS_AT_ONCE) if number not in held]
    if not free:
        return None
    try:
        session = _session()
    except OperationalError:
        return None
    try:
        for number in free:
            if _asked(session, _TAKEN, _CLASS, number):
                _asked(session, _SHARED, _CLASS, number)
                _asked(session, _NOT_ALONE, _CLASS, number)
                place = LockedSession(session, number)
                place.say(beat)
                return place
    except BaseException:
        session.close()
        raise
    session.close()
    return None


def taken_over(argument: str) -> Place:
    """Hold a place by a session of this process, and end the one that it inherited for it."""
    number, inherited = map(int, argument.split(":"))
    session = _session()
    _asked(session, _SHARED, _CLASS, number)
    os.close(inherited)
    return LockedSession(session, number)


def said() -> list[Beat]:
    """Return what is said at the places that somebody holds; two queries."""
    held = _held()
    if not held:
        return []
    places = WorkPlace.objects.using(DEFAULT_DB_ALIAS).filter(number__in=held)
    return [
        Beat(place.run, place.process, place.host, place.step, place.done, place.total)
        for place in places
    ]


def _held() -> set[int]:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(_HELD, [_CLASS])
        return {number for (number,) in cursor.fetchall()}


def _session() -> BaseDatabaseWrapper:
    """Return a connection that nobody else closes or opens again."""
    session: BaseDatabaseWrapper = connections[DEFAULT_DB_ALIAS].copy()
    _asked(session, _WATCHED)
    return session


def _asked(session: BaseDatabaseWrapper, statement: str, *arguments: Any) -> Any:
    """Return the first value of what a statement answers, None where it answers nothing."""
    with session.cursor() as cursor:
        cursor.execute(statement, arguments)
        return cursor.fetchone()[0] if cursor.description else None

"""How far the primary has written its log, and whether the replica has replayed it so far.

Positions are compared, not clocks: a primary where nobody writes makes no replica late, and one
that is cut off from it is noticed.
"""

from collections import deque
from collections.abc import Callable
from time import monotonic

from django.db import connection, connections

from .routing import REPLICA

# The primary is asked at most this often where some lag is allowed, in seconds.
EVERY = 1.0


def written() -> str:
    """Return the primary's position now: whatever was committed lies before it; one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn()")
        return str(cursor.fetchone()[0])


def has_replayed(positions: list[str]) -> bool:
    """Whether the replica is one, and has come to all these positions; one query.

    Asked before the block in which a page is read: what was replayed by then is in its snapshot.
    """
    with connections[REPLICA].cursor() as cursor:
        cursor.execute(
            "SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= ALL(%s::pg_lsn[])",
            [positions],
        )
        return bool(cursor.fetchone()[0])


class Lately:
    """Where the primary stood some seconds ago, as this process has asked it."""

    def __init__(
        self, ask: Callable[[], str] = written, clock: Callable[[], float] = monotonic
    ) -> None:
        self._ask, self._clock = ask, clock
        self._asked: deque[tuple[float, str]] = deque()

    def before(self, seconds: float) -> str:
        """Return the latest known position that is at least so old, or the oldest known.

        Whoever has replayed it lacks nothing that was written longer ago than that.
        """
        now = self._clock()
        if not self._asked or now - self._asked[-1][0] >= min(EVERY, seconds):
            self._asked.append((now, self._ask()))
        known = list(self._asked)
        old = [each for each in known if each[0] <= now - seconds] or known[:1]
        while self._asked and self._asked[0][0] < old[-1][0]:
            self._asked.popleft()
        return old[-1][1]

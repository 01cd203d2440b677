"""One writer of closed days at a time, and readers who see them as at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from personnel.models import TrailDay


def hold_days() -> None:
    """Make whoever else closes days, or forgets of them, wait until the transaction ends.

    Whoever reads does not wait. SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(TrailDay._meta.db_table)
        _say(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


@contextmanager
def one_moment() -> Iterator[None]:
    """Let everything be read as it is now, whatever is closed or forgotten meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            _say("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _say(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)

"""The database as another of its sessions sees it at one moment: of a backup that is being made."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def seen_by(snapshot: str) -> Iterator[None]:
    """Read within what the snapshot that a session of PostgreSQL exported shows, and write nothing.

    Raises what the database raises where it knows none of that name.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SET TRANSACTION SNAPSHOT %s", [snapshot])
        yield

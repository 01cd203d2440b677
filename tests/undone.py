"""Examples of one property, each on the database as the test found it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


class _Undo(Exception):
    pass


@contextmanager
def undone() -> Iterator[None]:
    """Leave the database as it was before."""
    try:
        with transaction.atomic():
            yield
            raise _Undo
    except _Undo:
        pass

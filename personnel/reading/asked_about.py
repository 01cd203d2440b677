"""A query about one person that is put together before it is known about whom."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Expression, IntegerField

_WHO: ContextVar[int] = ContextVar("who is asked about")


class WhoIsAskedAbout(Expression):
    """The id of a person, told by `asking_about` when the query is sent: a parameter of it."""

    output_field = IntegerField()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[int, ...]]:
        """Return the parameter; raises LookupError while nobody is asked about."""
        return "%s", (_WHO.get(),)


@contextmanager
def asking_about(person: int) -> Iterator[None]:
    """Let the queries that are sent meanwhile be about this person."""
    asked = _WHO.set(person)
    try:
        yield
    finally:
        _WHO.reset(asked)

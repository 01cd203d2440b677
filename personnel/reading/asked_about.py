"""A query about some people that is put together before it is known about whom."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import BooleanField, Func

_WHO: ContextVar[tuple[int, ...]] = ContextVar("who is asked about")


class AskedAbout(Func):
    """That a person is one of those told by `asking_about` when the query is sent: parameters."""

    output_field = BooleanField()

    def __init__(self, person: str = "pk") -> None:
        super().__init__(person)

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> tuple[str, Any]:
        """Return the comparison; raises LookupError while nobody is asked about."""
        person, params = compiler.compile(self.source_expressions[0])
        who = _WHO.get()
        return f"{person} IN ({', '.join(['%s'] * len(who))})", (*params, *who)


@contextmanager
def asking_about(person: int, *others: int) -> Iterator[None]:
    """Let the queries that are sent meanwhile be about these people."""
    asked = _WHO.set((person, *others))
    try:
        yield
    finally:
        _WHO.reset(asked)

"""From which server a query is answered: all facts of a page from one, and every write by one."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models, transaction

REPLICA = "replica"
# Accounts, sessions and sign-ins are asked of the primary whatever the page is read from.
FACTS = frozenset({"personnel", "targets", "sheets", "reports", "reorganising", "training"})
# Who was shown what is counted against a pace while pages are shown.
NEVER = frozenset({"personnel.disclosure"})
_reading: ContextVar[bool] = ContextVar("reading the replica", default=False)


class WouldWrite(Exception):
    """A page that is read from the replica is about to write; nothing was written yet."""


@contextmanager
def reading_replica() -> Iterator[None]:
    """Ask the facts of the replica within this block, all in the state of one moment.

    Raises WouldWrite, before anything is written, where something is to be; whatever the
    database says as it says it.
    """
    token = _reading.set(True)
    try:
        with transaction.atomic(using=REPLICA):
            yield
    finally:
        _reading.reset(token)


class Router:
    """Django's router. It always names the server: a row from the replica is saved elsewhere."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str:
        """Return the replica for the facts of a page that is read from it."""
        facts = model._meta.app_label in FACTS and model._meta.label_lower not in NEVER
        return REPLICA if facts and _reading.get() else DEFAULT_DB_ALIAS

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str:
        """Return the primary; raises WouldWrite where a page is read from the replica."""
        if _reading.get():
            raise WouldWrite(model._meta.label)
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: models.Model, other: models.Model, **hints: Any) -> bool:
        """Let rows of both refer to each other: they are the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Let tables be made on the primary alone."""
        return db != REPLICA

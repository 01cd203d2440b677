"""Records held for writing: locked, then read, and stamped after whatever was done to them before.

What was read before the lock may be anybody's past by now; whoever writes it takes away what
another has saved meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db.models import Max, Model, QuerySet

from personnel.models import Person

from .bulk import in_parts
from .history import STORIED

M = TypeVar("M", bound=Model)
TICK = timedelta(microseconds=1)


def hold(model: type[M], ids: Iterable[int]) -> list[M]:
    """Return these records as the database has them now; other writers wait from here on.

    They wait until the transaction ends. Locked in one order, so that two never wait for each
    other; whoever is gone by now is missing. Who holds a person holds their posts, credentials
    and hand-overs. On SQLite, which has one writer, the transaction itself is the lock.
    """
    rows = model._default_manager.select_for_update().order_by("pk")
    return [record for some in in_parts(ids) for record in rows.filter(pk__in=some)]


def moment_after(at: datetime, model: type[Model], ids: Collection[int]) -> datetime:
    """Return `at`, or a moment just after the last deed on these records when that is later.

    Whoever waits for a lock begins before the one who holds it ends. A history in the order of
    such beginnings would tell each deed against the wrong one before it, and so name whoever
    never touched a field. Of a person, deeds on what hangs on them count.
    """
    deeds = [row.aggregate(last=Max("history_date"))["last"] for row in _histories(model, ids)]
    return max((at, *(last + TICK for last in deeds if last)))


def _histories(model: Any, ids: Collection[int]) -> Iterator[QuerySet[Any]]:
    for some in in_parts(ids):
        for each in STORIED if model is Person else (model,):
            own = "id" if each is model else "person_id"
            yield each.history.filter(**{f"{own}__in": some})

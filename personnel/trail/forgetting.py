"""The one way to delete rows of the trail whose time has come: so that it is told as that."""

from datetime import date, datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from personnel.models import TrailDay, TrailForgotten

from .expecting import expected, same
from .hashing import Part, is_readable, parts_like
from .holding import hold_days
from .sources import SOURCES, Source


def may_forget() -> bool:
    """Whether the database lets whoever is connected forget: not the web workers' own user.

    As `deploy/rights.sql` has it; then the nightly work does it, as the owner.
    """
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        table = TrailForgotten._meta.db_table
        cursor.execute("SELECT has_table_privilege(%s, 'INSERT')", [table])
        return bool(cursor.fetchone()[0])


@transaction.atomic
def forget(rows: models.QuerySet[Any], reason: str, at: datetime) -> int:
    """Delete rows of one table of the trail; returns how many.

    Of each closed day is kept how many went, what is left of it, and whether it was until then as
    it had been closed. A day that is not closed yet will be closed without them.
    """
    hold_days()
    source = SOURCES[rows.model._meta.label_lower]
    touched = [timezone.localdate(day) for day in rows.order_by().datetimes(source.moment, "day")]
    days = list(TrailDay.objects.filter(day__in=touched).order_by("day"))
    wanted = expected(days)[source.name]
    if not wanted:
        return rows.delete()[0]
    before = parts_like(source, wanted, min(wanted), max(wanted))
    gone, _ = rows.delete()
    after = parts_like(source, wanted, min(wanted), max(wanted))
    TrailForgotten.objects.bulk_create(
        [
            _note(source, part, day, before.get(day), after.get(day), reason=reason, at=at)
            for day, part in wanted.items()
        ],
        batch_size=200,
    )
    return gone


def _note(
    source: Source, wanted: Part, day: date, before: Part | None, after: Part | None, **said: Any
) -> TrailForgotten:
    left = after.rows if after else 0
    return TrailForgotten(
        day=day,
        table=source.name,
        gone=(before.rows if before else 0) - left,
        left=left,
        sha256=after.sha256 if after else "",
        as_closed=same(wanted, before) if is_readable(source, wanted) else None,
        **said,
    )

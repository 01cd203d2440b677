"""Closing the days that are over, each upon the one before."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from personnel.models import TrailDay

from .hashing import VERSION, Part, head_of, kept, parts_of
from .holding import hold_days
from .sources import DAY, SOURCES

# A deed is dated when it begins; so long after midnight the last of the day before is written.
SETTLED = timedelta(hours=1)


@transaction.atomic
def close_days(now: datetime) -> list[TrailDay]:
    """Close every day that is over and not yet closed, in order; returns them.

    The first is the day of the oldest row; a day without rows is closed too, so that none is put
    in later. Of two at once the second waits, and finds them closed.
    """
    hold_days()
    latest = TrailDay.objects.order_by("day").last()
    first = latest.day + DAY if latest else _first_day()
    last = timezone.localdate(now - SETTLED) - DAY
    if first is None or first > last:
        return []
    days = _chained(first, last, latest.head if latest else "", now)
    return TrailDay.objects.bulk_create(days, batch_size=200)


def _first_day() -> date | None:
    found = (source.first_day() for source in SOURCES.values())
    return min((day for day in found if day), default=None)


def _chained(first: date, last: date, head: str, now: datetime) -> Iterator[TrailDay]:
    parts: dict[date, list[Part]] = defaultdict(list)
    for source in SOURCES.values():
        for day, part in parts_of(source, first, last).items():
            parts[day].append(part)
    for number in range((last - first).days + 1):
        day = first + number * DAY
        closed = TrailDay(day=day, closed_at=now, version=VERSION, before=head)
        closed.parts = [kept(part) for part in parts[day]]
        closed.head = head = head_of(closed)
        yield closed

"""Who looked up how much: in the last hour, today, in thirty days; bursts come first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.db.models import Count, Q, Sum
from django.utils import timezone

from personnel.keeping.pacing import AN_HOUR
from personnel.models import Disclosure

HOUR, DAYS = timedelta(hours=1), 30
Kind = Disclosure.Kind
# So many an hour are more than an officer's work; of what has a limit, half of it.
BURST = dict.fromkeys(Kind, 60) | {Kind.OPENED: 120, Kind.LIST: 20}
BURST |= {kind: most // 2 for kind, most in AN_HOUR.items()}
# Of a file it is not the readings that tell, but of how many people a day.
BURST_OF_PEOPLE = {Kind.FILE: 100}


@dataclass(frozen=True)
class Line:
    """How often one user did one thing; `people` is whom today's are about, all added up."""

    user: Any
    kind: Disclosure.Kind
    hour: int
    today: int
    people: int
    month: int
    since_today: str
    since_month: str

    @property
    def is_burst(self) -> bool:
        """Whether it is more than work asks for."""
        if self.kind in BURST_OF_PEOPLE:
            return self.people >= BURST_OF_PEOPLE[self.kind]
        return self.hour >= BURST[self.kind]


def counted(now: datetime, days: int = DAYS) -> list[Line]:
    """Return a line for each user and kind of so many days, today the last; two queries.

    Bursts first, then whoever did most within the hour, today and in all.
    """
    lines = list(_lines(now, days))
    return sorted(lines, key=lambda e: (e.is_burst, e.hour, e.today, e.month), reverse=True)


def bursts(now: datetime) -> list[Line]:
    """Return what is more than work asks for just now."""
    return [line for line in counted(now, 1) if line.is_burst]


def _lines(now: datetime, days: int) -> Iterator[Line]:
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    first = midnight - timedelta(days=days - 1)
    today = Q(at__gte=midnight)
    rows = Disclosure.objects.filter(at__gte=min(first, now - HOUR)).order_by()
    found = rows.values("user", "kind").annotate(
        hour=Count("pk", filter=Q(at__gte=now - HOUR)),
        today=Count("pk", filter=today),
        people=Sum("people", filter=today, default=0),
        month=Count("pk", filter=Q(at__gte=first)),
    )
    every = list(found)
    users = get_user_model()._default_manager.in_bulk({e["user"] for e in every if e["user"]})
    for each in every:
        kind = Kind(each["kind"])
        asked = {"user": each["user"] or "none", "kind": kind.value}
        yield Line(
            users.get(each["user"]), kind, each["hour"], each["today"], each["people"],
            each["month"],
            urlencode(asked | {"since": f"{midnight:%d/%m/%Y}"}),
            urlencode(asked | {"since": f"{first:%d/%m/%Y}"}),
        )  # fmt: skip

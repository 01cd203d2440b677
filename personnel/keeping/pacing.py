"""How often an hour somebody may ask what could be guessed one by one."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from personnel.models import Disclosure

Kind = Disclosure.Kind
WINDOW = timedelta(hours=1)
_log = logging.getLogger("personnel.pace")
# Nobody types more by hand; whoever tries numbers one by one needs a hundred for one person.
# Whoever enters a new commune types a hundred people an hour, some of them twice.
AN_HOUR = {Kind.SOUGHT: 60, Kind.ASKED: 150, Kind.TWIN: 150}


class TooOften(Exception):
    """Asked as often as is allowed: `most` times; `again` says in words when it may be asked."""

    def __init__(self, most: int, again: datetime) -> None:
        self.most, self.again = most, f"{timezone.localtime(again):%H:%M ngày %d/%m/%Y}"
        super().__init__(
            f"Đã tra {most} lần trong một giờ, là mức nhiều nhất của mỗi tài khoản. Lần sau từ "
            f"{self.again}."
        )


def require_pace(kind: Disclosure.Kind, *, by: Any, at: datetime, digest: str = "") -> bool:
    """Return whether `by` asked the very same, by its digest, within the last hour: it counts once.

    Raises TooOften when it was not, and as much else was asked within the hour as is allowed.
    """
    kept = Disclosure.objects.filter(kind=kind, user=by, at__gt=at - WINDOW)
    most = AN_HOUR[kind]
    latest = list(kept.order_by("-at").values_list("at", "digest")[:most])
    if digest and any(digest == same for _, same in latest):
        return True
    if len(latest) == most:
        _log.warning("asked too often user=%s kind=%s most=%s", by.pk, kind, most)
        raise TooOften(most, latest[-1][0] + WINDOW)
    return False

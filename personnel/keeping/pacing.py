"""How often an hour somebody may ask what could be guessed one by one."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from personnel.models import Disclosure

WINDOW = timedelta(hours=1)
# Nobody types more by hand; whoever tries numbers one by one needs a hundred for one person.
AN_HOUR = {Disclosure.Kind.SOUGHT: 60}


class TooOften(Exception):
    """Asked more often than an hour allows; tells when it may be asked again."""


def require_pace(kind: Disclosure.Kind, *, by: Any, at: datetime) -> None:
    """Raise TooOften when `by` has asked this as often as is allowed within the last hour."""
    kept = Disclosure.objects.filter(kind=kind, user=by, at__gt=at - WINDOW)
    most = AN_HOUR[kind]
    latest = list(kept.order_by("-at").values_list("at", flat=True)[:most])
    if len(latest) == most:
        again = timezone.localtime(latest[-1] + WINDOW)
        raise TooOften(
            f"Đã tra {most} lần trong một giờ, là mức nhiều nhất của mỗi tài khoản. Lần sau từ "
            f"{again:%H:%M} ngày {again:%d/%m/%Y}."
        )

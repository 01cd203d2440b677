"""Sign-ins that django-axes has locked after repeated failures."""

from datetime import datetime

from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.db.models import Max, Sum


def locked_until(at: datetime) -> dict[str, datetime]:
    """Return until when each locked user name stays so on some machine; one query."""
    recent = AccessAttempt.objects.filter(attempt_time__gt=at - settings.AXES_COOLOFF_TIME)
    rows = recent.order_by().values("username", "ip_address")
    locked = rows.annotate(failures=Sum("failures_since_start"), latest=Max("attempt_time")).filter(
        failures__gte=settings.AXES_FAILURE_LIMIT
    )
    found: dict[str, datetime] = {}
    for row in locked:
        until = row["latest"] + settings.AXES_COOLOFF_TIME
        found[row["username"]] = max(until, found.get(row["username"], until))
    return found


def unlock(username: str) -> None:
    """Let the user sign in again from every machine."""
    reset(username=username)

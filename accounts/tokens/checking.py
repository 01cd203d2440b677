"""A secret that came with a request: whose token it is, and whether it may go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from accounts.guarding.addresses import network_of
from accounts.guarding.failures import keep_failure, key_of
from accounts.guarding.limits import FROM_ONE_PLACE
from accounts.models import ApiToken, FailedSignIn

from .secrets import digest_of

# How often a token may ask within one minute of the clock.
A_MINUTE = 120
MINUTE = timedelta(minutes=1)
# The name under which wrong secrets are counted: no user's, as it holds a space.
_NOBODY = "mã truy cập API"


class NotLetIn(Exception):
    """The secret opens nothing; says why in Vietnamese, and what to do."""


@dataclass
class TooOften(Exception):
    """Asked too often; says so in Vietnamese; after `seconds` it may be asked again."""

    said: str
    seconds: int


def token_of(secret: str, address: str | None, at: datetime) -> ApiToken:
    """Return the token of a secret, counted as used at a moment; two statements.

    Raises NotLetIn for a secret that is no token's, and for a token that is revoked or not in
    force; TooOften where wrong ones came from the same place, or the token asks more often than it
    may. Only a secret that nobody was given is a try to guess: such are kept, until their number
    locks the place.
    """
    found = ApiToken.objects.select_related("unit").filter(sha256=digest_of(secret)).first()
    if found is None:
        _failed(address, at)
        raise NotLetIn("Mã truy cập API không đúng. Kiểm tra lại mã đã được cấp.")
    closed = found.why_closed(timezone.localdate(at))
    if closed:
        raise NotLetIn(f"{closed} Liên hệ quản trị cấp tỉnh để được cấp mã khác.")
    _count(found, at)
    return found


def _failed(address: str | None, at: datetime) -> None:
    """Keep that a secret was wrong; raises TooOften instead while the place is locked."""
    kind = FailedSignIn.Kind.TOKEN
    tried = FailedSignIn.objects.counted(at).filter(
        key=key_of(_NOBODY), kind=kind, network=network_of(address)
    )
    until = FROM_ONE_PLACE.until(list(tried.order_by("at", "pk").values_list("at", flat=True)))
    if until and until > at:
        raise TooOften(
            "Từ địa chỉ này đã gửi nhiều mã truy cập API sai. "
            f"Thử lại từ {timezone.localtime(until):%H:%M}.",
            _seconds(until - at),
        )
    keep_failure(_NOBODY, address, kind, at)


def _count(token: ApiToken, at: datetime) -> None:
    """Count one use more in the minute of a moment; raises TooOften where there were enough.

    One statement, which the database makes wait for the same of another process.
    """
    minute = at.replace(second=0, microsecond=0)
    again: Any = Case(When(last_used=minute, then=F("used") + 1), default=Value(1))
    open_still = ~Q(last_used=minute) | Q(used__lt=A_MINUTE)
    asked = ApiToken.objects.filter(open_still, pk=token.pk)
    if not asked.update(last_used=minute, used=again):
        raise TooOften(
            f"Mã truy cập API đã gửi {A_MINUTE} yêu cầu trong một phút, là mức nhiều nhất.",
            _seconds(minute + MINUTE - at),
        )


def _seconds(wait: timedelta) -> int:
    """Return the whole seconds after which a wait is over for sure."""
    return max(1, ceil(wait.total_seconds()))

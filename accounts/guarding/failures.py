"""Sign-ins that failed: kept, counted, and what follows from their number."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from accounts.models import FailedSignIn, SignIn, User

from .addresses import network_of
from .limits import FROM_ALL_PLACES, FROM_ONE_PLACE

# Where a user signed in within so long is a place of theirs.
_REMEMBERED = timedelta(days=90)
_KEY = 32
_log = logging.getLogger("accounts.sign_in")


@dataclass(frozen=True)
class Hold:
    """A lock: until when, and whether it holds from every place where the user never was."""

    until: datetime
    everywhere: bool


def key_of(username: str) -> str:
    """Return what tells a typed name from another, without telling the name.

    What is no user's name may be a password typed into the wrong field.
    """
    return salted_hmac("accounts.guarding", username, algorithm="sha256").hexdigest()[:_KEY]


def hold_of(username: str, address: str | None, at: datetime) -> Hold | None:
    """Return the lock that keeps a name from signing in at `at` from an address; None if none.

    A name that nobody has is locked like any other, so that a lock tells nothing.
    """
    counted = FailedSignIn.objects.counted(at).filter(key=key_of(username))
    failed = list(counted.order_by("at", "pk").values_list("network", "at"))
    here = network_of(address)
    holds = _holds(failed, here)
    if any(hold.everywhere for hold in holds) and _is_theirs(username, here, at):
        holds = [hold for hold in holds if not hold.everywhere]
    return _latest(holds, at)


def held(at: datetime) -> dict[int, Hold]:
    """Return the latest lock of each locked user, by the user's key; one query."""
    rows = FailedSignIn.objects.counted(at).filter(user__isnull=False).order_by("at", "pk")
    failed: dict[int, list[tuple[str, datetime]]] = {}
    for user, network, when in rows.values_list("user_id", "network", "at"):
        failed.setdefault(user, []).append((network, when))
    latest = {user: _latest(_holds(rows), at) for user, rows in failed.items()}
    return {user: hold for user, hold in latest.items() if hold}


def _holds(failed: list[tuple[str, datetime]], here: str | None = None) -> list[Hold]:
    """Return the locks earned by failures, each with its place: of one place, or of each."""
    places = {place for place, _ in failed} if here is None else {here}
    earned = [
        (FROM_ONE_PLACE.until([when for place, when in failed if place == one]), False)
        for one in places
    ]
    earned.append((FROM_ALL_PLACES.until([when for _, when in failed]), True))
    return [Hold(until, everywhere) for until, everywhere in earned if until]


def _latest(holds: Iterable[Hold], at: datetime) -> Hold | None:
    going_on = (hold for hold in holds if hold.until > at)
    return max(going_on, key=lambda hold: hold.until, default=None)


def _is_theirs(username: str, network: str, at: datetime) -> bool:
    """Whether the user signed in from there lately: a stranger elsewhere never locks them out."""
    lately = SignIn.objects.filter(user__username=username, started__gt=at - _REMEMBERED)
    addresses = lately.order_by().values_list("address", flat=True).distinct()
    return bool(network) and network in map(network_of, addresses)


def keep_failure(username: str, address: str | None, kind: FailedSignIn.Kind, at: datetime) -> None:
    """Keep one failed sign-in, or a failed proof of a password or code, and log it.

    Only what is a user's name is kept as such.
    """
    user = User.objects.filter(username=username).first()
    FailedSignIn.objects.create(
        user=user, key=key_of(username), address=address, network=network_of(address),
        kind=kind, at=at,
    )  # fmt: skip
    log_failure(user, address, kind)


def log_failure(user: User | None, address: str | None, reason: str) -> None:
    """Write the one line of a failure, as docs/operating.md gives it to fail2ban."""
    key = user.pk if user else "-"
    _log.warning("sign-in failed user=%s address=%s reason=%s", key, address or "-", reason)


def forgive(user: User, address: str | None = None) -> None:
    """Count a user's failures no longer: those from the place of an address, or all."""
    counting = FailedSignIn.objects.filter(user=user, counts=True)
    if address is not None:
        counting = counting.filter(network=network_of(address))
    counting.update(counts=False)


def failed_since(user: User, since: datetime) -> int:
    """Return how often signing in as the user failed since a moment."""
    return user.failed_sign_ins.filter(at__gt=since).count()

"""A browser whose user gave the right password and has yet to give the code: signed in nowhere."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from accounts.models import User

HALF = "half-in"
# So many seconds there are for the code.
FOR = 5 * 60


@dataclass(frozen=True)
class Half:
    """Who gave the password, and where they go on to."""

    user: User
    address: str


def go_half_in(request: HttpRequest, user: User, address: str, at: datetime) -> None:
    """Keep who gave the password; the session is nobody's until the code comes."""
    request.session.flush()
    request.session[HALF] = {
        "user": user.pk,
        "hash": user.get_session_auth_hash(),
        "address": address,
        "at": int(at.timestamp()),
    }


def half_in(request: HttpRequest, at: datetime) -> Half | None:
    """Return who gave the password a moment ago; None where nobody did, or it is another now."""
    kept = request.session.get(HALF)
    if not kept or at.timestamp() - kept["at"] > FOR:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(user.get_session_auth_hash(), kept["hash"]):
        return None
    return Half(user, kept["address"])

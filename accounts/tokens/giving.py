"""What administrators do to tokens; each checks the rules of `administering`."""

from datetime import datetime

from accounts.models import ApiToken, User
from accounts.users.administrators import administering
from personnel.keeping.recording import Refused
from personnel.keeping.seen import Unfit

from .forms import TokenForm
from .secrets import SHOWN, digest_of, new_secret


def give_out(form: TokenForm, *, by: User, at: datetime) -> tuple[ApiToken, str]:
    """Write a valid new token; return it with its secret, which is kept nowhere.

    Raises Refused, and Unfit when what was valid no longer is.
    """
    with administering(by=by, at=at, reason="Cấp mã truy cập API") as scribe:
        fresh = form.anew()
        if not fresh.is_valid():
            raise Unfit(fresh)
        token, secret = fresh.instance, new_secret()
        token.prefix, token.sha256 = secret[:SHOWN], digest_of(secret)
        token.given_by, token.given_at = by, at
        scribe.add(token)
    return token, secret


def revoke(token: ApiToken, *, by: User, at: datetime) -> ApiToken:
    """End a token for good; raises Refused, too where it is revoked already."""
    with administering(by=by, at=at, reason="Thu hồi mã truy cập API") as scribe:
        fresh = scribe.hold(token)
        if fresh.revoked_at:
            raise Refused(f"Mã truy cập API “{fresh.label}” đã được thu hồi trước đó.")
        scribe.change(fresh, revoked_at=at, revoked_by=scribe.by)
    return fresh

"""The browsers in which a user is signed in."""

from datetime import datetime

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest

from accounts.guarding.addresses import client_address
from accounts.models import SignIn, User

SEEN = "seen"
# Reading a page writes at most this often.
EVERY = 60


def begin(request: HttpRequest, user: User, at: datetime) -> SignIn:
    """Record that `user` has just signed in with this browser."""
    if not request.session.session_key:
        request.session.create()
    request.session[SEEN] = int(at.timestamp())
    return SignIn.objects.create(
        user=user,
        session_key=str(request.session.session_key),
        started=at,
        last_seen=at,
        address=client_address(request),
        agent=request.headers.get("User-Agent", "")[:255],
    )


def touch(request: HttpRequest, user: User, at: datetime) -> None:
    """Record that the browser is in use, at most once a minute.

    Writing the session puts off its end, so that a session nobody uses ends by itself.
    """
    if at.timestamp() - request.session.get(SEEN, 0) < EVERY:
        return
    request.session[SEEN] = int(at.timestamp())
    if not SignIn.objects.filter(session_key=request.session.session_key).update(last_seen=at):
        begin(request, user, at)


def current(request: HttpRequest, user: User) -> SignIn | None:
    """Return the sign-in of this browser."""
    return user.sign_ins.filter(session_key=request.session.session_key).first()


def previous(user: User, this: SignIn | None) -> SignIn | None:
    """Return the sign-in before `this`; None when there was none."""
    before = user.sign_ins.exclude(pk=this.pk) if this else user.sign_ins.all()
    return before.filter(started__lte=this.started).first() if this else before.first()


def stay_alone(request: HttpRequest, user: User) -> None:
    """Go on in this browser, under a new key, after the password has changed; end the others."""
    before = request.session.session_key
    update_session_auth_hash(request, user)
    # Whole with the password itself, for whoever pressed the button twice and goes on in it.
    request.session.save()
    user.sign_ins.filter(session_key=before).update(session_key=request.session.session_key)
    user.sign_ins.exclude(session_key=request.session.session_key).end()

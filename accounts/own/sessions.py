"""The browsers in which a user is signed in."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest
from django.utils import timezone

from accounts.guarding.addresses import client_address
from accounts.models import SignIn, User
from accounts.models.sign_ins import SignInQuerySet

SEEN = "seen"
# When the session began, and when its user last gave their password.
BEGAN, PROVED = "began", "proved"
# A password given within so many seconds is not asked for again.
LATELY = 10 * 60
# Reading a page writes at most this often.
EVERY = 60


def begin(request: HttpRequest, user: User, at: datetime) -> SignIn:
    """Record that `user` has just signed in with this browser."""
    if not request.session.session_key:
        request.session.create()
    request.session[SEEN] = request.session[BEGAN] = int(at.timestamp())
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
    request.session.setdefault(BEGAN, int(at.timestamp()))
    if not SignIn.objects.filter(session_key=request.session.session_key).update(last_seen=at):
        begin(request, user, at)


def ends(request: HttpRequest) -> int | None:
    """Return the moment, in seconds, when the session ends however it is used; None if unknown."""
    began = request.session.get(BEGAN)
    return began + settings.SESSION_HOURS * 60 * 60 if began is not None else None


def is_over(request: HttpRequest, at: datetime) -> bool:
    """Whether the session has lasted as long as one may."""
    end = ends(request)
    return end is not None and at.timestamp() >= end


def prove(request: HttpRequest, at: datetime) -> None:
    """Keep that the user has just given their password."""
    request.session[PROVED] = int(at.timestamp())


def proved_lately(request: HttpRequest, at: datetime) -> bool:
    """Whether the user gave their password within the last minutes."""
    return bool(at.timestamp() - request.session.get(PROVED, 0) < LATELY)


def current(request: HttpRequest, user: User) -> SignIn | None:
    """Return the sign-in of this browser."""
    return user.sign_ins.filter(session_key=request.session.session_key).first()


def previous(user: User, this: SignIn | None) -> SignIn | None:
    """Return the sign-in before `this`; None when there was none."""
    before = user.sign_ins.exclude(pk=this.pk) if this else user.sign_ins.all()
    return before.filter(started__lte=this.started).first() if this else before.first()


def others_of(request: HttpRequest, user: User) -> SignInQuerySet:
    """Return the user's sign-ins but that of this browser."""
    return user.sign_ins.exclude(session_key=request.session.session_key)


def stay_alone(request: HttpRequest, user: User) -> None:
    """Go on in this browser, under a new key, after the password has changed; end the others."""
    before = request.session.session_key
    update_session_auth_hash(request, user)
    prove(request, timezone.now())
    # Whole with the password itself, for whoever pressed the button twice and goes on in it.
    request.session.save()
    user.sign_ins.filter(session_key=before).update(session_key=request.session.session_key)
    others_of(request, user).end()

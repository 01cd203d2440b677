"""What one's own password is asked for again, where it was given more than ten minutes ago."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.guarding.proving import proves
from accounts.models import User
from accounts.own.sessions import prove, proved_lately

FIELD, LOOKING = "password-again", "password-again-to-see"
_UNSENT = (FIELD, LOOKING, "csrfmiddlewaretoken")


@dataclass(frozen=True)
class Deed:
    """What an address does: `shows` where looking alone is asked for too.

    `grows` where its form asks for a row more by `add`, and then writes nothing.
    """

    shows: bool = False
    grows: bool = False


# By the name of the address.
DEEDS = {
    "user-add": Deed(grows=True),
    "user": Deed(grows=True),
    "api-token-add": Deed(),
    "api-token-revoke": Deed(),
    "decree-boards": Deed(),
    "user-active": Deed(),
    "user-password": Deed(),
    "user-second-factor": Deed(),
    "second-factor": Deed(shows=True),
    "second-factor-codes": Deed(),
    "second-factor-off": Deed(),
    "sign-ins-end": Deed(),
    "period-seal": Deed(),
    "training-approve": Deed(),
    "decree-apply": Deed(),
    "decree-due": Deed(),
    "decree-undo": Deed(),
    "personal-give": Deed(),
    "personal-erase": Deed(),
    "personal-terms": Deed(),
}


class PasswordAgain:
    """Asks for the password in place of the page, with what was sent kept in the form.

    A wrong password counts as a failed sign-in does. Before the middleware that answers a form
    once, whose key goes along: the form is taken when the password is right.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Return the page that asks, or None where the deed may be done."""
        deed = DEEDS.get(request.resolver_match.view_name if request.resolver_match else "")
        if deed is None or not isinstance(request.user, User):
            return None
        password, looking = _taken(request)
        if not proved_lately(request, timezone.now()):
            if not (password and proves(request, request.user, password)):
                if not _asks(deed, request):
                    return None
                return _ask(request, wrong=password is not None, looking=looking)
            prove(request, timezone.now())
        return redirect(request.get_full_path()) if looking else None


def _asks(deed: Deed, request: HttpRequest) -> bool:
    if request.method in ("GET", "HEAD"):
        return deed.shows
    return not (deed.grows and "add" in request.POST)


def _taken(request: HttpRequest) -> tuple[str | None, bool]:
    """Take what this page added out of what was sent: the view shall not know of it."""
    sent = request.POST.copy()
    found = sent.pop(FIELD, []), bool(sent.pop(LOOKING, []))
    request.POST = sent  # type: ignore[assignment]  # as it would come from a form of its own
    return (found[0][-1] if found[0] else None), found[1]


def _ask(request: HttpRequest, *, wrong: bool, looking: bool) -> HttpResponse:
    context = {
        "wrong": wrong,
        "looking": looking or request.method != "POST",
        "fields": list(_fields(request)),
        "field": FIELD,
        "looking_field": LOOKING,
    }
    status = 422 if wrong else 200
    return render(request, "accounts/password_again.html", context, status=status)


def _fields(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name not in _UNSENT:
            yield from ((name, str(value)) for value in values)

"""What django-axes asks at each attempt: its locks are those of `failures`."""

from typing import Any

from axes.handlers.base import AxesHandler
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import FailedSignIn, User

from .addresses import client_address
from .failures import forgive, hold_of, keep_failure, log_failure


class Handler(AxesHandler):
    """Locks by user and place, and by user over all places, with growing waits.

    Its own tables count failures by one limit and one wait for all that is locked, and a name
    typed into them stays in the clear.
    """

    def is_locked(self, request: Any, credentials: dict[str, Any] | None = None) -> bool:
        """Whether the name may not be tried now; the request learns until when."""
        username = (credentials or {}).get("username") or ""
        request.hold = hold_of(username, client_address(request), timezone.now())
        return request.hold is not None

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: Any = None, **kwargs: Any
    ) -> None:
        """Keep the failure; one that was refused unlooked at is only logged."""
        if request is None:
            return
        username, address = credentials.get("username") or "", client_address(request)
        if request.axes_locked_out:
            log_failure(User.objects.filter(username=username).first(), address, "locked")
            return
        keep_failure(username, address, _kind_of(request), timezone.now())
        request.axes_locked_out = self.is_locked(request, credentials)

    def user_logged_in(self, sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
        """Let go of the failures from this place, and of nobody else's."""
        forgive(user, client_address(request) or "")


def _kind_of(request: HttpRequest) -> FailedSignIn.Kind:
    signed_in = hasattr(request, "user") and request.user.is_authenticated
    return FailedSignIn.Kind.AGAIN if signed_in else FailedSignIn.Kind.PASSWORD

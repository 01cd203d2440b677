"""Every form that writes goes through here on its way to the page it is for."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from accounts.models import User
from personnel.basics.htmx import by_htmx

from .keeping import settle, take
from .keys import key_of
from .twice import answer_again
from .waiting import waiting


class OncePerForm:
    """A form with a key is answered in one transaction: what it does, and that it did it.

    Sent again it does nothing more, and is answered as it was. Parts of pages, which write
    nothing, carry the key of their form along; they neither take it nor mind it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Return the answer of a form that has a key; None for everything else."""
        user = request.user
        if request.method != "POST" or not isinstance(user, User) or by_htmx(request):
            return None
        if not key_of(request):
            return None
        with transaction.atomic():
            sending = take(request, user, timezone.now())
            if sending.status:
                return answer_again(request, sending)
            before, session = len(waiting(request)), request.session.session_key
            response = view(request, *args, **kwargs)
            now = request.session.session_key or ""
            settle(sending, response, waiting(request)[before:], "" if now == session else now)
        return response

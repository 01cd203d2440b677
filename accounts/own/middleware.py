"""What every request of a signed-in browser goes through."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import User
from personnel.basics.htmx import by_htmx

from .returning import page_of
from .sessions import is_over, touch

# What is open to whoever has yet to do something first, beside the page to do it.
OPEN = ("password-change", "sign-ins-go-on", "sign-out")


def in_use(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    """Return a middleware that records when a signed-in browser was last seen, and ends it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        if request.user.is_authenticated and is_over(request, now):
            logout(request)
            request.lasted_too_long = True  # type: ignore[attr-defined]  # told when signing in
        elif request.user.is_authenticated:
            touch(request, request.user, now)
        return get_response(request)

    return middleware


class SignInFirst(LoginRequiredMiddleware):
    """Nothing is shown before signing in, nor before what signing in asks for has been done.

    A temporary password is changed first, then a second factor set up that is required.
    """

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Return where to go first, or None."""
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        match = request.resolver_match
        if answer is None and isinstance(request.user, User) and match:
            first = _first(request.user)
            if first and match.url_name not in (first, *OPEN):
                answer = redirect(first)
        return _for_htmx(request, answer) if answer else None

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        """Ask to sign in; whoever was signed in, and did not sign out, is told that it ended."""
        leaving = request.resolver_match and request.resolver_match.url_name == "sign-out"
        # A browser may have a session without signing in: for messages, or half way in.
        was_in = settings.SESSION_COOKIE_NAME in request.COOKIES
        if was_in and request.session.session_key is None and not leaving:
            messages.info(request, _how_it_ended(request))
        return redirect_to_login(page_of(request), reverse("sign-in"))


def _first(user: User) -> str:
    """Return the page that a user has to go to before all others; "" where there is none."""
    if user.must_change_password:
        return "password-change"
    return "second-factor" if user.needs_second_factor else ""


def _how_it_ended(request: HttpRequest) -> str:
    if getattr(request, "lasted_too_long", False):
        return (
            f"Phiên làm việc đã kết thúc: quá {settings.SESSION_HOURS} giờ kể từ khi đăng nhập. "
            "Hãy đăng nhập lại."
        )
    return (
        f"Phiên làm việc đã kết thúc: quá {settings.IDLE_MINUTES} phút không thao tác, hoặc đã "
        "được kết thúc từ nơi khác. Hãy đăng nhập lại."
    )


def _for_htmx(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """Send the whole window on, not the part of the page that was asked for."""
    if by_htmx(request):
        return HttpResponseClientRedirect(answer["Location"])
    return answer

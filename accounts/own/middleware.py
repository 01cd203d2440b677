"""What every request of a signed-in browser goes through."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from personnel.basics.htmx import by_htmx

from .returning import page_of
from .sessions import touch

# What is open to whoever has yet to change a temporary password.
OPEN = ("password-change", "sign-out")


def in_use(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    """Return a middleware that records when a signed-in browser was last seen."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            touch(request, request.user, timezone.now())
        return get_response(request)

    return middleware


class SignInFirst(LoginRequiredMiddleware):
    """Nothing is shown before signing in, nor before a temporary password has been changed."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Return where to go first, or None."""
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        match = request.resolver_match
        must = getattr(request.user, "must_change_password", False)
        if answer is None and must and match and match.url_name not in OPEN:
            answer = redirect("password-change")
        return _for_htmx(request, answer) if answer else None

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        """Ask to sign in; whoever was signed in, and did not sign out, is told that it ended."""
        leaving = request.resolver_match and request.resolver_match.url_name == "sign-out"
        ended = request.session.session_key is None  # a browser may have one without signing in
        if settings.SESSION_COOKIE_NAME in request.COOKIES and ended and not leaving:
            messages.info(
                request,
                f"Phiên làm việc đã kết thúc: quá {settings.IDLE_MINUTES} phút không thao tác, "
                "hoặc đã được kết thúc từ nơi khác. Hãy đăng nhập lại.",
            )
        return redirect_to_login(page_of(request), reverse("sign-in"))


def _for_htmx(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """Send the whole window on, not the part of the page that was asked for."""
    if by_htmx(request):
        return HttpResponseClientRedirect(answer["Location"])
    return answer

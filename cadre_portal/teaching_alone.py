"""Whoever has the right of the Political School alone opens what their menu shows, no more."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from accounts.models import User

from .navigation import first_page, is_open

NOT_OPEN = "Trang này không dành cho tài khoản của Trường Chính trị."


class TeachingAlone:
    """Refuses a page that the menu has not for the school, as one that is not there.

    What a page shows of anybody is asked of the records once more; here it is that a page added
    tomorrow is closed to the school until the menu says otherwise. The first page leads to where
    the school works.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Return where the first page leads, or None where the page is open; raises Http404."""
        user = request.user
        if not isinstance(user, User) or not user.only_teaches or is_open(request, user):
            return None
        if request.resolver_match and request.resolver_match.view_name == "overview":
            return redirect(first_page(user))
        raise Http404(NOT_OPEN)

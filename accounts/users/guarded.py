"""Pages of administrators: to everybody else they are not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse

from accounts.models import User

View = Callable[..., HttpResponse]


def administrators_only(view: View) -> View:
    """Wrap a page of administrators; to everybody else it is not there (404)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not signed_in(request).may_administer:
            raise Http404("Trang này chỉ dành cho quản trị cấp tỉnh.")
        return view(request, *args, **kwargs)

    return guarded


def signed_in(request: HttpRequest) -> User:
    """Return who signed in; sign-in is required on every page."""
    return cast(User, request.user)

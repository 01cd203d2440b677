"""What every request of the API goes through before the portal looks at it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from reports.problems import is_asked_by_a_program


class WithoutCookies:
    """Take the cookies out of a request of the API, before a session is looked for.

    A browser that is signed in opens nothing by it, and no session is kept alive or begun: whoever
    asks there is known by a token alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_asked_by_a_program(request):
            request.META.pop("HTTP_COOKIE", None)
            request.COOKIES = {}
        return self.get_response(request)

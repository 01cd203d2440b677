"""What no page of the portal should have to look at, and what every answer carries."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import add_never_cache_headers

NULL = "\x00"
METHODS = ("GET", "HEAD", "POST")


class ReadAndSent:
    """Refuse every method that no page answers (405): pages are read, and forms are sent.

    Which of the two a page takes, it says itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)


class KeptNowhere:
    """Tell browsers and servers on the way to keep no answer: what stood on it was somebody's.

    After signing out, "Back" asks for the page anew. Files of the portal's own look are served
    before this is reached.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        add_never_cache_headers(response)
        return response


class NoNullCharacters:
    """Refuse addresses that hold a null character: PostgreSQL takes none in a parameter.

    In the path it names nothing (404), in the query it is a malformed value (400). Forms refuse
    it by themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NULL in request.path:
            raise Http404("Địa chỉ này không có trang nào.")
        if any(NULL in text for pair in request.GET.lists() for text in (pair[0], *pair[1])):
            raise BadRequest("Địa chỉ chứa ký tự không hợp lệ.")
        return self.get_response(request)

"""What no page of the portal should have to look at."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse

NULL = "\x00"


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

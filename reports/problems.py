"""What is wrong, told to a program: application/problem+json, as RFC 9457 has it."""

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse

# Under it programs ask: no answer there is a page.
OF_PROGRAMS = "/api/"
CONTENT_TYPE = "application/problem+json"


def is_asked_by_a_program(request: HttpRequest) -> bool:
    """Whether the address is one of the API, there or not."""
    return request.path.startswith(OF_PROGRAMS)


def problem(status: int, title: str, detail: str) -> JsonResponse:
    """Return an answer that says in Vietnamese what is wrong and what to do."""
    return JsonResponse(
        {"type": "about:blank", "status": int(HTTPStatus(status)), "title": title,
         "detail": detail},
        status=status, content_type=CONTENT_TYPE, json_dumps_params={"ensure_ascii": False},
    )  # fmt: skip

"""The API as a whole: its operations, and what it answers where it cannot tell."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, AuthorizationError, ValidationError
from ninja.renderers import JSONRenderer

from accounts.tokens.checking import NotLetIn, TooOften
from reports.problems import problem

from . import criteria, figures, people, periods, structure, studies, units
from .authentication import Bearer


class AsWritten(JSONRenderer):
    """JSON with Vietnamese as it is written."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="Cổng thông tin trình độ cán bộ cấp xã",
    version="1",
    description="API chỉ đọc cho hệ thống khác; xem docs/api.md.",
    openapi_url=None,
    docs_url=None,
    auth=Bearer(),
    renderer=AsWritten(),
)
for room in (units, criteria, figures, periods, structure, studies, people):
    api.add_router("", room.router)

REALM = 'Bearer realm="api"'
NO_TOKEN = "Yêu cầu phải kèm mã truy cập API trong tiêu đề Authorization: Bearer …"


@api.exception_handler(AuthenticationError)
def without_token(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Say that a token is asked for."""
    return _asking(NO_TOKEN)


@api.exception_handler(NotLetIn)
def not_let_in(request: HttpRequest, error: NotLetIn) -> HttpResponse:
    """Say why a token opens nothing."""
    return _asking(str(error), ', error="invalid_token"')


def _asking(detail: str, more: str = "") -> HttpResponse:
    answer = problem(401, "Chưa được truy cập", detail)
    answer["WWW-Authenticate"] = REALM + more
    return answer


@api.exception_handler(TooOften)
def too_often(request: HttpRequest, error: TooOften) -> HttpResponse:
    """Say when to ask again."""
    answer = problem(429, "Quá nhiều yêu cầu", error.said)
    answer["Retry-After"] = str(error.seconds)
    return answer


@api.exception_handler(AuthorizationError)
def not_allowed(request: HttpRequest, error: AuthorizationError) -> HttpResponse:
    """Say what the token does not open."""
    return problem(403, "Không có quyền", error.message)


@api.exception_handler(Http404)
def not_there(request: HttpRequest, error: Http404) -> HttpResponse:
    """Say what is not there, or not for this token."""
    return problem(404, "Không tìm thấy", str(error) or "Địa chỉ này không có.")


@api.exception_handler(BadRequest)
def cannot_be_worked_out(request: HttpRequest, error: BadRequest) -> HttpResponse:
    """Say why nothing can be worked out of what was asked."""
    return problem(400, "Yêu cầu không hợp lệ", str(error))


@api.exception_handler(ValidationError)
def unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say which parameter cannot be read."""
    said = {_name(each): _in_words(each) for each in reversed(error.errors)}
    return problem(422, "Tham số không hợp lệ", " ".join(reversed(said.values())))


def _name(error: dict[str, Any]) -> str:
    """Return the parameter that an error is about; "" where it is about all of them."""
    place = [str(step) for step in error["loc"] if step != "asked"]
    return place[1] if len(place) > 1 else ""


def _in_words(error: dict[str, Any]) -> str:
    """Return an error of the library's in Vietnamese; ours carry their own words."""
    name, about = _name(error), error.get("ctx", {})
    if error["type"] == "missing":
        return f"Thiếu tham số “{name}”."
    own = str(about.get("error", ""))
    if own and not own.isascii():
        return f"{name}: {own}" if name else own
    expected = about.get("expected", "").replace(" or ", ", ")
    accepted = f" Chấp nhận: {expected}." if expected else ""
    return f"Giá trị của “{name}” không dùng được.{accepted}"

"""Error pages in Vietnamese: what is wrong and what to do."""

import sys

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from personnel.basics.htmx import by_htmx
from personnel.basics.outages import DiskFault, Outage, outage_of

from .problems import is_asked_by_a_program, problem

# Seconds after which whoever asked by a program may ask again.
RETRY_AFTER = 30
_FAULT = Outage(
    "Lỗi hệ thống",
    "Cổng thông tin gặp sự cố.",
    "Thử lại sau ít phút. Nếu vẫn lỗi, báo cho quản trị cấp tỉnh địa chỉ trang và thời điểm gặp "
    "lỗi.",
)
_NOTHING_WRITTEN = "Chưa ghi gì từ thao tác vừa gửi."
_NOT_SURE = (
    "Chưa rõ thao tác vừa gửi đã được ghi hay chưa: khi cổng hoạt động lại, hãy xem lại trước khi "
    "gửi lần nữa."
)


def _page(request: HttpRequest, status: int, title: str, message: str, advice: str) -> HttpResponse:
    if is_asked_by_a_program(request):
        return problem(status, title, message)
    context = {"status": status, "title": title, "message": message, "advice": advice}
    return render(request, "error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A URL or form that cannot be read; only our own refusals carry a message for the user."""
    if isinstance(exception, SessionInterrupted):
        return _interrupted(request, exception)
    said = str(exception) if isinstance(exception, BadRequest) else ""
    return _page(
        request,
        400,
        "Yêu cầu không hợp lệ",
        said or "Địa chỉ hoặc dữ liệu gửi lên không đọc được.",
        "Sửa lại giá trị nêu trên, hoặc chọn từ các đường dẫn trên trang.",
    )


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Something this account may not do."""
    return _page(
        request,
        403,
        "Không có quyền",
        "Tài khoản này không được thực hiện thao tác vừa chọn.",
        "Nếu cần quyền này, liên hệ quản trị cấp tỉnh.",
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page, or none that this account may see."""
    said = exception.args[0] if exception.args else ""
    return _page(
        request,
        404,
        "Không tìm thấy",
        said if isinstance(said, str) and said else "Trang này không có.",
        "Kiểm tra lại địa chỉ, chọn ngày khác, hoặc tìm từ trang đầu.",
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of the portal itself, or 503 for what it stands on: the database, the disk.

    The answer must need neither user nor database.
    """
    error = sys.exception()
    if outage := outage_of(error):
        return _unavailable(request, outage, wrote_nothing=isinstance(error, DiskFault))
    return _answer(request, 500, _FAULT, _NOT_SURE)


def _interrupted(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A session that could not be kept: ended from elsewhere meanwhile, or for want of a database.

    Django says the former of both.
    """
    if outage := outage_of(exception):
        return _unavailable(request, outage)
    return _page(
        request,
        400,
        "Phiên làm việc đã kết thúc",
        "Phiên làm việc được kết thúc từ nơi khác trong lúc xử lý yêu cầu này.",
        "Hãy đăng nhập lại, rồi xem lại thao tác vừa gửi đã được ghi chưa.",
    )


def _unavailable(
    request: HttpRequest, outage: Outage, *, wrote_nothing: bool = False
) -> HttpResponse:
    answer = _answer(request, 503, outage, _NOTHING_WRITTEN if wrote_nothing else _NOT_SURE)
    answer["Retry-After"] = str(RETRY_AFTER)
    return answer


def _answer(request: HttpRequest, status: int, outage: Outage, written: str) -> HttpResponse:
    """Say what does not work: a page, or in short to htmx and to whoever asked for JSON."""
    if _writes_nothing(request):
        written = ""
    short = " ".join(filter(None, (outage.reason, written, outage.advice)))
    answer: HttpResponse
    if is_asked_by_a_program(request):
        answer = problem(status, outage.title, short)
    elif by_htmx(request):
        answer = HttpResponse(short, content_type="text/plain; charset=utf-8", status=status)
    elif _as_json(request):
        answer = JsonResponse(
            {"error": short}, json_dumps_params={"ensure_ascii": False}, status=status
        )
    else:
        context = {"status": status, "outage": outage, "written": written}
        answer = render(request, "fault.html", context, status=status)
    return answer


def _writes_nothing(request: HttpRequest) -> bool:
    """Whether there is nothing to look after: htmx asks for parts of pages, and writes none."""
    looks = request.method in ("GET", "HEAD") or by_htmx(request)
    return looks or request.path == reverse("sign-in")


def _as_json(request: HttpRequest) -> bool:
    """Whether JSON is rather wanted than a page: a browser that follows a link wants a page."""
    kinds = ["text/html", "application/json"]
    if request.path.endswith(".json"):
        kinds.reverse()
    return request.get_preferred_type(kinds) == "application/json"

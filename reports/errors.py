"""Error pages in Vietnamese: what is wrong and what to do."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _page(request: HttpRequest, status: int, title: str, message: str, advice: str) -> HttpResponse:
    context = {"status": status, "title": title, "message": message, "advice": advice}
    return render(request, "error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A URL or form that cannot be read; only our own refusals carry a message for the user."""
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
        "Kiểm tra lại địa chỉ, chọn ngày khác, hoặc tìm từ trang tổng quan.",
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of the portal itself; the page must need neither user nor database."""
    return render(request, "500.html", status=500)

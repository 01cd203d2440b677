"""Error pages in Vietnamese: what is wrong and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _page(request: HttpRequest, status: int, title: str, message: str) -> HttpResponse:
    context = {"title": title, "message": message}
    return render(request, "error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A URL or form that cannot be read."""
    message = str(exception) or "Địa chỉ hoặc dữ liệu gửi lên không đọc được."
    return _page(request, 400, "Yêu cầu không hợp lệ", message)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Something this account may not do."""
    return _page(
        request, 403, "Không có quyền", "Tài khoản này không được thực hiện thao tác vừa chọn."
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page, or none that this account may see."""
    said = exception.args[0] if exception.args else ""
    message = said if isinstance(said, str) and said else "Trang này không có."
    return _page(request, 404, "Không tìm thấy", message)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of the portal itself; the page must need neither user nor database."""
    return render(request, "500.html", status=500)

"""Error pages: in Vietnamese, with what to do, and nothing of the machine's own words."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.test import Client, RequestFactory

from reports import errors


@pytest.fixture
def request_of(province_viewer):
    request = RequestFactory().get("/")
    request.user = province_viewer
    return request


@pytest.mark.parametrize(
    ("view", "exception", "status", "words"),
    [
        (errors.bad_request, BadRequest("Ngày không hợp lệ."), 400, "Ngày không hợp lệ."),
        (errors.bad_request, SuspiciousOperation("Invalid host"), 400, "không đọc được"),
        (errors.permission_denied, PermissionDenied(), 403, "quản trị cấp tỉnh"),
        (errors.not_found, Http404("Không có đơn vị."), 404, "Không có đơn vị."),
        (errors.not_found, Http404({"tried": []}), 404, "Trang này không có."),
    ],
)
def test_what_a_page_says(request_of, view, exception, status, words):
    response = view(request_of, exception)
    shown = response.content.decode()
    assert response.status_code == status
    assert words in shown and f"Lỗi {status}" in shown and "Về trang tổng quan" in shown
    assert "Invalid" not in shown and "tried" not in shown


def test_a_fault_needs_no_database():
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500 and "báo cho quản trị" in response.content.decode()


def test_what_a_user_types_is_not_taken_for_html(province_viewer, client_for):
    response = client_for(province_viewer).get("/", {"as_of": "<script>alert(1)</script>"})
    assert response.status_code == 400 and b"<script>" not in response.content


def test_a_stale_form_is_explained(province_viewer):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/dang-nhap/", {"username": "theo-doi", "password": "x"})
    assert response.status_code == 403
    assert "Biểu mẫu đã hết hạn" in response.content.decode()

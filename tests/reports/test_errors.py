"""Error pages: in Vietnamese, with what to do, and nothing of the machine's own words."""

import errno
from contextlib import contextmanager

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import DatabaseError, connection
from django.http import Http404
from django.test import Client, RequestFactory

from personnel.basics.outages import BUSY, DISK_FULL, DiskFault
from reports import errors
from sheets.uploads import views as uploads
from tests.outages import away, busy

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.fixture
def request_of(province_viewer):
    request = RequestFactory().get("/")
    request.user, request.session = province_viewer, {}
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


@contextmanager
def not_answering(error=away):
    """Let the database answer nothing, whoever asks."""

    def refuse(*_query):
        raise error()

    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def signed_in(province_viewer, client_for):
    client = client_for(province_viewer)
    client.raise_request_exception = False
    return client


def test_a_fault_needs_no_database():
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500 and "báo cho quản trị" in response.content.decode()


def test_what_was_sent_when_it_failed_is_not_said_to_be_unwritten():
    sent = errors.server_error(RequestFactory().post("/")).content.decode()
    assert "Chưa rõ thao tác vừa gửi đã được ghi hay chưa" in sent and "Tải lại" not in sent
    looked = errors.server_error(RequestFactory().get("/x/?a=1")).content.decode()
    assert "Chưa rõ" not in looked and 'href="/x/?a=1">Tải lại trang này' in looked


def test_a_database_that_is_away_is_said_and_found_again(signed_in):
    with not_answering():
        response = signed_in.get("/nhan-su/?q=an", headers=BROWSER)
    shown = response.content.decode()
    assert response.status_code == 503 and response["Retry-After"] == "30"
    assert "no-store" in response["Cache-Control"] and not response.cookies
    assert "Không kết nối được" in shown and "cơ sở dữ liệu dừng" in shown
    assert "10.1.2.3" not in shown and "5432" not in shown
    assert signed_in.get("/nhan-su/?q=an").status_code == 200


def test_a_database_that_is_busy_is_not_said_to_be_away(signed_in):
    with not_answering(busy):
        shown = signed_in.get("/nhan-su/").content.decode()
    assert BUSY.reason in shown and "kết nối" not in shown


def test_without_a_database_nobody_signs_in_and_everybody_is_told(db):
    client = Client(raise_request_exception=False)
    with not_answering():
        assert client.get("/dang-nhap/").status_code == 200
        response = client.post("/dang-nhap/", {"username": "theo-doi", "password": "x"})
    assert response.status_code == 503
    assert "Không kết nối được" in response.content.decode()
    assert "Chưa rõ" not in response.content.decode()


@pytest.mark.parametrize(
    ("path", "headers", "kind"),
    [
        ("/nhan-su/", {"HX-Request": "true"}, "text/plain; charset=utf-8"),
        ("/nhan-su/", {"Accept": "application/json"}, "application/json"),
        ("/bao-cao/truc-tiep.json", {}, "application/json"),
        ("/bao-cao/truc-tiep.json", {"Accept": "*/*"}, "application/json"),
        ("/bao-cao/truc-tiep.json", BROWSER, "text/html; charset=utf-8"),
        ("/nhan-su/", {"Accept": "*/*"}, "text/html; charset=utf-8"),
    ],
)
def test_it_is_said_in_the_form_that_was_asked_for(signed_in, path, headers, kind):
    with not_answering():
        response = signed_in.get(path, headers=headers)
    assert (response.status_code, response["Content-Type"]) == (503, kind)
    said = response.json()["error"] if kind == "application/json" else response.content.decode()
    assert "Không kết nối được, hoặc mất kết nối với cơ sở dữ liệu" in said


@pytest.mark.parametrize(
    ("error", "said", "written"),
    [
        (DiskFault(DISK_FULL), DISK_FULL.reason, "Chưa ghi gì từ thao tác vừa gửi."),
        (OSError(errno.ENOSPC, "No space left on device"), DISK_FULL.reason, "Chưa rõ"),
    ],
)
def test_a_full_disk_is_said(editor_a, client_for, monkeypatch, error, said, written):
    def full(*_files, **_options):
        raise error

    client = client_for(editor_a)
    client.raise_request_exception = False
    monkeypatch.setattr(uploads, "receive", full)
    response = client.post("/nhap-tep/")
    assert response.status_code == 503
    assert said in response.content.decode() and written in response.content.decode()


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (away, 503, "Không kết nối được"),
        (lambda: DatabaseError("did not affect any rows"), 400, "được kết thúc từ nơi khác"),
    ],
)
def test_a_session_that_cannot_be_kept(
    client_for, province_admin, monkeypatch, error, status, said
):
    client = client_for(province_admin)
    client.raise_request_exception = False
    session = client.session
    session["seen"] = 0
    session.save()

    def refuse(*_args, **_options):
        raise error()

    monkeypatch.setattr(Session, "save", refuse)
    response = client.get("/nhan-su/")
    assert response.status_code == status and said in response.content.decode()
    assert b"session" not in response.content


def test_what_a_user_types_is_not_taken_for_html(province_viewer, client_for):
    response = client_for(province_viewer).get("/", {"as_of": "<script>alert(1)</script>"})
    assert response.status_code == 400 and b"<script>" not in response.content


def test_a_stale_form_is_explained(province_viewer):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/dang-nhap/", {"username": "theo-doi", "password": "x"})
    assert response.status_code == 403
    assert "Biểu mẫu đã hết hạn" in response.content.decode()

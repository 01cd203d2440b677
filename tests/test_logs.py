"""The log: a line for what was refused, a traceback for a fault, nobody's number in either."""

import logging
import re
from io import StringIO

import pytest
from django.test import Client
from django.utils.functional import SimpleLazyObject

from accounts.own.views import SignInPage
from cadre_portal.logs import OneLineOfARefusal

FORM = "application/x-www-form-urlencoded"
# Over which no clock is in doubt: with its distance from UTC.
AT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\+07:00 ")


@pytest.fixture
def log(monkeypatch):
    """What the server's own handler writes."""
    (ours,) = (
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler.formatter, OneLineOfARefusal)
    )
    written = StringIO()
    monkeypatch.setattr(ours, "stream", written)
    return written


@pytest.fixture
def client(editor_a, client_for):
    signed_in = client_for(editor_a)
    signed_in.raise_request_exception = False
    return signed_in


def lines(log):
    return log.getvalue().splitlines()


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        (lambda c: c.get("/khong-co/?q=Nguyễn"), 404, "Not Found: /khong-co/"),
        (lambda c: c.get("/khong-co%0aGIA/"), 404, r"Not Found: /khong-co\nGIA/"),
        (lambda c: c.get("/", {"as_of": "x"}), 400, "WARNING django.request: "),
        (lambda c: c.get("/", {"q": "\x00"}), 400, "WARNING django.request: "),
        (lambda c: c.get("/", headers={"Host": "la.example"}), 400, "DisallowedHost"),
        (lambda c: c.get("/dang-xuat/"), 405, "Method Not Allowed (GET)"),
        (
            lambda c: c.generic("POST", "/nhap-tep/", b"x", "multipart/form-data; boundary="),
            400,
            "Unable to parse request body",
        ),
        (
            lambda c: c.post("/lop-dao-tao/", "&".join(["a=1"] * 5200), content_type=FORM),
            400,
            "TooManyFieldsSent",
        ),
        (
            lambda c: c.post("/lop-dao-tao/", "a=" + "x" * 3_000_000, content_type=FORM),
            400,
            "RequestDataTooBig",
        ),
        (
            lambda _c: Client(enforce_csrf_checks=True).post("/dang-nhap/", {"username": "x"}),
            403,
            "Forbidden (CSRF cookie not set.): /dang-nhap/",
        ),
    ],
)
def test_what_is_refused_takes_one_line(client, log, asked, status, said):
    assert asked(client).status_code == status
    (line,) = lines(log)
    assert said in line and "Nguy" not in line
    assert AT.match(line) and ("WARNING" in line or "ERROR" in line)
    assert line.endswith(" address=127.0.0.1")


def test_a_fault_takes_one_traceback(client, log, monkeypatch):
    def fail(*_asked, **_named):
        raise ValueError("Key (cccd)=(051187001234) already exists; 12345 does too")

    monkeypatch.setattr(SignInPage, "dispatch", fail)
    assert client.get("/dang-nhap/").status_code == 500
    written = log.getvalue()
    assert written.count("Traceback") == written.count("ERROR") == 1
    assert "ERROR django.request: Internal Server Error: /dang-nhap/" in lines(log)[0]
    assert "(••••••••1234) already exists; 12345 does too" in written


def test_a_refusal_tells_whose_it_was(client, log):
    client.get("/nhan-su/1/"), Client().get("/khong-co/")
    mine, nobodys = lines(log)
    assert mine.endswith('Not Found: /nhan-su/1/ user="ba-to" address=127.0.0.1')
    assert nobodys.endswith('user="-" address=127.0.0.1')


def test_whose_it_was_asks_nothing_of_the_database(log, rf):
    """It may be why the line is written."""
    request = rf.get("/x/")
    request.user = SimpleLazyObject(lambda: pytest.fail("asked"))
    logging.getLogger("django.request").error("away", extra={"request": request})
    assert lines(log)[0].endswith('away user="-" address=127.0.0.1')


def test_what_is_in_order_takes_no_line(client, log):
    assert client.get("/").status_code == 200
    assert log.getvalue() == ""


def test_other_handlers_still_have_the_traceback():
    """The line is shortened as it is written, not in the record that others are given too."""
    record = logging.LogRecord("x", logging.WARNING, "", 0, "a", (), None)
    record.status_code = 400
    try:
        raise ValueError
    except ValueError as error:
        record.exc_info = (type(error), error, error.__traceback__)
    assert "Traceback" not in OneLineOfARefusal().format(record)
    assert record.exc_info

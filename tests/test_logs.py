"""The log: a line for each answer and refusal, a trace of a fault, nobody's name or number."""

import json
import logging
import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.utils.functional import SimpleLazyObject

from accounts.own.views import SignInPage
from cadre_portal import log_lines
from cadre_portal.logs import Json, Lines
from personnel.basics import request_ids
from tests.factories import person, post

ROOT = Path(__file__).parent.parent
FORM = "application/x-www-form-urlencoded"
# Over which no clock is in doubt: with its distance from UTC.
AT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\+07:00 ")
ID = "0123456789abcdef0123456789abcdef"
NAME, CCCD = "Phạm Thị Hạnh", "051187001234"
# Whatever is left of them in any form of writing.
TRACES = ("Hạnh", "Hanh", "H\\u1ea1nh", "H%E1%BA%A1nh", "hanh", "0511", "•1234", "ba-to")


@pytest.fixture
def written(monkeypatch):
    """What the server's own handler writes, in either form."""
    ours = next(
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler.formatter, log_lines.Lines)
    )
    stream = StringIO()
    monkeypatch.setattr(ours, "stream", stream)

    def in_form(form):
        monkeypatch.setattr(ours, "formatter", form())
        return stream

    return in_form


@pytest.fixture
def log(written):
    return written(Lines)


@pytest.fixture
def client(editor_a, client_for):
    signed_in = client_for(editor_a)
    signed_in.raise_request_exception = False
    return signed_in


def lines(log, but="cadre_portal.requests"):
    """Return what was written besides the line of each answer."""
    return [line for line in log.getvalue().splitlines() if but not in line]


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        (lambda c: c.get("/khong-co/?q=Nguyễn"), 404, "WARNING django.request: 404 Not Found"),
        (lambda c: c.get("/khong-co%0aGIA/"), 404, "WARNING django.request: 404 Not Found"),
        (lambda c: c.get("/", {"as_of": "x"}), 400, "WARNING django.request: 400 Bad Request"),
        (lambda c: c.get("/", {"q": "\x00"}), 400, "WARNING django.request: 400 Bad Request"),
        (lambda c: c.get("/", headers={"Host": "la.example"}), 400, "ERROR django.security.Disall"),
        (lambda c: c.get("/dang-xuat/"), 405, "405 Method Not Allowed view=sign-out method=GET"),
        (
            lambda c: c.generic("POST", "/nhap-tep/", b"x", "multipart/form-data; boundary="),
            400,
            "400 Bad Request view=uploads method=POST",
        ),
        (
            lambda c: c.post("/lop-dao-tao/", "&".join(["a=1"] * 5200), content_type=FORM),
            400,
            "django.security.TooManyFieldsSent: 400",
        ),
        (
            lambda c: c.post("/lop-dao-tao/", "a=" + "x" * 3_000_000, content_type=FORM),
            400,
            "django.security.RequestDataTooBig: 400",
        ),
        (
            lambda _c: Client(enforce_csrf_checks=True).post("/dang-nhap/", {"username": "x"}),
            403,
            "django.security.csrf: 403 Forbidden view=sign-in method=POST",
        ),
    ],
)
def test_what_is_refused_takes_one_line(client, log, asked, status, said):
    answer = asked(client)
    assert answer.status_code == status
    (line,) = lines(log)
    assert said in line
    assert AT.match(line) and ("WARNING" in line or "ERROR" in line)
    assert line.endswith(f" address=127.0.0.1 request={answer['X-Request-ID']}")


def test_a_fault_takes_one_traceback_without_its_words(client, log, monkeypatch):
    def fail(*_asked, **_named):
        raise ValueError(f"Key (cccd)=({CCCD}) of {NAME} already exists")

    monkeypatch.setattr(SignInPage, "dispatch", fail)
    assert client.get("/dang-nhap/").status_code == 500
    said = lines(log)
    assert "ERROR django.request: 500 Internal Server Error view=sign-in method=GET" in said[0]
    assert said[1] == "Traceback (most recent call last):" and said[-1] == "ValueError"
    assert log.getvalue().count("Traceback") == 1
    assert any("in fail" in line for line in said)


def test_a_fault_of_the_database_says_what_it_would_not_take(client, log, monkeypatch):
    cause = type("UniqueViolation", (Exception,), {"pgcode": "23505"})(NAME)
    cause.diag = type("Diag", (), {"constraint_name": "person_cccd_once"})

    def fail(*_asked, **_named):
        raise IntegrityError(f"({CCCD})") from cause

    monkeypatch.setattr(SignInPage, "dispatch", fail)
    client.get("/dang-nhap/")
    assert any(line.endswith("UniqueViolation (23505 person_cccd_once)") for line in lines(log))
    assert lines(log)[-1] == "django.db.utils.IntegrityError"


def test_a_fault_of_the_disk_says_which_and_not_where():
    record = logging.LogRecord(
        "x", logging.ERROR, "", 0, FileNotFoundError(2, "no", NAME), (), None
    )
    assert Lines().format(record).endswith("ERROR x: FileNotFoundError (ENOENT)")


def test_a_refusal_tells_whose_it_was_by_their_key(client, editor_a, log):
    client.get("/nhan-su/1/"), Client().get("/khong-co/")
    mine, nobodys = lines(log)
    assert f"404 Not Found view=person method=GET user={editor_a.pk} address=127.0.0.1 " in mine
    assert " view=- method=GET user=- address=127.0.0.1 " in nobodys


def test_whose_it_was_asks_nothing_of_the_database(log, rf):
    """It may be why the line is written."""
    request = rf.get("/x/")
    request.user = SimpleLazyObject(lambda: pytest.fail("asked"))
    logging.getLogger("django.request").error("away", extra={"request": request})
    assert lines(log)[0].endswith("away view=- method=GET user=- address=127.0.0.1")


def test_every_answer_takes_one_line(client, editor_a, written):
    log = written(Json)
    with connection.execute_wrapper(lambda execute, *asked: execute(*asked)):
        answer = client.get("/nhan-su/", {"q": "hạnh"})
    (told,) = map(json.loads, log.getvalue().splitlines())
    assert told.pop("queries") > 1 and told.pop("ms") >= 0
    assert AT.match(f"{told.pop('at')} ")
    assert told == {
        "level": "INFO", "logger": "cadre_portal.requests", "message": "answered",
        "view": "people", "method": "GET", "status": 200, "user": editor_a.pk,
        "request": answer["X-Request-ID"],
    }  # fmt: skip


def test_queries_are_counted_of_each_request_alone(client, written, django_assert_num_queries):
    log = written(Json)
    with django_assert_num_queries(0):
        Client().get("/dang-nhap/")
    client.get("/nhan-su/"), client.get("/nhan-su/")
    of_none, *of_list = [json.loads(line)["queries"] for line in log.getvalue().splitlines()]
    assert of_none == 0 and of_list[0] == of_list[1] > 3


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/static/css/portal.css"])
def test_probes_and_files_take_no_line(db, log, path):
    Client().get(path)
    assert [line for line in log.getvalue().splitlines() if " status=200 " in line] == []


def test_other_handlers_still_have_the_traceback():
    """The line is shortened as it is written, not in the record that others are given too."""
    record = logging.LogRecord("x", logging.WARNING, "", 0, "a", (), None)
    record.status_code = 400
    try:
        raise ValueError
    except ValueError as error:
        record.exc_info = (type(error), error, error.__traceback__)
    assert "Traceback" not in Lines().format(record)
    assert record.exc_info


@pytest.mark.parametrize("form", [Lines, Json])
def test_what_people_are_called_and_their_numbers_stand_in_no_line(
    form, written, client, province, monkeypatch
):
    """Through paths, queries, forms, headers and faults; of the names of accounts too."""
    hanh = person(NAME, cccd=CCCD)
    post(hanh)
    log = written(form)
    stranger = Client(raise_request_exception=False)
    told = {"username": NAME, "password": CCCD, "full_name": NAME, "cccd": CCCD}
    for asking in (client, stranger):
        asking.get(f"/{NAME}/{CCCD}/")
        asking.get("/nhan-su/", {"q": NAME, "cccd": CCCD, "as_of": CCCD})
        asking.get(f"/nhan-su/{hanh.pk}/"), asking.get("/tim/", {"q": NAME})
        asking.post("/nhan-su/theo-so-cccd/", told), asking.post("/dang-nhap/", told)
        asking.post("/nhan-su/them/", told)
        asking.get("/", headers={"Host": f"{CCCD}.example", "Referer": f"http://x/{NAME}"})
        asking.get("/", headers={"X-Request-ID": CCCD, "User-Agent": NAME})

    def fail(request, *_asked, **_named):
        raise IntegrityError(f"DETAIL: Key (cccd)=({request.POST['cccd']}) {request.POST}")

    monkeypatch.setattr(SignInPage, "dispatch", fail)
    assert stranger.post(f"/dang-nhap/?next={NAME}", told).status_code == 500
    logging.getLogger("other").error("failed: %s, %s", ValueError(NAME), f"số {CCCD}")
    assert (
        log.getvalue().count("cadre_portal.requests") == 19 and "IntegrityError" in log.getvalue()
    )
    # The ids of requests are of chance, and may hold any digits.
    said = re.sub(r"(request(?:=|\": \"))[0-9a-f]{32}", r"\1", log.getvalue())
    said = re.sub(r"\d{4}-\d\d-\d\d \S+", "", said)
    assert [trace for trace in TRACES if trace in said] == []


@pytest.mark.parametrize(
    ("given", "behind", "taken"),
    [
        (ID, True, True),
        ("123e4567-e89b-12d3-a456-426614174000", True, True),
        (ID, False, False),
        (CCCD, True, False),
        (f"{ID}\nGIA", True, False),
        (ID.upper(), True, False),
        ("", True, False),
    ],
)
def test_the_id_is_the_proxy_s_where_it_has_the_form_of_one(
    settings, log, db, given, behind, taken
):
    settings.BEHIND_PROXY = behind
    said = Client().get("/khong-co/", headers={"X-Request-ID": given})["X-Request-ID"]
    assert (said == given) is taken and request_ids.well_formed(said)
    assert f" request={said}" in log.getvalue()


def test_two_requests_have_two_ids_and_nothing_afterwards_has_one(db, log):
    first, second = (Client().get("/dang-nhap/")["X-Request-ID"] for _ in range(2))
    assert first != second
    logging.getLogger("other").error("afterwards")
    assert log.getvalue().splitlines()[-1].endswith("ERROR other: afterwards")


def test_a_process_begun_for_a_request_tells_its_fault_by_the_request_s_id(tmp_path):
    """As `sheets.uploads.apart` begins it: with what is passed on."""
    with request_ids.of(ID):
        said = request_ids.passed_on()
    assert "REQUEST_ID" not in request_ids.passed_on()
    empty = {"DATABASE_URL": f"sqlite:///{tmp_path / 'empty'}", "SECRET_KEY": "of-the-test"}
    ran = subprocess.run(
        [sys.executable, "manage.py", "work_upload", "1", "1", "--place", "0"],
        cwd=ROOT, env=said | empty, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 1
    first, *rest = ran.stderr.splitlines()
    assert first.endswith(f"ERROR cadre_portal.process: work_upload failed request={ID}")
    assert rest[-1] == "django.db.utils.OperationalError" and "no such table" not in ran.stderr


@pytest.mark.parametrize("begun", ["_spawn", "marked_apart"])
def test_uploads_are_worked_on_by_processes_that_know_the_request(begun, settings, monkeypatch):
    from sheets.uploads import apart, locked_files

    settings.UPLOADS_APART, given = True, []
    for name in ("Popen", "run"):
        monkeypatch.setattr(
            apart.subprocess, name, lambda *_w, env, **_n: given.append(env) or apart_ended()
        )
    with request_ids.of(ID):
        if begun == "_spawn":
            apart._spawn("1", "1", place=locked_files.LockedFile(os.dup(0)))
        else:
            apart.marked_apart(type("Upload", (), {"pk": 1}))
    assert [env["REQUEST_ID"] for env in given] == [ID]
    assert given[0].items() >= dict(os.environ).items()


def apart_ended():
    return subprocess.CompletedProcess([], 0, b"")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("Invalid request from ip=10.0.0.1: Invalid HTTP request line: '/?q=Hạnh'",),
         "Invalid request from ip=10.0.0.1"),
        (("Invalid request from ip=: Hạnh",), "Invalid request from ip="),
        (("Error handling request %s %s", "GET", "/?q=Hạnh"), "Error handling request"),
        (("Booting worker with pid: %s", 7), "Booting worker with pid: 7"),
    ],
)  # fmt: skip
def test_what_gunicorn_says_of_a_visitor_is_without_the_visitor_s_words(said, told):
    record = logging.LogRecord("gunicorn.error", logging.WARNING, "", 0, said[0], said[1:], None)
    assert log_lines.Lines().format(record).endswith(f"gunicorn.error: {told}")

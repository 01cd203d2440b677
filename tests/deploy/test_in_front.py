"""The portal behind nginx, by HTTPS, with the least rights: as a province has it."""

import http.client
import socket
import ssl
import time
import warnings
import zipfile
from contextlib import contextmanager
from io import BytesIO
from random import Random

import psycopg2
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import QUIET
from tests.conftest import CHROMIUM
from tests.deploy.conftest import APP, PASSWORD, USER, asking
from tests.sheets.building import sheet_of, somebody
from xlsx.limits import MAX_FILE

MEGABYTE = 1024 * 1024
HEADERS = (
    "Strict-Transport-Security", "Content-Security-Policy", "X-Content-Type-Options",
    "Referrer-Policy",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": CHROMIUM, "args": list(QUIET)}


@pytest.fixture(scope="session")
def browser_context_args():
    return {"ignore_https_errors": True}


@contextmanager
def connected(served, machine="127.0.0.1"):
    """Yield a connection from a machine to nginx that is kept, and trusts its certificate."""
    asked = http.client.HTTPSConnection(
        "localhost", served.https, context=ssl._create_unverified_context(),
        source_address=(machine, 0),
    )  # fmt: skip
    try:
        yield asked
    finally:
        asked.close()


def get(asked, path="/dang-nhap/", method="GET", body=None, **headers):
    """Return the answer of a connection that stays open, read to its end."""
    asked.request(method, path, body=body, headers=headers)
    answer = asked.getresponse()
    answer.text = answer.read().decode(errors="replace")
    return answer


def padded(size):
    """Return a workbook of one person that is just so large: a picture takes the room."""
    book = BytesIO(sheet_of(somebody()).read())
    with zipfile.ZipFile(book, "a", zipfile.ZIP_STORED) as parts:
        parts.writestr("xl/media/image1.png", b"")
    spare = size - len(book.getvalue()) - 200
    book = BytesIO(sheet_of(somebody()).read())
    with zipfile.ZipFile(book, "a", zipfile.ZIP_STORED) as parts:
        parts.writestr("xl/media/image1.png", Random(1).randbytes(spare))
    return book.getvalue()


def test_a_working_day_through_nginx(served, page):
    """Sign in, hand in a workbook of 20 MB, take it away again, sign out."""
    page.goto(f"http://localhost:{served.http}/")
    page.get_by_label("Tên đăng nhập").fill(USER)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page).to_have_url(f"{served.url}/")
    kept = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert set(kept) == {"__Host-sessionid", "__Host-csrftoken"}
    for cookie in kept.values():
        assert cookie["secure"] and cookie["httpOnly"] and cookie["sameSite"] == "Lax"
    page.goto(f"{served.url}/nhap-tep/")
    book = padded(MAX_FILE - 1000)
    assert MAX_FILE - 2 * MEGABYTE < len(book) <= MAX_FILE
    page.locator("input[type=file]").set_input_files(
        {"name": "ba-to.xlsx", "mimeType": "application/zip", "buffer": book}
    )
    page.get_by_role("button", name="Nộp và xem trước").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Xem trước: ba-to.xlsx", timeout=90_000
    )
    page.goto(f"{served.url}/nhap-tep/")
    with page.expect_download() as given:
        page.get_by_role("link", name="Tải tệp ba-to.xlsx").click()
    assert given.value.path().stat().st_size > MAX_FILE - 3 * MEGABYTE
    page.locator("details.who summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")


def test_plain_http_is_led_to_https_and_that_is_remembered(served):
    asked = http.client.HTTPConnection("localhost", served.http)
    answer = get(asked, "/nhan-su/?q=H%E1%BA%A1nh")
    assert answer.status == 301 and answer.headers["Location"].startswith(f"{served.url}/nhan-su/")
    with connected(served) as asked:
        said = get(asked).headers["Strict-Transport-Security"]
    assert said == "max-age=31536000"


@pytest.mark.parametrize(
    ("version", "ciphers", "taken"),
    [
        ("TLSv1_1", "ALL:@SECLEVEL=0", False),
        ("TLSv1_2", "AES128-SHA256:AES256-GCM-SHA384", False),
        ("TLSv1_2", "ECDHE-RSA-AES128-SHA256", False),
        ("TLSv1_2", "ECDHE-RSA-AES128-GCM-SHA256", True),
        ("TLSv1_3", "", True),
    ],
)
def test_no_old_tls_and_no_weak_cipher_is_taken(served, version, ciphers, taken):
    offered = ssl._create_unverified_context()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of TLS 1.1, which is the point
        offered.minimum_version = offered.maximum_version = ssl.TLSVersion[version]
    if ciphers:
        offered.set_ciphers(ciphers)
    with socket.create_connection(("localhost", served.https)) as line:
        if not taken:
            with pytest.raises(ssl.SSLError, match="ALERT"):
                offered.wrap_socket(line)
            return
        with offered.wrap_socket(line) as spoken:
            assert spoken.version() == version.replace("_", ".")


@pytest.mark.parametrize("path", ["/dang-nhap/", "/khong-co/", "/static/js/once.js"])
def test_every_answer_of_the_portal_has_its_headers_once(served, path):
    with connected(served) as asked:
        said = get(asked, path).headers
    for name in HEADERS:
        assert len(said.get_all(name, [])) == 1, name
    assert "frame-ancestors 'none'" in said["Content-Security-Policy"]
    assert said["Access-Control-Allow-Origin"] is None


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_whoever_watches_over_it_asks_on_its_own_machine(served, path):
    with connected(served) as asked:
        assert get(asked, path).status == 200


def test_so_has_what_nginx_answers_itself(served):
    with connected(served) as asked:
        asked.putrequest("POST", "/nhap-tep/")
        asked.putheader("Content-Length", str(65 * MEGABYTE))
        asked.endheaders()
        refused = asked.getresponse()
    with connected(served) as asked:
        malformed = get(asked, "/", Host="a b")
    for answer, status in ((refused, 413), (malformed, 400)):
        assert answer.status == status and answer.headers["Server"] == "nginx"
        for name in (*HEADERS, "Cache-Control"):
            assert len(answer.headers.get_all(name, [])) == 1, name
        assert answer.headers["Retry-After"] is None


@pytest.mark.parametrize(
    "framing",
    [
        "Content-Length: 6\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: xchunked",
        "Content-Length: 6\r\nContent-Length: 7",
        "Content-Length: +6",
    ],
)
@pytest.mark.parametrize("inner", [False, True], ids=["nginx", "gunicorn"])
def test_a_request_of_two_lengths_is_refused_and_nothing_follows_it(served, framing, inner):
    """Neither server takes what one of them might read as two requests."""
    line = socket.create_connection(("localhost", served.behind if inner else served.https), 20)
    if not inner:
        line = ssl._create_unverified_context().wrap_socket(line)
    host = "localhost" if inner else f"localhost:{served.https}"
    with line:
        line.sendall(
            f"POST /dang-nhap/ HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-Proto: https\r\n"
            f"{framing}\r\n\r\n0\r\n\r\nGET /bi-mat/ HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
        )
        said = b""
        while piece := line.recv(65536):
            said += piece
    assert said.count(b"HTTP/1.1 ") == 1 and said[9:12] in (b"400", b"501")


@pytest.mark.parametrize(
    "path",
    ["/.git/config", "/.env", "/manage.py", "/deploy/rights.sql", "/static/", "/static/js/",
     "/static/%2e%2e/manage.py", "/static//etc/passwd", "/var/uploads/", "/nginx_status",
     "/admin/doc/"],
)  # fmt: skip
def test_nothing_of_the_server_is_given_out(served, path):
    with connected(served) as asked:
        answer = get(asked, path)
    assert answer.status in (302, 404), answer.text
    assert "SECRET" not in answer.text and "Index of" not in answer.text


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PUT", "DELETE", "OPTIONS"])
def test_no_other_method_is_taken(served, method):
    with connected(served) as asked:
        answer = get(asked, method=method, **{"X-Secret": "echo-me"})
    assert answer.status in (400, 405) and "echo-me" not in answer.text


def test_what_the_portal_forbids_to_keep_is_passed_on(served):
    with connected(served) as asked:
        answer = get(asked)
    assert "no-store" in answer.headers["Cache-Control"] and answer.headers["Server"] == "nginx"


def test_a_connection_is_kept_and_used_again(served):
    with connected(served) as asked:
        get(asked)
        kept = asked.sock
        assert get(asked).status == 200 and asked.sock is kept


def test_a_visitor_cannot_say_where_from_or_by_what_he_comes(served, portal):
    """X-Forwarded-For is nginx's word alone: a failed sign-in counts for the machine that asked."""
    with connected(served) as asked:
        page = get(asked)
        token = page.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        body = f"csrfmiddlewaretoken={token}&username=ai-do&password=sai"
        said = {
            "X-Forwarded-For": "203.0.113.9",
            "X-Forwarded-Proto": "http",
            "Cookie": page.headers["Set-Cookie"].split(";")[0],
            "Referer": f"{served.url}/dang-nhap/",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        assert get(asked, method="POST", body=body, **said).status == 200
    with asking(portal.owner["DATABASE_URL"]) as cursor:
        cursor.execute("SELECT address FROM accounts_failedsignin ORDER BY id DESC LIMIT 1")
        (address,) = cursor.fetchone()
    assert str(address) == "127.0.0.1"


def test_more_than_the_limit_is_refused_in_vietnamese(served):
    with connected(served) as asked:
        asked.putrequest("POST", "/nhap-tep/")
        asked.putheader("Content-Length", str(65 * MEGABYTE))
        asked.endheaders()
        answer = asked.getresponse()
        assert answer.status == 413 and "Tệp quá lớn" in answer.read().decode()


def test_signing_in_is_tried_so_often_a_minute(served):
    """The portal itself is not reached any more; looking at the page is no try."""
    with connected(served, "127.0.0.2") as asked:
        answers = [get(asked, method="POST", body="") for _ in range(60)]
        assert {answer.status for answer in answers} == {403, 429}
        slow = answers[-1]
        assert "Đăng nhập quá nhiều lần" in slow.text and slow.headers["Retry-After"] == "60"
        assert get(asked).status == 200


def test_the_log_of_requests_has_no_names(served):
    with connected(served) as asked:
        get(asked, "/nhan-su/?q=Pham+Thi+Hanh")
    written = served.log.read_text()
    assert '"GET /nhan-su/" 302' in written and "Hanh" not in written


def logged(log, what, seconds=30):
    """Return the lines of a log about something, once there is one: written behind the answer."""
    last = time.monotonic() + seconds
    while not (found := [line for line in log.open() if what in line]):
        assert time.monotonic() < last, log.read_text()
        time.sleep(0.05)
    return "".join(found)


def test_both_logs_know_a_request_by_one_id_whatever_the_visitor_says(served):
    theirs = "0123456789abcdef0123456789abcdef"
    with connected(served) as asked:
        answer = get(asked, "/khong-co/", **{"X-Request-ID": theirs})
    (own,) = answer.headers.get_all("X-Request-ID")
    assert own != theirs
    line, behind = (logged(log, own) for log in (served.log, served.log.parent / "gunicorn.log"))
    assert '"GET /khong-co/" 404' in line
    assert " status=404 " in behind and f" user=- request={own}\n" in behind
    assert "khong-co" not in behind


def test_metrics_are_given_to_nobody_through_nginx_without_a_token(served):
    with connected(served) as asked:
        assert get(asked, "/metrics").status in {302, 404}


def test_the_workers_leave_marks_and_write_none(portal):
    with asking(portal.workers["DATABASE_URL"]) as cursor:

        def state():
            cursor.execute("SELECT bit_xor(value) FROM personnel_mark")
            return cursor.fetchone()

        before = state()
        for statement in (
            "INSERT INTO personnel_mark (value) VALUES (1)",
            "UPDATE personnel_mark SET value = 1",
            "DELETE FROM personnel_mark",
        ):
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                cursor.execute(statement)
        assert state() == before
        cursor.execute("UPDATE personnel_unit SET name = name WHERE code = '535'")
        assert state() != before


def test_the_workers_can_neither_alter_nor_delete_what_was_done(portal):
    with asking(portal.workers["DATABASE_URL"]) as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            r" AND (tablename LIKE '%\_historical%' OR tablename LIKE 'personnel\_trail%'"
            " OR tablename = 'personnel_disclosure')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        assert len(tables) > 8
        assert {"personnel_historicaltitle", "personnel_trailday"} <= set(tables)
        forbidden = ["CREATE TABLE other (id int)", "DELETE FROM django_migrations"]
        for table in tables:
            column = "history_id" if "_historical" in table else "id"
            forbidden += [f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"]
            forbidden += [f"TRUNCATE {table}", f"DROP TABLE {table}"]
        forbidden += ["INSERT INTO personnel_trailday DEFAULT VALUES"]
        for statement in forbidden:
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                cursor.execute(statement)
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (APP,)

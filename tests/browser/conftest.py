"""A real browser on a small province: Debian's chromium, driven from outside the pages."""

import os
import shutil
from datetime import date
from threading import Lock
from urllib.parse import urlsplit

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

from personnel.models import Unit
from tests.factories import MOUNTAIN, TOWNSHIP, credential, person, post

PASSWORD = "mat-khau-thu"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Playwright's own loop runs in this thread; the tests themselves stay synchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": CHROMIUM, "args": list(QUIET)}


@pytest.fixture(autouse=True)
def one_at_a_time(monkeypatch):
    """Answer one request after another on SQLite, whose database in memory is one connection.

    Two requests would stand in each other's transactions, as on no server they do.
    """
    if connection.vendor == "sqlite":
        answer, turn = WSGIHandler.__call__, Lock()

        def in_turn(*asked):
            with turn:
                return answer(*asked)

        monkeypatch.setattr(WSGIHandler, "__call__", in_turn)


@pytest.fixture
def records(province):
    """Two communes of Ba Tơ and one of Đức Phổ with people who meet this and miss that."""
    joined = {"party_joined": date(2006, 2, 3), "party_joined_precision": "day"}
    secretary = person(name="Phạm Thị Hạnh", sex="female", cccd="051180001234", **joined)
    post(secretary, "BT", MOUNTAIN, start=date(2023, 1, 1))
    credential(secretary, "professional", 4, awarded=date(2010, 6, 30))
    credential(secretary, "theory", 2, awarded=date(2018, 12, 31), precision="year")
    chairman = person(name="Đinh Văn Lía", ethnicity="Hrê")
    post(chairman, "CTUBND", TOWNSHIP, start=date(2020, 5, 1))
    credential(chairman, "professional", 2)
    post(person(name="Trần Thị Sổ", sex="female"), "TCKT", TOWNSHIP)
    elsewhere = Unit.objects.filter(parent__code="534").order_by("code")[0]
    post(person(name="Lê Văn Phổ"), "TCKT", elsewhere.code)
    return secretary


@pytest.fixture
def complaints(page, live_server):
    """What the console and the network said that they must not; empty on a clean page."""
    found = []
    own = urlsplit(live_server.url).netloc

    def on_request(request):
        host = urlsplit(request.url).netloc
        if host and host != own:
            found.append(f"left the portal: {request.url}")

    def on_console(message):
        if message.type in ("error", "warning"):
            found.append(message.text)

    page.on("request", on_request)
    page.on("console", on_console)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def sign_in(page, live_server, client_for):
    """Return a function that gives the browser a user's session, and may open an address."""

    def with_a_session(user, path=""):
        session = client_for(user).cookies["sessionid"]
        cookie = {"name": session.key, "value": session.value, "url": live_server.url}
        page.context.add_cookies([cookie])
        if path:
            page.goto(live_server.url + path)
        return page

    return with_a_session


@pytest.fixture
def fill_in(page, live_server):
    """Return a function that signs a user in through the form."""

    def through_the_form(user, password=PASSWORD):
        page.goto(f"{live_server.url}/dang-nhap/")
        page.get_by_label("Tên đăng nhập").fill(user.username)
        page.get_by_label("Mật khẩu").fill(password)
        page.get_by_role("button", name="Đăng nhập").click()
        return page

    return through_the_form

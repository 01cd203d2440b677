"""Somebody's browser at a portal that runs in processes of its own, without a screen."""

import re
from contextlib import contextmanager
from html import unescape
from http.cookiejar import CookieJar
from subprocess import Popen
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from bench.databases import free_port
from tests.deploy.conftest import BIN, PASSWORD, ROOT, listening

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Browser:
    """Keeps its cookies, follows where it is sent, fills in forms."""

    def __init__(self, address):
        self.address = address
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path):
        """Return the status and the text of a page."""
        return self._ask(path)

    def post(self, path, page="/nhan-su/", **fields):
        """Send a form with the token of a page; returns the status and text of where it led."""
        status, text = self.get(page)
        if not (token := TOKEN.search(text)):
            return status, text
        said = fields | {"csrfmiddlewaretoken": token[1]}
        return self._ask(path, urlencode(said).encode())

    def _ask(self, path, data=None):
        try:
            with self.opener.open(f"{self.address}{path}", data, timeout=120) as answer:
                return answer.status, unescape(answer.read().decode(errors="replace"))
        except HTTPError as refused:
            return refused.code, refused.read().decode(errors="replace")

    def sign_in(self, user):
        """Sign in with the password that everybody of these tests has."""
        where = "/dang-nhap/"
        status, text = self.post(where, page=where, username=user, password=PASSWORD)
        assert status == 200 and "Đăng xuất" in text, text[:2000]
        return self


@contextmanager
def served_by(environment, folder):
    """Yield where a portal is served by gunicorn with these settings; stopped afterwards."""
    port, log = free_port(), folder / "gunicorn.log"
    with open(log, "w") as written:
        running = Popen(
            [BIN / "gunicorn"], cwd=ROOT, env=environment | {"PORT": str(port)}, stderr=written,
            stdout=written,
        )  # fmt: skip
        try:
            listening(port, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()
            running.wait(20)

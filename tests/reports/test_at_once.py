"""Requests of one process that are answered at once, each by a thread of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace

from reports import first_page
from reports.first_page import FirstPage

AT_ONCE = 3


def test_no_request_waits_for_what_another_works_out(monkeypatch):
    """None could go on before all are there, where a property let in one at a time."""
    together = Barrier(AT_ONCE, timeout=20)
    monkeypatch.setattr(first_page, "Board", lambda source, **about: None)
    monkeypatch.setattr(first_page, "checks_asked", lambda lens: ())
    monkeypatch.setattr(first_page, "conclude", lambda *about: together.wait())
    source = SimpleNamespace(root=SimpleNamespace(is_commune=True), lens=None)
    pages = [FirstPage(source, None) for _ in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        arrived = list(threads.map(lambda page: page.conclusion, pages))
    assert sorted(arrived) == list(range(AT_ONCE))

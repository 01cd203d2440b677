"""The load program: where it may send to, how much, what officers click, and what is told of it."""

import random
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice

import pytest

from bench.load import clicking
from bench.load.mix import MIX, Bounds, Officer, Server, arrivals, clicks
from bench.load.told import Answer, Run, percentile

PAGES = {name: [f"/{name}/"] for name in MIX}
OFFICERS = [Officer(f"sessionid={number}", PAGES) for number in range(3)]


@pytest.mark.parametrize(
    "address",
    [
        "http://10.0.0.1:8000", "http://0.0.0.0:8000", "http://example.com:80", "http://[::]:80",
        "http://localhost:8000", "http://127.0.0.1", "https://127.0.0.1:443", "127.0.0.1:80", "",
    ],
)  # fmt: skip
def test_nothing_is_sent_but_to_this_machine(address: str) -> None:
    with pytest.raises(ValueError):
        Server.at(address)


def test_this_machine_is_known_by_its_numbers() -> None:
    assert Server.at("http://127.0.0.1:8000") == Server("127.0.0.1", 8000)
    assert Server.at("http://[::1]:8000").host == "::1"


@pytest.mark.parametrize("bounds", [(0, 10), (601, 10), (10, 0), (10, 50_001)])
def test_a_load_is_bounded_in_time_and_number(bounds: tuple[float, int]) -> None:
    with pytest.raises(ValueError):
        Bounds(*bounds)


def test_pages_are_opened_as_often_as_the_mix_says() -> None:
    opened = Counter(name for name, _ in islice(clicks(OFFICERS[0], random.Random(1)), 20_000))
    shares = {name: opened[name] / 20_000 for name in MIX}
    assert shares == pytest.approx(
        {name: weight / sum(MIX.values()) for name, weight in MIX.items()}, abs=0.02
    )


def test_what_an_officer_may_not_open_is_not_clicked() -> None:
    viewer = Officer("", {"overview": ["/"], "edit": []})
    assert set(islice(clicks(viewer, random.Random(1)), 50)) == {("overview", "/")}


def test_arrivals_come_at_their_rate_and_end() -> None:
    moments = list(arrivals(40, 100, random.Random(1)))
    assert moments == sorted(moments) and moments[-1] < 100
    assert len(moments) == pytest.approx(4_000, rel=0.05)


def test_percentiles_are_times_that_were_measured() -> None:
    times = [float(number) for number in range(20, 0, -1)]
    assert [percentile(times, share) for share in (0, 50, 95, 96, 100)] == [1, 10, 19, 20, 20]
    assert percentile([3.0], 95) == 3.0


def _run(*answers: tuple[float, float], well: bool = True) -> Run:
    return Run([Answer("list", due, due + took, well) for due, took in answers], 30)


def test_a_run_that_keeps_up_is_well() -> None:
    run = _run(*((due / 2, 0.1) for due in range(60)))
    assert (run.offered, run.answered, run.errors, run.queued, run.is_well) == (
        2,
        2,
        0,
        False,
        True,
    )
    assert run.waiting(0, 10) == pytest.approx(0.2)


def test_a_queue_that_grows_is_seen() -> None:
    run = _run(*((due / 2, due / 4) for due in range(60)))
    assert run.queued and not run.is_well and run.answered < run.offered


def test_an_error_or_a_slow_twentieth_is_not_well() -> None:
    quick = [(float(due), 0.1) for due in range(18)]
    assert not _run(*quick, well=False).is_well
    assert _run(*quick, (18, 0.1), (19, 0.8)).is_well
    assert not _run(*quick, (18, 0.75), (19, 0.8)).is_well
    assert not _run().is_well


def test_what_is_told_counts_by_page() -> None:
    run = Run([Answer("list", 0, 0.25, True), Answer("person", 1, 1.5, False)], 10)
    told = list(run.lines())
    assert "2 requests, 0.2/s offered" in told[0] and "1 errors" in told[0]
    assert [line.split()[:2] for line in told[1:]] == [["all", "2"], ["list", "1"], ["person", "1"]]
    assert "0.500 s" in told[3]
    assert list(Run([], 10).lines()) == ["  no request was answered"]


class _Page(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append((self.headers["Cookie"], self.path))  # type: ignore[attr-defined]  # of this test
        found = not self.path.startswith("/quality")
        body = b"page"
        self.send_response(200 if found else 500)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def site() -> Iterator[tuple[Server, list[tuple[str, str]]]]:
    """A site on this machine, and what was asked of it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Page) as served:
        served.daemon_threads = True
        asked: list[tuple[str, str]] = []
        served.asked = asked  # type: ignore[attr-defined]  # of this test
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield Server("127.0.0.1", served.server_address[1]), asked
        served.shutdown()


def test_officers_click_until_the_bound(
    site: tuple[Server, list[tuple[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    server, asked = site
    monkeypatch.setattr(clicking, "THINKING", (0.0, 0.0))
    run = clicking.think(server, OFFICERS, Bounds(30, 60))
    assert len(run.answers) == len(asked) == 60
    assert {cookie for cookie, _ in asked} == {officer.cookie for officer in OFFICERS}
    assert run.errors == sum(path.startswith("/quality") for _, path in asked) > 0


def test_arrivals_wait_for_nobody_and_are_bounded(
    site: tuple[Server, list[tuple[str, str]]],
) -> None:
    server, asked = site
    run = clicking.arrive(server, OFFICERS, Bounds(30, 60), 1_000)
    assert len(run.answers) == len(asked) == 60
    assert all(answer.took >= 0 for answer in run.answers)
    assert max(answer.due for answer in run.answers) < 1


def test_what_does_not_answer_is_an_error() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Page) as closed:
        server = Server("127.0.0.1", closed.server_address[1])
    assert clicking.arrive(server, OFFICERS, Bounds(1, 3), 100).errors == 3

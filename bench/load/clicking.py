"""Clicks sent: by officers who wait for each answer, and by arrivals that wait for none."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from itertools import islice, repeat

from .mix import THINKING, Bounds, Officer, Server, arrivals, clicks
from .told import Answer, Run

# How many arrivals are answered, or wait, at once; more than would mean anything.
_AT_ONCE = 200
# An answer that takes longer is an error.
_PATIENCE = 30.0
_SEED = 19


class Browser:
    """One connection to the server, kept from click to click."""

    def __init__(self, server: Server) -> None:
        self._connection = HTTPConnection(server.host, server.port, timeout=_PATIENCE)

    def opened(self, officer: Officer, address: str) -> bool:
        """Whether a page came, whole and not another in its place."""
        try:
            self._connection.request("GET", address, headers={"Cookie": officer.cookie})
            answer = self._connection.getresponse()
            return bool(answer.read()) and answer.status == 200
        except (OSError, HTTPException):
            self._connection.close()
            return False


def think(server: Server, officers: Sequence[Officer], bounds: Bounds) -> Run:
    """Return what officers met who think between an answer and the next click, all at once."""
    left, start = islice(repeat(None), bounds.requests), time.monotonic()
    end, kept = start + bounds.seconds, threading.Lock()
    answers: list[Answer] = []

    def work(number: int, officer: Officer) -> None:
        chance, browser = random.Random(_SEED + number), Browser(server)
        time.sleep(chance.uniform(0, THINKING[1]))
        for page, address in clicks(officer, chance):
            if time.monotonic() >= end or not _one_more(left, kept):
                return
            asked = time.monotonic()
            well = browser.opened(officer, address)
            answers.append(Answer(page, asked - start, time.monotonic() - start, well))
            time.sleep(chance.uniform(*THINKING))

    with ThreadPoolExecutor(len(officers)) as threads:
        list(threads.map(work, range(len(officers)), officers))
    return Run(answers, bounds.seconds)


def _one_more(left: Iterator[None], kept: threading.Lock) -> bool:
    """Whether another request is within the bounds."""
    with kept:
        return next(left, True) is None


def arrive(server: Server, officers: Sequence[Officer], bounds: Bounds, rate: float) -> Run:
    """Return what requests met that come by themselves, `rate` a second, answered or not.

    Each waits from the moment it was due: a queue shows in the times, whoever sends them late.
    """
    chance, start = random.Random(_SEED), time.monotonic()
    ways = [clicks(officer, random.Random(_SEED + at)) for at, officer in enumerate(officers)]
    answers: list[Answer] = []
    own = threading.local()

    def work(due: float, officer: Officer, page: str, address: str) -> None:
        browser = vars(own).setdefault("browser", None) or Browser(server)
        own.browser = browser
        well = browser.opened(officer, address)
        answers.append(Answer(page, due, time.monotonic() - start, well))

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        for due in islice(arrivals(rate, bounds.seconds, chance), bounds.requests):
            time.sleep(max(start + due - time.monotonic(), 0))
            at = chance.randrange(len(officers))
            threads.submit(work, due, officers[at], *next(ways[at]))
    return Run(answers, bounds.seconds)

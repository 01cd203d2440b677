"""What officers click: the pages, how often each, and within which bounds."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

# How often each page is asked for, of all these together.
MIX = {"overview": 3, "unit": 3, "criterion": 2, "list": 4, "person": 5, "edit": 2, "quality": 1}
# Seconds between an answer and the next click.
THINKING = (1.0, 4.0)


@dataclass(frozen=True)
class Bounds:
    """How long and how much at the most; what is asked beyond is refused at once."""

    seconds: float = 60.0
    requests: int = 5_000
    MOST_SECONDS = 600.0
    MOST_REQUESTS = 50_000

    def __post_init__(self) -> None:
        if not 0 < self.seconds <= self.MOST_SECONDS:
            raise ValueError(f"at most {self.MOST_SECONDS:.0f} seconds")
        if not 0 < self.requests <= self.MOST_REQUESTS:
            raise ValueError(f"at most {self.MOST_REQUESTS} requests")


@dataclass(frozen=True)
class Officer:
    """Somebody signed in: the cookie of the session, and the addresses of each page for them."""

    cookie: str
    pages: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Server:
    """Where the portal listens: on this machine, by its number."""

    host: str
    port: int

    @classmethod
    def at(cls, address: str) -> Server:
        """Return the server of an address; raises ValueError for any that is not loopback.

        A name is refused too: what it stands for is somebody else's to say.
        """
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        if parts.scheme != "http" or port is None:
            raise ValueError(f"http://127.0.0.1:PORT is expected, not {address}")
        if not ip_address(host).is_loopback:
            raise ValueError(f"{host} is not this machine")
        return cls(host, port)


def clicks(officer: Officer, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield what one officer opens, page and address, without end."""
    names = [name for name in MIX if officer.pages.get(name)]
    weights = [MIX[name] for name in names]
    while True:
        (name,) = chance.choices(names, weights)
        yield name, chance.choice(officer.pages[name])


def arrivals(rate: float, seconds: float, chance: random.Random) -> Iterator[float]:
    """Yield the moments of requests that come by themselves, so many a second on the average."""
    at = chance.expovariate(rate)
    while at < seconds:
        yield at
        at += chance.expovariate(rate)

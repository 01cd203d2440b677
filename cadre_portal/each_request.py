"""What is done around every request: its id, and one line of how it was answered."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse

from personnel.basics import request_ids

from .health import ALIVE, METRICS, READY
from .logs import OWN_ID, user_of, view_of
from .room import with_room

HEADER = "X-Request-ID"
# Under which the request itself has what was asked of databases for it.
ASKED = "cadre_portal.asked"
_REFUSED_FROM = 400
_PROBES = (ALIVE, READY, METRICS)
_log = logging.getLogger("cadre_portal.requests")


@dataclass
class Asked:
    """How often databases were asked for a request, and how long they took."""

    queries: int = 0
    seconds: float = 0.0

    def __call__(self, ask: Callable[..., Any], *asked: Any) -> Any:
        """Ask, as Django calls what is put around its queries."""
        self.queries += 1
        began = perf_counter()
        try:
            return ask(*asked)
        finally:
            self.seconds += perf_counter() - began


class EachRequest:
    """Give each request an id, which its answer carries, and tell of it in one line.

    Behind a proxy of our own the id is the proxy's, so that both logs tell of the same. Probes and
    files of the portal's look that are answered as they should be take no line: nginx has them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    @with_room
    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        own = request.META[OWN_ID] = _given(request) or request_ids.made()
        with request_ids.of(own), _counted(request) as asked:
            response = self.get_response(request)
            response[HEADER] = own
            if response.status_code >= _REFUSED_FROM or not _is_of_machines(request):
                _tell(request, response, perf_counter() - began, asked)
        return response


def _given(request: HttpRequest) -> str:
    """Return the id that the proxy gave; "" where there is none to be believed."""
    said = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
    return request_ids.well_formed(said)


@contextmanager
def _counted(request: HttpRequest) -> Iterator[Asked]:
    asked = request.META[ASKED] = Asked()
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(asked))
        yield asked


def _is_of_machines(request: HttpRequest) -> bool:
    return request.path in _PROBES or request.path.startswith(settings.STATIC_URL)


def _tell(request: HttpRequest, response: HttpResponse, seconds: float, asked: Asked) -> None:
    told = {
        "view": view_of(request), "method": request.method, "status": response.status_code,
        "ms": round(seconds * 1000), "queries": asked.queries, "user": user_of(request),
    }  # fmt: skip
    _log.info("answered", extra={"told": told})

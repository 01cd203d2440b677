"""The id of the request that something is done for: on every line of the log that it led to.

Kept apart from the request itself, as whoever writes a line, or begins a process, seldom has one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

# In the environment of a process begun for a request.
VARIABLE = "REQUEST_ID"
# As nginx makes them, or a UUID: no number of anybody's has this form.
WELL_FORMED = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def well_formed(text: str) -> str:
    """Return an id that somebody else gave; "" where it does not have the form of one."""
    return text if WELL_FORMED.fullmatch(text) else ""


_of_this_process = well_formed(os.environ.get(VARIABLE, ""))
_current: ContextVar[str] = ContextVar("request_id", default=_of_this_process)


def made() -> str:
    """Return a new id."""
    return uuid4().hex


def current() -> str:
    """Return the id of the request that this is done for; "" where it is done for none."""
    return _current.get()


@contextmanager
def of(request_id: str) -> Iterator[None]:
    """Do for the request with this id what is done within."""
    token = _current.set(request_id)
    try:
        yield
    finally:
        _current.reset(token)


def passed_on() -> dict[str, str]:
    """Return the environment of a process that is begun for the request, with its id."""
    return os.environ | ({VARIABLE: current()} if current() else {})

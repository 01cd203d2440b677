"""What the log says of a request: which page, what became of it, whose it was by their key alone.

The path and what stands behind the "?" are a visitor's words and stand nowhere; neither do the
words in which Django tells of a refusal, which quote them.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest

from accounts.guarding.addresses import client_address

from . import log_lines

# Under which a request itself has its id.
OWN_ID = "cadre_portal.id"


class _OfARequest(log_lines.Lines):
    """What was refused takes one line, a fault its traceback, each with whose request it was."""

    def told(self, record: logging.LogRecord) -> dict[str, Any]:
        """Return what is told besides: of what a request led to, the page, the user, the place."""
        request = getattr(record, "request", None)
        of_it = _about(request) if isinstance(request, HttpRequest) else {}
        own = super().told(record)
        # Django tells of a refusal when all that is done around the request is over.
        known = own.pop("request", None) or of_it.pop("request", None)
        return own | of_it | ({"request": known} if known else {})

    def message(self, record: logging.LogRecord) -> str:
        """Return the message; of an answer that Django logs, its status in words."""
        status = getattr(record, "status_code", None)
        if status and record.name.startswith("django."):
            return f"{status} {HTTPStatus(status).phrase}"
        return super().message(record)


class Lines(_OfARequest):
    """As lines, for people."""


class Json(_OfARequest, log_lines.Json):
    """As JSON, for programs."""


def view_of(request: HttpRequest) -> str:
    """Return the name of the page that answers a request; "-" where none was reached."""
    match = request.resolver_match
    return (match and match.view_name) or "-"


def user_of(request: HttpRequest) -> int | None:
    """Return the key of whose request it is, as far as it is known: the database is not asked."""
    user = getattr(request, "_cached_user", None)
    return user.pk if user else None


def _about(request: HttpRequest) -> dict[str, Any]:
    return {
        "view": view_of(request), "method": request.method, "user": user_of(request),
        "address": client_address(request), "request": request.META.get(OWN_ID),
    }  # fmt: skip

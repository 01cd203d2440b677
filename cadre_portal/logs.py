"""What the log says: one line of what was refused, one traceback of a fault, no identity number."""

import copy
import logging
import re
from datetime import UTC, datetime

from django.http import HttpRequest
from django.utils import timezone

from accounts.guarding.addresses import client_address

# Twelve digits, of which a list shows the last four.
_NUMBER = re.compile(r"(?<!\d)\d{8}(?=\d{4}(?!\d))")
_FAULTS_FROM = 500


class OneLineOfARefusal(logging.Formatter):
    """Moment, level and logger before each message; identity numbers without their first digits.

    The moment has its distance from UTC, and what a request led to says whose it was and from
    where. What a visitor was refused (4xx) takes one line: nothing broke, so nothing is traced. A
    traceback may quote the row that the database would not take.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802  # logging's name
        """Return the moment as 2026-11-28 09:15:02.114+07:00."""
        at = timezone.localtime(datetime.fromtimestamp(record.created, UTC))
        return at.isoformat(" ", "milliseconds")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # logging's name
        """Return the line without a traceback: whose request it was stands at its end."""
        request = getattr(record, "request", None)
        line = super().formatMessage(record)
        return f"{line} {_whose(request)}" if isinstance(request, HttpRequest) else line

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, with the traceback of a fault."""
        if getattr(record, "status_code", _FAULTS_FROM) < _FAULTS_FROM:
            record = copy.copy(record)
            record.exc_info = record.exc_text = None
        return _NUMBER.sub("••••••••", super().format(record))


def _whose(request: HttpRequest) -> str:
    """Return whose request it was as far as it is known: nothing is asked of the database here."""
    user = getattr(request, "_cached_user", None)
    name = user.get_username() if user else ""
    return f'user="{name or "-"}" address={client_address(request) or "-"}'

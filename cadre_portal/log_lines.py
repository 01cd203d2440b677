"""How a line of the log is written: for people, or as JSON; with nobody's name or number in it.

What somebody sent may stand in the words of an exception, so of one only its kind is told and
where it was raised. Knows nothing of Django, as gunicorn itself writes its lines by it too.
"""

from __future__ import annotations

import errno
import json
import logging
import re
import traceback
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from personnel.basics import request_ids

# As long as the shortest number by which a person is known (nine digits), or longer.
_NUMBER = re.compile(r"\d{9,}")
# Of what gunicorn says, what comes before the words of a visitor.
_BEFORE_A_VISITOR = re.compile(
    r"(?:Invalid request from ip=[^\s:]*|Error handling request)(?=[\s:]|$)"
)
_FAULTS_FROM = 500
_ESCAPED = {ord("\n"): r"\n", ord("\r"): r"\r", ord("\x1b"): r"\x1b"}


class Lines(logging.Formatter):
    """One line: moment, level, logger, message, what else is told as name=value; then a trace."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; what a fault was and where stands below it."""
        told = "".join(f" {name}={_shown(value)}" for name, value in self.told(record).items())
        line = f"{_at(record)} {record.levelname} {record.name}: {self.message(record)}{told}"
        return "\n".join([line, *_fault(record)])

    def told(self, record: logging.LogRecord) -> dict[str, Any]:
        """Return what is told of a record besides its message, by name, the request's id last."""
        own: dict[str, Any] = getattr(record, "told", {})
        request = request_ids.current()
        return own | ({"request": request} if request else {})

    def message(self, record: logging.LogRecord) -> str:
        """Return the message in one line, without numbers of people."""
        args = record.args
        if isinstance(args, tuple):
            args = tuple(_kind(each) if isinstance(each, BaseException) else each for each in args)
        if isinstance(record.msg, BaseException):
            return _kind(record.msg)
        text = str(record.msg) % args if args else str(record.msg)
        before = _BEFORE_A_VISITOR.match(text) if record.name.startswith("gunicorn") else None
        return _NUMBER.sub("•••", before[0] if before else text).translate(_ESCAPED)


class Json(Lines):
    """The same as one object of JSON a line; a fault is a list of lines in it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object."""
        facts = {
            "at": _at(record), "level": record.levelname, "logger": record.name,
            "message": self.message(record), **self.told(record),
        }  # fmt: skip
        if fault := list(_fault(record)):
            facts["fault"] = fault
        return json.dumps(facts, ensure_ascii=False, default=str)


FORMS: dict[str, type[Lines]] = {"lines": Lines, "json": Json}


def _at(record: logging.LogRecord) -> str:
    """Return the moment as 2026-11-28 09:15:02.114+07:00."""
    return datetime.fromtimestamp(record.created).astimezone().isoformat(" ", "milliseconds")


def _shown(value: Any) -> str:
    return "-" if value is None else str(value)


def _fault(record: logging.LogRecord) -> Iterator[str]:
    """Yield the lines of a fault and of those it came from; none of what was only refused."""
    error = record.exc_info[1] if record.exc_info else None
    if error is None or getattr(record, "status_code", _FAULTS_FROM) < _FAULTS_FROM:
        return
    yield "Traceback (most recent call last):"
    for each in reversed(list(_chain(error))):
        for frame in traceback.format_tb(each.__traceback__):
            yield from frame.rstrip("\n").split("\n")
        yield _kind(each)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _kind(error: BaseException) -> str:
    """Return what an error is without its words: PostgreSQL's code and constraint, the disk's."""
    code = getattr(error, "pgcode", None)
    if isinstance(error, OSError) and error.errno:
        code = errno.errorcode.get(error.errno)
    constraint = getattr(getattr(error, "diag", None), "constraint_name", None)
    more = " ".join(filter(None, (code, constraint)))
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    return f"{name} ({more})" if more else name

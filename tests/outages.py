"""Errors as the database raises them when it does not work."""

import sqlite3

from django.db import InternalError, OperationalError
from django.db.utils import Error


class _OfPostgresql(Exception):
    def __init__(self, code: str) -> None:
        self.pgcode = code


def of_postgresql(code: str, kind: type[Error] = OperationalError) -> Error:
    """As PostgreSQL's driver raises what has a code."""
    error = kind("the server's own words")
    error.__cause__ = _OfPostgresql(code)
    return error


def read_only() -> Error:
    return of_postgresql("25006", InternalError)


def busy() -> OperationalError:
    """As SQLite raises it when somebody else writes for too long."""
    error = OperationalError("database is locked")
    cause = sqlite3.OperationalError("database is locked")
    cause.sqlite_errorcode = sqlite3.SQLITE_BUSY
    error.__cause__ = cause
    return error


def away() -> OperationalError:
    """As the driver raises it when nobody answers: without a code."""
    return OperationalError('connection to server at "10.1.2.3", port 5432 failed')

"""What does not work is told by the numbers that drivers and system give, never by guess."""

import errno
import os
import socket
import sqlite3
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite
from django.db.utils import ConnectionHandler

from personnel.basics import outages
from personnel.basics.outages import DiskFault, disk_told, is_busy, outage_of
from tests.outages import away, busy, of_postgresql, read_only


@pytest.fixture(autouse=True)
def connecting(django_db_blocker):
    """Connections of a test's own, beside that of the portal."""
    with django_db_blocker.unblock():
        yield


def connection_of(wrapper, **settings):
    """A connection of its own, with settings as the portal's are completed."""
    engine = wrapper.__module__.removesuffix(".base")
    handler = ConnectionHandler({"default": {"ENGINE": engine, **settings}})
    return wrapper(handler.settings["default"], "apart")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database of SQLite with a table in it."""
    with sqlite3.connect(tmp_path / "portal.sqlite3") as made:
        made.execute("CREATE TABLE kept (a)")
    made.close()
    return tmp_path / "portal.sqlite3"


def error_of(connection, statement: str) -> DatabaseError:
    with pytest.raises(DatabaseError) as raised, connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()
    return raised.value


def test_a_lock_held_by_somebody_else_is_busy(file: Path) -> None:
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    late = connection_of(SQLite, NAME=str(file), OPTIONS={"timeout": 0})
    assert is_busy(error_of(late, "INSERT INTO kept VALUES (1)"))
    holder.close()


@pytest.mark.parametrize(
    ("name", "statement", "told"),
    [
        ("file:{file}?mode=ro", "INSERT INTO kept VALUES (1)", outages.DATABASE_READ_ONLY),
        ("{file}/nowhere", "SELECT 1", outages.NOT_OPENED),
        ("{file}", "SELECT * FROM lost", outages.NO_TABLES),
        ("{file}", "SELECT wrong FROM kept", None),
    ],
    ids=["read-only", "no file", "no tables", "a fault of the portal"],
)
def test_what_sqlite_raises(file: Path, name: str, statement: str, told: object) -> None:
    options = {"NAME": name.format(file=file), "OPTIONS": {"uri": True}}
    assert outage_of(error_of(connection_of(SQLite, **options), statement)) is told


def test_a_server_that_refuses_is_away() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    refused = connection_of(PostgreSQL, NAME="x", HOST="127.0.0.1", PORT=port, USER="x")
    assert outage_of(error_of(refused, "SELECT 1")) is outages.AWAY


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (of_postgresql("55P03"), outages.BUSY),
        (of_postgresql("40P01"), outages.BUSY),
        (of_postgresql("57014"), outages.BUSY),
        (of_postgresql("57P01"), outages.AWAY),
        (of_postgresql("53300"), outages.AWAY),
        (of_postgresql("08006"), outages.AWAY),
        (of_postgresql("53100"), outages.DATABASE_FULL),
        (of_postgresql("54001"), None),
        (read_only(), outages.DATABASE_READ_ONLY),
        (away(), outages.AWAY),
        (InterfaceError("connection already closed"), outages.AWAY),
        (IntegrityError("twice"), None),
        (DatabaseError("Save with update_fields did not affect any rows."), None),
        (OSError(errno.ENOSPC, "No space left"), outages.DISK_FULL),
        (OSError(errno.EACCES, "not ours"), None),
        (ConnectionResetError(errno.ECONNRESET, "gone"), None),
        (KeyError("x"), None),
    ],
)
def test_what_an_error_tells(error: Exception, told: object) -> None:
    assert outage_of(error) is told
    assert is_busy(error) == (told is outages.BUSY)


def test_what_an_error_came_from_is_told_too() -> None:
    try:
        try:
            raise away()
        except OperationalError:
            raise KeyError("x")  # noqa: B904
    except KeyError as error:
        assert outage_of(error) is outages.AWAY
    error = ValueError("x")
    error.__cause__ = busy()
    assert outage_of(error) is outages.BUSY
    assert outage_of(None) is None


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, outages.DISK_FULL),
        (errno.EDQUOT, outages.DISK_FULL),
        (errno.EROFS, outages.DISK_READ_ONLY),
        (errno.EACCES, outages.DISK_READ_ONLY),
        (errno.ENOENT, outages.NOT_THERE),
        (errno.ENOTDIR, outages.NOT_THERE),
        (errno.EAGAIN, outages.OVERLOADED),
        (errno.EMFILE, outages.OVERLOADED),
        (errno.EIO, outages.DISK_BROKEN),
    ],
)
def test_what_the_system_says_of_its_files(number: int, told: outages.Outage) -> None:
    with pytest.raises(DiskFault) as raised, disk_told():
        raise OSError(number, os.strerror(number))
    assert raised.value.outage is told
    assert str(raised.value) == f"{told.reason} {told.advice}"


def test_a_folder_that_is_a_file_is_not_there() -> None:
    with pytest.raises(DiskFault) as raised, disk_told():
        raise FileExistsError("x exists and is not a directory.")
    assert raised.value.outage is outages.NOT_THERE
